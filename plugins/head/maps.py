"""Sitemaps (sitemaps.org 0.9): a part for each month of stories, one for all lists and pages, one of the latest news.

A new story changes the part of its month and the news; a new month, the index, which tells no dates for that reason.
Full pages of listings are in no part: they never change, and the fronts lead to them.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from itertools import chain, groupby, takewhile
from typing import Any, NamedTuple

from plugins.indexes.listings import period_folder
from plugins.indexes.stories import Story
from plugins.languages.twins import alternates
from plugins.newsroom import addresses
from plugins.newsroom.site import Site
from plugins.newsroom.text import LANGS, Lang
from plugins.pictures.album import Album
from plugins.pictures.products import products

from .views import MapUrl, NewsSet, NewsUrl, UrlSet

INDEX, PAGES, NEWS = "sitemap.xml", "sitemap-pages.xml", "sitemap-news.xml"

MOST_URLS = 10_000
MOST_PICTURES = 20_000
"""Of one part. A sitemap may have 50,000 addresses and 50 MB: with the longest addresses that there are, these are 23 MB."""

LATEST = timedelta(days=2)
"""What a news sitemap holds, counted back from the newest story: a build has no clock."""

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
    traditional: bool = False
    """Whether Chinese pages have a Traditional Chinese edition."""

    def shown(self, album: Album) -> bytes:
        """Stands for what it says."""
        inside = (version.filing.inside for story in self.stories for version in story.versions.values())
        return b"".join(
            [
                b"both" if self.traditional else b"",
                *(story.shown for story in self.stories),
                *(album.shown(files) for files in inside if files),
            ]
        )

    def urls(self, album: Album) -> UrlSet:
        """The lists that it brings, and the stories in all their languages."""
        told = (_story(story, album, self.traditional) for story in self.stories)
        urls = chain(_fronts(self.fronts, self.traditional), *told)
        return UrlSet(tuple(urls))


def parts(stories: Iterable[Story], traditional: bool) -> Iterator[Part]:
    """The parts of `stories` (newest first); `traditional` as in `Part`. Nobody is to find samples."""
    real = (story for story in stories if not story.filing.sample)
    for (year, month), of_month in groupby(real, key=_month):
        oldest_first = tuple(of_month)[
            ::-1
        ]  # so that a new story does not move those before it to another piece
        for number, piece in enumerate(pieces(oldest_first, traditional), 1):
            more, fronts = (f"-{number}", ()) if number > 1 else ("", (period_folder(year, month),))
            yield Part(f"sitemap-{year}-{month:02}{more}.xml", piece, fronts, traditional)


def _month(story: Story) -> tuple[int, int]:
    date = story.original.date
    return date.year, date.month


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


def _story(story: Story, album: Album, traditional: bool) -> Iterator[MapUrl]:
    links = alternates({lang: version.save_as for lang, version in story.versions.items()}, traditional)
    for version in story.versions.values():
        filing = version.filing
        files = dict.fromkeys((*filing.cover, *filing.inside))
        pictures = tuple(products(file, album.originals[file]).plain.address for file in files)
        changed = _w3c(filing.updated or version.date)
        for address in _editions(version.save_as, version.lang, traditional):
            yield MapUrl(address, changed, links, pictures)


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


def latest(stories: Iterable[Story]) -> tuple[Story, ...]:
    """The news of two days, the newest first; records of work are no news."""
    news = [story for story in stories if not story.filing.sample and story.original.work is None]
    if not news:
        return ()
    since = news[0].original.date - LATEST
    return tuple(takewhile(lambda story: story.original.date > since, news[:MOST_NEWS]))


def news_set(stories: Iterable[Story], site: Site) -> NewsSet:
    """`stories` in all their languages, as many as news services read."""
    urls = (_news(version, site) for story in stories for version in story.versions.values())
    return NewsSet(tuple(urls)[:MOST_NEWS])


def _news(article: Any, site: Site) -> NewsUrl:
    lang: Lang = article.lang
    name = site.name.in_(lang)
    return NewsUrl(article.save_as, name, _LANGUAGES[lang], _w3c(article.date), str(article.title))


def _w3c(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds")
