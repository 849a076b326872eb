"""The terms of one month's stories, kept from build to build: what has not changed is not read again."""

import marshal
from array import array
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from functools import cached_property
from hashlib import blake2b
from itertools import accumulate, pairwise
from typing import Any, NamedTuple

from plugins.fastbuild.kept import Kept

from .places import SIZE, between, joined, parted, place, position_of, weight_of
from .records import Record
from .terms import SHARDS, shard_of

MARK = array("Q").itemsize
"""Bytes that stand for the terms of a month in one shard; read as one number (`Index`)."""

FEW = 16
"""Stories of a month that are gone or new and that its work is mended for, a changed one is both; for more it is done anew."""

_LAST = "last"
"""What is kept under the name of a month: which stories it had, and by which key its work is kept."""

_PLAIN = 2
"""The version of marshal's format in which equal values are equal bytes."""

_MARKS = SHARDS * MARK
_CHECKS = _MARKS + (SHARDS + 1) * SIZE
"""Where each of them begins in what is kept of a month beside its terms (`_head`)."""

NEIGHBOURS = 16
"""Shards that are read at once: they stand in one recent file (layout.py)."""


class Work(NamedTuple):
    """What is made of a month."""

    shards: tuple[bytes, ...]
    """For each shard, marshalled: each term with its places (places.py)."""
    records: tuple[Record, ...]


class Month:
    """Stories of one month and language in order, oldest first; `keys` stand for all that a record is made of.

    `sources` are the paths of their manuscripts, "" where one is not known.
    """

    def __init__(
        self,
        name: str,
        number: int,
        articles: Sequence[Any],
        keys: Sequence[bytes],
        sources: Sequence[str],
        read: Callable[[Any], Record],
        kept: Kept,
    ) -> None:
        self.name = name
        """Which month it is, and in which language."""
        self.number = number
        """Months since the year 0."""
        self.month = number % 12
        self.articles, self.keys, self.sources = articles, keys, sources
        paths = "\n".join(sources).encode("utf-8", "surrogatepass")
        self.key = blake2b(b"".join((*keys, paths)), digest_size=16).hexdigest()
        self._read, self.kept = read, kept
        self._parts: dict[tuple[int, int, int], bytes] = {}
        """The marks of parts that were asked for."""
        self._read_last = -1, b""
        """Shards that are read at once, and which group of these they are."""

    @classmethod
    def last(cls, name: str, kept: Kept, read: Callable[[str], Record]) -> "Month | None":
        """The month as it was kept last, with its sources for articles; None where that or one of them is lost."""
        last = kept.load(name, _LAST)
        _, number, keys, sources = marshal.loads(last) if last else ("", 0, [], [""])
        return cls(name, number, sources, keys, sources, read, kept) if all(sources) else None

    def without(self, gone: Collection[str]) -> "Month":
        """The month if these sources are gone, of those that are its articles (see `last`)."""
        left = [at for at, source in enumerate(self.sources) if source not in gone]
        if len(left) == len(self.sources):
            return self
        articles, sources = ([values[at] for at in left] for values in (self.articles, self.sources))
        keys = [self.keys[at] for at in left]
        return Month(self.name, self.number, articles, keys, sources, self._read, self.kept)

    @property
    def marks(self) -> bytes:
        """For each shard `MARK` bytes, which stand for what `terms` returns."""
        return self._head[:_MARKS]

    def mark_of(self, shard: int) -> bytes:
        """The mark of one shard."""
        return self._head[shard * MARK : (shard + 1) * MARK]

    def is_kept(self) -> bool:
        """Whether an earlier build has left its work."""
        if "_head" not in vars(self) and (known := self.kept.load(self.key, "head")):
            self._head = known
        return "_head" in vars(self)

    def keep(self) -> None:
        """Do the work, for this build and later ones."""
        work = self._mended() or self._make()
        self.kept.save(self.key, "terms", b"".join(work.shards))
        self.kept.save(self.key, "records", marshal.dumps([tuple(record) for record in work.records]))
        self.kept.save(self.key, "head", _head(work))
        last = self.key, self.number, list(self.keys), list(self.sources)
        self.kept.save(self.name, _LAST, marshal.dumps(last))

    def mark(self, shard: int, first: int, last: int) -> bytes:
        """Stands for what a shard says of the stories from position `first` to before `last`, as `marks` does of all.

        A story that comes to a month changes none that stands for the ones before it.
        """
        of = shard, first, last
        known = self._known_parts.get(of)
        if known is None:
            said = dict(self.between(shard, first, last))
            known = _mark(marshal.dumps(said, _PLAIN))
        self._parts[of] = known
        return known

    def keep_marks(self) -> None:
        """Leave the marks of parts that this build has asked for to the next one."""
        if self._parts and self._parts != self._known_parts:
            self.kept.save(self.key, "parts", marshal.dumps(self._parts))

    @cached_property
    def _known_parts(self) -> dict[tuple[int, int, int], bytes]:
        parts = self.kept.load(self.key, "parts")
        return marshal.loads(parts) if parts else {}

    def between(self, shard: int, first: int, last: int) -> Iterable[tuple[str, bytes]]:
        """What `terms` says of the stories from position `first` to before `last`."""
        terms = self.terms(shard)
        is_whole = not first and last == len(self.articles)
        return (
            terms.items() if is_whole else between(terms, place(self.month, first), place(self.month, last))
        )

    def terms(self, shard: int) -> dict[str, bytes]:
        """The terms of a shard, each with its places (see `Work`)."""
        found: dict[str, bytes] = marshal.loads(self._part(shard))
        return found

    def _part(self, shard: int) -> bytes:
        """A shard as it was kept, or made again where that is lost."""
        group, at = divmod(shard, NEIGHBOURS)
        ends = self._ends[shard - at : shard - at + NEIGHBOURS + 1]
        if self._read_last[0] != group:
            kept = self.kept.part(self.key, "terms", ends[0], ends[-1])
            is_right = _mark(kept) == self._head[_CHECKS:][group * MARK : (group + 1) * MARK]
            self._read_last = (
                group,
                kept if is_right else b"".join(self._work.shards[shard - at :][:NEIGHBOURS]),
            )
        return self._read_last[1][ends[at] - ends[0] : ends[at + 1] - ends[0]]

    def records(self) -> tuple[Record, ...]:
        """What is shown of each story; loaded each time, since the texts of all months would be much."""
        if known := self.kept.load(self.key, "records"):
            return tuple(Record(*record) for record in marshal.loads(known))
        return self._work.records

    @cached_property
    def _head(self) -> bytes:
        return self.kept.load(self.key, "head") or _head(self._work)

    @cached_property
    def _ends(self) -> "array[int]":
        """Where the shards stand: each ends where the next one starts."""
        return _ends(self._head)

    @cached_property
    def _work(self) -> Work:
        return self._make()

    def _mended(self) -> Work | None:
        """The work of the last build with what a few stories change in it that are other ones, have come or have gone;
        None where that cannot be told.
        """
        last = self.kept.load(self.name, _LAST)
        key, _, keys, _ = marshal.loads(last) if last else ("", 0, [], [])
        kept = [self.kept.load(key, name) for name in ("head", "terms", "records")]
        moves = _moves(keys, self.keys)
        if moves is None or None in kept:
            return None
        head, terms, told = (product or b"" for product in kept)
        before = [Record(*record) for record in marshal.loads(told)]
        known = {key: before[was] for was, key in enumerate(keys)}
        after = [
            known.get(key) or self._read(article)
            for key, article in zip(self.keys, self.articles, strict=True)
        ]
        shards = [terms[start:end] for start, end in pairwise(_ends(head))]
        if moves.others:
            where = [-1 if at < 0 else place(self.month, at) for at in moves.where]
            shards = [_renumbered(shard, where) for shard in shards]
        for was, at in moves.changed:
            _mend(shards, self._places(at, before[was]), self._places(at, after[at]))
        for at in moves.come:
            _mend(shards, {}, self._places(at, after[at]))
        return Work(tuple(shards), tuple(after))

    def _make(self) -> Work:
        records = tuple(map(self._read, self.articles))
        places: defaultdict[str, list[int]] = defaultdict(list)
        for position, record in enumerate(records):
            for term, one in self._places(position, record).items():
                places[term].append(one)
        dealt: list[dict[str, bytes]] = [{} for _ in range(SHARDS)]
        for term in sorted(places):
            dealt[shard_of(term)][term] = joined(places[term])
        return Work(tuple(marshal.dumps(part, _PLAIN) for part in dealt), records)

    def _places(self, position: int, record: Record) -> dict[str, int]:
        """The place of each term of a story."""
        found = enumerate(record.terms())
        return {term: place(self.month, position, weight) for weight, terms in found for term in terms}


class _Moves(NamedTuple):
    """What has become of the stories of a month, by their positions as they were and as they are."""

    where: list[int]
    """Where each of those that were there stands now; -1 for those that are gone."""
    changed: list[tuple[int, int]]
    """Where those were that are other ones now, and where they are."""
    come: list[int]

    @property
    def others(self) -> bool:
        """Whether any of them is gone, or has another position."""
        return any(at != was for was, at in enumerate(self.where))


def _moves(before: Sequence[bytes], after: Sequence[bytes]) -> _Moves | None:
    """What has moved between two builds; None where that is much, or some have changed places."""
    positions = {key: at for at, key in enumerate(after)}
    where = [positions.get(key, -1) for key in before]
    same = [at for at in where if at >= 0]
    new = set(positions.values()).difference(same)
    changed = list[tuple[int, int]]()
    is_much = len(before) - len(same) + len(new) > FEW
    if is_much or len(positions) < len(after) or same != sorted(set(same)):
        return None
    end = 0
    for was, at in enumerate(where):
        if at < 0 and end in new:
            # One that has come where one is gone is the same story, most likely: most of its terms are.
            new.remove(end)
            changed.append((was, end))
            where[was] = end
        end = max(end, where[was] + 1)
    return _Moves(where, changed, sorted(new))


def _renumbered(shard: bytes, where: Sequence[int]) -> bytes:
    """A shard with each story's place (but for the weight) by its position until now; those below 0 are gone."""
    found: dict[str, bytes] = marshal.loads(shard)
    for term, data in list(found.items()):
        moved = [now | weight_of(was) for was in parted(data) if (now := where[position_of(was)]) >= 0]
        if moved:
            found[term] = joined(moved)
        else:
            del found[term]
    return marshal.dumps(found, _PLAIN)


def _mend(shards: list[bytes], before: dict[str, int], after: dict[str, int]) -> None:
    """Write the terms of one story anew, where it has other ones."""
    moves: defaultdict[int, list[str]] = defaultdict(list)
    for term in before.keys() | after.keys():
        if before.get(term) != after.get(term):
            moves[shard_of(term)].append(term)
    for shard, terms in moves.items():
        found: dict[str, bytes] = marshal.loads(shards[shard])
        for term in terms:
            places = set(parted(found.pop(term, b"")))
            places.discard(before.get(term, -1))
            places.update([after[term]] if term in after else [])
            if places:
                found[term] = joined(sorted(places))
        shards[shard] = marshal.dumps({term: found[term] for term in sorted(found)}, _PLAIN)


def _head(work: Work) -> bytes:
    """The marks of all shards; where they stand one after another; and what tells of those that are read at once that they
    are what they were.
    """
    ends = joined(accumulate(map(len, work.shards), initial=0))
    groups = (b"".join(work.shards[first : first + NEIGHBOURS]) for first in range(0, SHARDS, NEIGHBOURS))
    return b"".join((*map(_mark, work.shards), ends, *map(_mark, groups)))


def _ends(head: bytes) -> "array[int]":
    """Where each shard ends and the next one starts."""
    return parted(head[_MARKS:_CHECKS])


def _mark(part: bytes) -> bytes:
    return blake2b(part, digest_size=MARK).digest()
