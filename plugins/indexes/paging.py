"""Pages that are full never change (docs/decisions/004-full-pages-never-change.md)."""

from bisect import bisect_right
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

FULL, LEAST = 20, 17
"""Stories on a full page, at most and at least. The front holds the newest 20 to 39."""


class Slice(NamedTuple):
    """One page: positions `start` to `stop` in a list that is sorted newest first."""

    number: int | None
    """None is the front; full pages are numbered from the oldest, beginning with 1."""
    start: int
    stop: int
    older: int | None
    """The number of the page with older stories, None where there is none."""
    newer: int | None
    """The number of the page with newer stories; None means the front."""


class Paging:
    """How a list is cut into pages: its stories have these `marks`, a byte each, newest first.

    Full pages are numbered from the oldest, so a new story changes no page but the front. When the front overflows into a
    new full page, the one before it gains a link to it; nothing else moves.
    """

    def __init__(self, marks: bytes) -> None:
        self._count = len(marks)
        self._ends = _ends(marks[::-1])

    @cached_property
    def pages(self) -> tuple[Slice, ...]:
        """The front, then the full pages from newest to oldest."""
        count, full = self._count, self.full(self._count)
        ends = [*self._ends[: full + 1], count]
        numbers = [*range(1, full + 1), None]
        numbered = zip(numbers, pairwise(ends), [None, *numbers], [*numbers[1:], None], strict=False)
        return tuple(
            Slice(number, count - end, count - start, older, newer)
            for number, (start, end), older, newer in numbered
        )[::-1]

    def full(self, stories: int) -> int:
        """How many full pages there would be of its oldest `stories` alone. These stay, however many newer ones come."""
        return max(bisect_right(self._ends, stories - FULL) - 1, 0)


def _ends(marks: bytes) -> list[int]:
    """How many stories there are before the end of each page, the first number is 0; `marks` are from the oldest.

    A page ends with the story that has the lowest mark, where it may end. So an old story that comes or goes changes the
    page that it is on, seldom the next ones; with as many stories on each page, it would move one on all that follow.
    """
    ends = [0]
    while len(marks) - ends[-1] >= FULL:
        may_end = marks[ends[-1] + LEAST - 1 : ends[-1] + FULL]
        ends.append(ends[-1] + LEAST + may_end.index(min(may_end)))
    return ends
