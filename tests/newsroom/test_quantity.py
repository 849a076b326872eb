"""Quantities keep what was published: the number, its qualifier and its unit."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.newsroom.quantity import ABOUT, Bound, Quantity, UnlikeUnits, read_quantity, total

ABOVE, BELOW, EXACT = Bound.ABOVE, Bound.BELOW, Bound.EXACT
people = st.builds(
    Quantity,
    st.integers(0, 10**12).map(Decimal),
    st.sampled_from([EXACT, ABOVE, BELOW, ABOUT]),
    st.just("名"),
)


@pytest.mark.parametrize(
    ("printed", "number", "bound", "unit"),
    [
        ("298个", 298, EXACT, "个"),
        ("13000多名", 13000, ABOVE, "名"),
        ("6万余人次", 60000, ABOVE, "人次"),
        ("57000余次", 57000, ABOVE, "次"),
        ("13,000多名", 13000, ABOVE, "名"),
        ("1.3亿元", 130_000_000, EXACT, "元"),
        ("约7亿元", 700_000_000, ABOUT, "元"),
        ("7亿元左右", 700_000_000, ABOUT, "元"),
        ("20家以上", 20, ABOVE, "家"),
        ("近100人", 100, BELOW, "人"),
        ("超过20家", 20, ABOVE, "家"),
        ("92%", 92, EXACT, "%"),
        ("14", 14, EXACT, ""),
    ],
)
def test_a_printed_number_is_read_with_its_qualifier_and_unit(
    printed: str, number: int, bound: Bound, unit: str
) -> None:
    assert read_quantity(printed) == Quantity(Decimal(number), bound, unit)


@pytest.mark.parametrize(
    "printed", ["", "多名", "近100多人", "100多人以上", "十几人", "1,00人", "1.2.3", "5-7人", "-3人", "3 4人"]
)
def test_what_is_no_certain_number_is_not_guessed(printed: str) -> None:
    assert read_quantity(printed) is None


def test_a_qualifier_survives_a_sum() -> None:
    more = read_quantity("13000多名")
    five = read_quantity("5名")
    assert more is not None
    assert five is not None
    assert more + five == Quantity(Decimal(13005), ABOVE, "名")


@given(people, people, people)
def test_sums_do_not_depend_on_order_or_grouping(a: Quantity, b: Quantity, c: Quantity) -> None:
    assert a + b == b + a
    assert (a + b) + c == a + (b + c)


@given(st.lists(people, min_size=1))
def test_a_total_is_exact_arithmetic_and_exact_only_if_all_are(counts: list[Quantity]) -> None:
    whole = total(counts)
    assert whole is not None
    assert whole.number == sum(count.number for count in counts)
    assert whole.exact == all(count.exact for count in counts)


@given(people, st.sampled_from(["组", "人次", ""]))
def test_different_units_are_never_added(count: Quantity, unit: str) -> None:
    with pytest.raises(UnlikeUnits):
        count + Quantity(Decimal(1), EXACT, unit)


def test_nothing_known_is_not_zero() -> None:
    assert total([]) is None


@given(people, people, st.integers(0, 10**6), st.integers(0, 10**6))
def test_what_is_certainly_more_is_more_whatever_the_true_amounts_are(
    a: Quantity, b: Quantity, more: int, less: int
) -> None:
    def possible(one: Quantity) -> list[Decimal]:
        up = [one.number + more] if one.bound & ABOVE else []
        down = [max(one.number - less, Decimal(0))] if one.bound & BELOW else []
        return [one.number, *up, *down]

    if a.is_certainly_more_than(b):
        assert min(possible(a)) >= 0
        assert BELOW not in a.bound
        assert min(possible(a)) > max(possible(b))


def test_more_of_another_unit_is_no_question() -> None:
    with pytest.raises(UnlikeUnits):
        Quantity(Decimal(33), EXACT, "名").is_certainly_more_than(Quantity(Decimal(32), EXACT, "组"))
