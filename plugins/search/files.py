"""The files of an index. All are deflated (zlib), so that a host that compresses nothing sends as little."""

import json
import zlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from .places import Run, write_number
from .records import Record

_MEMORY = 5
"""zlib's memLevel for numbers: it counts their bytes anew every 2,048, and terms that stand together are much alike."""

_HEADER = zlib.compress(b"")[:2]


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
    `found` has runs in order, each with the number from which on its own count.
    """
    names = "\n".join(sorted(found)).encode()
    words, numbers = bytearray(), bytearray()
    write_number(words, len(names))
    words += names
    for name in sorted(found):
        runs, before = found[name], 0
        write_number(numbers, sum([count for _, (count, *_) in runs]))
        for number, (_, first, last, steps) in runs:
            write_number(numbers, (number + (first >> 2) - before) << 2 | first & 3)
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


def merged(parts: Iterable[tuple[int, Iterable[tuple[str, Run]]]]) -> dict[str, list[tuple[int, Run]]]:
    """The terms of several spans, in order: of each the number from which on its own count, and its terms."""
    found: defaultdict[str, list[tuple[int, Run]]] = defaultdict(list)
    for first, terms in parts:
        for term, places in terms:
            found[term].append((first, places))
    return found
