"""Numbers as editors write them, one printed phrase each: `13000多名`, `1.3亿元`.

The phrase is kept as it stands, for pages; what it says is read once, for arithmetic (quantity.py).
"""

from dataclasses import dataclass, replace
from typing import Annotated, Any

from .model import Instead, refusal
from .quantity import Quantity, read_quantity

PEOPLE = "人"
_HEADS = {"": PEOPLE, "人": PEOPLE, "名": PEOPLE}
"""How people may be counted. 人次 counts one person as often as that person comes: it is another unit."""


@dataclass(frozen=True, slots=True)
class Printed:
    """A quantity and the words that it was published in."""

    text: str
    quantity: Quantity


def _read(value: Any) -> Printed:
    if isinstance(value, Printed):
        return value
    said = value.strip() if isinstance(value, str) else str(value)
    quantity = read_quantity(said)
    if quantity is None:
        raise refusal("no_quantity")
    return Printed(said, quantity)


def _with_unit(value: Any) -> Printed:
    printed = _read(value)
    if not printed.quantity.unit:
        raise refusal("no_unit")
    return printed


def _money(value: Any) -> Printed:
    printed = _with_unit(value)
    if printed.quantity.unit != "元":
        raise refusal("no_money")
    return printed


def _heads(value: Any) -> Printed:
    printed = _read(value)
    unit = _HEADS.get(printed.quantity.unit)
    if unit is None or printed.quantity.number % 1:
        raise refusal("no_headcount")
    return replace(printed, quantity=replace(printed.quantity, unit=unit))


Amount = Annotated[Printed, Instead(_with_unit)]
"""Must: a number that can be read, with its unit."""

Money = Annotated[Printed, Instead(_money)]
"""Must: an amount of 元."""

Headcount = Annotated[Printed, Instead(_heads)]
"""Must: whole people, with 人 or 名 or without a unit."""
