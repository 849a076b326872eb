"""Stories and registries → the views of one language."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import Any

from plugins.languages.interface import OWN_NAMES, Interface
from plugins.languages.twins import alternates
from plugins.newsroom import addresses
from plugins.newsroom.activity import Activity
from plugins.newsroom.article import Article
from plugins.newsroom.byline import Byline, Credit
from plugins.newsroom.months import Mark, month_grid
from plugins.newsroom.person import AUTHORS, Role
from plugins.newsroom.phrasing import figure, said
from plugins.newsroom.place import Place
from plugins.newsroom.registries import Registries
from plugins.newsroom.text import LANGS, Lang, unbroken
from plugins.newsroom.town_map import Town, TownMap, town_map
from plugins.newsroom.work import Kind
from plugins.pictures.album import Album
from plugins.pictures.art import section_art
from plugins.pictures.views import PictureView

from .listings import FOLDERS, Listing, period_folder
from .paging import Slice, stable_pages
from .stories import Neighbours, Story
from .views import (
    ArchiveMonth,
    ArticleLayout,
    ArticleView,
    CreditLine,
    DirectoryItem,
    DirectoryView,
    Entry,
    Frame,
    FrontStory,
    Group,
    Link,
    ListingView,
    Signer,
    WorkView,
)

NAVIGATION = {"town": "towns", "topic": "topics", "person": "people", "year": "archive", "month": "archive"}
"""The item of the navigation that a kind of listing belongs to; a section is an item itself."""

PARTY_WORK = ("overview/", "branches/", "theme-days/", "projects/", "statistics/", "data/")
"""The pages that lead to the registers of party work (plugins/partywork)."""


class Presenter:
    """Says everything in one language."""

    def __init__(self, interface: Interface, registries: Registries, album: Album) -> None:
        self.interface = interface
        self.lang: Lang = interface.lang
        self.registries = registries
        self.album = album
        self._entries: dict[int, Entry] = {}
        self._links: dict[tuple[str, str], Link] = {}

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

    # -- stories

    def entry(self, story: Story) -> Entry:
        """A story as lists show it; made once a build."""
        if (known := self._entries.get(id(story))) is None:
            known = self._entries[id(story)] = self._entry(story.in_(self.lang))
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
        return tuple(
            Link(
                place.name_on(record.date.date()).in_(self.lang),
                addresses.listing(f"towns/{place.id}/", self.lang),
            )
            for place in sorted(places, key=lambda place: place.code)
        )

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

    # -- listings

    def listing(self, listing: Listing, page: Slice) -> ListingView:
        """One page of `listing`."""
        entries = tuple(map(self.entry, listing.stories[page.start : page.stop]))
        is_front = page.number is None
        return ListingView(
            kind=listing.kind,
            heading=self.heading(listing),
            intro=self.intro(listing),
            trail=self._trail(listing),
            entries=entries,
            number=page.number,
            newer=None if page.number is None else self._page(listing, page.newer),
            older=None if page.older is None else self._page(listing, page.older),
            record=listing.record,
            roles=listing.roles,
            months=self._months(listing) if listing.kind == "year" and is_front else (),
            groups=self._groups(listing.kind, entries),
            earlier=self._period(listing.older) if is_front else None,
            later=self._period(listing.newer) if is_front else None,
        )

    def heading(self, listing: Listing) -> str:
        """The name of the listing."""
        if listing.record is not None:
            return listing.record.name.in_(self.lang)
        if not listing.period:
            return self.registries.site.name.in_(self.lang)
        return self._period_name(*listing.period)

    def _period_name(self, year: int, month: int | None = None) -> str:
        return self.interface.year(year) if month is None else self.interface.month(year, month)

    def intro(self, listing: Listing) -> str:
        """One sentence about the listing, "" where the registry has none."""
        if listing.kind == "home":
            return self.registries.site.description.in_(self.lang)
        summary = getattr(listing.record, "summary", None)
        return summary.in_(self.lang) if summary else ""

    def _trail(self, listing: Listing) -> tuple[Link, ...]:
        trail = [self.home()] if listing.kind != "home" else []
        if above := NAVIGATION.get(listing.kind):
            trail.append(Link(self.directory_name(above), addresses.listing(f"{above}/", self.lang)))
        if listing.kind == "month":
            year = listing.period[0]
            trail.append(Link(self.interface.year(year), addresses.listing(period_folder(year), self.lang)))
        return tuple(trail)

    def _page(self, listing: Listing, number: int | None) -> str:
        return addresses.listing(listing.folder, self.lang, number)

    def _period(self, period: tuple[int, ...]) -> Link | None:
        if not period:
            return None
        return Link(self._period_name(*period), addresses.listing(period_folder(*period), self.lang))

    def _groups(self, kind: str, entries: Sequence[Entry]) -> tuple[Group, ...]:
        if kind == "month":
            days = groupby(entries, key=lambda entry: entry.date.date())
            return tuple(self._day_group(day, tuple(theirs)) for day, theirs in days)
        months = groupby(entries, key=lambda entry: (entry.date.year, entry.date.month))
        return tuple(self._month_group(*month, tuple(theirs)) for month, theirs in months)

    def _day_group(self, day: date, entries: tuple[Entry, ...]) -> Group:
        said, weekday = self.interface.date(day), self.interface.weekday(day)
        return Group(f"day-{day.day}", day.isoformat(), said, weekday, entries)

    def _month_group(self, year: int, month: int, entries: tuple[Entry, ...]) -> Group:
        period = f"{year}-{month:02}"
        return Group(f"month-{period}", period, self.interface.month(year, month), "", entries)

    def _months(self, listing: Listing) -> tuple[ArchiveMonth, ...]:
        days: dict[int, list[int]] = defaultdict(list)
        for story in listing.stories:
            days[story.original.date.month].append(story.original.date.day)
        return tuple(self._month(listing.period[0], month, days[month]) for month in sorted(days))

    def _month(self, year: int, month: int, days: Sequence[int]) -> ArchiveMonth:
        """`days` are those of the month's stories, newest first."""
        folder, first = period_folder(year, month), dict[int, str]()
        for page in stable_pages(len(days)):
            for day in days[page.start : page.stop]:
                first.setdefault(day, addresses.listing(folder, self.lang, page.number))
        marks = (
            Mark(date(year, month, day), "event", self._stories(count), first[day])
            for day, count in Counter(days).items()
        )
        link = Link(self._period_name(year, month), addresses.listing(folder, self.lang))
        return ArchiveMonth(link, month_grid(year, month, marks))

    def _stories(self, count: int) -> str:
        return self.interface.ngettext("%d story", "%d stories", count) % count

    # -- the front page

    def front(self, stories: Iterable[Story]) -> tuple[FrontStory, ...]:
        """The stories that stand large, each with its picture or its section's drawing."""
        return tuple(FrontStory(self.entry(story), self._front_picture(story)) for story in stories)

    def _front_picture(self, story: Story) -> PictureView | None:
        art = self.registries.sections[story.filing.category].art
        return self.entry(story).picture or (section_art(art, self.lang) if art else None)

    def towns(self, entries: Iterable[Entry]) -> TownMap:
        """The map of the towns; those are new that `entries` are about."""
        about = {place.address for entry in entries for place in entry.places}
        return town_map(
            Town(place.id, place.name.in_(self.lang), address, address in about)
            for place in self.registries.places
            for address in [addresses.listing(f"towns/{place.id}/", self.lang)]
        )

    # -- directories

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

    def item(self, listing: Listing) -> DirectoryItem:
        """One line of a directory."""
        link = Link(self.heading(listing), addresses.listing(listing.folder, self.lang))
        former = listing.record.former_names if isinstance(listing.record, Place) else ()
        names = " ".join(name.in_(self.lang) for name in former)
        return DirectoryItem(link, self.intro(listing), not listing.stories, names)
