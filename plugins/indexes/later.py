"""Views that are made when a template asks for them: what no page shows need not be made."""

from abc import ABC, abstractmethod
from collections.abc import Callable
from typing import Any


class Deferred(ABC):
    """Stands for a value; `key` stands for what it shows: equal keys, equal values.

    fastbuild compares keys, and renders only pages with a new one; so most values are never made. It lets go of those of
    pages that are rendered: they can be made again.
    """

    __slots__ = ("_made",)

    def __init__(self) -> None:
        self._made: Any = _NOTHING

    @property
    @abstractmethod
    def key(self) -> bytes:
        """Stands for what the value shows."""

    @abstractmethod
    def _make(self) -> Any:
        """The value."""

    def __fastbuild__(self) -> bytes:
        return self.key

    def __fastbuild_unload__(self) -> None:
        self._made = _NOTHING

    def __getattr__(self, name: str) -> Any:
        if self._made is _NOTHING:
            self._made = self._make()
        return getattr(self._made, name)


class Later(Deferred):
    """Stands for the value that `make` makes, by a `key` that is known."""

    __slots__ = ("_function", "_key")

    def __init__(self, key: bytes, make: Callable[[], Any]) -> None:
        super().__init__()
        self._key, self._function = key, make

    @property
    def key(self) -> bytes:
        """See `Deferred`."""
        return self._key

    def _make(self) -> Any:
        return self._function()


_NOTHING = object()
"""Stands for a value that is not made."""
