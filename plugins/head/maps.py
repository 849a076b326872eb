"""Sitemaps (sitemaps.org 0.9): a part for all lists and pages, one for each month of stories.

The part of the running month is the news sitemap, too: stories of the last two days carry what news services ask for,
which Google's documentation allows beside older ones. So a new story changes one part; a new month, two and the index,
which tells no dates for that reason. Full pages of listings are in no part: they never change, and the fronts lead to them.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from itertools import chain
from typing import Any, NamedTuple

from plugins.indexes.listings import period_folder
from plugins.indexes.moves import Moves
from plugins.indexes.stories import Story, Timeline, month_of
from plugins.languages.twins import alternates
from plugins.newsroom import addresses
from plugins.newsroom.site import Site
from plugins.newsroom.text import LANGS, Lang
from plugins.pictures.album import Album
from plugins.pictures.products import products

from .views import MapUrl, News, UrlSet

INDEX, PAGES = "sitemap.xml", "sitemap-pages.xml"
RUNNING = "sitemap-news"
"""The name of the part of the running month, which news services are given: it stays the same."""

MOST_URLS = 10_000
MOST_PICTURES = 20_000
"""Of one part. A sitemap may have 50,000 addresses and 50 MB: with the longest addresses that there are, these are 23 MB."""

LATEST = timedelta(days=2)
"""What is news, counted back from the newest story: a build has no clock."""

MOST_NEWS = 1000
"""News services read no more."""

_LANGUAGES: dict[Lang, str] = {"zh": "zh-cn", "en": "en"}
"""As news sitemaps write them."""


class Part(NamedTuple):
    """A sitemap of stories: those of a month, or of a piece of it."""

    address: str
    stories: tuple[Story, ...]
    fronts: tuple[str, ...] = ()
    """Folders of the archive that begin with these stories: the list of all pages need not change with a month."""
    news: frozenset[int] = frozenset()
    """Which of `stories` are news, by their place."""
    traditional: bool = False
    """Whether Chinese pages have a Traditional Chinese edition."""

    def shown(self, album: Album, site: Site) -> bytes:
        """Stands for what it says."""
        inside = (version.filing.inside for story in self.stories for version in story.versions.values())
        about = self.traditional, self.fronts, sorted(self.news), self.news and site.name
        return b"".join(
            [
                repr(about).encode(),
                *(story.shown for story in self.stories),
                *(album.shown(files) for files in inside if files),
            ]
        )

    def urls(self, album: Album, site: Site) -> UrlSet:
        """The lists that it brings, and the stories in all their languages."""
        told = (
            _story(story, album, site if place in self.news else None, self.traditional)
            for place, story in enumerate(self.stories)
        )
        urls = chain(_fronts(self.fronts, self.traditional), *told)
        return UrlSet(tuple(urls))


class Chapter(NamedTuple):
    """Sitemaps that belong together: of the running month, or of one that is over. They are made when they are asked for."""

    name: str
    timeline: Timeline
    places: Sequence[int]
    """Where its stories are, the newest first; samples may be among them."""
    months: tuple[tuple[int, int], ...]
    """Those of which it brings the pages of the archive."""

    def parts(self, traditional: bool) -> Iterator[Part]:
        """The pieces: of the oldest stories first, so that a new story does not move those before it."""
        filings = self.timeline.filings
        stories = [self.timeline.at(place) for place in self.places if not filings[place].sample]
        news = set(map(id, latest(stories))) if self.name == RUNNING else set()
        fronts = tuple(period_folder(year, month) for year, month in self.months)
        for number, piece in enumerate(pieces(stories[::-1], traditional), 1):
            address = f"{self.name}-{number}.xml" if number > 1 else f"{self.name}.xml"
            told = frozenset(place for place, story in enumerate(piece) if id(story) in news)
            yield Part(address, piece, fronts if number == 1 else (), told, traditional)


def chapters(timeline: Timeline) -> Iterator[Chapter]:
    """All stories but samples, which nobody is to find; the newest first."""
    first = _first_real(timeline, 0)
    if first is None:
        return
    originals = timeline.originals
    running, at = [first], _first_real(timeline, first + 1)
    while at is not None and _is_running(originals[first].date, originals[at].date):
        running.append(at)
        at = _first_real(timeline, at + 1)
    last_over = None if at is None else month_of(originals[at].date)
    over = {month for month in timeline.months if last_over and month <= last_over}
    begun = dict.fromkeys(month_of(originals[place].date) for place in reversed(running))
    yield Chapter(RUNNING, timeline, running, tuple(month for month in begun if month not in over))
    for year, month in sorted(over, reverse=True):
        places = [place for place in timeline.months[year, month] if place > running[-1]]
        yield Chapter(f"sitemap-{year}-{month:02}", timeline, places, ((year, month),))


def _first_real(timeline: Timeline, start: int) -> int | None:
    """The place of the newest story from a place on that is no sample."""
    places = range(start, len(timeline.filings))
    return next((place for place in places if not timeline.filings[place].sample), None)


def is_settled(chapter: Chapter, moves: Moves) -> bool:
    """Whether its sitemaps say what they did, but for texts, which they do not tell.

    A month that was over stays over when newer stories come. It was if it is for a story that has not moved.
    """
    if moves.only_texts:
        return True
    newest = moves.newest_of_others
    if chapter.name == RUNNING or newest is None or not moves.months.isdisjoint(chapter.months):
        return False
    timeline = chapter.timeline
    place = timeline.months[chapter.months[0]][0]  # the newest, which may be in the running part
    return not _is_running(newest, timeline.originals[place].date)


def _is_running(newest: datetime, date: datetime) -> bool:
    return month_of(date) == month_of(newest) or date > newest - LATEST


def pieces(stories: Sequence[Story], traditional: bool = False) -> Iterator[tuple[Story, ...]]:
    """`stories` in their order, cut where a sitemap would have too much."""
    piece: list[Story] = []
    urls = pictures = 0
    for story in stories:
        more = len(story.versions) + traditional
        seen = sum(map(_pictures, story.versions.values())) * (1 + traditional)
        if piece and (urls + more > MOST_URLS or pictures + seen > MOST_PICTURES):
            yield tuple(piece)
            piece, urls, pictures = [], 0, 0
        piece.append(story)
        urls, pictures = urls + more, pictures + seen
    if piece:
        yield tuple(piece)


def _pictures(article: Any) -> int:
    return len(article.filing.cover) + len(article.filing.inside)


def _story(story: Story, album: Album, site: Site | None, traditional: bool) -> Iterator[MapUrl]:
    """The pages of `story`; `site` is who publishes it as news."""
    links = alternates({lang: version.save_as for lang, version in story.versions.items()}, traditional)
    for version in story.versions.values():
        filing = version.filing
        files = dict.fromkeys((*filing.cover, *filing.inside))
        pictures = tuple(products(file, album.originals[file]).plain.address for file in files)
        changed = _w3c(filing.updated or version.date)
        for address in _editions(version.save_as, version.lang, traditional):
            news = _news(version, site) if site and address == version.save_as else None
            yield MapUrl(address, changed, links, pictures, news)


def page_urls(
    fronts: Iterable[str], pages: Iterable[Mapping[Lang, str]], traditional: bool = False
) -> UrlSet:
    """The lists at the folders `fronts`, and `pages` in the languages that they exist in; nobody told when they changed."""
    told = (_page(versions, traditional) for versions in pages)
    return UrlSet((*_fronts(dict.fromkeys(fronts), traditional), *chain.from_iterable(told)))


def _fronts(folders: Iterable[str], traditional: bool) -> Iterator[MapUrl]:
    """The fronts of lists, which exist in every language."""
    for folder in folders:
        yield from _page({lang: addresses.listing(folder, lang) for lang in LANGS}, traditional)


def _page(versions: Mapping[Lang, str], traditional: bool) -> Iterator[MapUrl]:
    links = alternates(versions, traditional)
    for lang, address in versions.items():
        yield from (MapUrl(edition, "", links) for edition in _editions(address, lang, traditional))


def _editions(address: str, lang: Lang, traditional: bool) -> Iterator[str]:
    """A page, and its Traditional Chinese edition."""
    yield address
    if traditional and lang == "zh" and (own := addresses.traditional(address)) is not None:
        yield own


def latest(stories: Sequence[Story]) -> Iterator[Story]:
    """The news of two days, the newest first, as many as news services read; records of work are no news."""
    left = MOST_NEWS
    for story in stories:
        if story.original.date <= stories[0].original.date - LATEST:
            return
        if story.original.work is None:
            left -= len(story.versions)
            if left < 0:
                return
            yield story


def _news(article: Any, site: Site) -> News:
    lang: Lang = article.lang
    return News(site.name.in_(lang), _LANGUAGES[lang], _w3c(article.date), str(article.title))


def _w3c(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds")
