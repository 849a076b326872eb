"""What the last build knew, kept in files below `CACHE_PATH`; and the lock that keeps builds apart."""

import os
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from itertools import chain
from logging import getLogger
from mmap import ACCESS_READ, mmap
from tempfile import TemporaryFile
from typing import IO, Any
from zlib import crc32

from .files import digest, read
from .index import Index, Place, write
from .pickles import Loader, dump_into
from .state import Output, Source, State

try:
    import fcntl
except ImportError:
    fcntl = None  # type: ignore[assignment]

logger = getLogger(__name__)

WORTH_A_NEW_FILE = 0.5
"""When additions are larger than this part of what they are added to, everything is written anew."""


_AT_ONCE = 1 << 20
"""Bytes of a file that are copied at once."""

_BUFFER = 1 << 18
"""Bytes that are written at once: some hundred texts."""

OF_FRAGMENTS = 2
"""When as many are kept for each file of the site, most are of articles that have changed since: all are let go of."""


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


class Store:
    """The state in `CACHE_PATH`; and apart from it the names of all files that builds have written.

    The state is a file of frames, each with its length and CRC-32: the first holds everything, the others what has
    changed since. What articles hold beside their rows lies in a file of texts, of which parts are read when they
    are needed. The names are known before the first file is written, and whatever becomes of the state: what a
    killed build has made, or one of another version, can be removed. Texts of fragments lie among those of articles; where
    they stand is in an index of its own, since a build asks for few of them.
    """

    def __init__(self, settings: Any) -> None:
        folder = settings["CACHE_PATH"]
        os.makedirs(folder, exist_ok=True)
        # One cache may serve several sites or outputs; the way from it to the output is the same on every machine.
        site = digest(os.path.relpath(settings["OUTPUT_PATH"], folder)).hex()[:8]
        self.path = os.path.join(folder, f"fastbuild-{site}.state")
        self._texts = os.path.join(folder, f"fastbuild-{site}-%d.texts")
        self._fragments = os.path.join(folder, f"fastbuild-{site}-%d.fragments")
        self.names = os.path.join(folder, f"fastbuild-{site}.names")
        self.lock = os.path.join(folder, f"fastbuild-{site}.lock")
        self.loader = Loader(settings)
        self._state: State | None = None
        self._first = self._end = self._inode = 0
        """Of the file of the state: where its first frame ends, and its last one; and which file that is."""
        self._mapped: mmap | None = None
        self._index: Index | None = None
        self._asides: list[Aside] = []
        self._known_names: set[str] | None = None
        """What the file of names says; None where these are the names of the state."""
        self._mark = b""
        """Stands before the names in their file, if they were written since the state was loaded."""

    # -- loading

    def load(self) -> State:
        """The last state; an empty one where there is none or it cannot be read, with a line of log.

        A store that has loaded it before reads only what has been added since.
        """
        state: State | None = None
        try:
            state = self._load()
        except FileNotFoundError:
            pass
        except Exception as failure:  # a truncated or corrupted pickle can raise nearly anything
            reason = str(failure) if isinstance(failure, Spoilt) else type(failure).__name__
            logger.info("fastbuild: the cache cannot be read (%s) and is discarded", reason)
        if state is None:
            state = State()
            self._first = self._end = self._inode = 0
            self._unmap()
        self._state = state
        self._add_names(state)
        state.settle()
        return state

    def _load(self) -> State:
        with open(self.path, "rb") as file:
            stat = os.fstat(file.fileno())
            if self._state is not None and stat.st_ino == self._inode and stat.st_size >= self._end:
                state = self._state
            else:
                state = State()
                if file.readline() != _header():
                    raise Spoilt("another version")
                self._first, self._end, self._inode = 0, file.tell(), stat.st_ino
            # Read into memory, it would be copied into pages that are new to this process, which takes longer.
            data = memoryview(mmap(file.fileno(), 0, access=ACCESS_READ))[self._end :]
        place = 0
        while place < len(data):
            head = bytes(data[place : place + _HEAD])
            frame = data[place + _HEAD : place + _HEAD + int.from_bytes(head[:8], "little")]
            if _check(frame) != head[8:]:
                if not self._first:
                    raise Spoilt("damaged")
                break  # the build that was adding it was killed: what it wrote is found by its files
            state.apply(self.loader.load(frame))
            place += _HEAD + len(frame)
            self._first = self._first or self._end + place
        if not self._first:
            raise Spoilt("empty")
        self._end += place
        self._map(state)
        return state

    def _map(self, state: State) -> None:
        self._unmap()
        self._index = Index(self._fragments % state.texts)
        with open(self._texts % state.texts, "rb") as file:
            if os.fstat(file.fileno()).st_size:
                self._mapped = mmap(file.fileno(), 0, access=ACCESS_READ)

    def rest(self, source: Source) -> Any:
        """The other attributes of a source. Raises `Spoilt`."""
        data = source.rest if isinstance(source.rest, bytes) else self._text(*source.rest)
        return self.loader.load(data)

    def fragment(self, key: bytes) -> bytes | None:
        """The text of a fragment, if it was kept."""
        assert self._state is not None
        place = self._state.fragments.get(key) or (self._index and self._index.get(key))
        try:
            return self._text(*place) if place else None
        except Spoilt:
            return None

    def forget_fragments(self) -> None:
        """All of them, of another environment."""
        assert self._state is not None
        self._state.fragments.clear()
        if self._index:
            self._index.close()

    def _text(self, start: int, length: int, check: int, *aside: int) -> bytes:
        data = self._asides[aside[0]].get(start, length) if aside else self._part(start, length)
        if crc32(data) != check:
            raise Spoilt("texts")
        return data

    def _part(self, start: int, length: int) -> bytes:
        return self._mapped[start : start + length] if self._mapped else b""

    def asides(self, count: int) -> list[Aside]:
        """Files for the texts that so many processes are going to read; `save` keeps what is in them."""
        first = len(self._asides)
        self._asides += [Aside(os.path.dirname(self.path), first + number) for number in range(count)]
        return self._asides[first:]

    def close(self) -> None:
        """Let go of the files of texts."""
        self._unmap()
        for aside in self._asides:
            aside.close()
        self._asides.clear()

    def _unmap(self) -> None:
        if self._mapped is not None:
            self._mapped.close()
            self._mapped = None
        if self._index is not None:
            self._index.close()
            self._index = None

    def _add_names(self, state: State) -> None:
        """What is known by its name only is not trusted, but can be removed."""
        self._mark = b""
        names: set[str] = set()
        with suppress(FileNotFoundError), open(self.names, "rb") as file:
            mark = file.read(_MARK)
            if state.names and mark == state.names:
                self._known_names = None
                return
            said = (b"" if _IS_MARK.fullmatch(mark) else mark) + file.read()
            names.update(filter(None, said.decode().split("\0")))
        self._known_names = names
        for name in names - state.outputs.keys() - state.copies.keys():
            state.outputs[name] = tuple(Output(b"", b"", b""))

    # -- saving

    def begin(self, new: Collection[str], state: State) -> None:
        """Called before files of the site are written: these may be there afterwards, beside those that `state` knows."""
        known = self._known_names
        if new or (known is not None and not known.issuperset(state.outputs)):
            names = dict.fromkeys(chain(state.outputs, state.copies, new))
            self._known_names = set(names)
            self._mark, data = _mark(names)
            self._keep_names(data)

    def _keep_names(self, data: bytes) -> None:
        with self._replaced(self.names) as file:
            file.write(self._mark + data)

    def save(self, state: State) -> None:
        """Called when the site is whole."""
        is_gone = any(name not in state.outputs for name in state.outputs.touched)
        if self._known_names is None and not is_gone and not state.copies.touched:
            self._save(state)
            return
        names = dict.fromkeys(chain(state.outputs, state.copies))
        if self._mark and names.keys() == self._known_names:
            state.names = self._mark  # `begin` has written them
            self._save(state)
        else:
            self._mark, data = _mark(names)
            state.names = self._mark
            self._save(state)
            self._keep_names(data)
        self._known_names = None

    def _save(self, state: State) -> None:
        whole = self._end - self._first >= WORTH_A_NEW_FILE * self._first
        if not whole:
            whole = not self._append(state)
        if whole:
            self._write_anew(state)
        state.settle()

    def _append(self, state: State) -> bool:
        """Add a frame with what has changed; False where that is so much that all is better written anew."""
        touched = [path for path in state.sources.touched if path in state.sources]
        if len(touched) > WORTH_A_NEW_FILE * len(state.sources):
            return False
        fragments = {key: state.fragments[key] for key in state.fragments.touched if key in state.fragments}
        with open(self._texts % state.texts, "ab") as file:
            dict.update(state.fragments, self._keep_texts(state, touched, fragments, file))
        with open(self.path, "r+b") as file:
            file.truncate(self._end)  # what a killed build has left
            file.seek(0, os.SEEK_END)
            _write_frame(file, state.changes(whole=False))
            self._end = file.tell()
        self._map(state)
        return True

    def _write_anew(self, state: State) -> None:
        before, state.texts = state.texts, 1 - state.texts
        fragments = dict(self._index.items()) if self._index else {}
        if len(fragments) > OF_FRAGMENTS * len(state.outputs):
            fragments.clear()
        fragments.update(state.fragments)
        with open(self._texts % state.texts, "wb") as file:
            places = self._keep_texts(state, list(state.sources), fragments, file)
        with open(self._fragments % state.texts, "wb") as file:
            write(file, places)
        state.fragments.clear()
        with self._replaced(self.path) as file:
            file.write(_header())
            _write_frame(file, state.changes(whole=True))
            self._first = self._end = file.tell()
        self._inode = os.stat(self.path).st_ino
        self._map(state)
        for name in (self._texts, self._fragments):
            with suppress(FileNotFoundError):
                os.unlink(name % before)

    def _keep_texts(
        self, state: State, paths: list[str], fragments: Mapping[bytes, Any], file: Any
    ) -> dict[bytes, Place]:
        """Write the texts of these sources and fragments to `file`; where those of fragments stand there."""
        starts: dict[int, int] = {}
        for path in paths:
            source = Source(*state.sources[path])
            part = self._kept(source.rest, file, starts)
            dict.__setitem__(state.sources, path, tuple(source._replace(rest=part)))
        return {key: self._kept(place, file, starts) for key, place in fragments.items()}

    def _kept(self, rest: Any, file: IO[bytes], starts: dict[int, int]) -> tuple[int, int, int]:
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

    @contextmanager
    def _replaced(self, path: str) -> Iterator[IO[bytes]]:
        """A file that takes the place of the one at `path`: a reader finds the old or the new one, never a part."""
        temporary = f"{path}.new"
        with open(temporary, "wb") as file:
            yield file
        os.replace(temporary, path)

    # -- one build at a time

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Wait until no other build uses this folder."""
        with open(self.lock, "w") as file:
            self._lock = file
            self._take()
            yield

    @contextmanager
    def left_alone(self) -> Iterator[None]:
        """Inside of `alone`: others may build while this lasts."""
        if fcntl:
            fcntl.flock(self._lock, fcntl.LOCK_UN)
        yield
        self._take()

    def _take(self) -> None:
        if not fcntl:  # Windows: builds are not kept apart there
            return
        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            logger.warning("fastbuild: another build is running; waiting for it")
            fcntl.flock(self._lock, fcntl.LOCK_EX)

    def is_current(self) -> bool:
        """Whether no other build has saved a state since this one was loaded."""
        try:
            stat = os.stat(self.path)
        except FileNotFoundError:
            return False
        return stat.st_ino == self._inode and stat.st_size == self._end


_HEAD = 8 + 4


def _mark(names: Iterable[str]) -> tuple[bytes, bytes]:
    """What stands before the names in their file, and these."""
    data = "\0".join(names).encode()
    return digest(data).hex().encode() + b"\n", data


_MARK, _IS_MARK = 33, re.compile(rb"[0-9a-f]{32}\n")
"""How long that is, and how it is told from names: earlier versions wrote none."""


_UNWRITTEN = b"\xff" * _HEAD
"""The head of a frame that is not whole yet."""


def _write_frame(file: IO[bytes], value: Any) -> None:
    """Write `value` at the end of `file`, and then in front of it its length and CRC-32."""
    start = file.tell()
    file.write(_UNWRITTEN)
    frame = _Frame(file)
    dump_into(frame, value)
    file.seek(start)
    file.write(frame.length.to_bytes(8, "little") + frame.check.to_bytes(4, "little"))
    file.seek(0, os.SEEK_END)


class _Frame:
    """A frame while it is written."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self.length = self.check = 0

    def write(self, data: Any) -> None:
        """As a file's; a pickle's parts are written by it."""
        self._file.write(data)
        self.length += len(data)
        self.check = crc32(data, self.check)


def _check(data: bytes | memoryview) -> bytes:
    return crc32(data).to_bytes(4, "little")


def _header() -> bytes:
    """The first line of a state: which code wrote it. Other code may understand it otherwise."""
    folder = os.path.dirname(__file__)
    code = [read(os.path.join(folder, name)) for name in sorted(os.listdir(folder)) if name.endswith(".py")]
    return f"fastbuild {digest(*code).hex()}\n".encode()
