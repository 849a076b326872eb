"""What templates are given: finished values. A template decides nothing about data.

Addresses are those of `plugins/newsroom/addresses.py`; templates turn them into links with `href`.
"""

from datetime import date, datetime
from typing import NamedTuple

from plugins.languages.twins import Alternate
from plugins.newsroom.charts import Figure
from plugins.newsroom.months import Month
from plugins.newsroom.person import Person, Role
from plugins.newsroom.place import Place
from plugins.newsroom.section import Section, Topic
from plugins.newsroom.text import Lang
from plugins.newsroom.town_map import TownMap
from plugins.pictures.views import PictureView

from .later import Later


class Link(NamedTuple):
    """Words that lead somewhere, or nowhere: `address` is None where there is no page."""

    text: str
    address: str | None


class FeedLink(NamedTuple):
    """A feed that belongs to a page."""

    type: str
    """The media type."""
    address: str


class Frame(NamedTuple):
    """What every page says of itself and shows around its content."""

    lang: Lang
    title: str
    description: str
    address: str
    alternates: tuple[Alternate, ...]
    """hreflang links, this page among them; empty where there is no page in another language."""
    elsewhere: Link
    """The other language: this page's twin if there is one, else that language's home page."""
    has_twin: bool
    current: str = ""
    """The item of the navigation that the page belongs to: a section's id, `towns`, `topics`, `archive`."""
    feeds: tuple[FeedLink, ...] = ()
    indexed: bool = True
    """False asks search engines to stay away: drafts, hidden stories, redirects."""


class CreditLine(NamedTuple):
    """One role and everybody in it: 通讯员 鲁情情 乔淑洁; 图片由 惠济区委组织部 提供."""

    role: Role
    before: str
    """The Chinese words in front of the names, as printed (本报记者); English templates name the role instead."""
    names: tuple[Link, ...]
    """None for a picture from an archive (资料图片), which names nobody."""
    after: str = ""


class Signer(NamedTuple):
    """Somebody who signed a story, as machines are told."""

    role: Role
    name: str
    address: str | None
    is_collective: bool
    """Whether several people sign by this name (惠组宣)."""


class Entry(NamedTuple):
    """A story as a list shows it, in the language of the list where it exists in that language."""

    lang: Lang
    foreign: bool
    """Whether the story is in another language than the list."""
    address: str
    title: str
    kicker: str | None
    subtitle: str | None
    standfirst: str
    date: datetime
    section: Link
    places: tuple[Link, ...]
    """With the names that were valid on the story's date."""
    credits: tuple[CreditLine, ...]
    picture: PictureView | None = None
    sample: bool = False


class WorkView(NamedTuple):
    """What a record of work says beside its text; None where it is not told."""

    kind: str
    day: date
    branches: tuple[Link, ...]
    partners: tuple[Link, ...]
    place: Link | None
    participants: str | None
    eligible: str | None


class ArticleView(NamedTuple):
    """What an article's page shows beside its own fields and text."""

    section: Link
    credits: tuple[CreditLine, ...]
    scope: str | None
    places: tuple[Link, ...]
    topics: tuple[Link, ...]
    projects: tuple[Link, ...]
    previous: Entry | None
    """The story before it in its section (older), and after it (newer)."""
    next: Entry | None
    related: tuple[Entry, ...]
    """Up to three stories that share a topic or town and are not newer."""
    cover: PictureView | None = None
    pictures: tuple[PictureView, ...] = ()
    """Those in the text, in order: the numbers among `article.content|parts` count them from 0."""
    branch: Link | None = None
    """The Party organization that a story is about."""
    work: WorkView | None = None
    awards: tuple[Figure, ...] = ()
    signers: tuple[Signer, ...] = ()


class ArticleLayout(NamedTuple):
    """An article's page."""

    frame: Frame
    view: ArticleView


class ArchiveMonth(NamedTuple):
    """A month of a year: days with stories are marked, and lead to the page where the first of them stands."""

    link: Link
    calendar: Month


class Group(NamedTuple):
    """Stories of one day, or of one month."""

    anchor: str
    period: str
    """As `<time datetime>` has it: 2017-10-12, 2017-10."""
    text: str
    note: str
    """The day of the week; "" for a month."""
    entries: tuple[Entry, ...]


class ListingView(NamedTuple):
    """One page of a listing: its front, or one of the full pages that never change."""

    kind: str
    """home, section, town, topic, person, year or month."""
    heading: str
    intro: str
    trail: tuple[Link, ...]
    """The pages above this one, from the home page down."""
    entries: tuple[Entry, ...]
    number: int | None
    """None on the front; full pages are numbered from the oldest, beginning with 1."""
    newer: str | None
    older: str | None
    record: Section | Place | Topic | Person | None = None
    roles: tuple[Role, ...] = ()
    """A person's roles, in the order in which a byline prints them."""
    months: tuple[ArchiveMonth, ...] = ()
    """Those of a year that have stories and are over; on the front only, since full pages never change."""
    running: Link | None = None
    """The newest month of the newest year, whose stories are not here yet; on the front only."""
    groups: tuple[Group, ...] = ()
    """The entries once more: those of a month day by day, all others month by month."""
    earlier: Link | None = None
    """The year or month before this one that has stories; on the front only, as `later`."""
    later: Link | None = None


class DirectoryItem(NamedTuple):
    """One line of a directory; `empty` where there is no story yet."""

    link: Link
    note: str
    empty: bool
    former: str = ""
    """Names that are no longer used, by which it is found too."""


class DirectoryView(NamedTuple):
    """All sections, towns, topics or people, or the years of the archive."""

    kind: str
    """sections, towns, topics, people or archive."""
    trail: tuple[Link, ...]
    items: tuple[DirectoryItem, ...]


class Filter(NamedTuple):
    """What results of a search can be narrowed to: a field of the form."""

    name: str
    label: str
    choices: tuple[tuple[str, str], ...]
    """Values, each with its words."""


class FrontStory(NamedTuple):
    """A story that stands large on the front page."""

    entry: Entry
    picture: PictureView | None
    """Its own, or its section's drawing."""


class HomeView(NamedTuple):
    """The front page."""

    day: date | None
    """Of the newest story."""
    lead: FrontStory | None
    rail: tuple[FrontStory, ...]
    """Up to three, beside the lead."""
    more: tuple[Entry, ...]
    towns: TownMap
    """Those are new that the stories of this page are about."""
    topics: tuple[DirectoryItem, ...]
    """The first that have a story."""


class ListingLayout(NamedTuple):
    """A page of a listing; the front page of the site has a `home`."""

    frame: Frame
    listing: ListingView
    home: HomeView | None = None
    beside: Later | None = None
    """What party work adds to a town's front (plugins/partywork/views.py, PlaceView)."""


class Menus(NamedTuple):
    """What stands around every page of one language."""

    home: Link
    sections: tuple[tuple[str, Link], ...]
    """Sections that have a story, each with its id."""
    directories: tuple[tuple[str, Link], ...]
    """All directories, each with its kind."""
    search: Link
    pages: tuple[Link, ...]
    """About, accessibility …: the pages that exist in this language."""
    feeds: Link
    """The page that tells how to subscribe."""
    site_map: Link
    addresses: frozenset[str | None]
    """Everything that these menus lead to."""


class FeedEntry(NamedTuple):
    """A story in a feed."""

    uuid: str
    """Stable: made of the site's own number, the language and the slug, not of the domain."""
    entry: Entry
    published: str
    """RFC 3339."""
    updated: str
    dateline: str | None
    authors: tuple[str, ...]
    pictures: tuple[PictureView, ...]
    """Those in its text."""


class FeedView(NamedTuple):
    """A feed of the newest stories of one listing."""

    uuid: str
    title: str
    subtitle: str
    tag: str
    """BCP 47: the language of the feed and of every story in it."""
    address: str
    json: str
    """Of the JSON Feed, which only the whole site has."""
    page: str
    updated: str
    entries: tuple[FeedEntry, ...]


class FeedItem(NamedTuple):
    """A feed as a reader may choose it."""

    name: str
    page: str
    """What it is the feed of."""
    links: tuple[FeedLink, ...]


class FeedGroup(NamedTuple):
    """The feeds of one kind: of the whole site, of sections, of towns."""

    kind: str
    name: str
    feeds: tuple[FeedItem, ...]


class FeedsView(NamedTuple):
    """Everything that can be subscribed to in one language."""

    groups: tuple[FeedGroup, ...]
    opml: str
    """The address of the list for programs."""
    calendar: str
