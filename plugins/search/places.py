"""Where terms stand: places, kept as bytes, and worked with all at once as one long number.

A place is a number of four bytes: the month of the year × 2²⁸ + position in the month × 4 + weight. So places of a year are in
order, and those of a month do not depend on others.
"""

import sys
from array import array
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple, TypeAlias

Run: TypeAlias = tuple[int, int, int, bytes]
"""The stories of a year that have a term, as a file says them: how many, the first, the last one (number × 4 + weight), and
the steps from each to the next. Numbers count from the year's first month."""

SIZE = 4
"""Bytes of a place."""

_MONTH, _STORY = 28, 2
"""The bits below which the month is not, nor the position."""

_ONE = (1 << SIZE * 8) - 1
_POSITION = (1 << _MONTH) - 1
_WEIGHT = (1 << _STORY) - 1


def place(month: int, position: int, weight: int = 0) -> int:
    """The place of a term in a story; `month` is 0 to 11."""
    return month << _MONTH | position << _STORY | weight


def position_of(place: int) -> int:
    """The position in its month."""
    return (place & _POSITION) >> _STORY


def weight_of(place: int) -> int:
    """Where in the story the term stands (terms.py)."""
    return place & _WEIGHT


def joined(places: Iterable[int]) -> bytes:
    """These places, in order."""
    return _turned(array("I", places)).tobytes()


def parted(data: bytes) -> "array[int]":
    """The places that were `joined`."""
    return _turned(array("I", data))


def _turned(places: "array[int]") -> "array[int]":
    """The lowest byte of each first, on any machine."""
    if sys.byteorder == "big":
        places.byteswap()
    return places


def between(terms: Mapping[str, bytes], start: int, end: int) -> Iterator[tuple[str, bytes]]:
    """The terms with their places from `start` to before `end`; those without any are left out."""
    for term, data in terms.items():
        places = parted(data)
        if places[0] < start or places[-1] >= end:
            places = array("I", [place for place in places if start <= place < end])
            data = joined(places)
        if places:
            yield term, data


def run(data: bytes, slots: int) -> Run:
    """The run of some places of a year, each month of which has so many `slots` for stories."""
    count = len(data) // SIZE
    masks = _masks(count)
    places = int.from_bytes(data, "little")
    months = places & masks.months
    numbers = places - months + (months >> _MONTH) * (slots << _STORY)
    first, last = numbers & _ONE, numbers >> (count - 1) * SIZE * 8
    return count, first, last, _steps(numbers, count)


def _steps(numbers: int, count: int) -> bytes:
    """The numbers between these, seven bits a byte. None of them is 0, so the bytes that a short one does not need, which
    are, can be left out.
    """
    masks = _masks(count)
    steps = (numbers >> SIZE * 8) - (numbers & masks.stories)
    length = (count - 1) * SIZE
    if steps & masks.long:
        out = bytearray()
        for step in parted(steps.to_bytes(length, "little")):
            write_number(out, step)
        return bytes(out)
    high = steps >> 7 & masks.low
    has_more = high + masks.low & masks.more
    return (steps & masks.low | has_more | high << 8).to_bytes(length, "little").translate(None, b"\0")


class _Masks(NamedTuple):
    """Bits of so many places, and of the steps between them."""

    months: int
    stories: int
    """All but the weight, of all places but the last."""
    low: int
    """The lowest seven of each step."""
    more: int
    """The one that tells that a byte follows."""
    long: int
    """Those of steps that take more than two bytes."""


@lru_cache(512)
def _masks(count: int) -> _Masks:
    each = int.from_bytes((1).to_bytes(SIZE, "little") * count, "little")
    between = each >> SIZE * 8
    return _Masks(0xF0000000 * each, *(bits * between for bits in (0xFFFFFFFC, 0x7F, 0x80, 0xFFFFC000)))


def write_number(out: bytearray, number: int) -> None:
    """Seven bits a byte, the lowest first."""
    while number > 127:
        out.append(number & 127 | 128)
        number >>= 7
    out.append(number)
