"""All records of work of a site, found by branch, by town and by year."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from plugins.indexes.stories import Story
from plugins.newsroom.branch import Branch, Tree
from plugins.newsroom.calendar import theme_days
from plugins.newsroom.registries import Registries
from plugins.newsroom.statistics import Coverage, coverage, grouped, months, standing
from plugins.newsroom.work import Work


class Record(NamedTuple):
    """A record of work and the story that tells of it."""

    work: Work
    story: Story

    @property
    def path(self) -> str:
        """Of its Chinese file, below `content/`."""
        return str(self.story.original.get_relative_source_path())


class Ledger:
    """Records in the order of their days, the oldest first."""

    def __init__(self, registries: Registries, stories: Iterable[Story]) -> None:
        self.registries = registries
        self._standing: dict[date, frozenset[str]] = {}
        self.branches = registries.branches
        self.tree = Tree(self.branches)
        works = ((story.original.work, story) for story in stories)
        records = [Record(work, story) for work, story in works if work is not None]
        self.records = sorted(records, key=_order)
        self.of_branch: dict[str, list[Record]] = defaultdict(list)
        """Records of each branch, and those in which it is a partner."""
        self.of_town: dict[str, list[Record]] = defaultdict(list)
        self.of_year: dict[int, list[Record]] = defaultdict(list)
        for record in self.records:
            for id_ in dict.fromkeys((*record.work.branches, *record.work.partners)):
                self.of_branch[id_].append(record)
            for id_ in self.places(record.work):
                self.of_town[id_].append(record)
            self.of_year[record.work.held.year].append(record)

    def standing(self, day: date) -> frozenset[str]:
        """The branches that existed on `day`."""
        known = self._standing.get(day)
        if known is None:
            known = self._standing[day] = standing(self.branches, day)
        return known

    def coverages(self, year: int) -> list[tuple[int, Coverage]]:
        """Month by month: how many of the branches of the theme Party day recorded one that month."""
        works = [record.work for record in self.of_year.get(year, ())]
        themes = (work for work in works if work.kind == "theme-day")
        by_month = grouped(themes, lambda work: [work.held.month])
        days = theme_days(year, self.registries.theme_days)
        return [
            (month, coverage(by_month.get(month, ()), self.standing(days[month - 1][0])))
            for month in months(works)
        ]

    def places(self, work: Work) -> tuple[str, ...]:
        """The towns of a record: where it was, or else where its branches are."""
        if work.place:
            return (work.place,)
        places = (self.branches[id_].place for id_ in work.branches)
        return tuple(dict.fromkeys(place for place in places if place))

    def sectors(self, work: Work) -> tuple[str, ...]:
        """The fields in which the branches of a record work."""
        sectors = (self.branches[id_].sector for id_ in work.branches)
        return tuple(dict.fromkeys(sector for sector in sectors if sector))

    def below(self, id_: str) -> tuple[Branch, ...]:
        """The branches (党支部) directly below an organization."""
        return tuple(branch for branch in self.tree.children(id_) if branch.kind == "branch")

    def years_below(self, id_: str) -> list[int]:
        """The years in which the branches directly below an organization have records, the newest first."""
        return sorted(
            {
                record.work.held.year
                for branch in self.below(id_)
                for record in self.of_branch.get(branch.id, ())
                if branch.id in record.work.branches
            },
            reverse=True,
        )

    def of_branches_below(self, id_: str, year: int) -> list[Record]:
        """The records of a year of the branches directly below an organization."""
        below = {branch.id for branch in self.below(id_)}
        return [record for record in self.of_year.get(year, ()) if not below.isdisjoint(record.work.branches)]


def _order(record: Record) -> tuple[object, ...]:
    return (record.work.held, record.story.filing.rank[2])
