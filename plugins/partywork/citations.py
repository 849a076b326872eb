"""The stories that registers cite as sources (出处), by their slugs."""

from collections.abc import Iterable, Mapping
from datetime import date

from plugins.indexes.present import Presenter
from plugins.indexes.stories import Story
from plugins.indexes.views import Link


class Citations:
    """Stories by slug, as one language shows them. A slug without a story gives None."""

    def __init__(self, presenter: Presenter, stories: Mapping[str, Story]) -> None:
        self._presenter = presenter
        self._stories = stories

    def link(self, slug: str | None) -> Link | None:
        """The story that told something; its headline in this language, if it has one."""
        if slug is None or (story := self._stories.get(slug)) is None:
            return None
        entry = self._presenter.entry(story)
        return Link(entry.title.replace("|", ""), entry.address)

    def day(self, slug: str | None) -> date | None:
        """The day on which it was published."""
        if slug is None or (story := self._stories.get(slug)) is None:
            return None
        day: date = story.original.date.date()
        return day

    def in_order(self, slugs: Iterable[str]) -> list[str]:
        """Those of `slugs` that have a story, the newest first."""
        told = (slug for slug in slugs if slug in self._stories)
        return sorted(told, key=lambda slug: self._stories[slug].filing.rank)
