"""What a build needs little of: texts of articles and of fragments, in a file of which parts are read when they are needed."""

import os
from collections.abc import Iterable, Mapping
from contextlib import suppress
from mmap import ACCESS_READ, mmap
from tempfile import TemporaryFile
from typing import IO, Any
from zlib import crc32

from .index import Index, Place, write

_AT_ONCE = 1 << 20
"""Bytes of a file that are copied at once."""

_BUFFER = 1 << 18
"""Bytes that are written at once: some hundred texts."""


class Spoilt(Exception):
    """The store does not hold what it should."""


class Aside:
    """Texts that a process reads, in a file without a name until they are kept.

    Sent to the parent, they would be in the memory of each process until the build ends.
    """

    def __init__(self, folder: str, number: int) -> None:
        self._file = TemporaryFile(dir=folder, buffering=_BUFFER)  # noqa: SIM115  for as long as the store is there
        self._number, self._end = number, 0

    def put(self, data: bytes) -> tuple[int, int, int, int]:
        """Where it stands (`Source.rest`)."""
        self._file.write(data)
        start, self._end = self._end, self._end + len(data)
        return start, len(data), crc32(data), self._number

    def flush(self) -> None:
        """What was put is there for all processes."""
        self._file.flush()

    def get(self, start: int, length: int) -> bytes:
        """What was put, by this process or another one."""
        return os.pread(self._file.fileno(), length, start)

    def copy(self, file: IO[bytes]) -> None:
        """Write all of it to `file`; not by the position of this one, which processes share and none can know."""
        place = 0
        while data := self.get(place, _AT_ONCE):
            file.write(data)
            place += len(data)

    def close(self) -> None:
        """Let go of it."""
        self._file.close()


class Texts:
    """The file of a store, and an index of the fragments in it. It has a number: when it is written anew, another one."""

    def __init__(self, folder: str, name: str) -> None:
        self._folder = folder
        self._path = os.path.join(folder, f"{name}-%d.texts")
        self._index_path = os.path.join(folder, f"{name}-%d.fragments")
        self._mapped: mmap | None = None
        self._index: Index | None = None
        self._asides: list[Aside] = []

    def open(self, number: int) -> None:
        """Read from the file with this number, as it is now. Raises `FileNotFoundError`."""
        self.close()
        self._index = Index(self._index_path % number)
        with open(self._path % number, "rb") as file:
            if os.fstat(file.fileno()).st_size:
                self._mapped = mmap(file.fileno(), 0, access=ACCESS_READ)

    def close(self) -> None:
        """Let go of it."""
        if self._mapped is not None:
            self._mapped.close()
            self._mapped = None
        self.forget_fragments()

    def asides(self, count: int) -> list[Aside]:
        """Files for the texts that so many processes are going to read or to render; what is in them is kept with others."""
        first = len(self._asides)
        self._asides += [Aside(self._folder, first + number) for number in range(count)]
        return self._asides[first:]

    def close_asides(self) -> None:
        """Let go of these."""
        for aside in self._asides:
            aside.close()
        self._asides.clear()

    # -- reading

    def get(self, start: int, length: int, check: int, *aside: int) -> bytes:
        """The text at a place. Raises `Spoilt`."""
        data = self._asides[aside[0]].get(start, length) if aside else self._part(start, length)
        if crc32(data) != check:
            raise Spoilt("texts")
        return data

    def place_of(self, key: bytes) -> Place | None:
        """Where the text of a fragment stands, if the index knows it."""
        return self._index.get(key) if self._index else None

    def fragments(self) -> dict[bytes, Place]:
        """All that the index knows; nothing if it is spoilt and tells of more text than there is."""
        places = dict(self._index.items()) if self._index else {}
        length = sum(length for _, length, _ in places.values())
        return places if length <= len(self._mapped or b"") else {}

    def forget_fragments(self) -> None:
        """All that the index knows."""
        if self._index:
            self._index.close()
            self._index = None

    def _part(self, start: int, length: int) -> bytes:
        return self._mapped[start : start + length] if self._mapped else b""

    # -- writing

    def append(self, number: int, rests: Iterable[Any]) -> list[Place]:
        """Add texts to the file with this number. Returns their places."""
        with open(self._path % number, "ab") as file:
            return self._kept(rests, file)

    def write(self, number: int, rests: Iterable[Any]) -> list[Place]:
        """The same to a new one."""
        with open(self._path % number, "wb") as file:
            return self._kept(rests, file)

    def write_index(self, number: int, places: Mapping[bytes, Place]) -> None:
        """Where fragments stand in the file with this number."""
        with open(self._index_path % number, "wb") as file:
            write(file, places)

    def remove(self, number: int) -> None:
        """The file with this number is not needed any more."""
        for path in (self._path, self._index_path):
            with suppress(FileNotFoundError):
                os.unlink(path % number)

    def _kept(self, rests: Iterable[Any], file: IO[bytes]) -> list[Place]:
        starts: dict[int, int] = {}
        return [self._keep(rest, file, starts) for rest in rests]

    def _keep(self, rest: Any, file: IO[bytes], starts: dict[int, int]) -> Place:
        """Where a text stands in `file` now; `starts` are the places where those that were put aside begin."""
        if isinstance(rest, bytes):
            data, check = rest, crc32(rest)
        else:
            start, length, check, *aside = rest
            if aside:
                if aside[0] not in starts:
                    starts[aside[0]] = file.tell()
                    self._asides[aside[0]].copy(file)
                return starts[aside[0]] + start, length, check
            data = self._part(start, length)  # one that is spoilt stays it
        place = file.tell()
        file.write(data)
        return place, len(data), check
