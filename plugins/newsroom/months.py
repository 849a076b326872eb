"""A month as a calendar shows it: weeks that begin on Monday, and what is marked on their days."""

from calendar import Calendar
from collections.abc import Iterable
from datetime import date
from typing import Literal, NamedTuple

Kind = Literal["theme", "event", "today"]
KINDS: tuple[Kind, ...] = ("theme", "event", "today")
"""Which look a day takes that is marked more than once: the first of these; all marks are said in words."""

NAMED = 3
"""Up to so many marks of a kind are told one by one beneath the calendar."""


class Mark(NamedTuple):
    """Something about a day, in the language of the page.

    `theme` is the theme Party day (主题党日, plugins/newsroom/calendar.py), `event` anything else that is held,
    `today` the day on which the page was made, or of the edition that it shows: its text says which.
    """

    day: date
    kind: Kind
    text: str
    address: str | None = None
    """Where it leads; a day leads to the first of its marks that leads anywhere."""


class Day(NamedTuple):
    """A day of a calendar."""

    day: date
    kind: Literal["plain", "weekend", "theme", "event", "today"]
    today: bool
    """Also where another mark decides how it looks."""
    words: tuple[str, ...]
    """What its marks say."""
    address: str | None


class Key(NamedTuple):
    """A line beneath the calendar."""

    kind: Kind
    marks: tuple[Mark, ...]
    """Empty where there are too many to name."""


class Month(NamedTuple):
    """A month to print."""

    year: int
    month: int
    weeks: tuple[tuple[Day | None, ...], ...]
    """Seven days each, Monday first; None is a day of another month."""
    keys: tuple[Key, ...]


def month_grid(year: int, month: int, marks: Iterable[Mark] = ()) -> Month:
    """The month with its marks; marks of other months are left out.

    Raises ValueError, as `date` does, for a month or year that does not exist.
    """
    date(year, month, 1)
    here = sorted((mark for mark in marks if (mark.day.year, mark.day.month) == (year, month)), key=_rank)
    weeks = Calendar().monthdayscalendar(year, month)
    grid = (tuple(_day(date(year, month, day), here) if day else None for day in week) for week in weeks)
    return Month(year, month, tuple(grid), tuple(_keys(here)))


def _rank(mark: Mark) -> tuple[int, date]:
    return KINDS.index(mark.kind), mark.day


def _day(day: date, marks: list[Mark]) -> Day:
    own = [mark for mark in marks if mark.day == day]
    unmarked: Literal["plain", "weekend"] = "weekend" if day.weekday() >= 5 else "plain"
    return Day(
        day=day,
        kind=own[0].kind if own else unmarked,
        today=any(mark.kind == "today" for mark in own),
        words=tuple(mark.text for mark in own),
        address=next((mark.address for mark in own if mark.address is not None), None),
    )


def _keys(marks: list[Mark]) -> Iterable[Key]:
    for kind in KINDS:
        own = tuple(mark for mark in marks if mark.kind == kind)
        if own:
            yield Key(kind, own if len(own) <= NAMED else ())
