"""The files of an index. All are deflated (zlib), so that a host that compresses nothing sends as little."""

import json
import sys
import zlib
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import pairwise
from typing import Any, TypeAlias

from .records import Record

Places: TypeAlias = list[tuple[int, bytes]]
"""For each month that has a term: the number of its first story, and places (see months.py, Work)."""

_PLACE = 4
"""Bytes of a place."""

_MANY = 12
"""Places of a month. Fewer are written one by one."""

_TWO_BYTES = 1 << 14
"""Numbers from here on take more than two bytes."""


def packed(value: object) -> bytes:
    """JSON, deflated."""
    return zlib.compress(json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode(), 6)


def unpacked(data: bytes) -> Any:
    """What was `packed`."""
    return json.loads(zlib.decompress(data))


def texts(records: Iterable[Record]) -> bytes:
    """The file of a few stories that stand together."""
    return packed([list(record) for record in records])


def postings(found: Mapping[str, Places]) -> bytes:
    """A file of terms: how many bytes their names take, these, a line each; for each how many stories, and which.

    Numbers have seven bits a byte, the lowest first. A story is (its number - the last one's) × 4 + weight.
    """
    names = "\n".join(sorted(found)).encode()
    out = bytearray()
    _number(out, len(names))
    out += names
    for name in sorted(found):
        _write(out, found[name])
    return zlib.compress(out, 6)


def _write(out: bytearray, months: Places) -> None:
    _number(out, sum(len(data) for _, data in months) // _PLACE)
    before = 0
    for first, data in months:
        places = array("I", data)
        story = first + (places[0] >> 2)
        _number(out, (story - before) << 2 | places[0] & 3)
        if len(places) > _MANY and places[-1] < _TWO_BYTES and sys.byteorder == "little":
            out += _steps(data)
        else:
            for last, place in pairwise(places):
                _number(out, place - (last & ~3))
        before = first + (places[-1] >> 2)


def _steps(data: bytes) -> bytes:
    """The numbers between the places of a month, all of them worked out at once: one long number holds a place in every
    32 bits. None of them is 0, so the bytes that a short one does not need, which are, can be left out.
    """
    places = int.from_bytes(data, "little")
    stories, low, more = _masks(len(data) // _PLACE - 1)
    steps = (places >> 32) - (places & stories)
    high = steps >> 7 & low
    has_more = high + low & more
    numbers = steps & low | has_more | high << 8
    return numbers.to_bytes(len(data) - _PLACE, "little").translate(None, b"\0")


@lru_cache(256)
def _masks(count: int) -> tuple[int, int, int]:
    """For so many places: the bits that tell the story, the lowest seven, and the one that tells that a byte follows."""
    stories, low, more = (
        int.from_bytes(bits.to_bytes(4, "little") * count, "little") for bits in (0xFFFFFFFC, 0x7F, 0x80)
    )
    return stories, low, more


def _number(out: bytearray, number: int) -> None:
    while number > 127:
        out.append(number & 127 | 128)
        number >>= 7
    out.append(number)


def merged(parts: Iterable[tuple[int, Iterable[tuple[str, bytes]]]]) -> dict[str, Places]:
    """The terms of several months: for each the number of its first story and its terms, in order."""
    found: defaultdict[str, Places] = defaultdict(list)
    for first, terms in parts:
        for term, places in terms:
            found[term].append((first, places))
    return found


def between(terms: Mapping[str, bytes], start: int, end: int) -> Iterator[tuple[str, bytes]]:
    """The terms of the stories of a month from position `start` to before `end`; those without any are left out."""
    for term, data in terms.items():
        places = array("I", data)
        if start or places[-1] >> 2 >= end:
            places = array("I", (place for place in places if start <= place >> 2 < end))
        if places:
            yield term, places.tobytes()
