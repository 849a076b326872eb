"""Stories and registries → the views of one language."""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import partial
from itertools import groupby
from typing import Any, cast

from plugins.languages.interface import OWN_NAMES, Interface
from plugins.languages.twins import alternates
from plugins.newsroom import addresses
from plugins.newsroom.activity import Activity
from plugins.newsroom.article import Article
from plugins.newsroom.credit import Byline, Credit
from plugins.newsroom.person import AUTHORS, Role
from plugins.newsroom.phrasing import figure, said
from plugins.newsroom.place import Place
from plugins.newsroom.registries import Registries
from plugins.newsroom.text import LANGS, Lang, unbroken
from plugins.newsroom.work import Kind
from plugins.pictures.album import Album
from plugins.pictures.views import PictureView

from .later import Later
from .listings import FOLDERS, Listing, period_folder
from .stories import Neighbours, Story
from .views import (
    ArticleLayout,
    ArticleView,
    CreditLine,
    DirectoryItem,
    DirectoryView,
    Entry,
    Frame,
    Link,
    Signer,
    WorkView,
)

NAVIGATION = {"town": "towns", "topic": "topics", "person": "people", "year": "archive", "month": "archive"}
"""The item of the navigation that a kind of listing belongs to; a section is an item itself."""

PARTY_WORK = ("overview/", "branches/", "theme-days/", "projects/", "statistics/", "data/")
"""The pages that lead to the registers of party work (plugins/partywork)."""


class Presenter:
    """Says in one language what rooms share: frames, links, stories, and what lists are called."""

    def __init__(self, interface: Interface, registries: Registries, album: Album) -> None:
        self.interface = interface
        self.lang: Lang = interface.lang
        self.registries = registries
        self.album = album
        self._entries: dict[int, Entry] = {}
        self._links: dict[tuple[str, ...], Link] = {}

    # -- frames

    def frame(self, versions: Mapping[Lang, str], title: str, description: str, **more: Any) -> Frame:
        """The frame of the page that is at `versions[self.lang]` and, in other languages, at the others."""
        other = next(lang for lang in LANGS if lang != self.lang)
        return Frame(
            lang=self.lang,
            title=title,
            description=description,
            address=versions[self.lang],
            alternates=alternates(versions, self.interface.traditional),
            elsewhere=Link(OWN_NAMES[other], versions.get(other, addresses.listing("", other))),
            has_twin=other in versions,
            **more,
        )

    def everywhere(self, folder: str, number: int | None = None) -> dict[Lang, str]:
        """The addresses of a listing page, which exists in every language."""
        return {lang: addresses.listing(folder, lang, number) for lang in LANGS}

    def search(self) -> Link:
        """The page that leads to everything."""
        return Link(self.interface.gettext("Find stories"), addresses.listing("search/", self.lang))

    def feeds(self) -> Link:
        """The page that tells how to subscribe."""
        return Link(self.interface.gettext("Feeds"), addresses.listing("feeds/", self.lang))

    def site_map(self) -> Link:
        """The page that leads to every list (网站地图)."""
        return Link(self.interface.gettext("Site map"), addresses.listing("sitemap/", self.lang))

    def way(self, folder: str) -> Link:
        """A page of party work, of `PARTY_WORK`."""
        gettext = self.interface.gettext
        names = {
            "overview/": gettext("The district in figures"),
            "branches/": gettext("Party organizations"),
            "theme-days/": gettext("Theme Party Days"),
            "projects/": gettext("Key projects"),
            "statistics/": gettext("Statistics"),
            "data/": gettext("Open data"),
        }
        return Link(names[folder], addresses.listing(folder, self.lang))

    def home(self) -> Link:
        """The front page."""
        return Link(self.interface.gettext("Home"), addresses.listing("", self.lang))

    def period(self, year: int, month: int | None = None) -> Link:
        """A year of the archive, or a month."""
        if month is None:
            return Link(self.interface.year(year), addresses.listing(period_folder(year), self.lang))
        name = self.interface.month(year, month)
        return Link(name, addresses.listing(period_folder(year, month), self.lang))

    # -- stories

    def entry(self, story: Story) -> Entry:
        """A story as lists show it; made once a build, and not before a template asks: its card may have been kept."""
        if (known := self._entries.get(id(story))) is None:
            later = Later(self.lang.encode() + story.shown, partial(self._entry, story.in_(self.lang)))
            known = self._entries[id(story)] = cast(Entry, later)
        return known

    def _entry(self, article: Any) -> Entry:
        record: Article = article.record
        return Entry(
            lang=record.lang,
            foreign=record.lang != self.lang,
            address=article.save_as,
            title=record.title,
            kicker=record.kicker,
            subtitle=record.subtitle,
            standfirst=article.standfirst,
            date=record.date,
            section=self._section(record.category),
            places=self._places(record),
            credits=self._credits(article.signed),
            picture=self._cover(record),
            sample=record.sample,
        )

    def article(
        self, article: Any, versions: Mapping[Lang, str], around: Neighbours, indexed: bool
    ) -> ArticleLayout:
        """An article's page, which is at `versions` in its languages."""
        record: Article = article.record
        frame = self.frame(
            versions, unbroken(record.title), article.standfirst, current=record.category, indexed=indexed
        )
        return ArticleLayout(frame, self._article(article, around))

    def _article(self, article: Any, around: Neighbours) -> ArticleView:
        record: Article = article.record
        byline: Byline = article.signed
        return ArticleView(
            section=self._section(record.category),
            credits=self._credits(byline),
            scope=byline.scope,
            places=self._places(record),
            topics=tuple(self._record_link("topic", self.registries.topics[id_]) for id_ in record.topics),
            projects=tuple(map(self.project, record.project)),
            branch=self.branch(record.branch) if record.branch else None,
            work=self._work(record) if isinstance(record, Activity) else None,
            awards=tuple(figure(award.number, award.name, self.lang) for award in record.awards),
            previous=self.entry(around.previous) if around.previous else None,
            next=self.entry(around.next) if around.next else None,
            related=tuple(map(self.entry, around.related)),
            cover=self._cover(record),
            pictures=tuple(map(self.album.view, article.body_pictures)),
            signers=self._signers(byline),
        )

    def _work(self, activity: Activity) -> WorkView:
        return WorkView(
            kind=self.kind(activity.kind),
            day=activity.day,
            branches=tuple(map(self.branch, dict.fromkeys(activity.branches))),
            partners=tuple(map(self.branch, dict.fromkeys(activity.partners))),
            place=self.town(activity.place) if activity.place else None,
            participants=said(activity.participants, self.lang) if activity.participants else None,
            eligible=said(activity.eligible, self.lang) if activity.eligible else None,
        )

    def branch(self, id_: str) -> Link:
        """A Party organization, by its id."""
        return self._record_link("branch", self.registries.branches[id_])

    def town(self, id_: str) -> Link:
        """A town by today's name."""
        return self._record_link("town", self.registries.places[id_])

    def project(self, id_: str) -> Link:
        """A key project; all stand on one page."""
        name = self.registries.projects[id_].name.in_(self.lang)
        return Link(name, f"{addresses.listing('projects/', self.lang)}#{id_}")

    def kind(self, kind: Kind) -> str:
        """What a kind of work is called."""
        gettext = self.interface.gettext
        names: dict[Kind, str] = {
            "theme-day": gettext("Theme Party Day"),
            "study": gettext("Study"),
            "volunteer-service": gettext("Volunteer service"),
            "visit": gettext("Visit"),
            "meeting": gettext("Meeting"),
        }
        return names[kind]

    def _cover(self, record: Article) -> PictureView | None:
        return self.album.view(record.cover) if record.cover else None

    def _section(self, id_: str) -> Link:
        return self._record_link("section", self.registries.sections[id_])

    def _record_link(self, kind: str, record: Any) -> Link:
        known = self._links.get((kind, record.id))
        if known is None:
            address = addresses.listing(f"{FOLDERS[kind]}{record.id}/", self.lang)
            known = self._links[kind, record.id] = Link(record.name.in_(self.lang), address)
        return known

    def _places(self, record: Article) -> tuple[Link, ...]:
        places = [self.registries.places[id_] for id_ in record.places]
        day = record.date.date()
        return tuple(self._place(place, day) for place in sorted(places, key=lambda place: place.code))

    def _place(self, place: Place, day: date) -> Link:
        """A town by the name that it had on `day`."""
        name = place.name_on(day).in_(self.lang)
        known = self._links.get(("town", place.id, name))
        if known is None:
            address = addresses.listing(f"towns/{place.id}/", self.lang)
            known = self._links["town", place.id, name] = Link(name, address)
        return known

    def _credits(self, byline: Byline) -> tuple[CreditLine, ...]:
        together = groupby(byline.credits, key=lambda credit: (credit.role, credit.label, credit.medium))
        return tuple(self._credit_line(list(credits)) for _, credits in together)

    def authors(self, byline: Byline) -> tuple[str, ...]:
        """The names of those who wrote what `byline` signs, each once."""
        signers = (signer for signer in self._signers(byline) if signer.role in AUTHORS)
        return tuple(dict.fromkeys(signer.name for signer in signers))

    def _signers(self, byline: Byline) -> tuple[Signer, ...]:
        """Everybody named in `byline`, once for each role."""
        signed = dict.fromkeys((credit.role, credit.name) for credit in byline.credits if credit.name)
        return tuple(self._signer(role, name) for role, name in signed)

    def _signer(self, role: Role, name: str) -> Signer:
        link, found = self._person(name), self.registries.people.find(name)
        return Signer(role, link.text, link.address, len(found) == 1 and found[0].kind == "org")

    def _credit_line(self, credits: list[Credit]) -> CreditLine:
        first = credits[0]
        names = tuple(self._person(credit.name) for credit in credits if credit.name)
        before, phrase, after = first.label.partition("…")  # 图片由…提供: the name stands in the middle
        if first.medium and first.medium not in first.label:
            after = f"（{first.medium}）"
        if before and names and not phrase:
            before += "/" if first.medium == before else " "  # 文/蔺洋, but 记者 蔺洋
        return CreditLine(first.role, before, names, after)

    def _person(self, name: str) -> Link:
        known = self._links.get(("name", name))
        if known is None:
            known = self._links["name", name] = self._link_to_person(name)
        return known

    def _link_to_person(self, name: str) -> Link:
        found = self.registries.people.find(name)
        if len(found) != 1:
            return Link(name, None)
        shown = name if self.lang == "zh" and name != found[0].id else found[0].name.in_(self.lang)
        return Link(shown, addresses.listing(f"people/{found[0].id}/", self.lang))

    # -- lists, and directories of them

    def heading(self, listing: Listing) -> str:
        """The name of the listing."""
        if listing.record is not None:
            return listing.record.name.in_(self.lang)
        if not listing.period:
            return self.registries.site.name.in_(self.lang)
        return self.period(*listing.period).text

    def intro(self, listing: Listing) -> str:
        """One sentence about the listing, "" where the registry has none."""
        if listing.kind == "home":
            return self.registries.site.description.in_(self.lang)
        summary = getattr(listing.record, "summary", None)
        return summary.in_(self.lang) if summary else ""

    def directory_name(self, kind: str) -> str:
        """The name of a directory: sections, towns, topics, people or archive."""
        gettext = self.interface.gettext
        names = {
            "sections": gettext("Sections"),
            "towns": gettext("Towns and subdistricts"),
            "topics": gettext("Topics"),
            "people": gettext("Reporters and correspondents"),
            "archive": gettext("Archive"),
        }
        return names[kind]

    def directory(self, kind: str, listings: Iterable[Listing]) -> DirectoryView:
        """All listings of one kind, in the order of their registry."""
        return DirectoryView(kind, (self.home(),), tuple(map(self.item, listings)))

    def link(self, listing: Listing) -> Link:
        """The way to a listing."""
        return Link(self.heading(listing), addresses.listing(listing.folder, self.lang))

    def item(self, listing: Listing) -> DirectoryItem:
        """One line of a directory."""
        former = listing.record.former_names if isinstance(listing.record, Place) else ()
        names = " ".join(name.in_(self.lang) for name in former)
        return DirectoryItem(self.link(listing), self.intro(listing), not listing.stories, names)
