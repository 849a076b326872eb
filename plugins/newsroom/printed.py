"""Numbers as editors write them, one printed phrase each: `13000多名`, `1.3亿元`.

The phrase is kept as it stands, for pages; what it says is read once, for arithmetic (quantity.py).
"""

from dataclasses import dataclass, replace
from typing import Annotated, Any

from pydantic import PlainSerializer, PlainValidator
from pydantic_core import PydanticCustomError

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
        raise PydanticCustomError("no_quantity", "")
    return Printed(said, quantity)


def _with_unit(value: Any) -> Printed:
    printed = _read(value)
    if not printed.quantity.unit:
        raise PydanticCustomError("no_unit", "")
    return printed


def _money(value: Any) -> Printed:
    printed = _with_unit(value)
    if printed.quantity.unit != "元":
        raise PydanticCustomError("no_money", "")
    return printed


def _heads(value: Any) -> Printed:
    printed = _read(value)
    unit = _HEADS.get(printed.quantity.unit)
    if unit is None or printed.quantity.number % 1:
        raise PydanticCustomError("no_headcount", "")
    return replace(printed, quantity=replace(printed.quantity, unit=unit))


_AS_PRINTED = PlainSerializer(lambda printed: printed.text, return_type=str)

Amount = Annotated[Printed, PlainValidator(_with_unit, json_schema_input_type=str), _AS_PRINTED]
"""Must: a number that can be read, with its unit."""

Money = Annotated[Printed, PlainValidator(_money, json_schema_input_type=str), _AS_PRINTED]
"""Must: an amount of 元."""

Headcount = Annotated[Printed, PlainValidator(_heads, json_schema_input_type=str), _AS_PRINTED]
"""Must: whole people, with 人 or 名 or without a unit."""
