"""What the last build knew, kept in files below `CACHE_PATH`; and the lock that keeps builds apart."""

import io
import os
import pickle
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from dataclasses import dataclass, field, fields
from datetime import datetime
from logging import getLogger
from mmap import ACCESS_READ, mmap
from typing import Any, NamedTuple
from zlib import crc32

from pelican.urlwrappers import Author, Category, Tag, URLWrapper

from .files import Stamp, digest, read

try:
    import fcntl
except ImportError:
    fcntl = None  # type: ignore[assignment]

logger = getLogger(__name__)

_WRAPPERS: dict[str, type[URLWrapper]] = {kind.__name__: kind for kind in (Author, Category, Tag)}

WORTH_A_NEW_FILE = 0.5
"""When additions are larger than this part of what they are added to, everything is written anew."""


class Source(NamedTuple):
    """A source file as it was read, and the article that was made of it."""

    digest: bytes
    links: tuple[tuple[str, ...], ...]
    """Its links into the site (`{filename}…`), by which what it shows depends on others."""
    fields: bool
    """Whether fields have to be looked at again: some of the links are there, or a plugin has written a summary."""
    row: dict[str, Any]
    """The small attributes of the article; loaded with the state."""
    lists: tuple[str, ...]
    """The names of those that are lists, which belong to whoever has them."""
    rest: bytes | tuple[int, int, int]
    """The others, as `dump` made them, or where they stand in the file of texts (start, length, CRC-32)."""
    names: tuple[str, ...]
    """The names of the others."""


class Output(NamedTuple):
    """A file of the site."""

    key: bytes
    """What tells that it shows the same; empty if that cannot be told."""
    digest: bytes
    stamp: Stamp


class Table(dict[Any, Any]):
    """A dictionary that notes which of its keys have been set or removed."""

    def __init__(self) -> None:
        super().__init__()
        self.touched: set[Any] = set()

    def __setitem__(self, key: Any, value: Any) -> None:
        self.touched.add(key)
        super().__setitem__(key, value)

    def __delitem__(self, key: Any) -> None:
        self.touched.add(key)
        super().__delitem__(key)

    def clear(self) -> None:
        """Remove everything."""
        self.touched.update(self)
        super().clear()

    def become(self, other: Mapping[Any, Any]) -> None:
        """Hold what `other` holds."""
        self.drop(self.keys() - other.keys())
        for key, value in other.items():
            if self.get(key) != value:
                self[key] = value

    def drop(self, keys: Iterable[Any]) -> None:
        """Remove those of `keys` that are there."""
        for key in keys:
            if key in self:
                del self[key]

    def changes(self) -> "tuple[dict[str, Any], list[str]]":
        """What was set, and what was removed."""
        present = {key: self[key] for key in self.touched if key in self}
        return present, [key for key in self.touched if key not in self]

    def apply(self, changes: "tuple[Mapping[str, Any], Iterable[str]]") -> None:
        """What another table has noted."""
        self.update(changes[0])
        for key in changes[1]:
            self.pop(key, None)


@dataclass
class State:
    """Everything that is kept between builds. Paths are relative, so that it can be kept on another machine."""

    environment: bytes = b""
    texts: int = 0
    """The number of the file of texts that `sources` point into."""
    reading: bytes = b""
    """The digest of what all sources were read with (`FASTBUILD_SOURCE_INPUTS`)."""
    due: datetime | None = None
    """When the next article that lies in the future is to be published."""
    sights: Table = field(default_factory=Table)
    """What templates see, by name (`templates.py`)."""
    listed: Table = field(default_factory=Table)
    """The files that Pelican found for its articles, by where it looked; as long as `inputs` has the same names."""
    parts: Table = field(default_factory=Table)
    """What keys of outputs are made of (`jobs.py`), to explain why one has changed."""
    files: Table = field(default_factory=Table)
    """Files of the environment and sources: stamp and digest by name."""
    inputs: Table = field(default_factory=Table)
    """Every file that a build may read, as it was before this one began; `UNSURE` where that cannot be trusted."""
    sources: Table = field(default_factory=Table)
    """`Source` as a plain tuple, by path."""
    outputs: Table = field(default_factory=Table)
    """`Output` as a plain tuple, by name."""
    groups: Table = field(default_factory=Table)
    """Pages that were written together: their key and names, by the name of the group."""
    copies: Table = field(default_factory=Table)
    """Files that were copied into the site and not written by a template, as they are there: stamps by name."""
    memory: Table = field(default_factory=Table)
    """What a plugin remembers of source files, by path."""

    def apply(self, changes: Mapping[str, Any]) -> None:
        """What another state has noted (`changes`)."""
        for name, value in changes.items():
            mine = getattr(self, name)
            if isinstance(mine, Table):
                mine.apply(value)
            else:
                setattr(self, name, value)

    def changes(self, whole: bool) -> dict[str, Any]:
        """Everything, or what has changed since the state was loaded."""
        noted: dict[str, Any] = {}
        for each in fields(self):
            value = getattr(self, each.name)
            if not isinstance(value, Table):
                noted[each.name] = value
            elif whole:
                noted[each.name] = dict(value), []
            else:
                noted[each.name] = value.changes()
        return noted

    def settle(self) -> None:
        """What has been noted is kept now."""
        for each in fields(self):
            value = getattr(self, each.name)
            if isinstance(value, Table):
                value.touched.clear()


class _Pickler(pickle.Pickler):
    """Tags, categories and authors are named, not stored: they belong to the settings of the build that reads them."""

    def reducer_override(self, obj: Any) -> Any:
        if isinstance(obj, URLWrapper) and type(obj).__name__ in _WRAPPERS:
            return _wrapper, (type(obj).__name__, obj.name, None if obj._slug_from_name else obj.slug)
        return NotImplemented


_wrapping: ContextVar[tuple[Any, dict[Any, URLWrapper]]] = ContextVar("wrapping")
"""While a pickle is loaded: the settings of this build, and the wrappers made so far."""


def _wrapper(kind: str, name: str, slug: str | None) -> URLWrapper:
    settings, made = _wrapping.get()
    known = made.get((kind, name, slug))
    if known is None:
        known = made[kind, name, slug] = _WRAPPERS[kind](name, settings)
        if slug is not None:
            known.slug = slug
    return known


def dump(value: Any) -> bytes:
    """`value` as bytes; articles' tags, categories and authors by name."""
    file = io.BytesIO()
    _Pickler(file, pickle.HIGHEST_PROTOCOL).dump(value)
    return file.getvalue()


class Loader:
    """Undoes `dump`, for the build with `settings`; equal tags, categories and authors are one object."""

    def __init__(self, settings: Any) -> None:
        self._wrapping = (settings, dict[Any, URLWrapper]())

    def load(self, data: bytes | memoryview) -> Any:
        """What `dump` was given."""
        token = _wrapping.set(self._wrapping)
        try:
            return pickle.loads(data)
        finally:
            _wrapping.reset(token)


class Spoilt(Exception):
    """The store does not hold what it should."""


class Store:
    """The state in `CACHE_PATH`; and apart from it the names of all files that builds have written.

    The state is a file of frames, each with its length and CRC-32: the first holds everything, the others what has
    changed since. What articles hold beside their rows lies in a file of texts, of which parts are read when they
    are needed. The names are known before the first file is written, and whatever becomes of the state: what a
    killed build has made, or one of another version, can be removed.
    """

    def __init__(self, settings: Any) -> None:
        folder = settings["CACHE_PATH"]
        os.makedirs(folder, exist_ok=True)
        # One cache may serve several sites or outputs; the way from it to the output is the same on every machine.
        site = digest(os.path.relpath(settings["OUTPUT_PATH"], folder)).hex()[:8]
        self.path = os.path.join(folder, f"fastbuild-{site}.state")
        self._texts = os.path.join(folder, f"fastbuild-{site}-%d.texts")
        self.names = os.path.join(folder, f"fastbuild-{site}.names")
        self.lock = os.path.join(folder, f"fastbuild-{site}.lock")
        self.loader = Loader(settings)
        self._state: State | None = None
        self._first = self._end = self._inode = 0
        """Of the file of the state: where its first frame ends, and its last one; and which file that is."""
        self._mapped: mmap | None = None
        self._known_names: set[str] = set()

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
            self.close()
        self._state = state
        self._add_names(state)
        state.settle()
        return state

    def _load(self) -> State:
        with open(self.path, "rb") as file:
            stat = os.fstat(file.fileno())
            if self._state is not None and stat.st_ino == self._inode and stat.st_size >= self._end:
                state = self._state
                file.seek(self._end)
            else:
                state = State()
                if file.readline() != _header():
                    raise Spoilt("another version")
                self._first, self._end, self._inode = 0, file.tell(), stat.st_ino
            data = memoryview(file.read())
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
        self.close()
        with open(self._texts % state.texts, "rb") as file:
            if os.fstat(file.fileno()).st_size:
                self._mapped = mmap(file.fileno(), 0, access=ACCESS_READ)

    def rest(self, source: Source) -> Any:
        """The other attributes of a source. Raises `Spoilt`."""
        data = source.rest
        if not isinstance(data, bytes):
            start, length, check = data
            data = self._mapped[start : start + length] if self._mapped else b""
            if crc32(data) != check:
                raise Spoilt("texts")
        return self.loader.load(data)

    def close(self) -> None:
        """Let go of the file of texts."""
        if self._mapped is not None:
            self._mapped.close()
            self._mapped = None

    def _add_names(self, state: State) -> None:
        """What is known by its name only is not trusted, but can be removed."""
        try:
            with open(self.names, encoding="utf-8") as file:
                self._known_names = set(filter(None, file.read().split("\0")))
        except FileNotFoundError:
            self._known_names = set()
        for name in self._known_names - state.outputs.keys() - state.copies.keys():
            state.outputs[name] = tuple(Output(b"", b"", b""))

    # -- saving

    def begin(self, names: set[str]) -> None:
        """Called before the first file of the site is written: `names` may be there afterwards."""
        if names != self._known_names:
            self._replace(self.names, "\0".join(sorted(names)).encode())
            self._known_names = names

    def save(self, state: State) -> None:
        """Called when the site is whole."""
        whole = self._end - self._first >= WORTH_A_NEW_FILE * self._first
        if not whole:
            whole = not self._append(state)
        if whole:
            self._write_anew(state)
        state.settle()
        self.begin(state.outputs.keys() | state.copies.keys())

    def _append(self, state: State) -> bool:
        """Add a frame with what has changed; False where that is so much that all is better written anew."""
        touched = [path for path in state.sources.touched if path in state.sources]
        if len(touched) > WORTH_A_NEW_FILE * len(state.sources):
            return False
        with open(self._texts % state.texts, "ab") as file:
            self._keep_texts(state, touched, file)
        frame = _frame(dump(state.changes(whole=False)))
        with open(self.path, "r+b") as file:
            file.truncate(self._end)  # what a killed build has left
            file.seek(0, os.SEEK_END)
            file.write(frame)
        self._end += len(frame)
        self._map(state)
        return True

    def _write_anew(self, state: State) -> None:
        before, state.texts = self._texts % state.texts, 1 - state.texts
        with open(self._texts % state.texts, "wb") as file:
            self._keep_texts(state, list(state.sources), file)
        header = _header()
        frame = _frame(dump(state.changes(whole=True)))
        self._replace(self.path, header + frame)
        self._first = self._end = len(header) + len(frame)
        self._inode = os.stat(self.path).st_ino
        self._map(state)
        with suppress(FileNotFoundError):
            os.unlink(before)

    def _keep_texts(self, state: State, paths: list[str], file: Any) -> None:
        place = file.tell()
        for path in paths:
            source = Source(*state.sources[path])
            if isinstance(source.rest, bytes):
                data, check = source.rest, crc32(source.rest)
            else:
                start, length, check = source.rest  # a part that is spoilt stays one
                data = self._mapped[start : start + length] if self._mapped else b""
            file.write(data)
            part = place, len(data), check
            dict.__setitem__(state.sources, path, tuple(source._replace(rest=part)))
            place += len(data)

    def _replace(self, path: str, data: bytes) -> None:
        """A reader finds the old file or the new one, never a part."""
        temporary = f"{path}.new"
        with open(temporary, "wb") as file:
            file.write(data)
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


def _frame(data: bytes) -> bytes:
    return len(data).to_bytes(8, "little") + _check(data) + data


def _check(data: bytes | memoryview) -> bytes:
    return crc32(data).to_bytes(4, "little")


def _header() -> bytes:
    """The first line of a state: which code wrote it. Other code may understand it otherwise."""
    folder = os.path.dirname(__file__)
    code = [read(os.path.join(folder, name)) for name in sorted(os.listdir(folder)) if name.endswith(".py")]
    return f"fastbuild {digest(*code).hex()}\n".encode()
