"""Stories: an article and its translations as one, in the order in which a newsroom prints them."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from hashlib import blake2b
from typing import Any

from plugins.newsroom.filing import Filing
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
            self.month: tuple[int, int] = _month(self.original.date)
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
        self.month = _month(self.original.date)

    def in_(self, lang: Lang) -> Any:
        """The article in `lang`, or else the original."""
        return self.versions.get(lang) or self.original


def _shown(filing: Filing, album: Album) -> bytes:
    """Stands for what is shown of one version of a story, its picture with it; always 16 bytes."""
    if not filing.cover:
        return filing.shown
    return blake2b(filing.shown + album.shown(filing.cover), digest_size=16).digest()


def group(originals: Iterable[Any], album: Album) -> list[Story]:
    """Stories from Pelican's articles, each of which knows its `translations`; newest first."""
    stories = [Story((original, *original.translations), album) for original in originals]
    stories.sort(key=_rank)
    return stories


def _rank(story: Story) -> tuple[float, int, str]:
    return story.filing.rank


def _month(date: datetime) -> tuple[int, int]:
    return date.year, date.month


def finished(stories: Iterable[Story], running: tuple[int, ...]) -> Iterator[Story]:
    """Those of other months than the one that is `running`.

    Pages that are no front of a list but show stories keep to these: each of them would be a file more that every new
    story changes.
    """
    return (story for story in stories if story.month != running)


class Neighbours:
    """What a story's page says of other stories; nothing in it moves when a newer story comes, but `next`."""

    __slots__ = ("_at", "_subjects", "_timeline", "next", "previous")

    def __init__(
        self, timeline: Sequence[Story] = (), at: int = 0, subjects: Sequence[Sequence[int]] = ()
    ) -> None:
        """Of the story `at` this place of `timeline`; `subjects` are the places of those that share one with it, in order."""
        self.previous: Story | None = None
        self.next: Story | None = None
        self._timeline, self._at, self._subjects = timeline, at, subjects

    @property
    def related(self) -> list[Story]:
        """The newest of the older stories that share a subject; worked out when it is asked for, as few pages are rendered."""
        older: list[int] = []
        for places in self._subjects:
            end = bisect_left(places, self._at)
            older += places[end - RELATED if end > RELATED else 0 : end]
        return [self._timeline[place] for place in sorted(set(older), reverse=True)[:RELATED]]

    @property
    def shown(self) -> bytes:
        """Stands for everything that is shown of them."""
        previous = self.previous.shown if self.previous else b"0"
        following = self.next.shown if self.next else b"0"
        return b"".join([previous, following, *[story.shown for story in self.related]])


def neighbours(stories: Sequence[Story]) -> Iterator[tuple[Story, Neighbours]]:
    """Each of `stories` (newest first) with its neighbours, in one pass from the oldest."""
    last_in_section: dict[str, tuple[Story, Neighbours]] = {}
    places: defaultdict[str, list[int]] = defaultdict(list)
    oldest_first = stories[::-1]
    result: list[tuple[Story, Neighbours]] = []
    for at, story in enumerate(oldest_first):
        filing = story.filing
        subjects = [places[subject] for subject in filing.subjects]
        for those in subjects:
            those.append(at)
        around = Neighbours(oldest_first, at, subjects)
        if before := last_in_section.get(filing.category):
            around.previous = before[0]
            before[1].next = story
        last_in_section[filing.category] = story, around
        result.append((story, around))
    return iter(result)
