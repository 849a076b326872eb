"""The terms of a year's stories, merged once: a file that knows all of a year need not be put together month by month."""

import marshal
from collections import defaultdict
from collections.abc import Sequence
from hashlib import blake2b
from typing import TypeAlias

from plugins.fastbuild.kept import Kept

from .months import NEIGHBOURS, Month
from .places import Run, run

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
        self._slots, self._kept = slots, kept
        self._group = -1
        self._parts: _Parts = []
        self._asked: set[int] = set()
        """Which shards of the group were asked for."""
        self._is_new = False
        """Whether one of them was merged anew."""

    def terms(self, shard: int) -> dict[str, Run]:
        """The terms of a shard."""
        group, at = divmod(shard, NEIGHBOURS)
        if group != self._group:
            self._group, self._parts = group, self._load(group)
            self._asked, self._is_new = set(), False
        made_of, (known, part) = self._made_of(shard), self._parts[at]
        if known != made_of:
            part = marshal.dumps(self.between(shard, self.start, self.end))
            self._parts[at], self._is_new = (made_of, part), True
        self._asked.add(at)
        if self._is_new and len(self._asked) == NEIGHBOURS:
            # Whoever asks for a few would write more than he saves.
            self._kept.save(self.name, str(group), marshal.dumps(self._parts))
            self._is_new = False
        found: dict[str, Run] = marshal.loads(part)
        return found

    def _load(self, group: int) -> _Parts:
        known = self._kept.load(self.name, str(group))
        parts: _Parts = marshal.loads(known) if known else [(b"", b"")] * NEIGHBOURS
        return parts

    def _made_of(self, shard: int) -> bytes:
        marks = [month.mark_of(shard) for month in self.months]
        return blake2b(b"".join((repr(self._slots).encode(), *marks)), digest_size=16).digest()

    def between(self, shard: int, start: tuple[int, int], end: tuple[int, int]) -> dict[str, Run]:
        """What `terms` says of the stories from `start` to before `end`, neither of which need be in the year."""
        found: defaultdict[str, list[bytes]] = defaultdict(list)
        for at, month in enumerate(self.months, self.start[0]):
            if start[0] <= at <= end[0]:
                since = start[1] if at == start[0] else 0
                until = end[1] if at == end[0] else len(month.articles)
                for term, places in month.between(shard, since, until):
                    found[term].append(places)
        return {term: run(b"".join(places), self._slots) for term, places in found.items()}
