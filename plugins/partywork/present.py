"""Registers and records of work → the views of one language."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from itertools import groupby

from plugins.indexes.present import Presenter
from plugins.indexes.stories import Story
from plugins.indexes.views import Frame, Link
from plugins.newsroom import addresses
from plugins.newsroom.branch import Branch
from plugins.newsroom.calendar import theme_days
from plugins.newsroom.figure import PublishedFigure, Register
from plugins.newsroom.months import Mark, Month, month_grid
from plugins.newsroom.phrasing import figure, phrase, said
from plugins.newsroom.requirement import Requirement, read
from plugins.newsroom.statistics import Coverage, attendance

from .charts import Charts
from .citations import Citations
from .ledger import Ledger, Record
from .projects import ProjectPresenter
from .trace import Change, Span, Trace
from .views import (
    BranchesView,
    BranchReading,
    BranchView,
    Charge,
    Cited,
    CitedGroup,
    Commit,
    Evidence,
    Fact,
    Item,
    Node,
    OverviewView,
    PlaceView,
    ProjectsView,
    ReadingView,
    RequirementReading,
    StatisticsView,
    ThemeDay,
    ThemeDaysView,
    Trail,
    Year,
)
from .words import Words


class PartyPresenter:
    """Says what party work shows, in one language."""

    def __init__(
        self, presenter: Presenter, ledger: Ledger, stories: dict[str, Story], trace: Callable[[], Trace]
    ) -> None:
        self._presenter = presenter
        self.ui = presenter.interface
        self.lang = presenter.lang
        self.words = Words(presenter.interface)
        self._ledger = ledger
        self._registries = presenter.registries
        self._cited = Citations(presenter, stories)
        self._trace = trace

    # -- frames and links

    def frame(self, folder: str, title: str, description: str) -> Frame:
        """The frame of a page at `folder`, which exists in every language."""
        return self._presenter.frame(
            self._presenter.everywhere(folder), title, description, current="overview"
        )

    def way(self, folder: str) -> Link:
        """A page of party work."""
        return self._presenter.way(folder)

    def trail(self, *folders: str) -> tuple[Link, ...]:
        """The pages above a page of party work."""
        return (self._presenter.home(), *map(self._presenter.way, folders))

    # -- figures

    def overview(self) -> OverviewView:
        """All published figures, story by story, the newest story first."""
        figures = list(self._registries.figures)
        by_story: dict[str, list[PublishedFigure]] = {}
        for one in figures:
            by_story.setdefault(one.story, []).append(one)
        groups = (
            CitedGroup(source, day, tuple(map(self.cited, by_story[slug])))
            for slug in self._cited.in_order(by_story)
            if (source := self._cited.link(slug)) and (day := self._cited.day(slug))
        )
        large = tuple(self.cited(one) for one in figures if one.shown)
        ways = tuple(
            map(self._presenter.way, ("branches/", "theme-days/", "projects/", "statistics/", "data/"))
        )
        return OverviewView(large, tuple(groups), ways)

    def cited(self, one: PublishedFigure) -> Cited:
        """A published figure with its source."""
        return Cited(
            figure(one.value, one.name.in_(self.lang), self.lang),
            said(one.value, self.lang),
            self._cited.link(one.story) or Link(one.story, None),
            self.ui.date(one.as_of) if one.as_of else "",
            one.note.in_(self.lang) if one.note else "",
        )

    def published(self, register: Register) -> Cited | None:
        """The published number of records of a register."""
        found = (one for one in self._registries.figures if one.counts == register)
        return next(map(self.cited, found), None)

    # -- organizations

    def branches(self) -> BranchesView:
        """The whole tree."""
        nodes = tuple(self._node(branch) for branch in self._ledger.tree.children(None))
        return BranchesView(self.published("branches"), nodes)

    def _node(self, branch: Branch, deep: bool = True) -> Node:
        below = self._ledger.tree.children(branch.id) if deep else ()
        return Node(
            self._presenter.branch(branch.id),
            self.words.organization(branch.kind),
            branch.sample,
            tuple(map(self._node, below)),
        )

    def branch(self, branch: Branch, records: list[Record]) -> BranchView:
        """The page of an organization; `records` are those that it is in, the oldest first."""
        above = tuple(self._presenter.branch(one.id) for one in self._ledger.tree.above(branch.id))
        trace = self._trace() if records else Trace()
        return BranchView(
            trail=(*self.trail("branches/"), *above),
            facts=tuple(self._facts(branch)),
            sample=branch.sample,
            below=tuple(self._node(one, deep=False) for one in self._ledger.tree.children(branch.id)),
            readings=tuple(
                Link(self.ui.year(year), addresses.listing(reading_folder(branch.id, year), self.lang))
                for year in self._ledger.years_below(branch.id)
            ),
            partners=tuple(self._partners(branch, records)),
            years=tuple(self._years(branch, records, trace)),
            history=self._history(trace),
            is_branch=branch.kind == "branch",
        )

    def _facts(self, branch: Branch) -> Iterator[Fact]:
        gettext = self.ui.gettext
        yield Fact(gettext("Kind"), self.words.organization(branch.kind))
        if branch.sector:
            yield Fact(gettext("Field"), self.words.sector(branch.sector))
        place = self._presenter.town(branch.place) if branch.place else Link(self.words.unknown(), None)
        yield Fact(gettext("Towns"), place.text, place.address)
        yield Fact(gettext("Set up on"), self.words.day(branch.valid_from))
        if branch.valid_to:
            yield Fact(gettext("Dissolved on"), self.words.day(branch.valid_to))

    def _partners(self, branch: Branch, records: Iterable[Record]) -> Iterator[tuple[Link, str]]:
        """In the order of the register, never by how often."""
        together = Counter(id_ for record in records for id_ in self._others(branch.id, record))
        for one in self._ledger.branches:
            if one.id in together:
                yield self._presenter.branch(one.id), self.words.records(together[one.id])

    def _others(self, id_: str, record: Record) -> list[str]:
        work = record.work
        return [one for one in dict.fromkeys((*work.branches, *work.partners)) if one != id_]

    def _years(self, branch: Branch, records: list[Record], trace: Trace) -> Iterator[Year]:
        for year, theirs in groupby(reversed(records), key=lambda record: record.work.held.year):
            yield Year(self.ui.year(year), tuple(self.item(record, branch.id, trace) for record in theirs))

    def item(self, record: Record, of: str = "", trace: Trace | None = None) -> Item:
        """A record in a list of the branch `of`, with its trace where there is a history."""
        work = record.work
        return Item(
            self._presenter.entry(record.story),
            self._presenter.kind(work.kind),
            work.held,
            self.ui.gettext("With: ") if of else self.ui.gettext("By: "),
            tuple(map(self._presenter.branch, self._others(of, record))),
            self.words.numbers(work),
            self._trail(trace.spans.get(record.path)) if trace and not trace.missing else None,
        )

    def _trail(self, span: Span | None) -> Trail:
        if span is None:
            return Trail(None, None)
        first, last = map(self._commit, span)
        return Trail(first, last if last != first else None)

    def _commit(self, change: Change) -> Commit:
        pattern = self._registries.site.commit_url
        address = pattern.replace("{commit}", change.commit) if pattern else None
        return Commit(change.day, change.commit[:8], address)

    def _history(self, trace: Trace) -> str:
        gettext = self.ui.gettext
        return {
            "": "",
            "none": gettext("This site was built without the history of its repository."),
            "shallow": gettext("This site was built from a part of the history of its repository."),
        }[trace.missing]

    # -- requirements

    def reading(self, branch: Branch, year: int, records: list[Record]) -> ReadingView:
        """What the branches directly below `branch` recorded in a year; `records` are theirs of that year."""
        works = [record.work for record in records]
        last = max(work.held.month for work in works)
        requirements = tuple(self._registries.requirements)
        return ReadingView(
            trail=(*self.trail("branches/"), self._presenter.branch(branch.id)),
            heading=f"{branch.name.in_(self.lang)} · {self.ui.year(year)}",
            until=self.ui.month(year, last),
            requirements=tuple(self._requirement(one, branch, year, last, records) for one in requirements),
            sample=branch.sample,
        )

    def _requirement(
        self, requirement: Requirement, branch: Branch, year: int, last: int, records: list[Record]
    ) -> RequirementReading:
        below = self._ledger.below(branch.id)
        readings = read(requirement, below, [record.work for record in records], year, last)
        lines = []
        for id_, theirs in groupby(readings, key=lambda one: one.branch):
            met, unmet = [], []
            for one in theirs:
                name = self.words.period(one.period)
                if one.works:
                    met.append(Evidence(name, tuple(self._evidence(records[n]) for n in one.works)))
                else:
                    unmet.append(name)
            lines.append(BranchReading(self._presenter.branch(id_), tuple(met), tuple(unmet)))
        name = requirement.name.in_(self.lang)
        return RequirementReading(name, requirement.sample, self._cited.link(requirement.story), tuple(lines))

    def _evidence(self, record: Record) -> Link:
        return Link(self.ui.date(record.work.held), self._presenter.entry(record.story).address)

    # -- theme days

    def theme_days(self, year: int, years: Iterable[int], records: list[Record]) -> ThemeDaysView:
        """The calendar of a year, and what was recorded; `records` are those of the year."""
        themes = [record for record in records if record.work.kind == "theme-day"]
        days = theme_days(year, self._registries.theme_days)
        covered = dict(self._ledger.coverages(year))
        return ThemeDaysView(
            trail=self.trail("theme-days/"),
            months=tuple(
                self._month(day, moved.reason.in_(self.lang) if moved else "", records) for day, moved in days
            ),
            days=tuple(
                ThemeDay(
                    day,
                    moved.reason.in_(self.lang) if moved else "",
                    self._done(covered.get(day.month), theirs),
                    tuple(map(self.item, theirs)),
                )
                for day, moved in days
                for theirs in [[record for record in themes if record.work.held.month == day.month]]
            ),
            years=tuple(
                Link(self.ui.year(one), addresses.listing(f"theme-days/{one}/", self.lang)) for one in years
            ),
            feed=addresses.calendar(self.lang),
        )

    def _done(self, found: Coverage | None, records: list[Record]) -> str:
        """How many branches recorded a theme day, and how many people that is said of."""
        if found is None or not found.recorded:
            return ""
        text = self.ui.gettext("Branches with a record: %s.") % self.words.coverage(found)
        told = [record.work for record in records if record.work.participants]
        if all_ := attendance(told):
            said = {"sum": phrase(all_, self.lang), "told": len(told), "records": len(records)}
            sentence = self.ui.gettext(
                "Took part: %(sum)s, by the %(told)d of %(records)d records that tell it."
            )
            text += self.words.space + sentence % said
        return text

    def _month(self, day: date, reason: str, records: list[Record]) -> Month:
        """A month of the calendar: its theme day leads down the page; other days with records are marked."""
        name = self.ui.gettext("Theme Party Day")
        text = f"{name}{self.ui.gettext(': ')}{reason}" if reason else name
        held = Counter(record.work.held for record in records if record.work.held.month == day.month)
        marks = [
            Mark(
                day,
                "theme",
                text,
                f"{addresses.listing(f'theme-days/{day.year}/', self.lang)}#month-{day.month}",
            )
        ]
        marks += [Mark(one, "event", self.words.records(count)) for one, count in held.items() if one != day]
        return month_grid(day.year, day.month, marks)

    # -- projects and statistics

    def projects(self) -> ProjectsView:
        """By batch and by place."""
        return ProjectPresenter(self._presenter, self._cited).view()

    def statistics(self, year: int, records: list[Record]) -> StatisticsView:
        """A year in charts."""
        charts = Charts(
            year, [record.work for record in records], self._ledger, self.words, self._presenter.kind
        )
        downloads = (f"data/{name}-{year}.csv" for name in ("activities", "statistics"))
        return StatisticsView(
            trail=self.trail("statistics/"),
            charts=tuple(charts.all()),
            sample=any(record.story.filing.sample for record in records),
            downloads=tuple(Link(name.removeprefix("data/"), name) for name in downloads),
        )

    # -- towns

    def place(self, id_: str, records: list[Record]) -> PlaceView:
        """What party work adds to the page of a town; `records` are the town's."""
        registries = self._registries
        branches = (branch for branch in self._ledger.branches if branch.place == id_)
        stations = (station for station in registries.stations if station.place == id_)
        months = groupby(reversed(records), key=lambda one: (one.work.held.year, one.work.held.month))
        return PlaceView(
            branches=tuple(self._node(branch, deep=False) for branch in branches),
            months=tuple(
                (self.ui.month(*month), f"{month[0]}-{month[1]:02}", self.words.records(len(list(theirs))))
                for month, theirs in months
            ),
            projects=tuple(
                self._presenter.project(project.id)
                for project in registries.projects
                if id_ in project.places
            ),
            stations=tuple(Link(station.name.in_(self.lang), None) for station in stations),
            charges=tuple(
                Charge(
                    contact.name.in_(self.lang),
                    contact.post.in_(self.lang),
                    contact.note.in_(self.lang) if contact.note else "",
                    self._cited.link(contact.story),
                )
                for contact in registries.contacts
                if id_ in contact.places
            ),
        )


def reading_folder(id_: str, year: int) -> str:
    """Where the reading of an organization's branches in a year stands."""
    return f"branches/{id_}/{year}/"
