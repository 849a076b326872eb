"""What the last edits have moved: which lists and which articles' pages may show other stories than before."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from functools import cached_property
from itertools import chain
from typing import Any

from plugins.fastbuild.build import Changes
from plugins.newsroom.filing import Filing
from plugins.newsroom.text import Lang

from .listings import FOLDERS, Listing, period_folder
from .stories import Story, Timeline, month_of

_PERIODS = ("year", "month")


class Moves:
    """Worked out of the stories that have come, gone or changed, as they are and as they were. Rather too much than too little."""

    def __init__(self, changes: Changes, timeline: Timeline, articles: Mapping[str, Any]) -> None:
        """`articles` are all that there are, by their sources."""
        self.only_texts = changes.only_texts
        """Whether every list shows the stories that it did, as it did."""
        self._timeline = timeline
        self._texts = [timeline.of(articles[path]) for path in changes.texts]
        self._were = [row for row in changes.rows.values() if row]
        changed = [articles[path] for path in changes.rows if path in articles]
        self._twins = {row["twin_key"] for row in self._were} | {article.twin_key for article in changed}
        self._stories = self._with_twins(timeline.originals) if self._twins else []
        versions = chain(changed, *(story.versions.values() for story in self._stories))
        self._are = {id(article): article for article in versions}.values()

    def may_show(self, listing: Listing) -> bool:
        """Whether a page of a listing may show anything else than before, but for texts."""
        if not self._twins:
            return False
        if listing.kind in _PERIODS and self._has_other_months:
            return True
        # Beside the stories of a town stands what other rooms have of it.
        return listing.kind in ("home", "town") or listing.folder in self._folders

    def may_tell(self, listing: Listing, lang: Lang) -> bool:
        """Whether the feed of a listing in a language may show anything else: it tells texts, but only of stories in it."""
        if lang in self._langs and self.may_show(listing):
            return True
        return lang in self._langs_of_texts and (listing.kind == "home" or listing.folder in self._of_texts)

    def settled(self, listing: Listing) -> int:
        """How many of the full pages of a listing, from the oldest, show what they did and have the same neighbours."""
        if self._oldest is None or listing.kind == "person":  # each page of a person shows all roles
            return 0
        same = listing.paging.full(listing.stories.older_than(self._oldest))
        return max(same - 1, 0)  # the last of them may lead to another one now

    @cached_property
    def _oldest(self) -> int | None:
        """The place of the oldest story that is another one, or where it would be."""
        return max(map(self._timeline.place_of, self._filings()), default=None)

    @cached_property
    def has_other_lists(self) -> bool:
        """Whether a list may have got its first story or lost its last one, or a year or month may have come or gone."""
        if not self._twins:
            return False
        filled = (self._timeline.filed(under) for filing in self._filings() for under in _subjects(filing))
        signed = (self._timeline.signed(id_) for filing in self._filings() for id_, _ in filing.signers)
        # A list with more stories than have moved has one that was there before.
        return self._has_other_months or any(len(one) <= len(self._stories) for one in chain(filled, signed))

    @cached_property
    def has_aliases(self) -> bool:
        """Whether an old address may have come or gone, or lead to a page of another name."""
        return any(filing.aliases for filing in self._filings())

    @property
    def others(self) -> set[str]:
        """The sources of articles whose pages may show other stories, or the same stories otherwise."""
        beside = chain.from_iterable(map(self._timeline.beside, self._filings()))
        versions = chain(*(story.versions.values() for story in beside), self._are)
        return {article.fastbuild_path for article in versions if hasattr(article, "fastbuild_path")}

    def _with_twins(self, originals: Iterable[Any]) -> list[Story]:
        """The stories of which a version has changed, come or gone."""
        return [self._timeline.of(original) for original in originals if original.twin_key in self._twins]

    def _filings(self) -> Iterator[Filing]:
        """Where they are filed, and where they were."""
        yield from (row["filing"] for row in self._were)
        yield from (article.filing for article in self._are)

    @cached_property
    def months(self) -> set[tuple[int, int]]:
        """The months in which they are filed, and were; none if nothing has moved but texts."""
        dates = chain((row["date"] for row in self._were), (article.date for article in self._are))
        return set(map(month_of, dates))

    @cached_property
    def newest_of_others(self) -> datetime | None:
        """The date of the newest story that is what it was, samples left out."""
        each = zip(self._timeline.originals, self._timeline.filings, strict=True)
        others = (one.date for one, filing in each if not filing.sample and one.twin_key not in self._twins)
        return next(others, None)

    @cached_property
    def _has_other_months(self) -> bool:
        """Whether a month or year may have come or gone: years and months lead to the ones beside them."""
        places, originals = self._timeline.months, self._timeline.originals
        return not all(
            any(originals[place].twin_key not in self._twins for place in places.get(month, ()))
            for month in self.months
        )

    @cached_property
    def _folders(self) -> set[str]:
        folders = {period_folder(*period) for month in self.months for period in (month[:1], month)}
        return folders.union(*map(_folders, self._filings()))

    @cached_property
    def _langs(self) -> set[Lang]:
        return {row["lang"] for row in self._were} | {article.lang for article in self._are}

    @cached_property
    def _langs_of_texts(self) -> set[Lang]:
        return set(chain.from_iterable(story.versions for story in self._texts))

    @cached_property
    def _of_texts(self) -> set[str]:
        filings = (version.filing for story in self._texts for version in story.versions.values())
        return set().union(*map(_folders, filings))


def _subjects(filing: Filing) -> Iterator[str]:
    """What it is filed under."""
    yield f"section {filing.category}"
    yield from filing.subjects


def _folders(filing: Filing) -> Iterator[str]:
    """The listings of a story."""
    yield f"{FOLDERS['section']}{filing.category}/"
    yield from (f"{FOLDERS['town']}{id_}/" for id_ in filing.towns)
    yield from (f"{FOLDERS['topic']}{id_}/" for id_ in filing.topics)
    yield from (f"{FOLDERS['person']}{id_}/" for id_, _ in filing.signers)
