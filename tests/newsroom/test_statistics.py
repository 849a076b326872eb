"""Statistics are exact, tell what they are made of, and keep what is uncertain."""

from datetime import date
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from plugins.newsroom.branch import Branch
from plugins.newsroom.quantity import Bound
from plugins.newsroom.statistics import (
    SMALL,
    Coverage,
    attendance,
    coverage,
    grouped,
    months,
    participation,
    standing,
)
from plugins.newsroom.text import Text
from plugins.newsroom.work import KINDS, Work

heads = (
    st.none() | st.integers(0, 500).map(lambda n: f"{n}人") | st.integers(0, 500).map(lambda n: f"{n}多名")
)
works = st.builds(
    Work,
    st.sampled_from(list(KINDS.values())),
    st.dates(date(2017, 1, 1), date(2017, 12, 31)),
    st.lists(st.sampled_from("abcd"), min_size=1, max_size=3, unique=True).map(tuple),
    st.just(()),
    st.none() | st.sampled_from(["guxing", "dahelu"]),
    heads,
    heads,
)


def work(
    *branches: str, participants: str | None = None, eligible: str | None = None, month: int = 10
) -> Work:
    return Work("theme-day", date(2017, month, 13), branches, (), None, participants, eligible)


def branch(id_: str, kind: str = "branch", **more: object) -> Branch:
    return Branch.model_validate({"id": id_, "name": Text(zh=id_, en=id_), "kind": kind, **more})


def number(printed: str) -> int:
    return int(printed.rstrip("人多名"))


@given(st.lists(works))
def test_participation_is_the_exact_sum_of_what_was_told_twice(found: list[Work]) -> None:
    both = [(w.participants, w.eligible) for w in found if w.participants and w.eligible]
    ratio = participation(found)
    assert (ratio.told, ratio.records) == (len(both), len(found))
    if not both:
        assert ratio.part is ratio.whole is ratio.rate is None
        return
    assert ratio.part is not None
    assert ratio.whole is not None
    assert ratio.part.number == sum(number(part) for part, _ in both)
    assert ratio.whole.number == sum(number(whole) for _, whole in both)
    assert (ratio.part.bound is Bound.ABOVE) == any("多" in part for part, _ in both)
    if ratio.rate is not None:
        assert ratio.rate == Fraction(int(ratio.part.number), int(ratio.whole.number))


@given(st.lists(works), st.lists(works))
def test_attendance_of_all_is_that_of_the_parts(some: list[Work], others: list[Work]) -> None:
    parts = [one for one in (attendance(some), attendance(others)) if one is not None]
    whole = attendance([*some, *others])
    assert whole == (parts[0] + parts[1] if len(parts) == 2 else (parts or [None])[0])


def test_too_few_records_have_no_rate() -> None:
    few = [work("a", participants="4人", eligible="5人")] * (SMALL - 1)
    assert participation(few).rate is None
    assert participation([*few, few[0]]).rate == Fraction(4, 5)


def test_more_who_could_have_come_lower_the_rate() -> None:
    assert participation([work("a", participants="4人", eligible="5多人")]).bound is Bound.BELOW
    assert participation([work("a", participants="4多人", eligible="5人")]).bound is Bound.ABOVE


def test_nobody_to_come_is_no_rate() -> None:
    assert participation([work("a", participants="0人", eligible="0人")] * SMALL).rate is None


def test_coverage_counts_branches_that_were_there_each_once() -> None:
    there = [branch("a"), branch("b"), branch("c", valid_from="2017-11-01"), branch("d", "committee")]
    found = coverage([work("a"), work("a", "c"), work("d")], standing(there, date(2017, 10, 13)))
    assert found == Coverage(1, 2)
    assert found.rate == Fraction(1, 2)
    assert coverage([work("a")], frozenset()).rate is None


@given(st.lists(works))
def test_a_record_of_several_branches_is_in_each_of_their_groups(found: list[Work]) -> None:
    groups = grouped(found, lambda one: one.branches)
    assert {id_: len(group) for id_, group in groups.items()} == {
        id_: sum(id_ in one.branches for one in found)
        for id_ in {id_ for one in found for id_ in one.branches}
    }


def test_months_without_a_record_at_the_end_of_a_year_are_not_judged() -> None:
    assert list(months([work("a", month=3), work("a", month=1)])) == [1, 2, 3]
    assert list(months([])) == []
