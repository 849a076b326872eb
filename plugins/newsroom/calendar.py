"""Days that the district keeps."""

from datetime import date

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
