"""Where texts stand in a file, by the keys of what they say: found in a file of its own, which nobody has to load."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from mmap import ACCESS_READ, mmap
from struct import Struct
from typing import IO

KEY = 16
"""Bytes of a key."""

Place = tuple[int, int, int]
"""Where a text begins, how long it is, and its CRC-32, by which it is known to be the right one."""

_ENTRY = Struct(f"<{KEY}sQII")


class Index:
    """Keys in their order, each with the place of its text. What is spoilt is not found, or is not right."""

    def __init__(self, path: str) -> None:
        self._entries: mmap | bytes = b""
        try:
            with open(path, "rb") as file:
                self._entries = mmap(file.fileno(), 0, access=ACCESS_READ)
        except (OSError, ValueError):  # there is none, or an empty one
            pass

    def __len__(self) -> int:
        return len(self._entries) // _ENTRY.size

    def get(self, key: bytes) -> Place | None:
        """The place of the text with this key."""
        entries, length = self._entries, _ENTRY.size
        at = bisect_left(range(len(self)), key, key=lambda at: entries[at * length : at * length + KEY])
        if at == len(self):
            return None
        found, *place = _ENTRY.unpack_from(entries, at * length)
        return tuple(place) if found == key else None

    def items(self) -> Iterator[tuple[bytes, Place]]:
        """All keys with their places."""
        for key, *place in _ENTRY.iter_unpack(self._entries[: len(self) * _ENTRY.size]):
            yield key, tuple(place)

    def close(self) -> None:
        """Let go of the file."""
        entries, self._entries = self._entries, b""
        if isinstance(entries, mmap):
            entries.close()


def write(file: IO[bytes], places: Mapping[bytes, Place]) -> None:
    """Write what an `Index` reads."""
    file.write(b"".join(_ENTRY.pack(key, *places[key]) for key in sorted(places)))
