"""Which listings there are: the home page, and one for each section, town, topic, person, year and month."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from plugins.newsroom.person import Person, Role
from plugins.newsroom.place import Place
from plugins.newsroom.registries import Registries
from plugins.newsroom.section import Section, Topic

from .paging import Slice
from .stories import Story, finished

FOLDERS = {
    "section": "sections/",
    "town": "towns/",
    "topic": "topics/",
    "person": "people/",
    "branch": "branches/",
}


@dataclass(frozen=True)
class Listing:
    """A list of stories, newest first, that is published at `folder` (`towns/guxing/`) in every language."""

    kind: str
    folder: str
    stories: Sequence[Story]
    record: Section | Place | Topic | Person | None = None
    period: tuple[int, ...] = ()
    """A year, or a year and a month."""
    roles: tuple[Role, ...] = ()
    older: tuple[int, ...] = ()
    """Of a year or month: the one before it that has stories; empty where there is none."""
    newer: tuple[int, ...] = ()
    running: tuple[int, ...] = ()
    """Of the newest year: its newest month, whose stories are on the front of that month alone until it is over."""

    def on(self, page: Slice) -> Sequence[Story]:
        """The stories that one of its pages shows: so a new story does not change the front of its year."""
        stories = self.stories[page.start : page.stop]
        return list(finished(stories, self.running)) if self.running and page.number is None else stories


def all_listings(stories: Sequence[Story], registries: Registries) -> Iterator[Listing]:
    """Every listing, with or without stories; `stories` are newest first, and so is each listing."""
    yield Listing("home", "", stories)
    filed = _file(stories)
    for kind, registry in (
        ("section", registries.sections),
        ("town", registries.places),
        ("topic", registries.topics),
    ):
        for record in registry:
            yield Listing(kind, f"{FOLDERS[kind]}{record.id}/", filed[f"{kind} {record.id}"], record)
    yield from _people(stories, registries)
    yield from _periods(stories)


def _file(stories: Sequence[Story]) -> dict[str, list[Story]]:
    filed: dict[str, list[Story]] = defaultdict(list)
    for story in stories:
        filing = story.filing
        filed[f"section {filing.category}"].append(story)
        for id_ in filing.towns:
            filed[f"town {id_}"].append(story)
        for id_ in filing.topics:
            filed[f"topic {id_}"].append(story)
    return filed


def _people(stories: Sequence[Story], registries: Registries) -> Iterator[Listing]:
    """Identity comes from the register: a name that nobody or several people have makes no listing."""
    theirs: dict[str, list[Story]] = defaultdict(list)
    roles: dict[str, dict[Role, None]] = defaultdict(dict)
    for story in stories:
        for id_, had in story.filing.signers:
            theirs[id_].append(story)
            roles[id_].update(dict.fromkeys(had))
    for person in registries.people:
        shown = tuple(roles[person.id]) or (person.role,)
        yield Listing("person", f"people/{person.id}/", theirs[person.id], person, roles=shown)


def _periods(stories: Sequence[Story]) -> Iterator[Listing]:
    periods: dict[tuple[int, ...], list[Story]] = defaultdict(list)
    for story in stories:
        periods[story.month[:1]].append(story)
        periods[story.month].append(story)
    for kind, length in (("year", 1), ("month", 2)):
        of_kind = sorted((period for period in periods if len(period) == length), reverse=True)
        beside = [(), *of_kind, ()]
        for newer, period, older in zip(beside, of_kind, beside[2:], strict=False):
            folder = period_folder(*period)
            running = stories[0].month if kind == "year" and not newer else ()
            yield Listing(
                kind, folder, periods[period], period=period, older=older, newer=newer, running=running
            )


def period_folder(year: int, month: int | None = None) -> str:
    """`archive/2017/` or `archive/2017/10/`."""
    return f"archive/{year}/" if month is None else f"archive/{year}/{month:02}/"
