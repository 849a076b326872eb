"""What is kept of an article: its small attributes as a row, which is loaded with the state, and the rest."""

from collections.abc import Mapping
from datetime import date, datetime, tzinfo
from typing import Any

from pelican.contents import Article
from pelican.urlwrappers import URLWrapper

SMALL = 100
"""Characters. Longer text is not kept in the row of an article."""

_BUILD = frozenset({"settings", "_context", "source_path", "translations"})
"""Attributes that belong to the build, not to the source."""


def take_apart(article: Article, once: "Once") -> tuple[dict[str, Any], dict[str, Any]]:
    """The row of an article that has just been read, and the rest; its text, even a short one, is no part of the row:

    of an article whose row is the same, nothing but the text has changed.
    """
    row: dict[str, Any] = {}
    rest: dict[str, Any] = {}
    mine = vars(article)
    for name, value in mine.items():
        if name in _BUILD:
            continue
        if name == "_content" or not _is_small(value):
            rest[name] = value
        else:
            row[name] = value if type(value) is str else once(value)
    if type(metadata := rest.get("metadata")) is dict:
        rest["metadata"] = tuple(metadata), *_beside({name: mine[name] for name in row}, metadata)
    return row, rest


def put_together(row: Mapping[str, Any], rest: dict[str, Any]) -> dict[str, Any]:
    """The rest as it was before `take_apart`."""
    if type(metadata := rest.get("metadata")) is tuple:
        names, others, local = metadata
        known = {name: others[name] if name in others else _copy(row[name]) for name in names}
        known.update((name, row[name].replace(tzinfo=None)) for name in local)
        rest["metadata"] = known
    return rest


def _beside(row: Mapping[str, Any], metadata: Mapping[str, Any]) -> tuple[dict[str, Any], tuple[str, ...]]:
    """What the metadata do not share with the row; and which of them are moments that only lack their time zone."""
    others = {name: value for name, value in metadata.items() if row.get(name, _NONE) is not value}
    local = tuple(
        name
        for name, value in others.items()
        if isinstance(value, datetime)
        and isinstance(mine := row.get(name), datetime)
        and type(value) is type(mine)
        and value.tzinfo is None
        and value == mine.replace(tzinfo=None)
        and value.fold == mine.fold
    )
    for name in local:
        del others[name]
    return others, local


def _copy(value: Any) -> Any:
    return list(value) if type(value) is list else value


_NONE = object()


class Once:
    """Makes equal tags and tuples of text, and the texts in them, one object: that is kept, and loaded, once."""

    def __init__(self) -> None:
        self._known: dict[Any, Any] = {}
        self._tuples: set[int] = set()
        """The ids of those that are known."""

    def __call__(self, value: Any) -> Any:
        """`value`, with the first ones that were equal in the place of it or of what is in it."""
        kind = type(value)
        if kind is str:
            return self._known.setdefault(value, value)
        if kind is tuple:
            made = tuple(map(self, value))
            if all(map(self._is_known, made)):  # of numbers, equal ones may show different things
                made = self._known.setdefault(made, made)
                self._tuples.add(id(made))
            return made
        if isinstance(value, tuple) and hasattr(kind, "_make") and not hasattr(value, "__dict__"):
            return kind._make(map(self, value))
        if isinstance(value, URLWrapper):
            return self._known.setdefault((kind, value.name, value.slug), value)
        return value

    def _is_known(self, value: Any) -> bool:
        return type(value) is str or id(value) in self._tuples


def _is_small(value: Any) -> bool:
    kind = type(value)
    if kind is str:
        return len(value) <= SMALL
    if kind not in _ALWAYS_SMALL:
        _ALWAYS_SMALL[kind] = issubclass(kind, (date, tzinfo, URLWrapper))
    if _ALWAYS_SMALL[kind]:
        return True
    if kind is list or issubclass(kind, tuple):
        return len(value) <= 20 and all(map(_is_small, value))
    return False


_ALWAYS_SMALL: dict[type, bool] = dict.fromkeys((int, float, bool, type(None), bytes), True)
"""Whether all values of a type are, of those that were seen: most articles have the same."""
