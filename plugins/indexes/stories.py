"""Stories: an article and its translations as one, in the order in which a newsroom prints them."""

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Sequence
from hashlib import blake2b
from itertools import chain
from typing import Any

from plugins.newsroom.filing import Filing
from plugins.newsroom.text import LANGS, Lang
from plugins.pictures.album import Album

RELATED = 3
"""Related stories on an article's page."""


class Story:
    """One story in every language that it exists in. Articles are Pelican's."""

    __slots__ = ("filing", "original", "shown", "versions")

    def __init__(self, articles: Sequence[Any], album: Album) -> None:
        if len(articles) == 1:
            self.original: Any = articles[0]
            self.versions: dict[Lang, Any] = {self.original.lang: self.original}
            self.filing: Filing = self.original.filing
            self.shown: bytes = b"1" + _shown(self.filing, album)
            """Stands for everything that is shown of it outside its own text; it tells its own length."""
            return
        self.versions = {article.lang: article for article in articles}
        self.original = next(self.versions[lang] for lang in LANGS if lang in self.versions)
        """The Chinese article, or the only one: it decides where the story is filed."""
        self.filing = self.original.filing
        self.shown = b"%d%s" % (
            len(articles),
            b"".join([_shown(article.filing, album) for article in articles]),
        )

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


def month_of(story: Story) -> tuple[int, ...]:
    """The year and the month in which it is filed."""
    date = story.original.date
    return date.year, date.month


def finished(stories: Iterable[Story], running: tuple[int, ...]) -> Iterator[Story]:
    """Those of other months than the one that is `running`.

    Pages that are no front of a list but show stories keep to these: each of them would be a file more that every new
    story changes.
    """
    return (story for story in stories if month_of(story) != running)


class Neighbours:
    """What a story's page says of other stories; nothing in it moves when a newer story comes, but `next`."""

    __slots__ = ("next", "previous", "related")

    def __init__(self, previous: Story | None = None, related: Sequence[Story] = ()) -> None:
        self.previous = previous
        self.next: Story | None = None
        self.related = related

    @property
    def shown(self) -> bytes:
        """Stands for everything that is shown of them."""
        previous = self.previous.shown if self.previous else b"0"
        following = self.next.shown if self.next else b"0"
        return b"".join([previous, following, *[story.shown for story in self.related]])


def neighbours(stories: Sequence[Story]) -> Iterator[tuple[Story, Neighbours]]:
    """Each of `stories` (newest first) with its neighbours, in one pass from the oldest."""
    last_in_section: dict[str, tuple[Story, Neighbours]] = {}
    recent: defaultdict[str, deque[Story]] = defaultdict(lambda: deque(maxlen=RELATED))
    result: list[tuple[Story, Neighbours]] = []
    for story in reversed(stories):
        filing = story.filing
        around = Neighbours()
        if filing.subjects:
            queues = [recent[subject] for subject in filing.subjects]
            around.related = _newest(queues)
            for queue in queues:
                queue.append(story)
        if before := last_in_section.get(filing.category):
            around.previous = before[0]
            before[1].next = story
        last_in_section[filing.category] = story, around
        result.append((story, around))
    return iter(result)


def _newest(queues: Sequence[Iterable[Story]]) -> list[Story]:
    """The newest stories of these, each once."""
    if len(queues) == 1:
        return list(queues[0])[::-1]
    several = set(chain.from_iterable(queues))
    return sorted(several, key=_rank)[:RELATED]
