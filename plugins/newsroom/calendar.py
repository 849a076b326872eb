"""Days that the district keeps."""

from collections.abc import Iterable
from datetime import date
from datetime import date as Date
from typing import Annotated

from .model import Field, Limits, Model
from .text import Text

FRIDAY = 4


def theme_day(year: int, month: int) -> date:
    """The theme Party day (主题党日) of a month: its second Friday. Rule: docs/domain.md §2.

    Raises ValueError, as `date` does, for a month or year that does not exist.
    """
    first = date(year, month, 1)
    return first.replace(day=8 + (FRIDAY - first.weekday()) % 7)


def is_theme_day(day: date) -> bool:
    """Whether `day` is the theme Party day of its month; a `datetime` counts by its day."""
    return day.weekday() == FRIDAY and 8 <= day.day <= 14


class Move(Model):
    """A theme Party day that was held on another day of its month, for a holiday say."""

    id: Annotated[str, Limits(pattern=r"^\d{4}-(0[1-9]|1[0-2])$")] = Field(
        title="月份", description="哪个月，如 2017-10"
    )
    date: Date = Field(title="改到", description="改到哪一天，要在同一个月")
    reason: Text = Field(title="原因", description="为什么改期")

    @property
    def name(self) -> Text:
        """A move goes by its reason."""
        return self.reason

    @property
    def all_names(self) -> tuple[str, ...]:
        """It is found by its month alone."""
        return ()

    @property
    def is_within_its_month(self) -> bool:
        """Must: the day is one of the month."""
        return self.date.isoformat().startswith(self.id)


def theme_days(year: int, moves: Iterable[Move] = ()) -> tuple[tuple[date, Move | None], ...]:
    """The twelve theme Party days of a year, each with the move that put it on its day, if there was one."""
    moved = {move.id: move for move in moves}
    days = (theme_day(year, month) for month in range(1, 13))
    return tuple((move.date, move) if (move := moved.get(f"{day:%Y-%m}")) else (day, None) for day in days)
