"""The files of an index. All are deflated (zlib), so that a host that compresses nothing sends as little."""

import json
import sys
import zlib
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import pairwise
from typing import Any, TypeAlias

from .records import Record

Run: TypeAlias = tuple[int, int, int, bytes]
"""The stories of a month or year that have a term, as a file says them: how many, the first place, the last one (see
months.py, Work), and the steps from each to the next."""

_PLACE = 4
"""Bytes of a place."""

_MEMORY = 5
"""zlib's memLevel for numbers: it counts their bytes anew every 2,048, and terms that stand together are much alike."""

_HEADER = zlib.compress(b"")[:2]

_MANY = 12
"""Places of a month. Fewer are written one by one."""


def packed(value: object) -> bytes:
    """JSON, deflated."""
    return zlib.compress(json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode(), 6)


def unpacked(data: bytes) -> Any:
    """What was `packed`."""
    return json.loads(zlib.decompress(data))


def texts(records: Iterable[Record]) -> bytes:
    """The file of a few stories that stand together."""
    return packed([list(record) for record in records])


def postings(found: Mapping[str, Sequence[tuple[int, Run]]]) -> bytes:
    """A file of terms: how many bytes their names take, these, a line each; for each how many stories, and which.

    Numbers have seven bits a byte, the lowest first. A story is (its number - the last one's) × 4 + weight.
    `found` has runs in order, each with the number from which on its places count.
    """
    names = "\n".join(sorted(found)).encode()
    words, numbers = bytearray(), bytearray()
    _number(words, len(names))
    words += names
    for name in sorted(found):
        runs, before = found[name], 0
        _number(numbers, sum([count for _, (count, *_) in runs]))
        for number, (_, first, last, steps) in runs:
            _number(numbers, (number + (first >> 2) - before) << 2 | first & 3)
            numbers += steps
            before = number + (last >> 2)
    return _deflated(words, numbers)


def _deflated(words: bytes | bytearray, numbers: bytes | bytearray) -> bytes:
    """Both in one, in zlib's format. Numbers say nothing twice: not looking for it takes half the time, and they are shorter."""
    usual = zlib.compressobj(6, zlib.DEFLATED, -zlib.MAX_WBITS)
    plain = zlib.compressobj(1, zlib.DEFLATED, -zlib.MAX_WBITS, _MEMORY, zlib.Z_HUFFMAN_ONLY)
    first = usual.compress(words) + usual.flush(zlib.Z_SYNC_FLUSH)
    check = zlib.adler32(numbers, zlib.adler32(words))
    return b"".join((_HEADER, first, plain.compress(numbers), plain.flush(), check.to_bytes(4, "big")))


def run(data: bytes) -> Run:
    """The run of some places, numbers of 4 bytes in order."""
    places = array("I", data)
    steps = _steps(data) if len(places) > _MANY and sys.byteorder == "little" else None
    if steps is None:
        numbers = bytearray()
        for last, place in pairwise(places):
            _number(numbers, place - (last & ~3))
        steps = bytes(numbers)
    return len(places), places[0], places[-1], steps


def moved(data: bytes, by: int) -> bytes:
    """Places, each so much higher; all of them are added to at once, as one long number."""
    return (int.from_bytes(data, sys.byteorder) + by * _ones(len(data) // _PLACE)).to_bytes(
        len(data), sys.byteorder
    )


@cache
def _ones(count: int) -> int:
    """For so many places: a 1 for each."""
    return int.from_bytes((1).to_bytes(_PLACE, sys.byteorder) * count, sys.byteorder)


def _steps(data: bytes) -> bytes | None:
    """The numbers between places, all of them worked out at once: one long number holds a place in every 32 bits. None of
    them is 0, so the bytes that a short one does not need, which are, can be left out. None where one takes more than two
    bytes.
    """
    places = int.from_bytes(data, "little")
    stories, low, more, long = _masks(len(data) // _PLACE - 1)
    steps = (places >> 32) - (places & stories)
    if steps & long:
        return None
    high = steps >> 7 & low
    has_more = high + low & more
    numbers = steps & low | has_more | high << 8
    return numbers.to_bytes(len(data) - _PLACE, "little").translate(None, b"\0")


@lru_cache(256)
def _masks(count: int) -> tuple[int, int, int, int]:
    """For so many places: the bits that tell the story, the lowest seven, the one that tells that a byte follows, and
    those of numbers that take more than two bytes.
    """
    stories, low, more, long = (
        int.from_bytes(bits.to_bytes(4, "little") * count, "little")
        for bits in (0xFFFFFFFC, 0x7F, 0x80, 0xFFFFC000)
    )
    return stories, low, more, long


def _number(out: bytearray, number: int) -> None:
    while number > 127:
        out.append(number & 127 | 128)
        number >>= 7
    out.append(number)


def merged(parts: Iterable[tuple[int, Iterable[tuple[str, Run]]]]) -> dict[str, list[tuple[int, Run]]]:
    """The terms of several months or years: for each the number from which on its places count, and its terms, in order."""
    found: defaultdict[str, list[tuple[int, Run]]] = defaultdict(list)
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
