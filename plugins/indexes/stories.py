"""Stories: an article and its translations as one, in the order in which a newsroom prints them."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from functools import cached_property
from hashlib import blake2b
from itertools import chain
from typing import Any, NamedTuple, overload

from plugins.newsroom.filing import Filing
from plugins.newsroom.person import Role
from plugins.newsroom.text import LANGS, Lang
from plugins.pictures.album import Album

RELATED = 3
"""Related stories on an article's page."""


class Story:
    """One story in every language that it exists in. Articles are Pelican's."""

    __slots__ = ("filing", "month", "original", "shown", "versions")

    def __init__(self, articles: Sequence[Any], album: Album) -> None:
        if len(articles) == 1:
            self.original: Any = articles[0]
            self.versions: dict[Lang, Any] = {self.original.lang: self.original}
            self.filing: Filing = self.original.filing
            self.shown: bytes = b"1" + _shown(self.filing, album)
            """Stands for everything that is shown of it outside its own text; it tells its own length."""
            self.month: tuple[int, int] = month_of(self.original.date)
            """The year and the month in which it is filed."""
            return
        self.versions = {article.lang: article for article in articles}
        self.original = next(self.versions[lang] for lang in LANGS if lang in self.versions)
        """The Chinese article, or the only one: it decides where the story is filed."""
        self.filing = self.original.filing
        self.shown = b"%d%s" % (
            len(articles),
            b"".join([_shown(article.filing, album) for article in articles]),
        )
        self.month = month_of(self.original.date)

    def in_(self, lang: Lang) -> Any:
        """The article in `lang`, or else the original."""
        return self.versions.get(lang) or self.original


def _shown(filing: Filing, album: Album) -> bytes:
    """Stands for what is shown of one version of a story, its picture with it; always 16 bytes."""
    if not filing.cover:
        return filing.shown
    return blake2b(filing.shown + album.shown(filing.cover), digest_size=16).digest()


def month_of(date: datetime) -> tuple[int, int]:
    """The year and the month in which a story of this date is filed."""
    return date.year, date.month


def finished(stories: Iterable[Story], running: tuple[int, ...]) -> Iterator[Story]:
    """Those of other months than the one that is `running`.

    Pages that are no front of a list but show stories keep to these: each of them would be a file more that every new
    story changes.
    """
    return (story for story in stories if story.month != running)


class Neighbours(NamedTuple):
    """What a story's page says of other stories; nothing in it moves when a newer story comes, but `next`."""

    previous: Story | None = None
    """The story before it in its section."""
    next: Story | None = None
    related: tuple[Story, ...] = ()
    """The newest of the older stories that share a subject."""

    @property
    def shown(self) -> bytes:
        """Stands for everything that is shown of them."""
        beside = [story.shown if story else b"0" for story in (self.previous, self.next)]
        return b"".join([*beside, *[story.shown for story in self.related]])


def _rank(seen: tuple[Filing, datetime, Any]) -> tuple[float, int, str]:
    return seen[0].rank


class Timeline:
    """The stories of published articles, the newest first. After most edits few are asked for: each is made when it is."""

    def __init__(self, originals: Iterable[Any], album: Album) -> None:
        """Of Pelican's articles, each of which knows its `translations`."""
        # One look at each: there are many, and what they say lies far apart in memory.
        seen = [(original.filing, original.date, original) for original in originals]
        seen.sort(key=_rank)
        self.filings: list[Filing] = [filing for filing, _, _ in seen]
        self.originals = [original for _, _, original in seen]
        self.months: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
        """Years and months that have stories, with the places of these."""
        for place, (_, date, _) in enumerate(seen):
            self.months[date.year, date.month].append(place)
        self.stories = Stories(self, range(len(self.originals)))
        """All of them."""
        self._album = album
        self._made: list[Story | None] = [None] * len(self.originals)

    def at(self, place: int) -> Story:
        """The story at a place, 0 is the newest."""
        return self._made[place] or self._make(place)

    def of(self, article: Any) -> Story:
        """The story of an article; it need not be published."""
        versions = {version.lang: version for version in (article, *article.translations)}
        original = next(versions[lang] for lang in LANGS if lang in versions)
        place = self._place_of.get(id(original))
        return Story((original, *original.translations), self._album) if place is None else self.at(place)

    def filed(self, under: str) -> "Stories":
        """The stories of a section, town or topic (`town guxing`, as in `Filing.subjects`)."""
        return Stories(self, self._filed.get(under, ()))

    def signed(self, person: str) -> "Stories":
        """The stories that a person has signed, by his id."""
        return Stories(self, [place for place, _ in self._signed.get(person, ())])

    def roles(self, person: str) -> dict[Role, None]:
        """The roles in which he did, in the order of the stories."""
        return dict.fromkeys(role for _, roles in self._signed.get(person, ()) for role in roles)

    def of_month(self, *period: int) -> "Stories":
        """The stories of a month, or of a year if there is no month."""
        months = [month for month in self.months if month[: len(period)] == period]
        return Stories(self, sorted(chain.from_iterable(map(self.months.__getitem__, months))))

    def place_of(self, filing: Filing) -> int:
        """Where a story is, or would be if it were published."""
        return bisect_left(self._ranks, filing.rank)

    def around(self, story: Story) -> Neighbours:
        """The neighbours of a story that is published."""
        at, filing = self._place_of[id(story.original)], story.filing
        beside = self._filed[f"section {filing.category}"]
        there = bisect_left(beside, at)
        older: set[int] = set()
        for subject in filing.subjects:
            places = self._filed[subject]
            end = bisect_right(places, at)
            older.update(places[end : end + RELATED])
        return Neighbours(
            self.at(beside[there + 1]) if there + 1 < len(beside) else None,
            self.at(beside[there - 1]) if there else None,
            tuple(map(self.at, sorted(older)[:RELATED])),
        )

    def beside(self, filing: Filing) -> Iterator[Story]:
        """The stories that have this one for a neighbour, or had if it were published; and perhaps others."""
        at = self.place_of(filing)
        beside = self._filed.get(f"section {filing.category}", [])
        there = bisect_left(beside, at)
        yield from map(self.at, beside[max(there - 1, 0) : there + 2])
        for subject in filing.subjects:
            places = self._filed.get(subject, [])
            end = bisect_left(places, at)
            yield from map(self.at, places[max(end - RELATED, 0) : end])

    def _make(self, place: int) -> Story:
        original = self.originals[place]
        made = self._made[place] = Story((original, *original.translations), self._album)
        return made

    @cached_property
    def marks(self) -> bytes:
        """Those of all stories (`Filing.mark`)."""
        return bytes([filing.mark for filing in self.filings])

    @cached_property
    def _place_of(self) -> dict[int, int]:
        return {id(original): place for place, original in enumerate(self.originals)}

    @cached_property
    def _ranks(self) -> list[tuple[float, int, str]]:
        return [filing.rank for filing in self.filings]

    @cached_property
    def _filed(self) -> dict[str, list[int]]:
        filed: defaultdict[str, list[int]] = defaultdict(list)
        for place, filing in enumerate(self.filings):
            filed[f"section {filing.category}"].append(place)
            for subject in filing.subjects:
                filed[subject].append(place)
        return dict(filed)

    @cached_property
    def _signed(self) -> dict[str, list[tuple[int, tuple[Role, ...]]]]:
        signed: defaultdict[str, list[tuple[int, tuple[Role, ...]]]] = defaultdict(list)
        for place, filing in enumerate(self.filings):
            for person, roles in filing.signers:
                signed[person].append((place, roles))
        return dict(signed)


class Stories(Sequence[Story]):
    """Those of a timeline at some places."""

    __slots__ = ("_places", "_timeline")

    def __init__(self, timeline: Timeline, places: Sequence[int]) -> None:
        self._timeline, self._places = timeline, places

    def __len__(self) -> int:
        return len(self._places)

    @property
    def marks(self) -> bytes:
        """Their marks (`Filing.mark`)."""
        return bytes(map(self._timeline.marks.__getitem__, self._places))

    def older_than(self, place: int) -> int:
        """How many of them are older than the one at a place of the timeline."""
        return len(self._places) - bisect_right(self._places, place)

    def __iter__(self) -> Iterator[Story]:
        return map(self._timeline.at, self._places)

    @overload
    def __getitem__(self, place: int) -> Story: ...
    @overload
    def __getitem__(self, place: slice) -> "Stories": ...
    def __getitem__(self, place: int | slice) -> "Story | Stories":
        if isinstance(place, slice):
            return Stories(self._timeline, self._places[place])
        return self._timeline.at(self._places[place])
