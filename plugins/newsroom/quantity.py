"""Quantities: numbers as they were published, with what was said about them and with their unit.

`13000多名` is 13000, and more than that, of 名. Rules: docs/domain.md §2 (never rounded, never without its
qualifier; different units are never added).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import Flag, auto
from functools import lru_cache

from ._late import late

SCALES = {"": Decimal(1), "万": Decimal(10_000), "亿": Decimal(100_000_000)}

_PRINTED = late(
    r"(?P<before>约|近|超过|超)?\s*(?P<digits>\d+(?:,\d{3})*(?:\.\d+)?)(?P<scale>[万亿]?)"
    r"(?P<after>多|余)?\s*(?P<unit>%|[^\W\d]{0,12}?)(?P<behind>以上|左右)?"
)


class Bound(Flag):
    """On which side of the number the true amount may lie. An exact number has no bound to cross."""

    EXACT = 0
    ABOVE = auto()
    BELOW = auto()


ABOUT = Bound.ABOVE | Bound.BELOW
_BOUNDS = {
    "约": ABOUT,
    "左右": ABOUT,
    "近": Bound.BELOW,
    "超": Bound.ABOVE,
    "超过": Bound.ABOVE,
    "多": Bound.ABOVE,
    "余": Bound.ABOVE,
    "以上": Bound.ABOVE,
}


class UnlikeUnits(ValueError):
    """Quantities of different units were to be added or compared."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """An amount of something. Two are equal if they say the same, however they were printed: 1.3亿元 is 13000万元."""

    number: Decimal
    bound: Bound = Bound.EXACT
    unit: str = ""

    def __add__(self, other: "Quantity") -> "Quantity":
        """Their sum, which is as uncertain as both are: 13000多 + 5 is still more than 13005.

        Raises UnlikeUnits: people and groups are not added.
        """
        if self.unit != other.unit:
            raise UnlikeUnits(f"{self.unit} + {other.unit}")
        return Quantity(self.number + other.number, self.bound | other.bound, self.unit)

    @property
    def exact(self) -> bool:
        """Whether the number is the amount."""
        return self.bound is Bound.EXACT

    def is_certainly_more_than(self, other: "Quantity") -> bool:
        """Whether it is more whatever the true amounts are: 31 is more than 30, 约31 may not be.

        Raises UnlikeUnits.
        """
        if self.unit != other.unit:
            raise UnlikeUnits(f"{self.unit} > {other.unit}")
        open_ = self.bound & Bound.BELOW or other.bound & Bound.ABOVE
        return self.number > other.number and not open_


def total(quantities: Iterable[Quantity]) -> Quantity | None:
    """The sum of all, or None where there is none to add: nothing known is not zero. Raises UnlikeUnits."""
    result = None
    for quantity in quantities:
        result = quantity if result is None else result + quantity
    return result


@lru_cache(4096)
def read_quantity(printed: str) -> Quantity | None:
    """What `13000多名`, `约1.3亿元` or `298` says; None where it is no number that we understand.

    Two qualifiers that do not agree (近100多) say nothing certain, and are not understood.
    """
    found = _PRINTED.fullmatch(printed.strip())
    if not found:
        return None
    qualifiers = [word for word in found.group("before", "after", "behind") if word]
    if len(qualifiers) > 1:
        return None
    number = Decimal(found["digits"].replace(",", "")) * SCALES[found["scale"]]
    return Quantity(number, _BOUNDS[qualifiers[0]] if qualifiers else Bound.EXACT, found["unit"])
