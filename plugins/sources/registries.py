"""`content/data/*.yaml` → registries, validated by the same machinery as articles."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, TypeVar

from plugins.newsroom import branch as branches_
from plugins.newsroom import project as projects_
from plugins.newsroom.branch import Branch
from plugins.newsroom.calendar import Move
from plugins.newsroom.district import Adviser, Contact, Station
from plugins.newsroom.figure import PublishedFigure
from plugins.newsroom.house_rules import HouseRules
from plugins.newsroom.model import Model, Refused
from plugins.newsroom.officials import Official, Officials
from plugins.newsroom.person import Person
from plugins.newsroom.place import Place
from plugins.newsroom.problem import Message, Problem, Severity, error
from plugins.newsroom.project import Batch, Project
from plugins.newsroom.refusals import Location, refusals
from plugins.newsroom.registries import Registries
from plugins.newsroom.registry import Registry
from plugins.newsroom.requirement import Requirement
from plugins.newsroom.section import Section, Topic
from plugins.newsroom.site import Site
from plugins.newsroom.traditional import Override, Overrides
from plugins.newsroom.wording import Phrase, Wording

from .text import Found, read_text
from .yaml import Values, read_yaml

M = TypeVar("M", bound=Model)
_OPTIONAL = {
    "advisers",
    "batches",
    "branches",
    "checks",
    "contacts",
    "figures",
    "hant",
    "officials",
    "projects",
    "requirements",
    "stations",
    "theme_days",
    "wording",
}
"""Files that a site may be without."""


def read_registries(content: Path) -> tuple[Registries | None, list[Problem]]:
    """All registries of `content / "data"`, or None where a file that every page needs is unusable."""
    reading = _Reading(content)
    site = reading.one("site", Site)
    sections = reading.registry("sections", Section)
    places = reading.registry("places", Place, unique=("code",))
    topics = reading.registry("topics", Topic, {"sections": sections})
    people = reading.registry("people", Person)
    towns = {"places": places}
    branches = reading.registry("branches", Branch, towns)
    batches = reading.registry("batches", Batch)
    projects = reading.registry("projects", Project, {**towns, "batches": batches})
    registries = (
        *(branches, batches, projects),
        reading.registry("stations", Station, towns),
        reading.registry("contacts", Contact, towns),
        reading.registry("advisers", Adviser),
        reading.registry("figures", PublishedFigure),
        reading.registry("requirements", Requirement),
        moves := reading.registry("theme_days", Move),
        Wording(reading.records("wording", Phrase, unique=("phrase",))),
        Officials(reading.records("officials", Official, unique=("name",))),
    )
    reading.look_across(branches, projects, moves)
    rules = reading.one("checks", HouseRules)
    names = (*(person.name.zh for person in people), *(one.name for one in registries[-1].officials))
    hant = Overrides(reading.records("hant", Override, unique=("simplified",)), names)
    if site is None or rules is None or any(p.severity is Severity.ERROR for p in reading.problems):
        return None, reading.problems
    return Registries(site, sections, places, topics, people, *registries, rules, hant), reading.problems


class _Reading:
    """The problems of all data files, collected while they are read."""

    def __init__(self, content: Path) -> None:
        self.folder = content / "data"
        self.problems: list[Problem] = []
        self._places: dict[tuple[str, str], tuple[Values, int]] = {}
        """Where each record stands, by its registry and id."""

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
        records = self._list(name, model, context, ("id", *unique))
        for position, record in records:
            self._places[name, record.id] = position
        return Registry(record for _, record in records)

    def records(self, name: str, model: type[M], unique: tuple[str, ...] = ()) -> list[M]:
        """A file that is a list of records without ids; no two have the same in a field that is `unique`."""
        return [record for _, record in self._list(name, model, None, unique)]

    def _list(
        self, name: str, model: type[M], context: Mapping[str, Any] | None, unique: tuple[str, ...]
    ) -> list[tuple[tuple[Values, int], Any]]:
        """The records of a file, each with where it stands."""
        if not self._is_there(name):
            return []
        values = self._values(name)
        if not isinstance(values.value, list):
            if values.value is not None or not values.found:
                self._report(name, [(1, _NOT_A_LIST)])
            return []
        records: list[Any] = [
            self._model(name, model, data, values, (position,), context or {})
            for position, data in enumerate(values.value)
        ]
        for field in unique:
            self._report(name, _repeats(records, values, field))
        return [((values, position), record) for position, record in enumerate(records) if record is not None]

    def _is_there(self, name: str) -> bool:
        return name not in _OPTIONAL or (self.folder / f"{name}.yaml").exists()

    def look_across(
        self, branches: Registry[Branch], projects: Registry[Project], moves: Registry[Move]
    ) -> None:
        """What is wrong with records beside others, or with a record as a whole."""
        for id_, field, message in branches_.faults(branches):
            self._report_at("branches", id_, (field,), message)
        for project in projects:
            for place, message in projects_.faults(project):
                self._report_at("projects", project.id, place, message)
        for move in moves:
            if not move.is_within_its_month:
                self._report_at("theme_days", move.id, ("date",), _another_month(move))

    def _report_at(self, name: str, id_: str, place: Location, message: Message) -> None:
        values, position = self._places[name, id_]
        self._report(name, [(values.line_of((position, *place)), message)])

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
        except Refused as failure:
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


def _another_month(move: Move) -> Message:
    return error(
        "another-month",
        f"{move.id} 的主题党日改到了 {move.date}，不在同一个月",
        f"The theme day of {move.id} was moved to {move.date}, which is in another month",
        ("核对月份和日期", "check the month and the day"),
    )


def line_of(content: Path, name: str, id_: str, field: str) -> int:
    """The line of a field of a record of `content/data/<name>.yaml`; that of the record where it has no such field."""
    text, _ = read_text(content / "data" / f"{name}.yaml")
    values = read_yaml(text or "")
    records = values.value if isinstance(values.value, list) else []
    for position, record in enumerate(records):
        if isinstance(record, dict) and record.get("id") == id_:
            return values.line_of((position, field))
    return 1


_NOT_A_LIST = error(
    "not-a-list",
    "这个文件应当是一列记录",
    "This file should be a list of records",
    ("每条记录以“- id: …”开头", "begin each record with “- id: …”"),
)
