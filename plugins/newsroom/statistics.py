"""Statistics of work: exact sums and ratios that carry what they were made of. No score, no rank (docs/domain.md §4).

A ratio tells its part and its whole, and how many records told both: what is missing is not taken for zero.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple, TypeVar

from .branch import Branch
from .printed import PEOPLE
from .quantity import ABOUT, Bound, Quantity, read_quantity, total
from .work import Work

SMALL = 5
"""Fewer records than that say little: their ratio is told with its numbers, and not as a rate."""

K = TypeVar("K", bound=Hashable)
_TURNED = {Bound.EXACT: Bound.EXACT, Bound.ABOVE: Bound.BELOW, Bound.BELOW: Bound.ABOVE, ABOUT: ABOUT}


class Coverage(NamedTuple):
    """How many of the branches that there were recorded a kind of work at least once."""

    recorded: int
    branches: int

    @property
    def rate(self) -> Fraction | None:
        """None where there was no branch."""
        return Fraction(self.recorded, self.branches) if self.branches else None


@dataclass(frozen=True, slots=True)
class Participation:
    """Participants over those who could have taken part, of the records that told both."""

    part: Quantity | None
    """Headcount; None where no record told both."""
    whole: Quantity | None
    told: int
    """Records that told both."""
    records: int
    """All records."""

    @property
    def rate(self) -> Fraction | None:
        """None where there is nothing to divide, or too few records."""
        if self.part is None or not self.whole or not self.whole.number or self.told < SMALL:
            return None
        return Fraction(self.part.number) / Fraction(self.whole.number)

    @property
    def bound(self) -> Bound:
        """Where the true rate may lie: more participants raise it, more who could have come lower it."""
        if self.part is None or self.whole is None:
            return Bound.EXACT
        return self.part.bound | _TURNED[self.whole.bound]


def participation(works: Iterable[Work]) -> Participation:
    """Sums over the records of `works` that tell both numbers. Must: whole people."""
    works = list(works)
    both = [(w.participants, w.eligible) for w in works if w.participants and w.eligible]
    part = total(_heads(printed) for printed, _ in both)
    whole = total(_heads(printed) for _, printed in both)
    return Participation(part, whole, len(both), len(works))


def attendance(works: Iterable[Work]) -> Quantity | None:
    """All participants that were told; one who came twice counts twice. None where none were told."""
    return total(_heads(work.participants) for work in works if work.participants)


@lru_cache(4096)
def _heads(printed: str) -> Quantity:
    quantity = read_quantity(printed)
    if quantity is None:
        raise ValueError(printed)
    return replace(quantity, unit=PEOPLE)


def standing(branches: Iterable[Branch], day: date) -> frozenset[str]:
    """The ids of the branches (党支部) that existed on `day`; committees and general branches are not counted."""
    return frozenset(one.id for one in branches if one.kind == "branch" and one.existed_on(day))


def coverage(works: Iterable[Work], there: frozenset[str]) -> Coverage:
    """How many of the branches `there` recorded one of `works`: those whose record it is, not their partners."""
    recorded = {id_ for work in works for id_ in work.branches}
    return Coverage(len(there & recorded), len(there))


def grouped(works: Iterable[Work], by: Callable[[Work], Iterable[K]]) -> dict[K, list[Work]]:
    """Works by each of what `by` tells of them; one that belongs to two groups is in both."""
    groups: dict[K, list[Work]] = defaultdict(list)
    for work in works:
        for key in dict.fromkeys(by(work)):
            groups[key].append(work)
    return dict(groups)


def months(works: Sequence[Work]) -> range:
    """The months of a year that statistics are about: up to the last that has a record."""
    return range(1, max((work.held.month for work in works), default=0) + 1)
