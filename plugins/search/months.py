"""The terms of one month's stories, kept from build to build: what has not changed is not read again."""

import marshal
from array import array
from collections import defaultdict
from collections.abc import Callable, Sequence
from functools import cached_property
from hashlib import blake2b
from typing import Any, NamedTuple

from plugins.pictures.kept import Kept

from .records import Record
from .terms import SHARDS, shard_of

MARK = array("Q").itemsize
"""Bytes that stand for the terms of a month in one shard; read as one number (`Index`)."""

_PLAIN = 2
"""The version of marshal's format in which equal values are equal bytes."""


class Work(NamedTuple):
    """What is made of a month."""

    shards: tuple[bytes, ...]
    """For each shard, marshalled: each term with its places, numbers of 4 bytes: position in the month × 4 + weight."""
    records: tuple[Record, ...]


class Month:
    """Stories of one month and language in order, oldest first; `keys` stand for all that a record is made of."""

    def __init__(
        self,
        number: int,
        articles: Sequence[Any],
        keys: Sequence[bytes],
        read: Callable[[Any], Record],
        kept: Kept,
    ) -> None:
        self.number = number
        """Months since the year 0."""
        self.articles, self.keys = articles, keys
        self.key = blake2b(b"".join(keys), digest_size=16).hexdigest()
        self._read, self._kept = read, kept

    @cached_property
    def marks(self) -> bytes:
        """For each shard `MARK` bytes, which stand for what `terms` returns."""
        return self._kept.load(self.key, "marks") or _marks(self._work)

    def is_kept(self) -> bool:
        """Whether an earlier build has left its work."""
        if known := self._kept.load(self.key, "marks"):
            self.marks = known
        return bool(known)

    def keep(self) -> None:
        """Do the work, for this build and later ones."""
        work = self._make()
        self._kept.save(self.key, "work", marshal.dumps((work.shards, [tuple(r) for r in work.records])))
        self._kept.save(self.key, "marks", _marks(work))

    def terms(self, shard: int) -> dict[str, bytes]:
        """The terms of a shard, each with its places (see `Work`)."""
        found: dict[str, bytes] = marshal.loads(self._work.shards[shard])
        return found

    @property
    def records(self) -> tuple[Record, ...]:
        """What is shown of each story."""
        return self._work.records

    @cached_property
    def _work(self) -> Work:
        known = self._kept.load(self.key, "work")
        if known is None:
            return self._make()
        shards, records = marshal.loads(known)
        return Work(shards, tuple(Record(*record) for record in records))

    def _make(self) -> Work:
        records = tuple(map(self._read, self.articles))
        places: defaultdict[str, list[int]] = defaultdict(list)
        for position, record in enumerate(records):
            for weight, terms in enumerate(record.terms()):
                place = position << 2 | weight
                for term in terms:
                    places[term].append(place)
        dealt: list[dict[str, bytes]] = [{} for _ in range(SHARDS)]
        for term in sorted(places):
            dealt[shard_of(term)][term] = array("I", places[term]).tobytes()
        return Work(tuple(marshal.dumps(part, _PLAIN) for part in dealt), records)


def _marks(work: Work) -> bytes:
    return b"".join([blake2b(part, digest_size=MARK).digest() for part in work.shards])
