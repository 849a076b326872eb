"""Which listings there are: the home page, and one for each section, town, topic, person, year and month."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, partial

from plugins.newsroom.person import Person, Role
from plugins.newsroom.place import Place
from plugins.newsroom.registries import Registries
from plugins.newsroom.section import Section, Topic

from .paging import Paging, Slice
from .stories import Stories, Story, Timeline, finished

FOLDERS = {
    "section": "sections/",
    "town": "towns/",
    "topic": "topics/",
    "person": "people/",
    "branch": "branches/",
}


@dataclass(frozen=True, eq=False)
class Listing:
    """A list of stories that is published at `folder` (`towns/guxing/`) in every language."""

    kind: str
    folder: str
    find: Callable[[], Stories]
    """Finds its stories when they are asked for: nobody does as long as its pages are what they were."""
    record: Section | Place | Topic | Person | None = None
    find_roles: Callable[[], tuple[Role, ...]] = tuple
    period: tuple[int, ...] = ()
    """A year, or a year and a month."""
    older: tuple[int, ...] = ()
    """Of a year or month: the one before it that has stories; empty where there is none."""
    newer: tuple[int, ...] = ()
    running: tuple[int, ...] = ()
    """Of the newest year: its newest month, whose stories are on the front of that month alone until it is over."""

    @cached_property
    def stories(self) -> Stories:
        """The newest first."""
        return self.find()

    @cached_property
    def paging(self) -> Paging:
        """How its stories are cut into pages."""
        return Paging(self.stories.marks)

    @cached_property
    def roles(self) -> tuple[Role, ...]:
        """Of a person: in which roles he signed."""
        return self.find_roles()

    def on(self, page: Slice) -> Sequence[Story]:
        """The stories that one of its pages shows: so a new story does not change the front of its year."""
        stories = self.stories[page.start : page.stop]
        return list(finished(stories, self.running)) if self.running and page.number is None else stories


def all_listings(timeline: Timeline, registries: Registries) -> Iterator[Listing]:
    """Every listing, with or without stories."""
    yield Listing("home", "", lambda: timeline.stories)
    for kind, registry in (
        ("section", registries.sections),
        ("town", registries.places),
        ("topic", registries.topics),
    ):
        for record in registry:
            find = partial(timeline.filed, f"{kind} {record.id}")
            yield Listing(kind, f"{FOLDERS[kind]}{record.id}/", find, record)
    for person in registries.people:
        # Identity comes from the register: a name that nobody or several people have makes no listing.
        find = partial(timeline.signed, person.id)
        yield Listing(
            "person", f"{FOLDERS['person']}{person.id}/", find, person, partial(_roles, timeline, person)
        )
    yield from _periods(timeline)


def _roles(timeline: Timeline, person: Person) -> tuple[Role, ...]:
    return tuple(timeline.roles(person.id)) or (person.role,)


def _periods(timeline: Timeline) -> Iterator[Listing]:
    months = sorted(timeline.months, reverse=True)
    years = list(dict.fromkeys(month[:1] for month in months))
    of_kinds: tuple[tuple[str, Sequence[tuple[int, ...]]], ...] = (("year", years), ("month", months))
    for kind, of_kind in of_kinds:
        beside = [(), *of_kind, ()]
        for newer, period, older in zip(beside, of_kind, beside[2:], strict=False):
            folder, find = period_folder(*period), partial(timeline.of_month, *period)
            running = months[0] if kind == "year" and not newer else ()
            yield Listing(kind, folder, find, period=period, older=older, newer=newer, running=running)


def period_folder(year: int, month: int | None = None) -> str:
    """`archive/2017/` or `archive/2017/10/`."""
    return f"archive/{year}/" if month is None else f"archive/{year}/{month:02}/"
