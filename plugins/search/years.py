"""The terms of a year's stories, merged once: a file that knows all of a year need not be put together month by month."""

import marshal
from array import array
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from typing import TypeAlias

from plugins.fastbuild.kept import Kept

from .months import NEIGHBOURS, Month
from .places import Run, run
from .terms import SHARDS

_Parts: TypeAlias = list[tuple[bytes, bytes]]
"""Of shards that are kept in one file: what each was made of, and its terms, marshalled; both empty where it is not known."""


class Year:
    """All months of a year that have stories in a language, oldest first; each has so many `slots` for its stories.

    `at` is the place of the first one among all months.
    """

    def __init__(self, at: int, months: Sequence[Month], slots: int, kept: Kept) -> None:
        self.months = months
        self.start = at, 0
        self.end = at + len(months) - 1, len(months[-1].articles)
        """From where to before where it goes: a month's place and a position in it."""
        self.name = f"{months[0].name}-year"
        self.number = months[0].number // 12 * 12
        """Of its first month, which may have no stories (`Month.number`)."""
        self._slots = slots
        # What settled files know of a year that they know in part, and what recent ones do, is kept apart.
        self._spans = {kind: _Spans(self.name, kind, kept) for kind in ("", "first-", "rest-")}

    def found(self, shard: int, start: tuple[int, int], end: tuple[int, int]) -> Iterator[dict[str, Run]]:
        """The terms of a shard in the stories from `start` to before `end`, neither of which need be in the year; in order, the
        months of which all are meant together.
        """
        first, last = 0, len(self.months)
        if start > self.start:
            first = start[0] - self.start[0]
            if start[1]:
                until = end[1] if end[0] == start[0] else len(self.months[first].articles)
                yield self._part(shard, first, start[1], until)
                first += 1
        if end < self.end:
            last = end[0] - self.start[0]
        if first < last:
            yield self._merged(shard, first, last)
        if first <= last < len(self.months):
            yield self._part(shard, last, 0, end[1])

    def _part(self, shard: int, month: int, start: int, end: int) -> dict[str, Run]:
        found = self.months[month].between(shard, start, end)
        return {term: run(places, self._slots) for term, places in found}

    def _merged(self, shard: int, first: int, last: int) -> dict[str, Run]:
        """Of these months, as they were merged before if they are what they were."""
        kind = "rest-" if first else "first-" if last < len(self.months) else ""
        made_of = (
            b"%d %d " % (self._slots, first)
            + self._marks[first * SHARDS + shard : last * SHARDS : SHARDS].tobytes()
        )
        found: dict[str, Run] = marshal.loads(
            self._spans[kind].of(shard, made_of, lambda: self._merge(shard, first, last))
        )
        return found

    def _merge(self, shard: int, first: int, last: int) -> bytes:
        found: defaultdict[str, list[bytes]] = defaultdict(list)
        for month in self.months[first:last]:
            for term, places in month.terms(shard).items():
                found[term].append(places)
        return marshal.dumps({term: run(b"".join(places), self._slots) for term, places in found.items()})

    @cached_property
    def _marks(self) -> "array[int]":
        """The marks of all months, one after another (`Month.marks`)."""
        return array("Q", b"".join([month.marks for month in self.months]))


class _Spans:
    """What was merged of some months of a year, kept for groups of shards."""

    def __init__(self, year: str, kind: str, kept: Kept) -> None:
        self._year, self._kind, self._kept = year, kind, kept
        self._group = -1
        self._parts: _Parts = []
        self._asked: set[int] = set()
        """Which shards of the group were asked for."""
        self._is_new = False
        """Whether one of them was merged anew."""

    def of(self, shard: int, made_of: bytes, merge: Callable[[], bytes]) -> bytes:
        """Of a shard, as it was kept or merged."""
        group, at = divmod(shard, NEIGHBOURS)
        if group != self._group:
            self._group, self._parts = group, self._load(group)
            self._asked, self._is_new = set(), False
        known, part = self._parts[at]
        if known != made_of:
            part = merge()
            self._parts[at], self._is_new = (made_of, part), True
        self._asked.add(at)
        if self._is_new and len(self._asked) == NEIGHBOURS:
            # Whoever asks for a few would write more than he saves.
            self._kept.save(self._year, f"{self._kind}{group}", marshal.dumps(self._parts))
            self._is_new = False
        return part

    def _load(self, group: int) -> _Parts:
        known = self._kept.load(self._year, f"{self._kind}{group}")
        parts: _Parts = marshal.loads(known) if known else [(b"", b"")] * NEIGHBOURS
        return parts
