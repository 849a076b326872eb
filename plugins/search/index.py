"""The index of one language: which files it has, what each is made of, and how they are made."""

from array import array
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property, partial
from hashlib import blake2b
from itertools import accumulate, chain, groupby
from typing import NamedTuple

from plugins.fastbuild.kept import Kept

from .characters import pairs
from .files import merged, packed, postings, texts
from .layout import NEWEST, RECENT, TOGETHER, recent, served, settled
from .months import Month
from .places import Run
from .records import Record
from .terms import SHARDS
from .years import Year

LEAST_SLOTS = 128
"""Numbers that each month has for its stories: as many, or the next power of two that is enough for all months."""

NEWEST_FILE, TEXTS = "newest.bin", "stories/"
"""The file of the newest stories, and the folder of those with the texts of all others."""

SCANNED = 4
"""Where in `newest.bin` the stories stand."""


CHANGING = 2
"""Months, the newest ones, that stories still come to. That leaves the files that end among their earlier stories as they
are; elsewhere such files are made to see it, which is less than to look at each part."""


class File(NamedTuple):
    """A file of the index: `key` stands for all that it is made of."""

    name: str
    key: bytes
    make: Callable[[], bytes]


class Texts(NamedTuple):
    """The files with the texts of one month, which are written together; `key` stands for all of them."""

    name: str
    key: bytes
    files: Callable[[], Iterator[File]]


class Index:
    """An index of `months`, from the oldest; a month without stories is not among them. `kept` holds what was made before."""

    def __init__(self, months: Sequence[Month], kept: Kept) -> None:
        self.months = months
        self._ends = list(accumulate(len(month.articles) for month in months))
        self.stories = self._ends[-1] if months else 0
        self._slots = LEAST_SLOTS
        while self._slots < max((len(month.articles) for month in months), default=0):
            self._slots *= 2
        self._first = self._first_of_newest()
        self._tags = array("I", [month.number for month in months])
        self._told: tuple[Month | None, tuple[Record, ...]] = None, ()
        """The month whose texts were asked for last, and these."""
        self._base = repr((months[0].number if months else 0, self._slots)).encode()
        self.years = list[Year]()
        at = 0
        for _, those in groupby(months, key=lambda month: month.number // 12):
            self.years.append(Year(at, list(those), self._slots, kept))
            at += len(self.years[-1].months)

    def files(self) -> Iterator[File]:
        """All files but `texts`."""
        yield self._newest()
        yield File("characters.bin", b"", lambda: packed(pairs(usual=False)))
        for shard in range(SHARDS):
            if known := settled(shard, self.stories):
                yield self._terms(f"settled/{shard}.bin", [(shard, 0, known)])
        for number in range(RECENT):
            if known := recent(number, self.stories):
                ranges = [(shard, settled(shard, known), known) for shard in served(number)]
                yield self._terms(f"recent/{number}.bin", ranges)

    @cached_property
    def _marks(self) -> "array[int]":
        """The marks of all months, one after another: those of a shard are every `SHARDS`th."""
        return array("Q", b"".join([month.marks for month in self.months]))

    # -- where stories stand

    def _place(self, count: int) -> tuple[int, int]:
        """The month (its place among `months`) and the position of the story before which there are `count`."""
        month = bisect_right(self._ends, count)
        return month, count - (self._ends[month - 1] if month else 0)

    def _end(self, count: int) -> tuple[int, int]:
        """The same for the end of so many stories (at least one): in the month of the last one, wherever the next stands."""
        month, position = self._place(count - 1)
        return month, position + 1

    def _number(self, month: int, position: int) -> int:
        """The number by which files know a story; those of a month do not depend on other months."""
        return self._first_of(self.months[month].number) + position

    def _first_of(self, month: int) -> int:
        """The number of a month's first story."""
        return (month - self.months[0].number) * self._slots

    def _first_of_newest(self) -> int:
        """How many stories are not scanned: a file of texts is among the newest as a whole, or not."""
        count = max(self.stories - NEWEST, 0)
        return count - self._place(count)[1] % TOGETHER if count else 0

    # -- texts

    def _newest(self) -> File:
        start = self._place(self._first) if self._first < self.stories else (len(self.months), 0)
        spans = list(self._spans(start, (len(self.months), 0)))
        places = repr([self.stories, *((at, a, b) for _, at, a, b in spans)]).encode()
        key = b"".join([self._base, places, *(b"".join(month.keys[a:b]) for month, _, a, b in spans)])

        def make() -> bytes:
            numbers = [self._number(at, position) for _, at, a, b in spans for position in range(a, b)]
            newest = [list(record) for month, _, a, b in spans for record in self._records(month)[a:b]]
            month = self.months[0].number if self.months else 0
            return packed([self.stories, month, self._slots, numbers, newest, pairs(usual=True)])

        return File(NEWEST_FILE, key, make)

    def texts(self) -> Iterator[Texts]:
        """The texts of all stories but the newest, month by month."""
        for month, _, start, end in self._spans((0, 0), self._place(self._first)):
            year, number = divmod(month.number, 12)
            name = f"{TEXTS}{year}-{number + 1:02}"
            files = partial(self._files_of_texts, name, month, start, end)
            yield Texts(name, b"".join(month.keys[start:end]), files)

    def _files_of_texts(self, name: str, month: Month, start: int, end: int) -> Iterator[File]:
        for at in range(start, end, TOGETHER):
            part = slice(at, min(at + TOGETHER, end))
            key = b"".join(month.keys[part])
            yield File(f"{name}-{at // TOGETHER}.bin", key, partial(self._make_texts, month, part))

    def _make_texts(self, month: Month, part: slice) -> bytes:
        return texts(self._records(month)[part])

    def _records(self, month: Month) -> tuple[Record, ...]:
        if self._told[0] is not month:
            self._told = month, month.records()
        return self._told[1]

    # -- terms

    def _spans(self, start: tuple[int, int], end: tuple[int, int]) -> Iterator[tuple[Month, int, int, int]]:
        """Each month from `start` to before `end`, its place among `months`, and which of its positions."""
        for at in range(start[0], min(end[0] + 1, len(self.months))):
            first = start[1] if at == start[0] else 0
            last = end[1] if at == end[0] else len(self.months[at].articles)
            if first < last:
                yield self.months[at], at, first, last

    def _found(
        self, shard: int, start: tuple[int, int], end: tuple[int, int]
    ) -> Iterator[tuple[int, Iterable[tuple[str, Run]]]]:
        """The terms from `start` to before `end`, in order; each time with the number from which on theirs count."""
        for year in self.years:
            if year.start < end and start < year.end:
                for terms in year.found(shard, start, end):
                    yield self._first_of(year.number), terms.items()

    def _cut(self, start: tuple[int, int], end: tuple[int, int]) -> Iterator[tuple[int, int, int]]:
        """The months of which only a part is from `start` to before `end`, the last one always: which positions."""
        if start[0] == end[0]:
            yield start[0], start[1], end[1]
            return
        if start[1]:
            yield start[0], start[1], len(self.months[start[0]].articles)
        yield end[0], 0, end[1]

    def _terms(self, name: str, ranges: Sequence[tuple[int, int, int]]) -> File:
        """A file of terms; each of `ranges` is a shard and the stories of which it is about."""
        places = [(shard, self._place(a), self._end(b)) for shard, a, b in ranges if a < b]
        made = blake2b(self._base, digest_size=16)
        for shard, start, end in places:
            made.update(repr((shard, start[1], end[1])).encode())
            made.update(self._tags[start[0] : end[0] + 1].tobytes())
            whole = start[0] + (start[1] > 0)
            made.update(self._marks[whole * SHARDS + shard : end[0] * SHARDS : SHARDS].tobytes())
            for at, first, to in self._cut(start, end):
                month, is_old = self.months[at], at < len(self.months) - CHANGING
                made.update(month.mark_of(shard) if is_old else month.mark(shard, first, to))

        def make() -> bytes:
            return postings(merged(chain.from_iterable(self._found(*place) for place in places)))

        return File(name, made.digest(), make)
