"""What the last build knew, kept in one file below `CACHE_PATH`; and the lock that keeps builds apart."""

import io
import os
import pickle
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime
from logging import getLogger
from typing import Any, NamedTuple

from pelican.urlwrappers import Author, Category, Tag, URLWrapper

from .files import Known, Stamp, digest, read
from .templates import Sight

logger = getLogger(__name__)

_WRAPPERS: dict[str, type[URLWrapper]] = {kind.__name__: kind for kind in (Author, Category, Tag)}


class Source(NamedTuple):
    """A source file as it was read: what it was, and the state of the article that was made of it."""

    digest: bytes
    state: dict[str, Any]
    linked: bool
    """Whether the text or a field links into the site (`{filename}…`), so that what it shows depends on others."""


class Output(NamedTuple):
    """A file of the site: the key of what it shows (None: cannot be told), and the file as it was written."""

    key: bytes | None
    known: Known


@dataclass
class State:
    """Everything that is kept between builds. Paths are relative, so that it can be kept on another machine."""

    environment: bytes = b""
    files: dict[str, Known] = field(default_factory=dict)
    sources: dict[str, Source] = field(default_factory=dict)
    outputs: dict[str, Output] = field(default_factory=dict)
    sights: dict[str, Sight] = field(default_factory=dict)
    copies: dict[str, Stamp | None] = field(default_factory=dict)
    """Files that were copied into the site and not written by a template, as they are there."""
    inputs: dict[str, Stamp | None] = field(default_factory=dict)
    """Every file that a build may read, as it was before this one began; None where its stamp cannot be trusted."""
    due: datetime | None = None
    """When the next article that lies in the future is to be published."""


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


def load(data: bytes, settings: Any) -> Any:
    """What `dump` made; tags, categories and authors get `settings`."""
    token = _wrapping.set((settings, {}))
    try:
        return pickle.loads(data)
    finally:
        _wrapping.reset(token)


class Store:
    """The state in `CACHE_PATH`; and apart from it the names of all files that builds have written.

    The names are known before the first file is written, and whatever becomes of the state: what a killed build
    has made, or one of another version, can be removed.
    """

    def __init__(self, settings: Any) -> None:
        folder = settings["CACHE_PATH"]
        os.makedirs(folder, exist_ok=True)
        # One cache may serve several sites or outputs; the way from it to the output is the same on every machine.
        site = digest(os.path.relpath(settings["OUTPUT_PATH"], folder)).hex()[:8]
        self.path = os.path.join(folder, f"fastbuild-{site}.pickle")
        self.names = os.path.join(folder, f"fastbuild-{site}.names")
        self.lock = os.path.join(folder, f"fastbuild-{site}.lock")
        self.settings = settings

    def load(self) -> State:
        """The last state; an empty one where there is none or it cannot be read, with a line of log."""
        state = State()
        try:
            with open(self.path, "rb") as file:
                form = file.readline()
                if form == _header():
                    state = load(file.read(), self.settings)
                else:
                    logger.info("fastbuild: the cache is of another version and is discarded")
        except FileNotFoundError:
            pass
        except Exception as failure:  # a truncated or corrupted pickle can raise nearly anything
            logger.info("fastbuild: the cache cannot be read (%s) and is discarded", type(failure).__name__)
        self._add_names(state)
        return state

    def _add_names(self, state: State) -> None:
        """What is known by its name only is not trusted, but can be removed."""
        try:
            with open(self.names, encoding="utf-8") as file:
                names = file.read().split("\0")
        except FileNotFoundError:
            return
        for name in filter(None, names):
            if name not in state.copies:
                state.outputs.setdefault(name, Output(None, Known(None, b"")))

    def begin(self, names: Iterable[str]) -> None:
        """Called before the first file of the site is written: `names` may be there afterwards."""
        self._replace(self.names, "\0".join(names).encode())

    def save(self, state: State) -> None:
        """Called when the site is whole."""
        self._replace(self.path, _header() + dump(state))
        self.begin(state.outputs.keys() | state.copies.keys())

    def _replace(self, path: str, data: bytes) -> None:
        """A reader finds the old file or the new one, never a part."""
        temporary = f"{path}.new"
        with open(temporary, "wb") as file:
            file.write(data)
        os.replace(temporary, path)

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Wait until no other build uses this folder."""
        try:
            import fcntl
        except ImportError:  # Windows: builds are not kept apart there
            yield
            return
        with open(self.lock, "w") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                logger.warning("fastbuild: another build is running; waiting for it")
                fcntl.flock(file, fcntl.LOCK_EX)
            yield


def _header() -> bytes:
    """The first line of a state: which code wrote it. Other code may understand it otherwise."""
    folder = os.path.dirname(__file__)
    code = [read(os.path.join(folder, name)) for name in sorted(os.listdir(folder)) if name.endswith(".py")]
    return f"fastbuild {digest(*code).hex()}\n".encode()
