"""Manuscripts in outline: what the rules of the whole site need to know of them.

An outline is small, and holds as long as its file and the registries are the same: a build keeps it, so that
what has not changed need not be read again.
"""

import marshal
import pickle
from collections.abc import Iterator, MutableMapping
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:  # a build holds many outlines, and most need nothing else of these rooms
    from collections.abc import Collection, Mapping
    from pathlib import Path

    from plugins.newsroom.exemption import Exemption
    from plugins.newsroom.original import Original
    from plugins.newsroom.problem import Message, Problem
    from plugins.newsroom.text import Lang
    from plugins.newsroom.work import Work
    from plugins.sources.history import History


class Outline(NamedTuple):
    """One manuscript. `slug` is None where it has an error; then only `path` and `problems` say anything."""

    path: str
    problems: "tuple[Problem, ...]"
    """What is wrong with it, looked at by itself."""
    slug: str | None = None
    lang: "Lang" = "zh"
    is_article: bool = False
    claims: tuple[tuple[str, str], ...] = ()
    """The addresses that it will be published at, each with the field that decides it."""
    files: tuple[str, ...] = ()
    """The files that answer at these addresses; none where one of them belongs to the site itself."""
    translation_of: str | None = None
    pictures: tuple[tuple[str, int], ...] = ()
    """The files of its pictures below `content/pictures/`, each with its line; the cover first."""
    links: tuple[tuple[str, int], ...] = ()
    """What follows `{filename}` in its links, each with its line."""
    inward: tuple[tuple[str, int], ...] = ()
    """The addresses of this site in its links, each with its line."""
    exemptions: "tuple[Exemption, ...]" = ()
    """What may be otherwise here, for a reason."""
    dated: int | None = None
    """The seconds since 1970 (UTC) of its date; None where it need not be compared with its history."""
    facts: "Work | None" = None
    """Of a record of work: what statistics count."""
    sample: bool = False
    """Whether it was made for demonstration, and is left out of production."""
    lines: tuple[tuple[str, int], ...] = ()
    """Where the fields above stand."""

    @property
    def shown(self) -> str:
        """The path as an editor types it."""
        return f"content/{self.path}"

    def line_of(self, field: str) -> int:
        """The line on which one of the fields above stands, or the first line."""
        return dict(self.lines).get(field, 1)


class PackedOutlines(MutableMapping[str, Outline]):
    """Outlines by path, each in one piece until it is asked for: `packed` is loaded in a tenth of the time that they would take."""

    def __init__(self, packed: MutableMapping[str, bytes]) -> None:
        self._packed = packed

    def __getitem__(self, path: str) -> Outline:
        data = self._packed[path]
        outline: Outline = pickle.loads(data) if data[0] == _PICKLED else _outline(marshal.loads(data))
        return outline

    def __setitem__(self, path: str, outline: Outline) -> None:
        values: Any = tuple(outline)
        try:
            self._packed[path] = marshal.dumps(values)  # nothing but text and numbers, as most are
        except ValueError:
            self._packed[path] = pickle.dumps(outline, pickle.HIGHEST_PROTOCOL)

    def __delitem__(self, path: str) -> None:
        del self._packed[path]

    def __contains__(self, path: object) -> bool:
        return path in self._packed

    def __iter__(self) -> Iterator[str]:
        return iter(self._packed)

    def __len__(self) -> int:
        return len(self._packed)


_PICKLED = pickle.PROTO[0]
"""What every pickle begins with, and nothing that `marshal` makes."""

_outline = partial(tuple.__new__, Outline)
"""`Outline(*values)`, for many."""


class Folder(NamedTuple):
    """A content folder."""

    path: "Path"
    strays: tuple[str, ...]
    """The files that lie among its manuscripts and are none."""
    pictures: "Mapping[str, Original | Message]"
    """Every file that its manuscripts name as a picture: what it is, or what is wrong with it."""
    paths: "Collection[str]" = ()
    """All its manuscripts, also those that were not read."""
    history: "History | None" = None
    """What git knows of it; None where that was not asked for, or cannot be known."""
