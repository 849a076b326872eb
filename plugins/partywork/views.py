"""What the templates of party work are given: finished values. Numbers are words, as they are printed."""

from datetime import date
from typing import NamedTuple

from plugins.indexes.views import Entry, Frame, Link
from plugins.newsroom.charts import Bars, Batch, Figure
from plugins.newsroom.months import Month


class Fact(NamedTuple):
    """A line of a list of facts."""

    label: str
    text: str
    address: str | None = None


class Node(NamedTuple):
    """A Party organization in the tree."""

    link: Link
    kind: str
    sample: bool
    children: "tuple[Node, ...]" = ()


class Commit(NamedTuple):
    """A change of a file."""

    day: date
    name: str
    """The first eight digits of the commit."""
    address: str | None
    """Where the change can be read, outside this site; None where the site names no repository."""


class Trail(NamedTuple):
    """What the history of the repository says of a record; both None where it has no commit yet."""

    first: Commit | None
    last: Commit | None


class Item(NamedTuple):
    """A record of work in a list."""

    entry: Entry
    kind: str
    day: date
    label: str
    """What stands before `beside`."""
    beside: tuple[Link, ...]
    """The Party organizations of the record; on the page of one of them, the others."""
    numbers: str
    """How many took part, of how many; "" where it is not told."""
    trail: Trail | None = None


class Year(NamedTuple):
    """The records of a year, the newest first."""

    name: str
    items: tuple[Item, ...]


class Cited(NamedTuple):
    """A figure with the story that told it."""

    figure: Figure
    printed: str
    source: Link
    as_of: str
    """ "" where it is not published."""
    note: str


class CitedGroup(NamedTuple):
    """The figures of one story."""

    source: Link
    day: date
    figures: tuple[Cited, ...]


class OverviewView(NamedTuple):
    """The district in figures."""

    large: tuple[Cited, ...]
    groups: tuple[CitedGroup, ...]
    ways: tuple[Link, ...]


class BranchesView(NamedTuple):
    """All Party organizations."""

    published: Cited | None
    nodes: tuple[Node, ...]


class BranchView(NamedTuple):
    """One Party organization."""

    trail: tuple[Link, ...]
    facts: tuple[Fact, ...]
    sample: bool
    below: tuple[Node, ...]
    readings: tuple[Link, ...]
    """Year by year: which requirements the branches directly below it met."""
    partners: tuple[tuple[Link, str], ...]
    """Each with how many records both are in."""
    years: tuple[Year, ...]
    history: str
    """Why nothing is said of changes; "" where the history is there."""
    is_branch: bool


class Evidence(NamedTuple):
    """A period in which there are records, with them."""

    name: str
    records: tuple[Link, ...]


class BranchReading(NamedTuple):
    """What one branch recorded of a requirement."""

    branch: Link
    met: tuple[Evidence, ...]
    unmet: tuple[str, ...]
    """Periods without a record."""


class RequirementReading(NamedTuple):
    """A requirement, and what each branch recorded of it."""

    name: str
    sample: bool
    source: Link | None
    branches: tuple[BranchReading, ...]


class ReadingView(NamedTuple):
    """The district's requirements and the records of an organization's branches in one year."""

    trail: tuple[Link, ...]
    heading: str
    until: str
    """The last month that has a record of these branches."""
    requirements: tuple[RequirementReading, ...]
    sample: bool


class ThemeDay(NamedTuple):
    """A theme Party day, and what was recorded of its month."""

    day: date
    moved: str
    """Why it was held on another day; "" where it was not."""
    finding: str
    items: tuple[Item, ...]


class ThemeDaysView(NamedTuple):
    """The theme Party days of a year."""

    trail: tuple[Link, ...]
    months: tuple[Month, ...]
    days: tuple[ThemeDay, ...]
    years: tuple[Link, ...]
    feed: str


class ProjectView(NamedTuple):
    """A key project."""

    id: str
    name: str
    sample: bool
    stages: tuple[str, ...]
    reached: int
    """-1 where no stage was published."""
    facts: tuple[Fact, ...]
    steps: tuple[tuple[str, str, Link | None], ...]
    """Stage, day as printed, story."""


class BatchView(NamedTuple):
    """A batch with its projects."""

    id: str
    name: str
    facts: tuple[Fact, ...]
    projects: tuple[ProjectView, ...]
    sums: tuple[Fact, ...]
    """Totals over the projects whose investment was published, and of how many that is said."""


class PlaceProjects(NamedTuple):
    """Projects of a town."""

    place: Link
    projects: tuple[Link, ...]


class ProjectsView(NamedTuple):
    """All key projects."""

    timeline: tuple[Batch, ...]
    batches: tuple[BatchView, ...]
    places: tuple[PlaceProjects, ...]
    unplaced: int
    """Projects whose town was not published."""


class StatisticsView(NamedTuple):
    """A year in numbers."""

    trail: tuple[Link, ...]
    charts: tuple[Bars, ...]
    sample: bool
    downloads: tuple[Link, ...]


class Charge(NamedTuple):
    """Who is in charge of a town, as a post."""

    name: str
    post: str
    note: str
    source: Link | None


class PlaceView(NamedTuple):
    """What party work adds to a town's page."""

    branches: tuple[Node, ...]
    months: tuple[tuple[str, str, str], ...]
    """Newest first: the month, for machines too, and how many records there are."""
    projects: tuple[Link, ...]
    stations: tuple[Link, ...]
    charges: tuple[Charge, ...]


class Download(NamedTuple):
    """A data set."""

    name: str
    about: str
    files: tuple[Link, ...]


class DataView(NamedTuple):
    """Everything that can be taken along as data."""

    sets: tuple[Download, ...]
    licence: Link


class Layout(NamedTuple):
    """A page of party work: what every page has, and its own."""

    frame: Frame
    view: object
