"""Prints: what a page shows, as bytes. Equal prints mean that it need not be rendered again.

A value of a type that is not known here raises `Unknown`: its page is rendered every time, never guessed.
An object may say itself what it shows, by a method `__fastbuild__` that returns a value known here.
"""

import datetime
import marshal
import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import partial
from operator import itemgetter
from pathlib import PurePath
from types import BuiltinFunctionType, FunctionType, MethodType, ModuleType, NoneType, SimpleNamespace
from typing import Any, TypeVar
from uuid import UUID

from pelican.contents import Content, Static
from pelican.paginator import Page, Paginator
from pelican.urlwrappers import URLWrapper

from .files import digest, short


class Unknown(Exception):
    """Nobody can tell whether a value of this type has changed."""


T = TypeVar("T")

_Inner = Callable[[Content], bytes]
"""What an article that is part of a value shows."""

_Maker = Callable[["Prints", Any, _Inner], bytes]

_PRINT = itemgetter(1)
"""Of what is kept of a value."""


ANY = ""
"""Stands among sources for any."""


class Prints:
    """Prints of one build. Values are kept, so that an address in memory stands for one value only."""

    def __init__(self) -> None:
        self._made: dict[int, tuple[Any, bytes]] = {}
        self._makers: dict[type, _Maker] = dict(_EXACT)
        self._others_of: dict[int, set[str]] = {}
        """The sources of other articles that prints are made of, by the ids of values."""
        self._others: set[str] = set()
        """Those of the one that is being made."""

    def once(self, value: Any) -> bytes:
        """The print of a value that many pages show, in 16 bytes; made once as long as it is the same object."""
        known = self._made.get(id(value))
        if known is None:
            made = short(self._whole(value) if isinstance(value, Content) else self.of(value))
            known = self._made[id(value)] = (value, made)
        return known[1]

    def of(self, value: Any) -> bytes:
        """The print of a value as the template's own page sees it."""
        return self._value(value, self.content)

    def content(self, content: Content) -> bytes:
        """An article or page on its own page or in a list: its source, and whatever was hung on it since."""
        return self.once(content)

    def contents(self, values: Sequence[Any]) -> bytes:
        """A list that begins with an article, as lists of articles do; most of them have been seen by then."""
        try:
            shown = map(_PRINT, map(self._made.__getitem__, map(id, values)))
            return b"contents %d:" % len(values) + b"".join(shown)
        except KeyError:
            return b"contents %d:" % len(values) + b"".join(map(self.once, values))

    def frozen(self, names: list[str], value: Any) -> bytes:
        """A value that cannot change, and that many pages show: its print is made once."""
        known = self._made.get(id(value))
        if known is None:
            before, self._others = self._others, set()
            made = short(_dataclass(names, self, value, self._other))
            known = self._made[id(value)] = (value, made)
            if self._others:
                self._others_of[id(value)] = self._others
            self._others = before | self._others
        elif others := self._others_of.get(id(value)):
            self._others = self._others | others
        return known[1]

    def others(self, content: Content) -> Collection[str]:
        """The sources of other articles that the print of one, which was made once, is made of; `ANY` if that is unknown."""
        return self._others_of.get(id(content), ())

    def _whole(self, content: Content) -> bytes:
        if "fastbuild_source" not in content.__dict__:
            self._others_of[id(content)] = {ANY}
            return self._foreign(content, lambda other: self._foreign(other, _by_path))
        said, changes = [self.source(content)], content.fastbuild_changes()
        self._others = set()
        plain = [change for change in changes if type(change[1]) in _PLAIN_KINDS]
        if plain and (known := _plain_data(plain)) is not None:
            said.append(b"\0\0%d:%s" % (len(known), known))
            changes = [change for change in changes if type(change[1]) not in _PLAIN_KINDS]
        for name, value in changes:
            shown = self._value(value, self._other)
            said.append(b"\0%s\0%d:%s" % (name.encode(), len(shown), shown))
        if self._others:
            self._others_of[id(content)] = self._others
        return b"".join(said)

    def _other(self, content: Content) -> bytes:
        self._others.add(content.__dict__.get("fastbuild_path", ANY))
        return self.source(content)

    def source(self, content: Content) -> bytes:
        """An article seen from another one (its neighbour): its source, and where its links lead."""
        source = content.__dict__.get("fastbuild_source")
        if source is None:
            return self._foreign(content, _by_path)
        known: bytes = source.digest
        return known + repr(content.fastbuild_targets()).encode() if source.links else known

    def _foreign(self, content: Content, inner: _Inner) -> bytes:
        """Content that was not revived by us: by all that it says of itself, and its text with links resolved."""
        shown = {name: value for name, value in vars(content).items() if name not in _OWN}
        text = "" if isinstance(content, Static) else content.content
        return digest(type(content).__name__, text or "", self._value(shown, inner))

    def _value(self, value: Any, inner: _Inner) -> bytes:
        kind = type(value)
        make = self._makers.get(kind)
        if make is None:
            make = self._makers[kind] = _maker(kind)
        return make(self, value, inner)

    def _many(self, name: str, values: Any, inner: _Inner) -> bytes:
        """Several values as one; each with its length, so that none can pass for two."""
        parts = [name.encode()]
        for value in values:
            shown = self._value(value, inner)
            parts.append(b"%d:" % len(shown))
            parts.append(shown)
        return b"".join(parts)


class TracedPrints(Prints):
    """Prints that also know which articles each is made of: the others are still right when these have changed."""

    def __init__(self) -> None:
        super().__init__()
        self._read: set[int] = set()
        """The ids of articles that the value is made of whose print is being made."""
        self._read_for: dict[int, set[int]] = {}
        """The same for each value whose print was made, by its id."""

    def traced(self, make: Callable[[], T]) -> tuple[T, set[int]]:
        """What `make` makes of prints, and the ids of the articles that it is made of."""
        before, self._read = self._read, set()
        try:
            return make(), self._read
        finally:
            self._read = before

    def once(self, value: Any) -> bytes:
        """See `Prints`."""
        return self._note(value, partial(super().once, value))

    def frozen(self, names: list[str], value: Any) -> bytes:
        """See `Prints`."""
        return self._note(value, partial(super().frozen, names, value))

    def contents(self, values: Sequence[Any]) -> bytes:
        """See `Prints`."""
        for value in values:
            self.once(value)
        return super().contents(values)

    def source(self, content: Content) -> bytes:
        self._read.add(id(content))
        return super().source(content)

    def _note(self, value: Any, make: Callable[[], bytes]) -> bytes:
        made, read = self.traced(make)
        # One that was made before has read nothing now.
        self._read |= self._read_for.setdefault(id(value), read)
        return made


# Of Content itself: where it hangs, not what it shows.
_OWN = {"settings", "_context", "timezone", "source_path"}


def _by_path(content: Content) -> bytes:
    return str(content.get_relative_source_path()).encode()


def _maker(kind: type) -> _Maker:
    """What makes the print of a value of this type."""
    for types, make in _MAKERS:
        if issubclass(kind, types):
            return make
    if hasattr(kind, "__fastbuild__"):
        return partial(_own_words, kind.__qualname__.encode())
    if hasattr(kind, "__pydantic_fields__"):
        return _pydantic
    if is_dataclass(kind):
        names = [field.name for field in fields(kind)]
        frozen = kind.__dataclass_params__.frozen  # type: ignore[attr-defined]
        return partial(_frozen if frozen else _dataclass, names)
    return _unknown


def _unknown(prints: Prints, value: Any, inner: _Inner) -> bytes:
    raise Unknown(type(value).__qualname__)


def _plain(prints: Prints, value: Any, inner: _Inner) -> bytes:
    return repr(value).encode()


def _text(prints: Prints, value: Any, inner: _Inner) -> bytes:
    return b"s" + str(value).encode("utf-8", "surrogatepass")


def _own_words(name: bytes, prints: Prints, value: Any, inner: _Inner) -> bytes:
    shown = value.__fastbuild__()
    if type(shown) is bytes:
        return b"%s:%d:%s" % (name, len(shown), shown)
    return prints._many(type(value).__qualname__, [shown], inner)


def _pydantic(prints: Prints, value: Any, inner: _Inner) -> bytes:
    return prints._many(type(value).__qualname__, [vars(value)], inner)


def _dataclass(names: list[str], prints: Prints, value: Any, inner: _Inner) -> bytes:
    return prints._many(type(value).__qualname__, [getattr(value, name) for name in names], inner)


def _frozen(names: list[str], prints: Prints, value: Any, inner: _Inner) -> bytes:
    return prints.frozen(names, value)


def _content(prints: Prints, value: Any, inner: _Inner) -> bytes:
    return inner(value)


def _sequence(prints: Prints, value: Any, inner: _Inner) -> bytes:
    if value and isinstance(value[0], Content) and inner == prints.content:
        return prints.contents(value)
    known = _plain_data(value)
    return known if known is not None else prints._many(type(value).__name__, value, inner)


def _mapping(prints: Prints, value: Any, inner: _Inner) -> bytes:
    known = _plain_data(value)
    if known is not None:
        return known
    return prints._many("dict", [part for pair in value.items() for part in pair], inner)


def _plain_data(value: Any) -> bytes | None:
    """Lists and dictionaries of text and numbers, quickly; None where there is anything else in them, sets too.

    Version 2 is the last that does not say which strings are interned, or the same object.
    """
    try:
        known = marshal.dumps(value, 2)
    except ValueError:
        return None
    may_be = (b"<" in known or b">" in known) and _SET.search(known)
    return None if may_be else b"m" + known


_PLAIN_KINDS = {list, dict, str, int, float, bool, NoneType}
"""Of values that may be plain data."""

_SET = re.compile(rb"[<>]....", re.DOTALL)
"""May be the beginning of a set, whose order is not always the same."""


def _set(prints: Prints, value: Any, inner: _Inner) -> bytes:
    shown = sorted(prints._value(part, inner) for part in value)
    return b"set" + b"".join(b"%d:%s" % (len(part), part) for part in shown)


def _page(prints: Prints, value: Page, inner: _Inner) -> bytes:
    total = value.paginator
    return prints._many("page", [value.number, total.num_pages, total.count, value.object_list], inner)


def _builtin(prints: Prints, value: Any, inner: _Inner) -> bytes:
    """A function written in C; one that is bound to a value cannot be told from another by its name."""
    if not isinstance(value.__self__, ModuleType | None):
        raise Unknown(value.__qualname__)
    return f"{value.__module__}.{value.__qualname__}".encode()


def _method(prints: Prints, value: Any, inner: _Inner) -> bytes:
    """A method shows what its object shows."""
    return prints._many(value.__func__.__qualname__, [value.__self__], inner)


def _function(prints: Prints, value: Any, inner: _Inner) -> bytes:
    """Code belongs to the environment, so a name is enough; what a closure holds is shown."""
    held = [cell.cell_contents for cell in getattr(value, "__closure__", None) or ()]
    return prints._many(f"{value.__module__}.{value.__qualname__}", held, inner)


_MAKERS: tuple[tuple[Any, _Maker], ...] = (
    (str, _text),
    ((Enum, datetime.date, datetime.time, datetime.timedelta, datetime.tzinfo, type, ModuleType), _plain),
    (Content, _content),
    (URLWrapper, lambda prints, value, inner: f"{type(value).__name__}:{value.name}:{value.slug}".encode()),
    (Page, _page),
    (Paginator, lambda prints, value, inner: f"{value.num_pages}/{value.count}".encode()),
    ((list, tuple), _sequence),
    (dict, _mapping),
    ((set, frozenset), _set),
    (UUID, lambda prints, value, inner: value.bytes),
    (PurePath, lambda prints, value, inner: str(value).encode()),
    (SimpleNamespace, lambda prints, value, inner: _mapping(prints, vars(value), inner)),
    (FunctionType, _function),
    (MethodType, _method),
    (BuiltinFunctionType, _builtin),
)

_EXACT: dict[type, _Maker] = {
    **dict.fromkeys((int, float, bool, complex, type(None)), _plain),
    bytes: lambda prints, value, inner: b"b" + bytes(value),
}
