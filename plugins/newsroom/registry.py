"""A registry: records that have an id, found again by id or by any name they go by."""

from collections.abc import Iterable, Iterator
from typing import Annotated, Generic, Protocol, TypeVar

from .model import Field, Limits, Model
from .text import Text, normalise

SLUG_PATTERN = r"^[a-z0-9]+(?:-[a-z0-9]+)*$"
Slug = Annotated[str, Limits(pattern=SLUG_PATTERN, max_length=80)]
"""An id or the last part of an address: a-z, 0-9 and single hyphens, at most 80 characters."""


class Listed(Protocol):
    """What a registry needs of a record."""

    @property
    def id(self) -> str:
        """In addresses; never changes."""
        ...

    @property
    def name(self) -> Text:
        """Today's name."""
        ...

    @property
    def all_names(self) -> tuple[str, ...]:
        """Every name an editor may write for this record."""
        ...


class Record(Model):
    """One line of a registry: the id is in addresses and never changes, the name may."""

    id: Slug = Field(description="编号，用在网址里，发布后不再改")
    name: Text = Field(description="名称")

    @property
    def all_names(self) -> tuple[str, ...]:
        """Every name an editor may write for this record."""
        return (self.name.zh, self.name.en)


R = TypeVar("R", bound=Listed)


class Registry(Generic[R]):
    """Records in their order. Identity is the id; two records may share a name."""

    def __init__(self, records: Iterable[R] = ()) -> None:
        self._by_id: dict[str, R] = {}
        self._by_name: dict[str, tuple[R, ...]] = {}
        for record in records:
            self._by_id[record.id] = record
            for name in dict.fromkeys(map(_key, record.all_names)):
                self._by_name[name] = (*self._by_name.get(name, ()), record)

    def __iter__(self) -> Iterator[R]:
        return iter(self._by_id.values())

    def __len__(self) -> int:
        return len(self._by_id)

    def __contains__(self, id_: object) -> bool:
        return id_ in self._by_id

    def __getitem__(self, id_: str) -> R:
        return self._by_id[id_]

    def find(self, text: str) -> tuple[R, ...]:
        """All records that `text` may mean: the one with this id, or every one with this name."""
        if text in self._by_id:
            return (self._by_id[text],)
        return self._by_name.get(_key(text), ())

    def nearest(self, text: str) -> R | None:
        """The record an editor most likely meant by a misspelt `text`, or None."""
        from difflib import get_close_matches  # only where somebody has made a mistake

        known = {**self._by_name, **{id_: (record,) for id_, record in self._by_id.items()}}
        close = get_close_matches(_key(text), known, n=1, cutoff=0.5)
        return known[close[0]][0] if close else None


def _key(text: str) -> str:
    return normalise(text).casefold()
