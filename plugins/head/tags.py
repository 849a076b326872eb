"""The page tags of a government site (docs/domain.md §4), and Open Graph (ogp.me).

Names of page tags are case-sensitive. What the site does not know yet is 待填; a production build never comes so far.
"""

from collections.abc import Iterator
from urllib.parse import urlsplit

from plugins.indexes.views import ArticleView, Frame, Signer
from plugins.languages.interface import Interface
from plugins.newsroom.article import Article
from plugins.newsroom.person import AUTHORS
from plugins.newsroom.site import Site
from plugins.newsroom.text import Lang
from plugins.pictures.views import PictureView
from plugins.reading.links import Links

from .columns import Column
from .views import Tag

LOCALES: dict[Lang, str] = {"zh": "zh_CN", "en": "en_GB"}
"""Open Graph's way to name a language; the English of this site is British."""

_JOIN = ","


def site_tags(site: Site, links: Links, ui: Interface) -> Iterator[Tag]:
    """Every page."""
    unknown = ui.gettext("to be filled in")
    yield Tag("SiteName", site.name.in_(ui.lang))
    yield Tag("SiteDomain", urlsplit(links.origin).netloc or unknown)
    yield Tag("SiteIDCode", site.site_code or unknown)


def column_tags(column: Column) -> Iterator[Tag]:
    """Pages of a column, and the stories in it."""
    yield Tag("ColumnName", column.name)
    yield Tag("ColumnDescription", column.description)
    yield Tag("ColumnKeywords", _JOIN.join(column.keywords))
    yield Tag("ColumnType", column.type)


def article_tags(
    site: Site, links: Links, ui: Interface, frame: Frame, record: Article, view: ArticleView
) -> Iterator[Tag]:
    """Stories. `Description` is the description that search engines show: HTML does not tell it from `description`."""
    yield Tag("ArticleTitle", frame.title)
    yield Tag("PubDate", f"{record.date:%Y-%m-%d %H:%M}")
    yield Tag("ContentSource", record.source or site.name.in_(ui.lang))
    if keywords := [link.text for link in (*view.topics, *view.places)]:
        yield Tag("Keywords", _JOIN.join(keywords))
    if authors := names_of(view.signers):
        yield Tag("Author", ui.join(authors))
    if frame.description:
        yield Tag("Description", frame.description)
    if links.origin:
        if view.cover:
            yield Tag("Image", links.absolute(view.cover.address))
        yield Tag("Url", links.absolute(frame.address))


def names_of(signers: tuple[Signer, ...]) -> list[str]:
    """Those who wrote the story, each once, in the order of the byline."""
    return list(dict.fromkeys(signer.name for signer in signers if signer.role in AUTHORS))


def open_graph(
    site: Site, links: Links, frame: Frame, kind: str = "website", cover: PictureView | None = None
) -> Iterator[Tag]:
    """Every page; addresses only where the host is known, since Open Graph knows no relative ones."""
    yield Tag("og:type", kind)
    yield Tag("og:site_name", site.name.in_(frame.lang))
    yield Tag("og:title", frame.title)
    if frame.description:
        yield Tag("og:description", frame.description)
    yield Tag("og:locale", LOCALES[frame.lang])
    if frame.has_twin:
        yield from (Tag("og:locale:alternate", name) for lang, name in LOCALES.items() if lang != frame.lang)
    if links.origin:
        yield Tag("og:url", links.absolute(frame.address))
        if cover:
            yield from _image(links, cover)


def _image(links: Links, cover: PictureView) -> Iterator[Tag]:
    yield Tag("og:image", links.absolute(cover.address))
    yield Tag("og:image:width", str(cover.width))
    yield Tag("og:image:height", str(cover.height))
    yield Tag("og:image:alt", cover.alt)


def article_properties(record: Article, view: ArticleView) -> Iterator[Tag]:
    """What Open Graph says of stories beside that."""
    yield Tag("article:published_time", record.date.isoformat())
    if record.updated:
        yield Tag("article:modified_time", record.updated.isoformat())
    yield Tag("article:section", view.section.text)
    yield from (Tag("article:tag", topic.text) for topic in view.topics)
