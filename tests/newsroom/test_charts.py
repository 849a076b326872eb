import re
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.newsroom.charts import Amount, Bars, Chart, Dots, Figure, Line, Share, Source, Table

NUMBERS = st.one_of(
    st.integers(0, 10**9), st.floats(0, 1e9, allow_nan=False).map(lambda number: round(number, 2))
)
AMOUNTS = st.lists(st.none() | NUMBERS, max_size=30)
COORDINATE = r"-?\d+(?:\.\d)?"


def chart(kind: type[Chart], *numbers: float | None, **more: Any) -> Any:
    amounts = tuple(Amount(f"第{n}行", number, f"{number}") for n, number in enumerate(numbers, 1))
    return kind(
        heading="标题", finding="结论。", source=Source("来源"), heads=("项", "数"), amounts=amounts, **more
    )


@pytest.mark.parametrize(
    ("figure", "printed"),
    [
        (Figure("298", "", "个", ""), ("", "298", "个")),
        (Figure("13000", "多", "名", ""), ("", "13000", "多名")),
        (Figure("1.3万", "多", "名", ""), ("", "1.3", "万多名")),
        (Figure("7亿", "约", "元", ""), ("约", "7", "亿元")),
        (Figure("92", "", "%", ""), ("", "92", "%")),
        (Figure("13,000", "more than", "members", ""), ("more than ", "13,000", " members")),
        (Figure("1.3 million", "", "visits", ""), ("", "1.3", " million visits")),
        (Figure("8—10", "", "天", ""), ("", "8—10", "天")),
        (Figure("第一", "", "", ""), ("", "第一", "")),
    ],
)
def test_a_figure_is_printed_with_its_qualifier_where_the_language_puts_it(
    figure: Figure, printed: tuple[str, str, str]
) -> None:
    assert (figure.before, figure.digits, figure.after + figure.counted) == printed


@given(st.text(), st.text(), st.text())
def test_a_figure_loses_nothing_that_was_printed(value: str, qualifier: str, unit: str) -> None:
    figure = Figure(value, qualifier, unit, "")
    said = f"{figure.before}{figure.digits}{figure.after}{figure.counted}"
    assert sorted(said.replace(" ", "")) == sorted(f"{value}{qualifier}{unit}".replace(" ", ""))
    assert value in said


@given(AMOUNTS)
def test_bars_are_as_long_as_their_numbers(numbers: list[float | None]) -> None:
    bars = chart(Bars, *numbers).bars
    highest = max((number for number in numbers if number), default=0)
    assert len(bars) == len(numbers)
    for bar, number in zip(bars, numbers, strict=True):
        assert re.fullmatch(COORDINATE, bar.width)
        assert float(bar.width) == pytest.approx(400 * (number or 0) / highest if highest else 0, abs=0.051)


def test_no_chart_shows_an_amount_below_zero() -> None:
    for kind in (Bars, Line):
        with pytest.raises(ValueError, match="below zero"):
            chart(kind, 1, -1)


@given(st.integers(0, 100))
def test_there_are_always_a_hundred_dots_of_which_so_many_are_large(count: int) -> None:
    made = chart(Dots, count=count)
    assert (dots(made.on), dots(made.off)) == (count, 100 - count)


def dots(path: str) -> int:
    """How many dots the dashes of a path are: one at its beginning and one after each 18 units."""
    return sum((int(length) + 17) // 18 for length in re.findall(r"h(\d+)", path))


@pytest.mark.parametrize("count", [-1, 101])
def test_more_dots_than_a_hundred_or_fewer_than_none_are_refused(count: int) -> None:
    with pytest.raises(ValueError, match="dots"):
        chart(Dots, count=count)


def test_a_share_is_part_of_its_whole() -> None:
    assert chart(Share, 1.3, 7).width == "74.3"
    assert chart(Share, 0, 7).width == "0"
    assert chart(Share, 7, 7).width == "400"


@pytest.mark.parametrize("numbers", [(), (None, 7), (1, None), (0, 0)])
def test_a_share_of_nothing_known_draws_nothing(numbers: tuple[float | None, ...]) -> None:
    assert chart(Share, *numbers).width is None


@pytest.mark.parametrize("numbers", [(8, 7), (1,), (1, 2, 3)])
def test_a_share_that_is_none_is_refused(numbers: tuple[float, ...]) -> None:
    with pytest.raises(ValueError, match="whole"):
        chart(Share, *numbers)


@given(AMOUNTS, st.integers(0, 20))
def test_a_line_stays_in_its_box_and_shows_every_number_once(numbers: list[float | None], zeros: int) -> None:
    numbers += [0] * zeros
    made = chart(Line, *numbers)
    points = re.findall(rf"M({COORDINATE}) ({COORDINATE})h0", made.points)
    assert "".join(f"M{x} {y}h0" for x, y in points) == made.points
    assert len(points) == len(made.known) == sum(number is not None for number in numbers)
    assert all(0 <= float(x) <= 480 and 0 <= float(y) <= 120 for x, y in points)
    assert [float(x) for x, _ in points] == sorted(float(x) for x, _ in points)


@given(AMOUNTS)
def test_a_line_is_broken_where_a_number_is_missing_and_nowhere_else(numbers: list[float | None]) -> None:
    pairs = sum(None not in pair for pair in pairwise(numbers))
    assert chart(Line, *numbers).line.count("L") == pairs


@given(NUMBERS)
def test_the_upper_edge_of_a_line_is_a_round_number_a_little_above_the_highest(number: float) -> None:
    top = chart(Line, 0, number).top
    assert number <= top <= 1.34 * number
    assert len(f"{top:e}".partition("e")[0].rstrip("0").replace(".", "")) <= 2


def test_the_upper_edge_reads_as_an_editor_would_write_it() -> None:
    tops = [str(chart(Line, number).top) for number in (0, 0.7, 5, 57000, 12900, 100, 101, 99)]
    assert tops == ["0", "0.8", "5", "60000", "15000", "100", "120", "100"]


def test_one_point_stands_at_the_beginning_and_none_draws_nothing() -> None:
    assert (chart(Line, 5).points, chart(Line, 5).line) == ("M0 0h0", "")
    assert (chart(Line).points, chart(Line).line, chart(Line).known) == ("", "", ())


def test_the_table_says_what_the_drawing_shows() -> None:
    assert chart(Bars, 3, None).table == Table("结论。", ("项", "数"), (("第1行", "3"), ("第2行", "None")))


@given(AMOUNTS)
def test_the_same_numbers_make_the_same_drawing(numbers: list[float | None]) -> None:
    made = chart(Line, *numbers)
    again = replace(made)
    assert (again.line, again.points, again.top) == (made.line, made.points, made.top)
