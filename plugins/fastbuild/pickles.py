"""Values as bytes, for the store and between processes."""

import copyreg
import io
import pickle
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any

from pelican.urlwrappers import Author, Category, Tag, URLWrapper

if TYPE_CHECKING:
    from _typeshed import SupportsWrite

_WRAPPERS: dict[str, type[URLWrapper]] = {kind.__name__: kind for kind in (Author, Category, Tag)}


def _named(wrapper: URLWrapper) -> Any:
    return _wrapper, (type(wrapper).__name__, wrapper.name, None if wrapper._slug_from_name else wrapper.slug)


_NAMED = {**copyreg.dispatch_table, **dict.fromkeys(_WRAPPERS.values(), _named)}
"""Tags, categories and authors are named, not stored: they belong to the settings of the build that reads them."""

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
    dump_into(file, value)
    return file.getvalue()


def dump_into(file: "SupportsWrite[bytes]", value: Any) -> None:
    """The same into a file, part by part: all of a large value need not be in memory at once."""
    pickler = pickle.Pickler(file, pickle.HIGHEST_PROTOCOL)
    pickler.dispatch_table = _NAMED
    pickler.dump(value)


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
