"""Quantities are printed as they were published, or exactly as they were calculated."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.newsroom.charts import Figure
from plugins.newsroom.phrasing import figure, percent, phrase, said
from plugins.newsroom.printed import Printed
from plugins.newsroom.quantity import ABOUT, Bound, Quantity, read_quantity


def printed(text: str) -> Printed:
    quantity = read_quantity(text)
    assert quantity is not None
    return Printed(text, quantity)


@pytest.mark.parametrize(
    ("text", "english"),
    [
        ("13000多名", "more than 13,000 people"),
        ("6万余人次", "more than 60,000 participations"),
        ("1.3亿元", "130 million yuan"),
        ("7亿元", "700 million yuan"),
        ("12.5亿元", "1.25 billion yuan"),
        ("约500元", "about 500 yuan"),
        ("近100人", "nearly 100 people"),
        ("92%", "92%"),
        ("298个", "298"),
        ("2组", "2 groups"),
        ("5年", "5 years"),
        ("3盏", "3盏"),
    ],
)
def test_a_published_quantity_is_chinese_as_printed_and_english_in_words(text: str, english: str) -> None:
    assert said(printed(text), "zh") == text
    assert said(printed(text), "en").replace("3盏", "3盏") == english


@pytest.mark.parametrize(
    ("quantity", "chinese"),
    [
        (Quantity(Decimal(13005), Bound.ABOVE, "人"), "超过13005人"),
        (Quantity(Decimal(830_000_000), Bound.EXACT, "元"), "8.3亿元"),
        (Quantity(Decimal(100_000_001), Bound.EXACT, "元"), "1.00000001亿元"),
        (Quantity(Decimal(20_000), Bound.EXACT, "人"), "20000人"),
        (Quantity(Decimal(105), ABOUT, "人"), "约105人"),
    ],
)
def test_a_sum_is_printed_exactly(quantity: Quantity, chinese: str) -> None:
    assert phrase(quantity, "zh") == chinese


@given(
    st.decimals(0, 10**12, places=2, allow_nan=False),
    st.sampled_from([Bound.EXACT, Bound.ABOVE, Bound.BELOW, ABOUT]),
    st.sampled_from(["元", "人", "", "组"]),
)
def test_what_is_printed_in_chinese_reads_as_the_same_quantity(
    number: Decimal, bound: Bound, unit: str
) -> None:
    quantity = Quantity(number, bound, unit)
    assert read_quantity(phrase(quantity, "zh")) == quantity


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("13000多名", Figure("13000", "多", "名", "党员")),
        ("6万余人次", Figure("6万", "余", "人次", "党员")),
        ("约7亿元", Figure("7亿", "约", "元", "党员")),
        ("92%", Figure("92", "", "%", "党员")),
        ("20家以上", Figure("20", "", "家以上", "党员")),
    ],
)
def test_a_figure_is_set_in_the_parts_that_were_printed(text: str, expected: Figure) -> None:
    found = figure(printed(text), "党员", "zh")
    assert found == expected
    assert f"{found.before}{found.digits}{found.after}{found.counted}" == text


@pytest.mark.parametrize(
    ("rate", "text"),
    [
        (Fraction(92, 100), "92%"),
        (Fraction(2, 3), "66.7%"),
        (Fraction(1), "100%"),
        (Fraction(0), "0%"),
        (Fraction(1, 8), "12.5%"),
    ],
)
def test_a_rate_has_one_decimal_at_most(rate: Fraction, text: str) -> None:
    assert percent(rate) == text
