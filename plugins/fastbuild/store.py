"""What the last build knew, kept in files below `CACHE_PATH`; and the lock that keeps builds apart."""

import os
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from itertools import chain
from logging import getLogger
from mmap import ACCESS_READ, mmap
from typing import IO, Any
from zlib import crc32

from .files import digest, read
from .index import Place
from .pickles import Loader, dump_into
from .state import Output, Source, State
from .texts import Spoilt, Texts

try:
    import fcntl
except ImportError:
    fcntl = None  # type: ignore[assignment]

logger = getLogger(__name__)

WORTH_A_NEW_FILE = 0.5
"""When additions are larger than this part of what they are added to, everything is written anew."""

OF_FRAGMENTS = 2
"""When as many are kept for each file of the site, most are of articles that have changed since: all are let go of."""


class Store:
    """The state in `CACHE_PATH`; and apart from it the names of all files that builds have written.

    The state is a file of frames, each with its length and CRC-32: the first holds everything, the others what has
    changed since. What articles hold beside their rows, and fragments, lie in a file of texts (texts.py). The names are
    known before the first file is written, and whatever becomes of the state: what a killed build has made, or one of
    another version, can be removed.
    """

    def __init__(self, settings: Any) -> None:
        folder = settings["CACHE_PATH"]
        os.makedirs(folder, exist_ok=True)
        # One cache may serve several sites or outputs; the way from it to the output is the same on every machine.
        site = digest(os.path.relpath(settings["OUTPUT_PATH"], folder)).hex()[:8]
        self.path = os.path.join(folder, f"fastbuild-{site}.state")
        self.texts = Texts(folder, f"fastbuild-{site}")
        self.names = os.path.join(folder, f"fastbuild-{site}.names")
        self.lock = os.path.join(folder, f"fastbuild-{site}.lock")
        self.loader = Loader(settings)
        self._state: State | None = None
        self._first = self._end = self._inode = 0
        """Of the file of the state: where its first frame ends, and its last one; and which file that is."""
        self._has_begun = False
        """Whether a build has begun to write files of the site, and not saved its state: that is not what was loaded."""
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
            self.texts.close()
        self._state, self._has_begun = state, False
        self._add_names(state)
        state.settle()
        return state

    def saved_ns(self) -> int:
        """When the last state was saved, in nanoseconds since 1970; 0 where there is none."""
        try:
            return os.stat(self.path).st_mtime_ns
        except FileNotFoundError:
            return 0

    def _load(self) -> State:
        with open(self.path, "rb") as file:
            stat = os.fstat(file.fileno())
            is_same = stat.st_ino == self._inode and stat.st_size >= self._end
            if self._state is not None and is_same and not self._has_begun:
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
        self.texts.open(state.texts)
        return state

    def rest(self, source: Source) -> Any:
        """The other attributes of a source. Raises `Spoilt`."""
        data = source.rest if isinstance(source.rest, bytes) else self.texts.get(*source.rest)
        return self.loader.load(data)

    def fragment(self, key: bytes) -> bytes | None:
        """The text of a fragment, if it was kept."""
        assert self._state is not None
        place = self._state.fragments.get(key) or self.texts.place_of(key)
        try:
            return self.texts.get(*place) if place else None
        except Spoilt:
            return None

    def forget_fragments(self) -> None:
        """All of them, of another environment."""
        assert self._state is not None
        self._state.fragments.clear()
        self.texts.forget_fragments()

    def close(self) -> None:
        """Let go of the files of texts."""
        self.texts.close()
        self.texts.close_asides()

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
            state.outputs[name] = Output(b"", b"", b"").packed()

    # -- saving

    def begin(self, new: Collection[str], state: State) -> None:
        """Called before files of the site are written: these may be there afterwards, beside those that `state` knows."""
        self._has_begun, known = True, self._known_names
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
        self._has_begun = False

    def _append(self, state: State) -> bool:
        """Add a frame with what has changed; False where that is so much that all is better written anew."""
        touched = [path for path in state.sources.touched if path in state.sources]
        if len(touched) > WORTH_A_NEW_FILE * len(state.sources):
            return False
        fragments = {key: state.fragments[key] for key in state.fragments.touched if key in state.fragments}
        places = self.texts.append(state.texts, [*_rests(state, touched), *fragments.values()])
        dict.update(state.fragments, _placed(state, touched, fragments, places))
        with open(self.path, "r+b") as file:
            file.truncate(self._end)  # what a killed build has left
            file.seek(0, os.SEEK_END)
            _write_frame(file, state.changes(whole=False))
            self._end = file.tell()
        self.texts.open(state.texts)
        return True

    def _write_anew(self, state: State) -> None:
        before, state.texts = state.texts, 1 - state.texts
        paths, fragments = list(state.sources), self.texts.fragments()
        if len(fragments) > OF_FRAGMENTS * len(state.outputs):
            fragments.clear()
        fragments.update(state.fragments)
        places = self.texts.write(state.texts, [*_rests(state, paths), *fragments.values()])
        self.texts.write_index(state.texts, _placed(state, paths, fragments, places))
        state.fragments.clear()
        with self._replaced(self.path) as file:
            file.write(_header())
            _write_frame(file, state.changes(whole=True))
            self._first = self._end = file.tell()
        self._inode = os.stat(self.path).st_ino
        self.texts.open(state.texts)
        self.texts.remove(before)

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


_REST = Source._fields.index("rest")


def _rests(state: State, paths: Iterable[str]) -> list[Any]:
    return [state.sources[path][_REST] for path in paths]


def _placed(
    state: State, paths: Sequence[str], fragments: Iterable[bytes], places: Sequence[Place]
) -> dict[bytes, Place]:
    """Texts have been written: remember where those of sources stand. Returns where those of fragments do."""
    for path, place in zip(paths, places, strict=False):
        source = state.sources[path]
        dict.__setitem__(state.sources, path, (*source[:_REST], place, *source[_REST + 1 :]))
    return dict(zip(fragments, places[len(paths) :], strict=True))


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
