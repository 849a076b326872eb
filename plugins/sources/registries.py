"""`content/data/*.yaml` → registries, validated by the same machinery as articles."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from plugins.newsroom.house_rules import HouseRules
from plugins.newsroom.officials import Official, Officials
from plugins.newsroom.person import Person
from plugins.newsroom.place import Place
from plugins.newsroom.problem import Message, Problem, Severity, error
from plugins.newsroom.refusals import refusals
from plugins.newsroom.registries import Registries
from plugins.newsroom.registry import Record, Registry
from plugins.newsroom.section import Section, Topic
from plugins.newsroom.site import Site
from plugins.newsroom.wording import Phrase, Wording

from .text import Found, read_text
from .yaml import Values, read_yaml

M = TypeVar("M", bound=BaseModel)
_OPTIONAL = {"branches", "projects", "wording", "officials", "checks"}
"""Files that a site may be without."""


def read_registries(content: Path) -> tuple[Registries | None, list[Problem]]:
    """All registries of `content / "data"`, or None where a file that every page needs is unusable."""
    reading = _Reading(content)
    site = reading.one("site", Site)
    sections = reading.registry("sections", Section)
    places = reading.registry("places", Place, unique=("code",))
    topics = reading.registry("topics", Topic, {"sections": sections})
    people = reading.registry("people", Person)
    branches = reading.registry("branches", Record)
    projects = reading.registry("projects", Record)
    wording = Wording(reading.records("wording", Phrase, unique=("phrase",)))
    officials = Officials(reading.records("officials", Official, unique=("name",)))
    rules = reading.one("checks", HouseRules)
    if site is None or rules is None or any(p.severity is Severity.ERROR for p in reading.problems):
        return None, reading.problems
    registries = Registries(
        site, sections, places, topics, people, branches, projects, wording, officials, rules
    )
    return registries, reading.problems


class _Reading:
    """The problems of all data files, collected while they are read."""

    def __init__(self, content: Path) -> None:
        self.folder = content / "data"
        self.problems: list[Problem] = []

    def one(self, name: str, model: type[M]) -> M | None:
        """A file that is one record."""
        values = self._values(name) if self._is_there(name) else Values()
        return self._model(name, model, values.value or {}, values, (), {})

    def registry(
        self,
        name: str,
        model: type[M],
        context: Mapping[str, Any] | None = None,
        unique: tuple[str, ...] = (),
    ) -> Registry[Any]:
        return Registry(self.records(name, model, context, ("id", *unique)))

    def records(
        self,
        name: str,
        model: type[M],
        context: Mapping[str, Any] | None = None,
        unique: tuple[str, ...] = (),
    ) -> list[Any]:
        """A file that is a list of records; no two have the same in a field that is `unique`."""
        if not self._is_there(name):
            return []
        values = self._values(name)
        if not isinstance(values.value, list):
            if values.value is not None or not values.found:
                self._report(name, [(1, _NOT_A_LIST)])
            return []
        records = [
            self._model(name, model, data, values, (position,), context or {})
            for position, data in enumerate(values.value)
        ]
        for field in unique:
            self._report(name, _repeats(records, values, field))
        return [record for record in records if record is not None]

    def _is_there(self, name: str) -> bool:
        return name not in _OPTIONAL or (self.folder / f"{name}.yaml").exists()

    def _values(self, name: str) -> Values:
        text, found = read_text(self.folder / f"{name}.yaml")
        values = read_yaml(text) if text is not None else Values()
        values.found[:0] = found
        self._report(name, values.found)
        return values

    def _model(
        self,
        name: str,
        model: type[M],
        data: Any,
        values: Values,
        position: tuple[int, ...],
        context: Mapping[str, Any],
    ) -> M | None:
        try:
            return model.model_validate(data, context=context)
        except ValidationError as failure:
            self._report(
                name,
                [
                    (values.line_of((*position, *place)), message)
                    for place, message in refusals(model, failure)
                ],
            )
            return None

    def _report(self, name: str, found: list[Found]) -> None:
        path = f"content/data/{name}.yaml"
        self.problems += [message.at(path, line) for line, message in found]


def _repeats(records: list[Any], values: Values, field: str) -> list[Found]:
    """Must: no two records with the same `field`."""
    first: dict[str, int] = {}
    found: list[Found] = []
    for position, record in enumerate(records):
        if record is None:
            continue
        value, line = getattr(record, field), values.line_of((position, field))
        if value in first:
            found.append((line, _repeated(field, value, first[value])))
        first.setdefault(value, line)
    return found


def _repeated(field: str, value: str, line: int) -> Message:
    return error(
        f"duplicate-{field}",
        f"{field}“{value}”已经用在第 {line} 行",
        f"{field} “{value}” is already used on line {line}",
        ("换一个，或删去重复的记录", "use another one, or remove the repeated record"),
    )


_NOT_A_LIST = error(
    "not-a-list",
    "这个文件应当是一列记录",
    "This file should be a list of records",
    ("每条记录以“- id: …”开头", "begin each record with “- id: …”"),
)
