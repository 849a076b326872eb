"""Stories: an article and its translations as one, in the order in which a newsroom prints them."""

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from plugins.newsroom.filing import Filing
from plugins.newsroom.text import LANGS, Lang

RELATED = 3
"""Related stories on an article's page."""


class Story:
    """One story in every language that it exists in. Articles are Pelican's."""

    __slots__ = ("filing", "original", "rank", "shown", "versions")

    def __init__(self, articles: Sequence[Any]) -> None:
        self.versions: dict[Lang, Any] = {article.lang: article for article in articles}
        self.original: Any = (
            articles[0]
            if len(articles) == 1
            else next(self.versions[lang] for lang in LANGS if lang in self.versions)
        )
        """The Chinese article, or the only one: it decides where the story is filed."""
        filing = self.original.filing
        self.filing: Filing = filing
        self.rank: tuple[float, int, str] = (
            -self.original.date.timestamp(),
            filing.order,
            self.original.slug,
        )
        """Sort key, newest first; of one minute, in the order of the printed page, then by slug."""
        self.shown: bytes = b"".join([article.filing.shown for article in articles])
        """Stands for everything that is shown of it outside its own text."""

    def in_(self, lang: Lang) -> Any:
        """The article in `lang`, or else the original."""
        return self.versions.get(lang) or self.original


def group(originals: Iterable[Any]) -> list[Story]:
    """Stories from Pelican's articles, each of which knows its `translations`; newest first."""
    stories = [Story((original, *original.translations)) for original in originals]
    stories.sort(key=_rank)
    return stories


def _rank(story: Story) -> tuple[float, int, str]:
    return story.rank


class Neighbours:
    """What a story's page says of other stories; nothing in it moves when a newer story comes, but `next`."""

    __slots__ = ("next", "previous", "related")

    def __init__(self, previous: Story | None = None, related: Sequence[Story] = ()) -> None:
        self.previous = previous
        self.next: Story | None = None
        self.related = related

    @property
    def shown(self) -> bytes:
        """Stands for everything that is shown of them; each with its place, so that none can pass for another."""
        previous = self.previous.shown if self.previous else b""
        following = self.next.shown if self.next else b""
        parts = (previous, following, *(story.shown for story in self.related))
        return b"".join([b"%d:%s" % (len(part), part) for part in parts])


def neighbours(stories: Sequence[Story]) -> Iterator[tuple[Story, Neighbours]]:
    """Each of `stories` (newest first) with its neighbours, in one pass from the oldest."""
    last_in_section: dict[str, tuple[Story, Neighbours]] = {}
    recent: defaultdict[str, deque[Story]] = defaultdict(lambda: deque(maxlen=RELATED))
    result: list[tuple[Story, Neighbours]] = []
    for story in reversed(stories):
        filing = story.filing
        subjects = [*(f"topic {id_}" for id_ in filing.topics), *(f"town {id_}" for id_ in filing.towns)]
        around = Neighbours()
        if subjects:
            older = {id(other): other for subject in subjects for other in recent[subject]}
            around.related = sorted(older.values(), key=_rank)[:RELATED]
            for subject in subjects:
                recent[subject].append(story)
        if before := last_in_section.get(filing.category):
            around.previous = before[0]
            before[1].next = story
        last_in_section[filing.category] = story, around
        result.append((story, around))
    return iter(result)
