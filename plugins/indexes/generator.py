"""The generator that writes every listing, directory, feed and redirect, in every language."""

from collections import defaultdict
from functools import partial
from itertools import chain
from typing import Any

from pelican.generators import Generator

from plugins.fastbuild.build import Build
from plugins.newsroom import addresses
from plugins.newsroom.registries import Registries
from plugins.newsroom.text import LANGS, Lang, unbroken
from plugins.pictures.album import Album

from .feeds import ATOM, JSON, KINDS, feed, in_language, links
from .later import Later
from .listing_keys import ListingKeys, digest
from .listing_pages import home_view, listing_view
from .listings import Listing, all_listings
from .moves import Moves
from .paging import Slice
from .present import NAVIGATION, Presenter
from .single_pages import DIRECTORIES, SINGLE, SinglePages
from .stories import Neighbours, Timeline
from .views import (
    Frame,
    Link,
    ListingLayout,
    Menus,
)


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
        self.context["moves"] = self.moves
        self.context["menus"] = {lang: self._menus(lang) for lang in LANGS}
        self.context["fronts"] = [
            *(listing.folder for kind in self.listings if kind != "month" for listing in self.listings[kind]),
            *(f"{name}/" for name in DIRECTORIES.values()),
            *SINGLE,
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
        sections = tuple(
            (listing.record.id, presenter.link(listing))
            for listing in self.listings["section"]
            if listing.record and listing.stories
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
        single = SinglePages(partial(self._write, writer), self.context, self.listings)
        fronts = (
            "home.html",
            ("layout",),
            partial(self._write_fronts, writer),
            self.moves is not None and self.moves.only_texts,
        )
        for name, own, write, are_same in (fronts, *single.all(self.moves)):
            group = name, self._template(name), self.context, own
            if not (are_same and writer.keep_group(*group)):
                writer.write_group(*group, write=write)

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
        for page in listing.paging.pages:
            if page.number is not None and page.number <= settled and names[page.number - 1] in kept:
                continue
            if listing.kind == "home" and page.number is None:
                continue  # has a template of its own
            address = address_of(page.number)
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
        is_same = self.moves is not None and not self.moves.may_tell(listing, presenter.lang)
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
            front = self._layout(presenter, listing, listing.paging.pages[0])
            self._write(writer, front.frame.address, "home.html", layout=front)


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
