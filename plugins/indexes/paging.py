"""Pages that are full never change (docs/domain.md §6)."""

from typing import NamedTuple

FULL = 20
"""Stories on a full page. The front holds the newest 20 to 39."""


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


def stable_pages(count: int) -> list[Slice]:
    """The pages of a listing of `count` stories: the front, then the full pages from newest to oldest.

    Full pages are numbered from the oldest, so a new story changes no page but the front: page 1 always holds
    the oldest 20. The front keeps what does not fill a page and one page more, so that it never looks empty.
    When the front overflows into a new full page, the one before it gains a link to it; nothing else moves.
    """
    full = max(count // FULL - 1, 0)
    pages = [Slice(None, 0, count - full * FULL, full or None, None)]
    for number in range(full, 0, -1):
        start = count - number * FULL
        newer = number + 1 if number < full else None
        pages.append(Slice(number, start, start + FULL, number - 1 or None, newer))
    return pages
