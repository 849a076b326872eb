"""The pages that exist once in a language: directories, search, the list of feeds, the site map; and what leads to others."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain, islice, product
from typing import Any

from plugins.newsroom.text import Lang

from .feeds import KINDS, feeds
from .listings import Listing
from .moves import Moves
from .present import PARTY_WORK, Presenter
from .stories import Story, Timeline, finished
from .views import DirectoryItem, DirectoryView, FeedsView, Filter, Frame, Link, Menus

DIRECTORIES = {
    "section": "sections",
    "town": "towns",
    "topic": "topics",
    "person": "people",
    "year": "archive",
}

SINGLE = ("search/", "feeds/", "sitemap/")
"""Pages of their own, in each language."""

RECENT = 5
"""Stories on the page for what is not there; records of work are not among them."""


class SinglePages:
    """Those of a site, whose `listings` are by kind; `write` plans a page, given its address, its template and its values."""

    def __init__(
        self, write: Callable[..., None], context: Mapping[str, Any], listings: Mapping[str, list[Listing]]
    ) -> None:
        self._write, self.context, self.listings = write, context, listings
        self.presenters: dict[Lang, Presenter] = context["presenters"]
        self.timeline: Timeline = context["timeline"]

    def all(self, moves: Moves | None) -> Iterator[tuple[str, tuple[str, ...], Callable[[], None], bool]]:
        """For each template what it is given, the function that plans its pages, and whether they show what they did."""
        are_same = moves is not None and not moves.has_other_lists
        yield "directory.html", ("directory", "frame"), self._write_directories, are_same
        yield "search.html", ("filters", "frame", "ways"), self._write_search, are_same
        yield "site-map.html", ("frame", "ways"), self._write_site_map, are_same
        yield "feeds.html", ("feeds", "frame"), self._write_feed_list, are_same
        yield "feeds.opml", ("feeds", "frame"), self._write_feed_outline, are_same
        yield "404.html", ("frame", "recent"), self._write_not_found, moves is not None and moves.only_texts
        no_aliases = moves is not None and not moves.has_aliases
        yield "redirect.html", ("frame",), self._write_redirects, no_aliases

    def _write_feed_list(self) -> None:
        """The page that tells how to subscribe."""
        for presenter in self.presenters.values():
            frame, view = self._feeds(presenter)
            self._write(frame.address, "feeds.html", frame=frame, feeds=view)

    def _write_feed_outline(self) -> None:
        """The same as a list for programs."""
        for presenter in self.presenters.values():
            frame, view = self._feeds(presenter)
            self._write(view.opml, "feeds.opml", frame=frame, feeds=view)

    def _feeds(self, presenter: Presenter) -> tuple[Frame, FeedsView]:
        gettext = presenter.interface.gettext
        intro = gettext("News that comes to you: whatever is new appears in your reading program by itself.")
        frame = presenter.frame(presenter.everywhere("feeds/"), presenter.feeds().text, intro)
        names = {kind: presenter.directory_name(DIRECTORIES[kind]) for kind in KINDS if kind != "home"}
        names = {"home": gettext("The whole site"), **names}
        groups = [(kind, name, self.listings[kind]) for kind, name in names.items()]
        return frame, feeds(groups, presenter)

    def _write_directories(self) -> None:
        for presenter, (kind, name) in product(self.presenters.values(), DIRECTORIES.items()):
            heading = presenter.directory_name(name)
            frame = presenter.frame(presenter.everywhere(f"{name}/"), heading, heading, current=name)
            view = presenter.directory(name, self.listings[kind])
            self._write(frame.address, "directory.html", frame=frame, directory=view)

    def _write_search(self) -> None:
        """The page to find stories by."""
        for presenter in self.presenters.values():
            heading = presenter.search().text
            intro = presenter.interface.gettext("By section, town or topic, by who signed them, or by date.")
            frame = presenter.frame(presenter.everywhere("search/"), heading, intro)
            filters, about = tuple(self._filters(presenter)), self.context["menus"][presenter.lang].pages
            ways = (*self._ways(presenter), self._about(presenter, about))
            self._write(frame.address, "search.html", frame=frame, ways=ways, filters=filters)

    def _write_site_map(self) -> None:
        """网站地图: every list of the site and its pages that are no news."""
        for presenter in self.presenters.values():
            heading = presenter.site_map().text
            intro = presenter.interface.gettext("Every list and page of this site.")
            frame = presenter.frame(presenter.everywhere("sitemap/"), heading, intro)
            menus: Menus = self.context["menus"][presenter.lang]
            about = (menus.home, menus.search, menus.feeds, *menus.pages)
            ways = (self._about(presenter, about), *self._ways(presenter))
            self._write(frame.address, "site-map.html", frame=frame, ways=ways)

    def _filters(self, presenter: Presenter) -> Iterator[Filter]:
        """What plugins/search can narrow its results to; all of it, so that a first story changes nothing here."""
        gettext = presenter.interface.gettext
        labels = {
            "section": gettext("Section"),
            "town": gettext("Towns and subdistricts"),
            "topic": gettext("Topic"),
            "year": gettext("Year"),
        }
        for kind, label in labels.items():
            choices = tuple((_id(one), presenter.heading(one)) for one in self.listings[kind])
            yield Filter(kind, label, choices)
        kinds = (("news", gettext("News")), ("work", gettext("Records of work")))
        yield Filter("kind", gettext("Kind"), kinds)

    def _ways(self, presenter: Presenter) -> tuple[tuple[str, DirectoryView], ...]:
        """Everything that lists something: pairs of a name and a directory."""
        work = tuple(map(presenter.way, PARTY_WORK))
        return (
            *(
                (presenter.directory_name(name), presenter.directory(name, self.listings[kind]))
                for kind, name in DIRECTORIES.items()
            ),
            (presenter.interface.gettext("Party work"), self._links(presenter, "overview", work)),
        )

    def _about(self, presenter: Presenter, links: Iterable[Link]) -> tuple[str, DirectoryView]:
        return presenter.interface.gettext("About this site"), self._links(presenter, "about", links)

    def _links(self, presenter: Presenter, kind: str, links: Iterable[Link]) -> DirectoryView:
        items = tuple(DirectoryItem(link, "", False) for link in links)
        return DirectoryView(kind, (presenter.home(),), items)

    def _write_not_found(self) -> None:
        """One page for every language: a file server knows only one. It answers with 404, which keeps it out of indexes."""
        presenter = self.presenters["zh"]
        gettext = presenter.interface.gettext
        frame = presenter.frame(
            {"zh": "404.html"},
            gettext("Page not found"),
            gettext("The address may be mistyped, or the page has moved. These pages lead on:"),
        )
        recent = tuple(map(presenter.entry, self._recent()))
        self._write("404.html", "404.html", frame=frame, recent=recent)

    def _recent(self) -> list[Story]:
        """The newest stories of months that are over; of any, as long as none is.

        A month is over one story later here than for the year, so that the first of a month does not change both.
        """
        told = (story for story in self.timeline.stories if story.original.work is None)
        newest = list(islice(told, RECENT))
        if len(newest) < 2:
            return newest
        older = finished(chain(newest[1:], told), newest[1].month)
        return list(islice(older, RECENT)) or newest

    def _write_redirects(self) -> None:
        """A page at each old address of an article, which leads to the new one."""
        versions = ((original, *original.translations) for original in self.timeline.originals)
        for article in chain.from_iterable(versions):
            for alias in article.filing.aliases:
                frame = article.layout.frame._replace(indexed=False, alternates=())
                self._write(alias, "redirect.html", frame=frame)


def _id(listing: Listing) -> str:
    return listing.record.id if listing.record else str(listing.period[0])
