"""The head of each kind of page, for templates: `page_head.page(ui, frame, trail)` and its kin."""

from collections.abc import Iterable, Iterator
from hashlib import blake2b
from typing import Any

from markupsafe import Markup

from plugins.indexes.views import ArticleView, Frame, Link, ListingView
from plugins.languages.interface import Interface
from plugins.newsroom.article import Article
from plugins.newsroom.registries import Registries
from plugins.partywork.views import Download, ThemeDay
from plugins.reading.links import Links

from .columns import Column, column_of, listing_column, section_column
from .escaping import elements, in_script
from .linked_data import LinkedData
from .tags import article_properties, article_tags, column_tags, open_graph, site_tags
from .views import Head, Tag

Trail = tuple[Link, ...]


class Heads:
    """What pages say of themselves. A pure function of what it is given, of the site and of its sections."""

    def __init__(self, registries: Registries, links: Links) -> None:
        self._registries = registries
        self._links = links
        self._linked = LinkedData(registries.site, links)

    def __fastbuild__(self) -> bytes:
        """What all pages see of it; the rest is told by what templates hand over."""
        said = repr((self._registries.site, *self._registries.sections))
        return blake2b(f"{self._links}{said}".encode("utf-8", "surrogatepass"), digest_size=16).digest()

    def page(self, ui: Interface, frame: Frame, trail: Trail, *nodes: dict[str, Any]) -> Head:
        """A page that is neither a story nor a listing; `trail` leads to it, and `nodes` are what it holds."""
        column = column_of(frame, self._registries)
        return self._head(ui, frame, trail, column, nodes)

    def home(self, ui: Interface, frame: Frame, listing: ListingView) -> Head:
        """The front page, which says who publishes the site."""
        column = listing_column(frame, listing, self._registries)
        return self._head(ui, frame, (), column, self._linked.publisher(frame.lang))

    def listing(self, ui: Interface, frame: Frame, trail: Trail, listing: ListingView) -> Head:
        """A page of a listing."""
        return self._head(ui, frame, trail, listing_column(frame, listing, self._registries), ())

    def article(self, ui: Interface, frame: Frame, trail: Trail, record: Article, view: ArticleView) -> Head:
        """A story, or a record of work."""
        site, links = self._registries.site, self._links
        tags = (
            *site_tags(site, links, ui),
            *column_tags(section_column(record.category, ui.lang, self._registries)),
            *article_tags(site, links, ui, frame, record, view),
        )
        properties = (
            *open_graph(site, links, frame, "article", view.cover),
            *article_properties(record, view),
        )
        nodes = (
            self._linked.article(frame, record, view),
            self._linked.breadcrumbs(frame, (*trail, Link(frame.title, None))),
        )
        return Head(elements(tags, properties), _data(frame, nodes))

    def events(self, ui: Interface, frame: Frame, trail: Trail, days: Iterable[ThemeDay]) -> Head:
        """Theme Party days."""
        name = ui.gettext("Theme Party Day")
        return self.page(ui, frame, trail, *(self._linked.event(frame, name, day.day) for day in days))

    def datasets(self, ui: Interface, frame: Frame, trail: Trail, sets: Iterable[Download]) -> Head:
        """Open data."""
        return self.page(ui, frame, trail, *(self._linked.dataset(frame, one) for one in sets))

    def _head(
        self,
        ui: Interface,
        frame: Frame,
        trail: Trail,
        column: Column | None,
        nodes: Iterable[dict[str, Any]],
    ) -> Head:
        site, links = self._registries.site, self._links
        tags = (
            *site_tags(site, links, ui),
            *(column_tags(column) if column else ()),
            *_description(frame),
        )
        linked = [self._linked.page(frame, is_list=column is not None), *nodes]
        if trail:
            linked.append(self._linked.breadcrumbs(frame, (*trail, Link(frame.title, None))))
        return Head(elements(tags, open_graph(site, links, frame)), _data(frame, linked))


def _description(frame: Frame) -> Iterator[Tag]:
    if frame.description:
        yield Tag("description", frame.description)


def _data(frame: Frame, nodes: Iterable[dict[str, Any]]) -> Markup:
    """Pages that nobody is to find say nothing."""
    if not frame.indexed:
        return Markup()
    return in_script({"@context": "https://schema.org", "@graph": list(nodes)})
