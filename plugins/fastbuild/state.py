"""What is known between builds: tables that note what has changed in them."""

from collections.abc import Callable, Collection, Iterable, Mapping, MutableMapping
from dataclasses import dataclass, field, fields
from datetime import datetime
from itertools import compress
from operator import itemgetter, ne
from typing import Any, NamedTuple

from .files import UNSURE, Stamp


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
    rest: "bytes | tuple[int, int, int] | tuple[int, int, int, int]"
    """The others, as `dump` made them; or where they stand in the file of texts (start, length, CRC-32), or in one of
    those that a process has put them aside in (its number in the fourth place)."""
    names: tuple[str, ...]
    """The names of the others."""


class Output(NamedTuple):
    """A file of the site. There are many: the state holds each in one piece, which is loaded in half the time."""

    key: bytes
    """What tells that it shows the same; empty if that cannot be told."""
    digest: bytes
    stamp: Stamp

    def packed(self) -> bytes:
        """In one piece."""
        return (self.digest or _NO_DIGEST) + (self.stamp or _NO_STAMP) + self.key

    @classmethod
    def of(cls, packed: bytes) -> "Output":
        """What was `packed`."""
        digest, stamp = packed[:_STAMP], packed[_STAMP:_KEY]
        return cls(
            packed[_KEY:], b"" if digest == _NO_DIGEST else digest, UNSURE if stamp == _NO_STAMP else stamp
        )


_NO_DIGEST, _NO_STAMP = bytes(16), bytes(32)
_STAMP = len(_NO_DIGEST)
_KEY = _STAMP + len(_NO_STAMP)
"""Where they stand in an output that is packed."""

stamp_in: Callable[[bytes], Stamp] = itemgetter(slice(_STAMP, _KEY))
"""The stamp of an output that is packed; one that is unsure is equal to none that is seen."""


def key_in(packed: bytes) -> bytes:
    """The key of an output that is packed."""
    return packed[_KEY:]


class Group(NamedTuple):
    """Files that were written together."""

    key: bytes
    """What tells that they show the same; empty if that cannot be told."""
    names: tuple[str, ...]
    beside: bytes
    """The part of the key that stands for what they take from the context; empty if that or their texts cannot be told."""


def differing(now: Mapping[Any, Any], before: Mapping[Any, Any]) -> list[Any]:
    """The keys of `now` that have other values in `before`, or none."""
    return list(compress(now, map(ne, now.values(), map(before.get, now))))


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

    # `dict` has its own of these, which ask neither of the two above: whatever they set or remove would not be noted.
    pop = MutableMapping.pop
    popitem = MutableMapping.popitem
    setdefault = MutableMapping.setdefault
    update = MutableMapping.update

    def set_all(self, items: Collection[tuple[Any, Any]]) -> None:
        """Set many at once."""
        dict.update(self, items)
        self.touched.update([key for key, _ in items])

    def clear(self) -> None:
        """Remove everything."""
        self.touched.update(self)
        super().clear()

    def become(self, other: Mapping[Any, Any]) -> None:
        """Hold what `other` holds."""
        self.drop(self.keys() - other.keys())
        for key in differing(other, self):
            self[key] = other[key]

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
        dict.update(self, changes[0])
        for key in changes[1]:
            dict.pop(self, key, None)


@dataclass
class State:
    """Everything that is kept between builds. Paths are relative, so that it can be kept on another machine."""

    environment: bytes = b""
    names: bytes = b""
    """Stands before the names of `outputs` and `copies` in a file of their own (`Store`)."""
    texts: int = 0
    """The number of the file of texts that `sources` point into."""
    reading: bytes = b""
    """The digest of what all sources were read with (`FASTBUILD_SOURCE_INPUTS`)."""
    moment: datetime | None = None
    """By which the last build has told what lies in the future."""
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
    """`Output`, packed, by name."""
    groups: Table = field(default_factory=Table)
    """`Group` as a plain tuple, by name."""
    starts: Table = field(default_factory=Table)
    """What the keys of all pages of articles begin with (`Shared.key`), by template; not of one where any differs."""
    mixed: Table = field(default_factory=Table)
    """The sources of other articles that keys are made of, by that of the article whose key it is (`Prints.others`)."""
    copies: Table = field(default_factory=Table)
    """Files that were copied into the site and not written by a template, as they are there: stamps by name."""
    memory: Table = field(default_factory=Table)
    """What a plugin remembers of source files, by path."""
    notes: Table = field(default_factory=Table)
    """What plugins note of all inputs together, by names of their own."""
    lasting: Table = field(default_factory=Table)
    """The same, where it follows from the bytes of the file alone."""
    fragments: Table = field(default_factory=Table)
    """Where the texts of fragments stand (`index.py`), by their keys; of those that have come since all was written anew."""
    readings: Table = field(default_factory=Table)
    """What readers have made of pages, by the paths of their sources."""

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
