"""The files of an index. All are deflated (zlib), so that a host that compresses nothing sends as little."""

import json
import zlib
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TypeAlias

from .records import Record

Places: TypeAlias = "list[tuple[int, array[int]]]"  # Python 3.11 knows no array[int]
"""For each month that has a term: the number of its first story, and places (see months.py, Work)."""


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
    _number(out, sum(len(places) for _, places in months))
    before = 0
    for first, places in months:
        for place in places:
            story = first + (place >> 2)
            step = (story - before) << 2 | place & 3
            before = story
            if step < 128:
                out.append(step)
            else:
                _number(out, step)


def _number(out: bytearray, number: int) -> None:
    while number > 127:
        out.append(number & 127 | 128)
        number >>= 7
    out.append(number)


def merged(parts: Iterable[tuple[int, Iterable[tuple[str, "array[int]"]]]]) -> dict[str, Places]:
    """The terms of several months: for each the number of its first story and its terms, in order."""
    found: defaultdict[str, Places] = defaultdict(list)
    for first, terms in parts:
        for term, places in terms:
            found[term].append((first, places))
    return found


def between(terms: Mapping[str, bytes], start: int, end: int) -> Iterator[tuple[str, "array[int]"]]:
    """The terms of the stories of a month from position `start` to before `end`; those without any are left out."""
    for term, data in terms.items():
        places = array("I", data)
        if start or places[-1] >> 2 >= end:
            places = array("I", (place for place in places if start <= place >> 2 < end))
        if places:
            yield term, places
