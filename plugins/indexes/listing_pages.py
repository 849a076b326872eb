"""Listings → the views of their pages in one language: the front page, a list by month or day, a year of calendars."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from itertools import groupby, islice

from plugins.languages.interface import Interface
from plugins.newsroom import addresses
from plugins.newsroom.months import Mark, month_grid
from plugins.newsroom.town_map import Town, TownMap, town_map
from plugins.pictures.art import section_art

from .listings import Listing, period_folder
from .paging import Paging, Slice
from .present import NAVIGATION, Presenter
from .stories import Story, finished
from .views import ArchiveMonth, Entry, FrontStory, Group, HomeView, Link, ListingView

RAIL = 3
"""Stories beside the lead of the front page."""

TOPICS = 6
"""On the front page, in the order of their register."""


def listing_view(listing: Listing, page: Slice, presenter: Presenter) -> ListingView:
    """One page of `listing`."""
    stories = listing.on(page)
    entries = tuple(map(presenter.entry, stories))
    days = [story.in_(presenter.lang).date for story in stories]
    is_front = page.number is None
    return ListingView(
        kind=listing.kind,
        heading=presenter.heading(listing),
        intro=presenter.intro(listing),
        trail=tuple(_trail(listing, presenter)),
        entries=entries,
        number=page.number,
        newer=None if page.number is None else _page(listing, page.newer, presenter),
        older=None if page.older is None else _page(listing, page.older, presenter),
        record=listing.record,
        roles=listing.roles,
        months=tuple(_months(listing, presenter)) if listing.kind == "year" and is_front else (),
        groups=tuple(_groups(listing.kind, zip(days, entries, strict=True), presenter.interface)),
        running=presenter.period(*listing.running) if is_front and listing.running else None,
        earlier=presenter.period(*listing.older) if is_front and listing.older else None,
        later=presenter.period(*listing.newer) if is_front and listing.newer else None,
    )


def home_view(
    listing: Listing, entries: Sequence[Entry], topics: Iterable[Listing], presenter: Presenter
) -> HomeView:
    """The front page of `listing`, whose first page has these entries; `topics` are all that there are."""
    front = [_front_story(story, presenter) for story in listing.stories[: 1 + RAIL]]
    told = (topic for topic in topics if topic.stories)
    return HomeView(
        day=entries[0].date.date() if entries else None,
        lead=front[0] if front else None,
        rail=tuple(front[1:]),
        more=tuple(entries[1 + RAIL :]),
        towns=_towns(entries, presenter),
        topics=tuple(map(presenter.item, islice(told, TOPICS))),
    )


def _front_story(story: Story, presenter: Presenter) -> FrontStory:
    """A story that stands large, with its picture or its section's drawing."""
    entry, art = presenter.entry(story), presenter.registries.sections[story.filing.category].art
    return FrontStory(entry, entry.picture or (section_art(art, presenter.lang) if art else None))


def _towns(entries: Iterable[Entry], presenter: Presenter) -> TownMap:
    """The map of the towns; those are new that `entries` are about."""
    about = {place.address for entry in entries for place in entry.places}
    return town_map(
        Town(place.id, place.name.in_(presenter.lang), address, address in about)
        for place in presenter.registries.places
        for address in [addresses.listing(f"towns/{place.id}/", presenter.lang)]
    )


def _page(listing: Listing, number: int | None, presenter: Presenter) -> str:
    return addresses.listing(listing.folder, presenter.lang, number)


def _trail(listing: Listing, presenter: Presenter) -> Iterator[Link]:
    """The pages above."""
    if listing.kind != "home":
        yield presenter.home()
    if above := NAVIGATION.get(listing.kind):
        yield Link(presenter.directory_name(above), addresses.listing(f"{above}/", presenter.lang))
    if listing.kind == "month":
        yield presenter.period(listing.period[0])


# -- entries by month, in a month by day


def _groups(kind: str, entries: Iterable[tuple[datetime, Entry]], interface: Interface) -> Iterator[Group]:
    """Of entries with their dates, which are known before an entry is made."""
    if kind == "month":
        for day, theirs in groupby(entries, key=lambda dated: dated[0].date()):
            yield _day_group(day, tuple(entry for _, entry in theirs), interface)
        return
    for month, theirs in groupby(entries, key=lambda dated: (dated[0].year, dated[0].month)):
        yield _month_group(*month, tuple(entry for _, entry in theirs), interface)


def _day_group(day: date, entries: tuple[Entry, ...], interface: Interface) -> Group:
    said, weekday = interface.date(day), interface.weekday(day)
    return Group(f"day-{day.day}", day.isoformat(), said, weekday, entries)


def _month_group(year: int, month: int, entries: tuple[Entry, ...], interface: Interface) -> Group:
    period = f"{year}-{month:02}"
    return Group(f"month-{period}", period, interface.month(year, month), "", entries)


# -- a year as calendars


def _months(listing: Listing, presenter: Presenter) -> Iterator[ArchiveMonth]:
    """The months of a year that have stories and are over."""
    months: dict[int, list[Story]] = defaultdict(list)
    for story in finished(listing.stories, listing.running):
        months[story.original.date.month].append(story)
    for month in sorted(months):
        yield _month(listing.period[0], month, months[month], presenter)


def _month(year: int, month: int, stories: Sequence[Story], presenter: Presenter) -> ArchiveMonth:
    """A month that has these stories, newest first."""
    folder, first = period_folder(year, month), dict[int, str]()
    days = [story.original.date.day for story in stories]
    for page in Paging(bytes(story.filing.mark for story in stories)).pages:
        for day in days[page.start : page.stop]:
            first.setdefault(day, addresses.listing(folder, presenter.lang, page.number))
    marks = (
        Mark(date(year, month, day), "event", _stories(count, presenter.interface), first[day])
        for day, count in Counter(days).items()
    )
    return ArchiveMonth(presenter.period(year, month), month_grid(year, month, marks))


def _stories(count: int, interface: Interface) -> str:
    return interface.ngettext("%d story", "%d stories", count) % count
