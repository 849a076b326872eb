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

from .files import between
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

NEIGHBOURS = 16
"""Shards that are read at once: they stand in one recent file (layout.py)."""


class Work(NamedTuple):
    """What is made of a month."""

    shards: tuple[bytes, ...]
    """For each shard, marshalled: each term with its places, numbers of 4 bytes: position in the month × 4 + weight."""
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
        self.articles, self.keys, self.sources = articles, keys, sources
        paths = "\n".join(sources).encode("utf-8", "surrogatepass")
        self.key = blake2b(b"".join((*keys, paths)), digest_size=16).hexdigest()
        self._read, self.kept = read, kept
        self._parts: dict[tuple[int, int, int], bytes] = {}
        """The marks of parts that were asked for."""
        self._read_last = -1, b""
        """Shards that stand together, by the first of them."""

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
        if self._parts != self._known_parts:
            self.kept.save(self.key, "parts", marshal.dumps(self._parts))

    @cached_property
    def _known_parts(self) -> dict[tuple[int, int, int], bytes]:
        parts = self.kept.load(self.key, "parts")
        return marshal.loads(parts) if parts else {}

    def between(self, shard: int, first: int, last: int) -> Iterable[tuple[str, bytes]]:
        """What `terms` says of the stories from position `first` to before `last`."""
        terms = self.terms(shard)
        is_whole = not first and last == len(self.articles)
        return terms.items() if is_whole else between(terms, first, last)

    def terms(self, shard: int) -> dict[str, bytes]:
        """The terms of a shard, each with its places (see `Work`)."""
        part = self._part(shard)
        if _mark(part) != self.mark_of(shard):
            part = self._work.shards[shard]
        found: dict[str, bytes] = marshal.loads(part)
        return found

    def _part(self, shard: int) -> bytes:
        """A shard as it was kept; something else where that is lost."""
        first = shard - shard % NEIGHBOURS
        ends = self._ends[first : first + NEIGHBOURS + 1]
        if self._read_last[0] != first:
            self._read_last = first, self.kept.part(self.key, "terms", ends[0], ends[-1])
        start, end = self._ends[shard : shard + 2]
        return self._read_last[1][start - ends[0] : end - ends[0]]

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
        return array("I", self._head[_MARKS:])

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
        shards = [terms[start:end] for start, end in pairwise(array("I", head[_MARKS:]))]
        for was in moves.gone:
            _mend(shards, _places(was, before[was]), {})
        if moves.others:
            shards = [_renumbered(shard, moves) for shard in shards]
        for was, at in moves.changed:
            _mend(shards, _places(at, before[was]), _places(at, after[at]))
        for at in moves.come:
            _mend(shards, {}, _places(at, after[at]))
        return Work(tuple(shards), tuple(after))

    def _make(self) -> Work:
        records = tuple(map(self._read, self.articles))
        places: defaultdict[str, list[int]] = defaultdict(list)
        for position, record in enumerate(records):
            for term, place in _places(position, record).items():
                places[term].append(place)
        dealt: list[dict[str, bytes]] = [{} for _ in range(SHARDS)]
        for term in sorted(places):
            dealt[shard_of(term)][term] = array("I", places[term]).tobytes()
        return Work(tuple(marshal.dumps(part, _PLAIN) for part in dealt), records)


def _places(position: int, record: Record) -> dict[str, int]:
    """The place of each term of a story (see `Work`)."""
    return {term: position << 2 | weight for weight, terms in enumerate(record.terms()) for term in terms}


class _Moves(NamedTuple):
    """What has become of the stories of a month, by their positions as they were and as they are."""

    where: list[int]
    """Where each of those that were there stands now; -1 for those that are gone."""
    gone: list[int]
    changed: list[tuple[int, int]]
    """Where they were, and where they are."""
    come: list[int]

    @property
    def others(self) -> bool:
        """Whether any of those that are still there has another position."""
        return any(at not in (was, -1) for was, at in enumerate(self.where))


def _moves(before: Sequence[bytes], after: Sequence[bytes]) -> _Moves | None:
    """What has moved between two builds; None where that is much, or some have changed places."""
    positions = {key: at for at, key in enumerate(after)}
    where = [positions.get(key, -1) for key in before]
    same = [at for at in where if at >= 0]
    new = set(positions.values()).difference(same)
    gone, changed = list[int](), list[tuple[int, int]]()
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
        elif at < 0:
            gone.append(was)
        end = max(end, where[was] + 1)
    return _Moves(where, gone, changed, sorted(new))


def _renumbered(shard: bytes, moves: _Moves) -> bytes:
    """The places of a shard as the stories stand now; those that are gone are not in it."""
    found: dict[str, bytes] = marshal.loads(shard)
    where = [at << 2 for at in moves.where]
    for term, data in found.items():
        found[term] = array("I", [where[place >> 2] | place & 3 for place in array("I", data)]).tobytes()
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
            places = set(array("I", found.pop(term, b"")))
            places.discard(before.get(term, -1))
            places.update([after[term]] if term in after else [])
            if places:
                found[term] = array("I", sorted(places)).tobytes()
        shards[shard] = marshal.dumps({term: found[term] for term in sorted(found)}, _PLAIN)


def _head(work: Work) -> bytes:
    """The marks of all shards, and where they stand one after another."""
    ends = array("I", accumulate(map(len, work.shards), initial=0))
    return b"".join(map(_mark, work.shards)) + ends.tobytes()


def _mark(part: bytes) -> bytes:
    return blake2b(part, digest_size=MARK).digest()
