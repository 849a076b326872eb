"""Holds JSON-LD to schema.org's own definitions, a copy of which stands beside this (schemas/README.md)."""

import json
import re
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

SCHEMAS = Path(__file__).parent / "schemas"
_COPY = json.loads((SCHEMAS / "schema-org.json").read_text(encoding="utf-8"))
CLASSES: dict[str, dict[str, Any]] = _COPY["classes"]
ENUMERATIONS: dict[str, list[str]] = _COPY["enumerations"]
_ADDRESS = "https?://"


def problems(value: Any) -> list[str]:
    """What is wrong with the JSON-LD of a page."""
    if set(value) != {"@context", "@graph"} or value["@context"] != "https://schema.org":
        return ["is no graph of schema.org"]
    return [problem for node in value["@graph"] for problem in _node(node)]


def _node(node: Any) -> Iterator[str]:
    kind = node.get("@type")
    if kind is None:
        if set(node) != {"@id"}:
            yield f"has no type: {node}"
        return
    known = properties(kind)
    for name, value in node.items():
        if name == "@id":
            if not re.match(_ADDRESS, value):
                yield f"{kind}: @id {value}"
        elif name not in known and name != "@type":
            yield f"{kind} has no property {name}"
        elif name != "@type":
            for one in value if isinstance(value, list) else [value]:
                yield from _value(f"{kind}.{name}", one, known[name])


def properties(kind: str) -> dict[str, list[str]]:
    """The properties of a class with those of its parents, each with its range."""
    mine = CLASSES[kind]
    inherited = [properties(parent) for parent in mine["parents"]]
    return {name: range_ for part in (*inherited, mine["properties"]) for name, range_ in part.items()}


def is_a(kind: str, other: str) -> bool:
    return kind == other or any(is_a(parent, other) for parent in CLASSES[kind]["parents"])


def _value(where: str, value: Any, expected: list[str]) -> Iterator[str]:
    if isinstance(value, dict):
        kind = value.get("@type")
        if kind and not any(is_a(kind, one) for one in expected if one in CLASSES):
            yield f"{where} is no {kind}"
        yield from _node(value)
    elif not any(_is_data(value, one) for one in expected):
        yield f"{where} is none of {expected}: {value!r}"


def _is_data(value: Any, kind: str) -> bool:
    if kind in ENUMERATIONS:
        return value in ENUMERATIONS[kind]
    if kind == "Boolean":
        return isinstance(value, bool)
    if kind in ("Integer", "QuantitativeValue"):  # pixels are written as a number alone
        return type(value) is int
    if not isinstance(value, str) or not value:
        return False
    if kind in _MOMENTS:
        return _is_moment(_MOMENTS[kind], value)
    return kind == "Text" or (kind == "URL" and bool(re.match(_ADDRESS, value)))


_MOMENTS: dict[str, type[date]] = {"Date": date, "DateTime": datetime}


def _is_moment(kind: type[date], value: str) -> bool:
    try:
        kind.fromisoformat(value)
    except ValueError:
        return False
    return True
