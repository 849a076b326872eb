"""What the district has published that branches are to do, and which records show that it was done.

A reading tells records and periods. It gives no score and no rank (docs/domain.md §4).
"""

from calendar import monthrange
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Literal, NamedTuple

from .branch import Branch
from .fields import Flag
from .model import Field
from .registry import Record, Slug
from .work import Kind, Work

MONTHS: dict[str, int] = {"month": 1, "quarter": 3, "year": 12}


class Requirement(Record):
    """One requirement: so often, work of this kind is to be recorded."""

    kind: Kind = Field(title="类型", description="要求开展的活动类型，如 theme-day")
    every: Literal["month", "quarter", "year"] = Field(
        title="频次", description="month 每月，quarter 每季度，year 每年"
    )
    valid_from: date | None = Field(default=None, title="起始日期", description="从哪天起要求；不知道就不写")
    valid_to: date | None = Field(default=None, title="截止日期", description="仍有效就不写")
    story: Slug | None = Field(default=None, title="出处", description="公布这项要求的稿件的 slug")
    sample: Flag = Field(
        default=False, title="示例", description="示例记录：页面上注明“示例”，正式发布时不输出"
    )


class Period(NamedTuple):
    """A stretch of whole months of one year."""

    year: int
    first: int
    last: int

    def holds(self, day: date) -> bool:
        """Whether `day` is in it."""
        return day.year == self.year and self.first <= day.month <= self.last

    @property
    def start(self) -> date:
        """Its first day."""
        return date(self.year, self.first, 1)

    @property
    def end(self) -> date:
        """Its last day."""
        return date(self.year, self.last, monthrange(self.year, self.last)[1])


class Reading(NamedTuple):
    """What one branch recorded of one requirement in one period."""

    branch: str
    period: Period
    works: tuple[int, ...]
    """The records that show it, by their place in the list that was read; empty where there is none."""


def periods(requirement: Requirement, year: int, last: int) -> tuple[Period, ...]:
    """The periods of a year in which the requirement held from the first to the last day, up to month `last`.

    The one in which month `last` lies is among them.
    """
    length = MONTHS[requirement.every]
    every = (Period(year, first, first + length - 1) for first in range(1, last + 1, length))
    return tuple(period for period in every if _held(requirement, period))


def _held(requirement: Requirement, period: Period) -> bool:
    begun = requirement.valid_from is None or requirement.valid_from <= period.start
    return begun and (requirement.valid_to is None or requirement.valid_to >= period.end)


def read(
    requirement: Requirement, branches: Iterable[Branch], works: Sequence[Work], year: int, last: int
) -> list[Reading]:
    """For each branch and each period in which it existed: the records of `works` that meet the requirement."""
    found: dict[str, list[int]] = {}
    for number, work in enumerate(works):
        if work.kind == requirement.kind and work.held.year == year:
            for id_ in work.branches:
                found.setdefault(id_, []).append(number)
    return [
        Reading(branch.id, period, tuple(n for n in found.get(branch.id, ()) if period.holds(works[n].held)))
        for branch in branches
        for period in periods(requirement, year, last)
        if branch.existed_on(period.start)
    ]
