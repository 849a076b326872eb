"""What templates are given of the head of a page, and of the files for machines."""

from typing import NamedTuple

from markupsafe import Markup

from plugins.languages.twins import Alternate


class Tag(NamedTuple):
    """A `<meta>`: a name of the government's page tags, or a property of Open Graph, and what it says."""

    name: str
    content: str


class Head(NamedTuple):
    """What a page says of itself beside its title and links."""

    tags: Markup
    """The page tags and Open Graph, as elements: some twenty on each page, which a template would take longer to write."""
    data: Markup
    """JSON-LD, safe inside a script element; empty for pages that search engines are asked to leave alone."""


class News(NamedTuple):
    """What news services ask of a story, in a sitemap."""

    publication: str
    language: str
    """As Google's news sitemaps have it: `zh-cn`, `en`."""
    published: str
    title: str


class MapUrl(NamedTuple):
    """A page in a sitemap. Addresses are below the site, as everywhere."""

    address: str
    changed: str
    """W3C datetime; "" where nobody has told."""
    alternates: tuple[Alternate, ...]
    pictures: tuple[str, ...] = ()
    news: News | None = None


class UrlSet(NamedTuple):
    """The pages of one sitemap."""

    urls: tuple[MapUrl, ...]
