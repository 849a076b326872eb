"""What figures, timelines and charts are drawn from: numbers as they were published, and where that puts the ink.

A value holds what was published; its properties are what a template prints. Coordinates are units of the SVG's
viewBox, whole or with one decimal, the same on every machine; nothing else is ever rounded. Rules: docs/domain.md §2.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from math import floor, log10
from typing import NamedTuple

AFTER = frozenset("多余来")
"""Qualifiers that Chinese puts behind the number (13000多); all others stand in front of it (约7亿, more than 20)."""

_DIGITS = re.compile(r"\d[\d.,]*(?:[—–-]\d[\d.,]*)?")
_WIDE = 6
"""More digits than that are set smaller, or they leave their column."""


class Figure(NamedTuple):
    """A number as it was printed: 1.3万多名 is value 1.3万, qualifier 多, unit 名."""

    value: str
    qualifier: str
    """多, 余, 约, about …; "" where the number is exact."""
    unit: str
    label: str
    """What was counted."""

    @property
    def digits(self) -> str:
        """What is set large: 1.3; the whole value where it begins with no number."""
        found = _DIGITS.match(self.value)
        return found.group() if found else self.value

    @property
    def before(self) -> str:
        """The qualifier that stands in front, with its space where it is a word of letters."""
        qualifier = "" if self.qualifier in AFTER else self.qualifier
        return f"{qualifier} " if qualifier.isascii() and qualifier else qualifier

    @property
    def after(self) -> str:
        """What belongs to the digits and follows them: 万多."""
        behind = self.qualifier if self.qualifier in AFTER else ""
        return f"{self.value[len(self.digits) :]}{behind}"

    @property
    def counted(self) -> str:
        """The unit, with its space where it is a word of letters: 名, %, or a space and members."""
        return f" {self.unit}" if self.unit[:1].isascii() and self.unit[:1].isalpha() else self.unit

    @property
    def wide(self) -> bool:
        """Whether there are too many digits for the large size."""
        return len(self.digits) > _WIDE


class Table(NamedTuple):
    """A table of data. The first cell of a row names it, the others are numbers as printed."""

    caption: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


class Source(NamedTuple):
    """Who published the numbers, where they can be read, and the day that they describe."""

    name: str
    address: str | None = None
    as_of: date | None = None


class Batch(NamedTuple):
    """A step of a timeline: 2月21日 第一批."""

    when: str
    """The day or month as printed."""
    machine: str
    """The same for machines: 2017-02-21 or 2017-02."""
    text: str


class Amount(NamedTuple):
    """One number of a chart."""

    label: str
    number: float | None
    """What is drawn; None where there is no number for it."""
    printed: str
    """What is printed, with qualifier and unit; "" where there is no number for it."""


class Bar(NamedTuple):
    """A row of a bar chart."""

    label: str
    printed: str
    width: str
    """Of 400; "0" draws nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """What every chart says."""

    heading: str
    finding: str
    """What the chart shows, as one sentence: the title of the drawing and the caption of the table."""
    source: Source
    heads: tuple[str, str]
    """Column heads of the table."""
    amounts: tuple[Amount, ...]
    """The rows of the table; empty where there is no data yet."""
    note: str = ""

    def __post_init__(self) -> None:
        """Raises ValueError for an amount below zero, which none of these charts can show."""
        if any(number < 0 for number in self._numbers()):
            raise ValueError(f"below zero: {self.heading}")

    def _numbers(self) -> Iterator[float]:
        return (amount.number for amount in self.amounts if amount.number is not None)

    @property
    def table(self) -> Table:
        """The same numbers in words."""
        rows = tuple((amount.label, amount.printed) for amount in self.amounts)
        return Table(self.finding, self.heads, rows)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bars(Chart):
    """Bars inside the table itself, one an amount; the longest is as wide as the column."""

    @property
    def bars(self) -> tuple[Bar, ...]:
        """The rows, in the order given."""
        highest = max(self._numbers(), default=0)
        return tuple(Bar(a.label, a.printed, _part(a.number or 0, highest, 400)) for a in self.amounts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Dots(Chart):
    """A hundred dots in five rows of twenty, `count` of them large. A rate that is no whole number is a `Share`."""

    count: int | None
    """None where there is no data yet."""

    def __post_init__(self) -> None:
        """Raises ValueError for a count that a hundred dots cannot show."""
        super(Dots, self).__post_init__()  # a class with slots is made twice: `super()` would mean the first
        if self.count is not None and self.count not in range(101):
            raise ValueError(f"not 0 to 100 dots: {self.count}")

    @property
    def on(self) -> str:
        """The path of the large dots: the dashes of lines that are `stroke-dasharray="0 18"`."""
        return "".join(_dots(row, 0, full) for row, full in self._rows() if full)

    @property
    def off(self) -> str:
        """The path of the small dots."""
        return "".join(_dots(row, full, 20) for row, full in self._rows() if full < 20)

    def _rows(self) -> Iterator[tuple[int, int]]:
        """Each row with the number of its large dots."""
        return ((row, min(max((self.count or 0) - 20 * row, 0), 20)) for row in range(5))


@dataclass(frozen=True, slots=True, kw_only=True)
class Share(Chart):
    """One bar that is part of a whole. `amounts` are the part and the whole, or empty."""

    def __post_init__(self) -> None:
        """Raises ValueError unless there are a part and a whole that holds it, or nothing."""
        super(Share, self).__post_init__()
        if len(self.amounts) not in (0, 2):
            raise ValueError(f"not a part and a whole: {self.amounts}")
        numbers = list(self._numbers())
        if len(numbers) == 2 and numbers[0] > numbers[1]:
            raise ValueError(f"more than the whole: {self.amounts}")

    @property
    def width(self) -> str | None:
        """Of 400; None where a number is missing or the whole is nothing."""
        numbers = list(self._numbers())
        return _part(numbers[0], numbers[1], 400) if len(numbers) == 2 and numbers[1] else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Line(Chart):
    """A small line above zero, one point an amount, at even distances; a missing number leaves a gap.

    The box is 480 wide and 120 high; `top` stands at its upper edge.
    """

    unit: str = ""

    @property
    def known(self) -> tuple[Amount, ...]:
        """The amounts that have a number."""
        return tuple(amount for amount in self.amounts if amount.number is not None)

    @property
    def top(self) -> float:
        """The round number at the upper edge: the highest amount or a little more; 0 where all are zero."""
        return _ceiling(max(self._numbers(), default=0))

    @property
    def line(self) -> str:
        """The path of the line, broken at gaps; "" where no two neighbours are known."""
        stretches = groupby(self._points(), key=lambda point: point is not None)
        paths = ([point for point in points if point] for known, points in stretches if known)
        return "".join(f"M{'L'.join(path)}" for path in paths if len(path) > 1)

    @property
    def points(self) -> str:
        """The path of the points: strokes of no length, whose round caps are dots."""
        return "".join(f"M{point}h0" for point in self._points() if point)

    def _points(self) -> Iterator[str | None]:
        last = len(self.amounts) - 1
        for place, amount in enumerate(self.amounts):
            across = _part(place, last, 480)
            yield None if amount.number is None else f"{across} {_decimal(120 - self._height(amount.number))}"

    def _height(self, number: float) -> float:
        return 120 * number / self.top if self.top else 0


def _dots(row: int, start: int, stop: int) -> str:
    """Dots `start` to `stop` of a row: a line that ends one unit behind the middle of its last dot."""
    return f"M{9 + 18 * start} {9 + 18 * row}h{18 * (stop - start) - 17}"


def _part(number: float, whole: float, width: int) -> str:
    """How much of `width` stands for `number` of `whole`; 0 where the whole is nothing."""
    return _decimal(width * number / whole) if whole else "0"


def _decimal(number: float) -> str:
    """Whole, or with one decimal."""
    return f"{round(number, 1) + 0:g}"  # never -0


_ROUND: Sequence[int] = (10, 12, 15, 20, 25, 30, 40, 50, 60, 80, 100)


def _ceiling(number: float) -> float:
    """The next number that reads as round: 57000 → 60000."""
    if not number:
        return 0
    power = floor(log10(number)) - 1
    scale = int(10 ** abs(power))
    steps = (step * scale if power >= 0 else step / scale for step in _ROUND)
    found = next(step for step in steps if step >= number)
    return int(found) if found == int(found) else found
