"""Feeds: Atom (RFC 4287), and JSON Feed 1.1 for the whole site. Ids are made of the site's own number, so they survive
a change of domain.
"""

from collections.abc import Iterable
from datetime import datetime, time
from itertools import islice
from uuid import UUID, uuid5

from plugins.languages.interface import TAGS
from plugins.newsroom import addresses
from plugins.newsroom.article import ZONE, Article
from plugins.newsroom.text import Lang

from .listings import Listing
from .paging import FULL
from .present import Presenter
from .stories import Story
from .views import FeedEntry, FeedGroup, FeedItem, FeedLink, FeedsView, FeedView

ATOM, JSON = "application/atom+xml", "application/feed+json"

KINDS = ("home", "section", "town", "topic", "person")
"""Listings that have a feed."""


def in_language(listing: Listing, lang: Lang) -> tuple[Story, ...]:
    """The newest stories of `listing` that exist in `lang`.

    Lists also show what is not translated; a feed reader has no use for it, and one new story in one language
    leaves the feeds of the other as they are. Nobody subscribes to samples, and what all branches record of one day
    would leave no room for news.
    """
    real = (story for story in listing.stories if lang in story.versions and not story.filing.sample)
    return tuple(islice((story for story in real if story.original.work is None), FULL))


def links(listing: Listing, lang: Lang) -> tuple[FeedLink, ...]:
    """The feeds of `listing`."""
    if listing.kind not in KINDS:
        return ()
    atom = FeedLink(ATOM, addresses.feed(listing.folder, lang))
    return (atom, FeedLink(JSON, addresses.json_feed(lang))) if listing.kind == "home" else (atom,)


def feeds(groups: Iterable[tuple[str, str, Iterable[Listing]]], presenter: Presenter) -> FeedsView:
    """All feeds in one language; `groups` are kinds of listings, each with its name and its listings."""
    return FeedsView(
        tuple(
            FeedGroup(kind, name, tuple(_item(listing, presenter) for listing in listings))
            for kind, name, listings in groups
        ),
        addresses.feed_list(presenter.lang),
        addresses.calendar(presenter.lang),
    )


def _item(listing: Listing, presenter: Presenter) -> FeedItem:
    page = addresses.listing(listing.folder, presenter.lang)
    return FeedItem(presenter.heading(listing), page, links(listing, presenter.lang))


def feed(listing: Listing, stories: Iterable[Story], presenter: Presenter) -> FeedView:
    """The feed of `listing` with these of its stories."""
    site, lang = presenter.registries.site, presenter.lang
    entries = tuple(_entry(story, presenter) for story in stories)
    name, heading = site.name.in_(lang), presenter.heading(listing)
    return FeedView(
        uuid=_uuid(site.uuid, f"feed {listing.folder}", lang),
        title=name if listing.kind == "home" else f"{name} · {heading}",
        subtitle=presenter.intro(listing),
        tag=TAGS[lang],
        address=addresses.feed(listing.folder, lang),
        json=addresses.json_feed(lang) if listing.kind == "home" else "",
        page=addresses.listing(listing.folder, lang),
        updated=max((entry.updated for entry in entries), default=_rfc3339(_midnight(presenter))),
        entries=entries,
    )


def _entry(story: Story, presenter: Presenter) -> FeedEntry:
    article = story.in_(presenter.lang)
    record: Article = article.record
    return FeedEntry(
        uuid=_uuid(presenter.registries.site.uuid, f"article {record.slug}", record.lang),
        entry=presenter.entry(story),
        published=_rfc3339(record.date),
        updated=_rfc3339(record.updated or record.date),
        dateline=record.dateline,
        authors=presenter.authors(article.signed),
        pictures=tuple(map(presenter.album.view, article.body_pictures)),
    )


def _uuid(site: UUID, name: str, lang: Lang) -> str:
    return uuid5(site, f"{name} {lang}").urn


def _midnight(presenter: Presenter) -> datetime:
    """The start of the day the site was founded: when a feed without stories was last changed."""
    return datetime.combine(presenter.registries.site.founded, time(), ZONE)


def _rfc3339(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds")
