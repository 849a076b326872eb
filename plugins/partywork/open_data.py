"""Open data: each register and each statistic as CSV and JSON, with a schema and a licence (docs/open-data.md).

CSV is UTF-8 with a byte order mark, so that Excel reads Chinese; a text that a spreadsheet
would take for a formula has an apostrophe before it.
"""

import csv
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from io import StringIO
from typing import Any, NamedTuple

from plugins.indexes.views import Link
from plugins.newsroom.quantity import ABOUT, Bound
from plugins.newsroom.registries import Registries
from plugins.newsroom.text import Text

from .ledger import Ledger

LICENCE = "https://creativecommons.org/licenses/by/4.0/"
QUALIFIERS = {Bound.EXACT: "exact", Bound.ABOVE: "more", Bound.BELOW: "less", ABOUT: "about"}

Cell = str | int | bool | list[str] | None
_TYPES: dict[str, dict[str, Any]] = {
    "text": {"type": ["string", "null"]},
    "whole": {"type": ["integer", "null"]},
    "number": {"type": ["string", "null"], "pattern": r"^\d+(\.\d+)?$"},
    "day": {"type": ["string", "null"], "format": "date"},
    "qualifier": {"enum": [*QUALIFIERS.values(), None]},
    "list": {"type": "array", "items": {"type": "string"}},
    "flag": {"type": "boolean"},
}


class Field(NamedTuple):
    """A column. `kind` is one of `_TYPES`; a number is decimal text, so that nothing is rounded."""

    name: str
    kind: str
    about: Text


@dataclass(frozen=True)
class DataSet:
    """A table. Its files are `<name>.csv`, `<name>.json` and `<schema>.schema.json`."""

    schema: str
    title: Text
    about: Text
    fields: tuple[Field, ...]
    rows: Callable[..., Iterable[tuple[Cell, ...]]]
    """Of a ledger; of a table that there is one of a year, of the year and a ledger."""
    year: int | None = None

    @property
    def name(self) -> str:
        """What its files are called."""
        return self.schema if self.year is None else f"{self.schema}-{self.year}"

    def key(self, ledger: Ledger) -> bytes:
        """Stands for the records in it; registers have a key of their own."""
        told = (
            (
                record.work,
                record.story.original.title,
                record.story.original.save_as,
                record.story.filing.sample,
            )
            for record in ledger.of_year.get(self.year or 0, ())
        )
        return repr(list(told)).encode()

    def links(self) -> tuple[Link, ...]:
        """Its files, for a page."""
        names = (f"{self.name}.csv", f"{self.name}.json", f"{self.schema}.schema.json")
        return tuple(Link(name, f"data/{name}") for name in names)

    def files(self, ledger: Ledger, origin: str) -> dict[str, Callable[[], bytes]]:
        """What makes each of the files with its records, by name."""
        return {
            f"{self.name}.csv": partial(self._csv, ledger),
            f"{self.name}.json": partial(self._json, ledger, origin),
        }

    def _csv(self, ledger: Ledger) -> bytes:
        out = StringIO(newline="")
        writer = csv.writer(out)
        writer.writerow([field.name for field in self.fields])
        for row in self.rows(ledger):
            writer.writerow([_cell(value) for value in row])
        return out.getvalue().encode("utf-8-sig")

    def _json(self, ledger: Ledger, origin: str) -> bytes:
        names = [field.name for field in self.fields]
        return _dump(
            {
                "title": {"zh": self.title.zh, "en": self.title.en},
                "license": LICENCE,
                "schema": f"{origin}/data/{self.schema}.schema.json",
                "records": [dict(zip(names, row, strict=True)) for row in self.rows(ledger)],
            }
        )

    def make_schema(self) -> bytes:
        """JSON Schema (2020-12) of the JSON file."""
        fields = {
            field.name: {**_TYPES[field.kind], "title": field.about.zh, "description": field.about.en}
            for field in self.fields
        }
        record = {
            "type": "object",
            "properties": fields,
            "required": list(fields),
            "additionalProperties": False,
        }
        text = {"type": "string"}
        return _dump(
            {
                "$schema": "https://json-schema.org/draft/2020-12/schema",
                "title": self.title.zh,
                "description": self.about.zh,
                "type": "object",
                "properties": {
                    "title": {"type": "object", "properties": {"zh": text, "en": text}},
                    "license": {"const": LICENCE},
                    "schema": text,
                    "records": {"type": "array", "items": record},
                },
                "required": ["title", "license", "schema", "records"],
            }
        )


@dataclass(frozen=True)
class Catalogue:
    """All data sets, as W3C DCAT 3 in JSON-LD."""

    registries: Registries
    sets: tuple[DataSet, ...]
    origin: str

    def make(self) -> bytes:
        """The file."""
        site = self.registries.site
        return _dump(
            {
                "@context": {
                    "dcat": "http://www.w3.org/ns/dcat#",
                    "dct": "http://purl.org/dc/terms/",
                },
                "@type": "dcat:Catalog",
                "@id": f"{self.origin}/data/",
                "dct:title": _both(site.name),
                "dct:license": {"@id": LICENCE},
                "dcat:dataset": [self._dataset(one) for one in self.sets],
            }
        )

    def _dataset(self, one: DataSet) -> dict[str, Any]:
        types = {"csv": "text/csv", "json": "application/json"}
        return {
            "@type": "dcat:Dataset",
            "dct:identifier": one.name,
            "dct:title": _both(one.title),
            "dct:description": _both(one.about),
            "dct:license": {"@id": LICENCE},
            "dcat:distribution": [
                {
                    "@type": "dcat:Distribution",
                    "dcat:downloadURL": {"@id": f"{self.origin}/data/{one.name}.{ending}"},
                    "dcat:mediaType": type_,
                    "dct:conformsTo": {"@id": f"{self.origin}/data/{one.schema}.schema.json"},
                }
                for ending, type_ in types.items()
            ],
        }


def _both(text: Text) -> list[dict[str, str]]:
    return [{"@language": "zh-CN", "@value": text.zh}, {"@language": "en", "@value": text.en}]


def _dump(value: Any) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()


_FORMULA = ("=", "+", "-", "@", "\t")


def _cell(value: Cell) -> str | int:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    text = ";".join(value) if isinstance(value, list) else value
    return f"'{text}" if isinstance(text, str) and text.startswith(_FORMULA) else text
