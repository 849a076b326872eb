"""Views that are made when a template asks for them: what no page shows need not be made."""

from collections.abc import Callable
from typing import Any


class Later:
    """Stands for the value that `make` makes; `key` stands for what it shows: equal keys, equal values.

    fastbuild compares keys, and renders only pages with a new one; so most values are never made. It lets go of those of
    pages that are rendered: they can be made again.
    """

    __slots__ = ("_made", "_make", "key")

    def __init__(self, key: bytes, make: Callable[[], Any]) -> None:
        self.key, self._make = key, make
        self._made: Any = _NOTHING

    def __fastbuild__(self) -> bytes:
        return self.key

    def __fastbuild_unload__(self) -> None:
        self._made = _NOTHING

    def __getattr__(self, name: str) -> Any:
        if self._made is _NOTHING:
            self._made = self._make()
        return getattr(self._made, name)


_NOTHING = object()
"""Stands for a value that is not made."""
