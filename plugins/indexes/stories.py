"""Stories: an article and its translations as one, in the order in which a newsroom prints them."""

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from plugins.newsroom.article import Article
from plugins.newsroom.text import LANGS, Lang

RELATED = 3
"""Related stories on an article's page."""


@dataclass(frozen=True, eq=False)
class Story:
    """One story in every language that it exists in. Values are Pelican articles."""

    versions: dict[Lang, Any]

    @cached_property
    def original(self) -> Any:
        """The Chinese article, or the only one: it decides where the story is filed."""
        return next(self.versions[lang] for lang in LANGS if lang in self.versions)

    @cached_property
    def record(self) -> Article:
        """The original's fields."""
        record: Article = self.original.record
        return record

    def in_(self, lang: Lang) -> Any:
        """The article in `lang`, or else the original."""
        return self.versions.get(lang) or self.original

    @cached_property
    def rank(self) -> tuple[float, int, str]:
        """Sort key, newest first; of one minute, in the order of the printed page, then by slug."""
        order = self.record.edition.order if self.record.edition else None
        return (-self.record.date.timestamp(), order or 99, self.record.slug)


def group(originals: Iterable[Any]) -> list[Story]:
    """Stories from Pelican's articles, each of which knows its `translations`; newest first."""
    stories = [Story({a.lang: a for a in (original, *original.translations)}) for original in originals]
    return sorted(stories, key=lambda story: story.rank)


@dataclass
class Neighbours:
    """What a story's page says of other stories; nothing in it moves when a newer story comes, but `next`."""

    previous: Story | None = None
    next: Story | None = None
    related: list[Story] = field(default_factory=list)


def neighbours(stories: Sequence[Story]) -> Iterator[tuple[Story, Neighbours]]:
    """Each of `stories` (newest first) with its neighbours, in one pass from the oldest."""
    last_in_section: dict[str, Neighbours] = {}
    stories_in_section: dict[str, Story] = {}
    recent: defaultdict[str, deque[Story]] = defaultdict(lambda: deque(maxlen=RELATED + 1))
    result: list[tuple[Story, Neighbours]] = []
    for story in reversed(stories):
        section = story.record.category
        subjects = (
            *(f"topic {id_}" for id_ in story.record.topics),
            *(f"town {id_}" for id_ in story.record.towns),
        )
        older = {id(other): other for subject in subjects for other in recent[subject]}
        around = Neighbours(
            previous=stories_in_section.get(section),
            related=sorted(older.values(), key=lambda other: other.rank)[:RELATED],
        )
        if section in last_in_section:
            last_in_section[section].next = story
        last_in_section[section], stories_in_section[section] = around, story
        for subject in subjects:
            recent[subject].append(story)
        result.append((story, around))
    return iter(result)
