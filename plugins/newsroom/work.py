"""What branches do: the kinds of their work, and a record of it as statistics count it."""

from datetime import date
from typing import Literal, NamedTuple

Kind = Literal["theme-day", "study", "volunteer-service", "visit", "meeting"]
"""主题党日, 学习, 志愿服务, 走访, 会议."""

KINDS: dict[str, Kind] = {
    "主题党日": "theme-day",
    "学习": "study",
    "志愿服务": "volunteer-service",
    "走访": "visit",
    "会议": "meeting",
}
"""What editors call them, in the order in which they are listed."""


class Work(NamedTuple):
    """A record of work, small: a build holds all of them, and reads the records themselves only for their pages."""

    kind: Kind
    held: date
    branches: tuple[str, ...]
    """Ids of those whose record it is."""
    partners: tuple[str, ...]
    """Ids of those that took part."""
    place: str | None
    """Where it was, by its id."""
    participants: str | None
    """A headcount as printed; None where it is not told, as `eligible`."""
    eligible: str | None
    """How many could have taken part."""
