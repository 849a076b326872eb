"""The generator that writes every listing, directory, feed and redirect, in every language."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import partial
from itertools import chain, islice, product
from typing import Any

from pelican.generators import Generator

from plugins.fastbuild.build import Build
from plugins.newsroom import addresses
from plugins.newsroom.registries import Registries
from plugins.newsroom.text import LANGS, Lang, unbroken
from plugins.pictures.album import Album

from .feeds import ATOM, JSON, KINDS, feed, feeds, in_language, links
from .later import Later
from .listing_keys import ListingKeys, digest
from .listing_pages import home_view, listing_view
from .listings import Listing, all_listings
from .moves import Moves
from .paging import Slice, stable_pages
from .present import NAVIGATION, PARTY_WORK, Presenter
from .stories import Neighbours, Story, Timeline, finished
from .views import (
    DirectoryItem,
    DirectoryView,
    FeedsView,
    Filter,
    Frame,
    Link,
    ListingLayout,
    Menus,
)

DIRECTORIES = {
    "section": "sections",
    "town": "towns",
    "topic": "topics",
    "person": "people",
    "year": "archive",
}
RECENT = 5
"""Stories on the page for what is not there; records of work are not among them."""

_SINGLE = ("search/", "feeds/", "sitemap/")
"""Pages of their own, in each language."""


class IndexesGenerator(Generator):  # type: ignore[misc]
    """Runs after Pelican has read all articles and pages; writes after Pelican has written them."""

    presenters: dict[Lang, Presenter]
    listings: dict[str, list[Listing]]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._templates: dict[str, Any] = {}

    @property
    def registries(self) -> Registries:
        """What the content folder says."""
        registries: Registries = self.settings["CHECKED"].published
        return registries

    @property
    def album(self) -> Album:
        """The pictures of the site."""
        album: Album = self.context["album"]
        return album

    def generate_context(self) -> None:
        """Hang on every article and page what its template shows, and put the menus into the context.

        `fronts` are the folders of all pages that exist in each language, but for months; other rooms add theirs.
        """
        interfaces = self.context["languages"]
        album = self.album
        self.presenters = {lang: Presenter(interfaces[lang], self.registries, album) for lang in LANGS}
        self.timeline = Timeline(self.context["articles"], album)
        self.listings = defaultdict(list)
        for listing in all_listings(self.timeline, self.registries):
            self.listings[listing.kind].append(listing)
        build: Build = self.settings["FASTBUILD"]
        self.moves: Moves | None = None
        """None where anything may have changed."""
        if build.changes is not None:
            self.moves = Moves(build.changes, self.timeline, self.context["generated_content"])
        others = self.moves.others if self.moves else None
        build.hang("layout", self.context["generated_content"].values(), self._article_page, others)
        for page in self.context["pages"]:
            self._present_page(page)
        for page in chain(self.context["hidden_pages"], self.context["draft_pages"]):
            self._present_page(page, indexed=False)
        self.context["presenters"] = self.presenters
        self.context["timeline"] = self.timeline
        self.context["menus"] = {lang: self._menus(lang) for lang in LANGS}
        self.context["fronts"] = [
            *(listing.folder for kind in self.listings if kind != "month" for listing in self.listings[kind]),
            *(f"{name}/" for name in DIRECTORIES.values()),
            *_SINGLE,
        ]

    # -- what hangs on articles and pages

    def _article_page(self, article: Any) -> Later:
        """The layout of an article's page."""
        story, indexed = self.timeline.of(article), article.status == "published"
        around = self.timeline.around(story) if indexed else Neighbours()
        inside = article.filing.inside
        pictures = self.album.shown(inside) if inside else b""
        key = b"%s%d%s%s" % (pictures, indexed, story.shown, around.shown)
        versions = {lang: version.save_as for lang, version in story.versions.items()}
        presenter = self.presenters[article.lang]
        return Later(key, lambda: presenter.article(article, versions, around, indexed))

    def _present_page(self, page: Any, indexed: bool = True) -> None:
        versions = {version.lang: version for version in (page, *page.translations)}
        places = {lang: version.save_as for lang, version in versions.items()}
        for lang, version in versions.items():
            version.pictures = tuple(map(self.album.view, version.body_pictures))
            title, description = unbroken(version.record.title), version.standfirst
            version.frame = self.presenters[lang].frame(
                places, title, description, current=version.slug, indexed=indexed
            )

    def _menus(self, lang: Lang) -> Menus:
        presenter = self.presenters[lang]
        home = presenter.home()
        told = {filing.category for filing in self.timeline.filings}
        sections = tuple(
            (listing.record.id, presenter.link(listing))
            for listing in self.listings["section"]
            if listing.record and listing.record.id in told
        )
        directories = tuple(
            (name, Link(presenter.directory_name(name), addresses.listing(f"{name}/", lang)))
            for name in DIRECTORIES.values()
        )
        directories += (("overview", presenter.way("overview/")),)
        all_pages = chain.from_iterable((page, *page.translations) for page in self.context["pages"])
        pages = tuple(Link(page.record.title, page.save_as) for page in all_pages if page.lang == lang)
        search, feeds, site_map = presenter.search(), presenter.feeds(), presenter.site_map()
        single = (home, search, feeds, site_map, *pages)
        places = frozenset(
            link.address for link in (*single, *(link for _, link in (*sections, *directories)))
        )
        return Menus(home, sections, directories, search, pages, feeds, site_map, places)

    # -- what is written

    def generate_output(self, writer: Any) -> None:
        """Write every page that is not an article or a page of Pelican's."""
        for listing in chain.from_iterable(self.listings.values()):
            keys = ListingKeys(listing, self._work(listing, "zh"))
            for presenter in self.presenters.values():
                self._write_listing(writer, presenter, listing, keys)
                if listing.kind in KINDS:
                    self._write_feed(writer, presenter, listing, keys)
        build: Build = self.settings["FASTBUILD"]
        for name, own, write in (
            ("home.html", ("layout",), self._write_fronts),
            ("directory.html", ("directory", "frame"), self._write_directories),
            ("search.html", ("filters", "frame", "ways"), self._write_search),
            ("site-map.html", ("frame", "ways"), self._write_site_map),
            ("feeds.html", ("feeds", "frame"), self._write_feed_list),
            ("feeds.opml", ("feeds", "frame"), self._write_feed_outline),
            ("404.html", ("frame", "recent"), self._write_not_found),
            ("redirect.html", ("frame",), self._write_redirects),
        ):
            group = name, self._template(name), self.context, own
            if not (build.only_texts and writer.keep_group(*group)):
                writer.write_group(*group, write=partial(write, writer))

    def _template(self, name: str) -> Any:
        found = self._templates.get(name)
        if found is None:
            found = self._templates[name] = self.env.get_template(name)
        return found

    def _write(self, writer: Any, address: str, template: str, **values: Any) -> None:
        writer.write_file(addresses.file_of(address), self._template(template), self.context, **values)

    def _write_listing(self, writer: Any, presenter: Presenter, listing: Listing, keys: ListingKeys) -> None:
        name = f"{presenter.lang} {listing.folder}"
        group = name, self._template(_TEMPLATES[listing.kind]), self.context, ("layout",)
        moves = self.moves
        if moves is not None and not moves.may_show(listing) and writer.keep_group(*group):
            return
        settled = moves.settled(listing) if moves else 0
        write = partial(self._write_pages, writer, presenter, listing, keys, settled)
        # The key stands for all stories, also for those on settled pages: it is left to a build that looks at them.
        writer.write_group(*group, key=b"" if settled else keys.shown, write=write)

    def _write_pages(
        self, writer: Any, presenter: Presenter, listing: Listing, keys: ListingKeys, settled: int
    ) -> None:
        """Plan the pages of a listing, of which so many, from the oldest, show what they did."""
        template = self._template(_TEMPLATES[listing.kind])
        address_of = partial(addresses.listing, listing.folder, presenter.lang)
        names = [addresses.file_of(address_of(number)) for number in range(1, settled + 1)]
        kept = writer.keep_pages(names, template, self.context, ("layout",))
        for page in stable_pages(len(listing.stories)):
            address = address_of(page.number)
            if listing.kind == "home" and page.number is None:
                continue  # has a template of its own
            if addresses.file_of(address) in kept:
                continue
            place = repr((page.number, page.older, page.newer)).encode()
            shown = [story.shown for story in listing.on(page)]
            if page.number is None:
                shown.append(keys.beside)
            key = digest(b" ".join((keys.about, place, *shown)))
            layout = Later(key, partial(self._layout, presenter, listing, page))
            self._write(writer, address, _TEMPLATES[listing.kind], layout=layout)

    def _layout(self, presenter: Presenter, listing: Listing, page: Slice) -> ListingLayout:
        frame = self._listing_frame(presenter, listing, page.number)
        view = listing_view(listing, page, presenter)
        is_front = listing.kind == "home" and page.number is None
        home = home_view(listing, view.entries, self.listings["topic"], presenter) if is_front else None
        beside = self._work(listing, presenter.lang) if page.number is None else None
        return ListingLayout(frame, view, home, beside)

    def _work(self, listing: Listing, lang: Lang) -> Later | None:
        """What another room shows on the front of a town's stories (`beside_towns` of the context)."""
        if listing.kind != "town" or listing.record is None:
            return None
        beside: dict[str, dict[Lang, Later]] = self.context.get("beside_towns", {})
        return beside.get(listing.record.id, {}).get(lang)

    def _listing_frame(self, presenter: Presenter, listing: Listing, number: int | None) -> Frame:
        heading = presenter.heading(listing)
        if number is not None:
            heading += " · " + presenter.interface.gettext("Page %d") % number
        return presenter.frame(
            presenter.everywhere(listing.folder, number),
            heading,
            presenter.intro(listing) or heading,
            current=listing.record.id
            if listing.kind == "section" and listing.record
            else NAVIGATION.get(listing.kind, ""),
            feeds=links(listing, presenter.lang),
        )

    def _write_feed(self, writer: Any, presenter: Presenter, listing: Listing, keys: ListingKeys) -> None:
        """The templates are given the articles too: a corrected text is a corrected feed."""
        is_same = self.moves is not None and not self.moves.may_tell(listing)
        for link in links(listing, presenter.lang):
            template = _FEED_TEMPLATES[link.type]
            group = f"feed {link.address}", self._template(template), self.context, ("articles", "feed")
            if is_same and writer.keep_group(*group):
                continue
            stories = in_language(listing, presenter.lang)
            articles = tuple(story.versions[presenter.lang] for story in stories)
            inside = (
                self.album.shown(article.filing.inside) for article in articles if article.filing.inside
            )
            key = keys.about + b"".join([*(story.shown for story in stories), *inside])
            view = Later(key, partial(feed, listing, stories, presenter))
            write = partial(self._write, writer, link.address, template, feed=view, articles=articles)
            writer.write_group(*group, articles, key=key, write=write)

    def _write_fronts(self, writer: Any) -> None:
        """The front page of the site."""
        (listing,) = self.listings["home"]
        for presenter in self.presenters.values():
            front = self._layout(presenter, listing, stable_pages(len(listing.stories))[0])
            self._write(writer, front.frame.address, "home.html", layout=front)

    def _write_feed_list(self, writer: Any) -> None:
        """The page that tells how to subscribe."""
        for presenter in self.presenters.values():
            frame, view = self._feeds(presenter)
            self._write(writer, frame.address, "feeds.html", frame=frame, feeds=view)

    def _write_feed_outline(self, writer: Any) -> None:
        """The same as a list for programs."""
        for presenter in self.presenters.values():
            frame, view = self._feeds(presenter)
            self._write(writer, view.opml, "feeds.opml", frame=frame, feeds=view)

    def _feeds(self, presenter: Presenter) -> tuple[Frame, FeedsView]:
        gettext = presenter.interface.gettext
        intro = gettext("News that comes to you: whatever is new appears in your reading program by itself.")
        frame = presenter.frame(presenter.everywhere("feeds/"), presenter.feeds().text, intro)
        names = {kind: presenter.directory_name(DIRECTORIES[kind]) for kind in KINDS if kind != "home"}
        names = {"home": gettext("The whole site"), **names}
        groups = [(kind, name, self.listings[kind]) for kind, name in names.items()]
        return frame, feeds(groups, presenter)

    def _write_directories(self, writer: Any) -> None:
        for presenter, (kind, name) in product(self.presenters.values(), DIRECTORIES.items()):
            heading = presenter.directory_name(name)
            frame = presenter.frame(presenter.everywhere(f"{name}/"), heading, heading, current=name)
            view = presenter.directory(name, self.listings[kind])
            self._write(writer, frame.address, "directory.html", frame=frame, directory=view)

    def _write_search(self, writer: Any) -> None:
        """The page to find stories by."""
        for presenter in self.presenters.values():
            heading = presenter.search().text
            intro = presenter.interface.gettext("By section, town or topic, by who signed them, or by date.")
            frame = presenter.frame(presenter.everywhere("search/"), heading, intro)
            filters, about = tuple(self._filters(presenter)), self.context["menus"][presenter.lang].pages
            ways = (*self._ways(presenter), self._about(presenter, about))
            self._write(writer, frame.address, "search.html", frame=frame, ways=ways, filters=filters)

    def _write_site_map(self, writer: Any) -> None:
        """网站地图: every list of the site and its pages that are no news."""
        for presenter in self.presenters.values():
            heading = presenter.site_map().text
            intro = presenter.interface.gettext("Every list and page of this site.")
            frame = presenter.frame(presenter.everywhere("sitemap/"), heading, intro)
            menus: Menus = self.context["menus"][presenter.lang]
            about = (menus.home, menus.search, menus.feeds, *menus.pages)
            ways = (self._about(presenter, about), *self._ways(presenter))
            self._write(writer, frame.address, "site-map.html", frame=frame, ways=ways)

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

    def _write_not_found(self, writer: Any) -> None:
        """One page for every language: a file server knows only one. It answers with 404, which keeps it out of indexes."""
        presenter = self.presenters["zh"]
        gettext = presenter.interface.gettext
        frame = presenter.frame(
            {"zh": "404.html"},
            gettext("Page not found"),
            gettext("The address may be mistyped, or the page has moved. These pages lead on:"),
        )
        recent = tuple(map(presenter.entry, self._recent()))
        self._write(writer, "404.html", "404.html", frame=frame, recent=recent)

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

    def _write_redirects(self, writer: Any) -> None:
        """A page at each old address of an article, which leads to the new one."""
        versions = ((original, *original.translations) for original in self.timeline.originals)
        for article in chain.from_iterable(versions):
            for alias in article.filing.aliases:
                frame = replace(article.layout.frame, indexed=False, alternates=())
                self._write(writer, alias, "redirect.html", frame=frame)


_TEMPLATES = {
    "home": "listing.html",
    "section": "section.html",
    "town": "town.html",
    "topic": "topic.html",
    "person": "person.html",
    "year": "archive.html",
    "month": "archive.html",
}


_FEED_TEMPLATES = {ATOM: "feed.atom", JSON: "feed.json"}


def _id(listing: Listing) -> str:
    return listing.record.id if listing.record else str(listing.period[0])
