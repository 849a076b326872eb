"""Open data: each register and each statistic as CSV and JSON, with a schema and a licence (docs/open-data.md).

Names of fields are stable. CSV is UTF-8 with a byte order mark, so that Excel reads Chinese; a text that a spreadsheet
would take for a formula has an apostrophe before it.
"""

import csv
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from io import StringIO
from itertools import chain
from typing import Any, NamedTuple

from plugins.indexes.views import Link
from plugins.newsroom.printed import Printed
from plugins.newsroom.quantity import ABOUT, Bound, Quantity, read_quantity
from plugins.newsroom.registries import Registries
from plugins.newsroom.statistics import coverage, grouped, participation
from plugins.newsroom.text import Text
from plugins.newsroom.work import Work

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


# -- Fields that several tables have


def _field(name: str, kind: str, zh: str, en: str) -> Field:
    return Field(name, kind, Text(zh=zh, en=en))


ID = _field("id", "text", "编号", "id")
NAME = (
    _field("name_zh", "text", "中文名称", "name in Chinese"),
    _field("name_en", "text", "英文名称", "name in English"),
)
STORY = _field("story", "text", "出处稿件的网址名", "slug of the story that it was published in")
SAMPLE = _field("sample", "flag", "是否示例", "whether it was made for demonstration")
TOWN = _field("town", "text", "镇街编号", "id of the town")


def _amount_fields(name: str, zh: str, en: str) -> tuple[Field, ...]:
    return (
        _field(name, "text", f"{zh}，照原文", f"{en}, as printed"),
        _field(f"{name}_number", "number", f"{zh}的数字", f"{en}: the number"),
        _field(f"{name}_qualifier", "qualifier", f"{zh}的约数", f"{en}: how exact the number is"),
        _field(f"{name}_unit", "text", f"{zh}的单位", f"{en}: the unit"),
    )


def _amount(printed: Printed | None) -> tuple[Cell, ...]:
    if printed is None:
        return None, None, None, None
    return printed.text, *_parts(printed.quantity), printed.quantity.unit


def _parts(quantity: Quantity | None) -> tuple[Cell, Cell]:
    if quantity is None:
        return None, None
    return f"{quantity.number.normalize():f}", QUALIFIERS[quantity.bound]


def _heads_fields(name: str, zh: str, en: str) -> tuple[Field, ...]:
    return _amount_fields(name, zh, en)[:3]


def _heads(printed: str | None) -> tuple[Cell, ...]:
    return printed, *_parts(read_quantity(printed) if printed else None)


def _iso(day: Any) -> str | None:
    return day.isoformat() if day else None


# -- The tables


def _branches(ledger: Ledger) -> Iterator[tuple[Cell, ...]]:
    for one in ledger.branches:
        named = one.id, one.name.zh, one.name.en, one.kind, one.parent, one.place, one.sector
        yield *named, _iso(one.valid_from), _iso(one.valid_to), one.sample


def _batches(ledger: Ledger) -> Iterator[tuple[Cell, ...]]:
    for one in ledger.registries.batches:
        named = one.id, one.name.zh, one.name.en, _iso(one.start)
        yield *named, *_amount(one.projects), *_amount(one.total), *_amount(one.annual), one.story


def _projects(ledger: Ledger) -> Iterator[tuple[Cell, ...]]:
    for one in ledger.registries.projects:
        stage = one.steps[-1].stage if one.steps else None
        words = (one.kind, one.leading_group, one.leader, one.unit, one.contact)
        said = [text.zh if text else None for text in words]
        named = one.id, one.name.zh, one.name.en, one.batch, list(one.places), stage
        yield *named, *_amount(one.total), *_amount(one.annual), *said, one.sample


def _stations(ledger: Ledger) -> Iterator[tuple[Cell, ...]]:
    for one in ledger.registries.stations:
        yield one.id, one.name.zh, one.name.en, one.place, _iso(one.opened), one.story, one.sample


def _contacts(ledger: Ledger) -> Iterator[tuple[Cell, ...]]:
    for one in ledger.registries.contacts:
        yield one.id, one.name.zh, one.name.en, one.post.zh, one.post.en, list(one.places), one.story


def _advisers(ledger: Ledger) -> Iterator[tuple[Cell, ...]]:
    for one in ledger.registries.advisers:
        yield one.id, one.name.zh, one.name.en, *_amount(one.members), one.story


def _figures(ledger: Ledger) -> Iterator[tuple[Cell, ...]]:
    for one in ledger.registries.figures:
        yield one.id, one.name.zh, one.name.en, *_amount(one.value), _iso(one.as_of), one.story


def _requirements(ledger: Ledger) -> Iterator[tuple[Cell, ...]]:
    for one in ledger.registries.requirements:
        yield one.id, one.name.zh, one.name.en, one.kind, one.every, one.story, one.sample


def _activities(year: int, ledger: Ledger) -> Iterator[tuple[Cell, ...]]:
    for work, story in ledger.of_year.get(year, ()):
        article = story.original
        told = article.slug, str(article.title), f"/{article.save_as}", work.kind, _iso(work.held)
        where = list(work.branches), list(work.partners), work.place
        numbers = *_heads(work.participants), *_heads(work.eligible)
        yield *told, *where, *numbers, story.filing.sample


def _statistics(year: int, ledger: Ledger) -> Iterator[tuple[Cell, ...]]:
    """Each month, then the whole year: all records, then by kind, town and field, in the order of their registers."""
    works = [record.work for record in ledger.of_year.get(year, ())]
    by_month = grouped(works, lambda work: [work.held.month])
    for month, theirs in [*sorted(by_month.items()), (None, works)]:
        for group, id_, some in _groups(theirs, ledger):
            found = participation(some)
            counts = year, month, group, id_, found.records, found.told
            yield *counts, *_parts(found.part), *_parts(found.whole), *_covered(some, ledger)


def _groups(works: Sequence[Work], ledger: Ledger) -> Iterator[tuple[str, str | None, Sequence[Work]]]:
    yield "all", None, works
    splits: tuple[tuple[str, Callable[[Work], Iterable[str]]], ...] = (
        ("kind", lambda work: [work.kind]),
        ("town", ledger.places),
        ("field", ledger.sectors),
    )
    for group, by in splits:
        yield from ((group, id_, some) for id_, some in sorted(grouped(works, by).items()))


def _covered(works: Sequence[Work], ledger: Ledger) -> tuple[int, int]:
    """Branches that recorded one of these, and all that existed on the day of the last."""
    found = coverage(works, ledger.standing(max(work.held for work in works)))
    return found.recorded, found.branches


SETS: tuple[DataSet, ...] = (
    DataSet(
        "branches",
        Text(zh="党组织", en="Party organizations"),
        Text(zh="党委、党工委、党总支和党支部。", en="Committees, general branches and branches."),
        (
            *(ID, *NAME),
            _field("kind", "text", "类别", "kind of organization"),
            _field("parent", "text", "上级的编号", "id of the organization above"),
            TOWN,
            _field("sector", "text", "领域", "field of work"),
            _field("valid_from", "day", "成立日期", "day of foundation"),
            _field("valid_to", "day", "撤销日期", "last day"),
            SAMPLE,
        ),
        _branches,
    ),
    DataSet(
        "batches",
        Text(zh="重点项目批次", en="Batches of key projects"),
        Text(zh="集中开工的批次和公布的整批数字。", en="Batches, and what was published of each as a whole."),
        (
            *(ID, *NAME),
            _field("start", "day", "开工日期", "day of the start"),
            *_amount_fields("projects", "项目数", "number of projects"),
            *_amount_fields("total", "总投资", "total investment"),
            *_amount_fields("annual", "年度投资", "investment of the year"),
            STORY,
        ),
        _batches,
    ),
    DataSet(
        "projects",
        Text(zh="重点项目", en="Key projects"),
        Text(zh="没有公布的为空。", en="What was not published is empty."),
        (
            *(ID, *NAME),
            _field("batch", "text", "批次编号", "id of the batch"),
            _field("towns", "list", "镇街编号", "ids of towns"),
            _field("stage", "text", "最近公布的阶段", "latest stage that was published"),
            *_amount_fields("total", "总投资", "total investment"),
            *_amount_fields("annual", "年度投资", "investment of the year"),
            _field("kind", "text", "类别", "kind of project"),
            _field("leading_group", "text", "领导小组", "leading group"),
            _field("leader", "text", "区级责任领导（职务）", "responsible leader (post)"),
            _field("unit", "text", "责任单位", "responsible unit"),
            _field("contact", "text", "责任人（职务）", "contact (post)"),
            SAMPLE,
        ),
        _projects,
    ),
    DataSet(
        "stations",
        Text(zh="红色驿站", en="Red Stations"),
        Text(
            zh="公布了名称的红色驿站；总数见 figures。",
            en="Stations that were named; their number is in figures.",
        ),
        (*(ID, *NAME), TOWN, _field("opened", "day", "成立日期", "day of opening"), STORY, SAMPLE),
        _stations,
    ),
    DataSet(
        "contacts",
        Text(zh="分包联系", en="Contact posts"),
        Text(
            zh="什么职务负责哪些镇（街道），不含姓名。",
            en="Which post is in charge of which towns; no names.",
        ),
        (
            *(ID, *NAME),
            _field("post_zh", "text", "职务", "post, in Chinese"),
            _field("post_en", "text", "职务（英文）", "post, in English"),
            _field("towns", "list", "镇街编号", "ids of towns"),
            STORY,
        ),
        _contacts,
    ),
    DataSet(
        "advisers",
        Text(zh="党建顾问团", en="Advisory group"),
        Text(zh="顾问团专家来自的单位，不含姓名。", en="Institutions of the experts; no names."),
        (*(ID, *NAME), *_amount_fields("members", "人数", "number of experts"), STORY),
        _advisers,
    ),
    DataSet(
        "figures",
        Text(zh="公布的数字", en="Published figures"),
        Text(zh="报纸公布的每个数字及其出处。", en="Each figure that was published, with its story."),
        (
            *(ID, *NAME),
            *_amount_fields("value", "数值", "value"),
            _field("as_of", "day", "截止日期", "the day that it describes"),
            STORY,
        ),
        _figures,
    ),
    DataSet(
        "requirements",
        Text(zh="公布的要求", en="Published requirements"),
        Text(zh="党支部多久开展一次什么活动。", en="How often branches are to record which work."),
        (
            *(ID, *NAME),
            _field("kind", "text", "活动类型", "kind of work"),
            _field("every", "text", "频次", "how often"),
            STORY,
            SAMPLE,
        ),
        _requirements,
    ),
)
"""Registers."""

YEARLY: tuple[DataSet, ...] = (
    DataSet(
        "activities",
        Text(zh="活动记录", en="Records of work"),
        Text(zh="一年的活动记录。", en="The records of a year."),
        (
            _field("slug", "text", "网址名", "last part of the address"),
            _field("title", "text", "标题", "headline"),
            _field("address", "text", "网址", "address on this site"),
            _field("kind", "text", "类型", "kind of work"),
            _field("held", "day", "活动日期", "day of the event"),
            _field("branches", "list", "记录的党组织编号", "ids of the branches whose record it is"),
            _field("partners", "list", "共建党组织编号", "ids of the branches that took part"),
            TOWN,
            *_heads_fields("participants", "参加人数", "number of people who took part"),
            *_heads_fields("eligible", "应到人数", "number of people who could have"),
            SAMPLE,
        ),
        _activities,
    ),
    DataSet(
        "statistics",
        Text(zh="统计", en="Statistics"),
        Text(zh="一年的统计：按月，按类型、镇街、领域。", en="A year by month, kind, town and field."),
        (
            _field("year", "whole", "年", "year"),
            _field("month", "whole", "月；空为全年", "month; empty for the whole year"),
            _field("group", "text", "分组：all、kind、town、field", "group: all, kind, town or field"),
            _field("id", "text", "组内编号", "id within the group"),
            _field("records", "whole", "记录数", "number of records"),
            _field("told", "whole", "写明参加和应到人数的记录数", "records that tell both numbers"),
            *_heads_fields("participants", "参加人数之和", "sum of those who took part")[1:],
            *_heads_fields("eligible", "应到人数之和", "sum of those who could have")[1:],
            _field("recorded", "whole", "有记录的党支部数", "branches with a record"),
            _field("branches", "whole", "党支部总数", "all branches"),
        ),
        _statistics,
    ),
)
"""Data sets of which there is one a year."""


def datasets(years: Iterable[int]) -> Iterator[DataSet]:
    """Registers, then the data sets of each year."""
    yield from SETS
    yield from chain.from_iterable(map(_of_year, years))


def _of_year(year: int) -> Iterator[DataSet]:
    for one in YEARLY:
        title = Text(zh=f"{one.title.zh} {year}", en=f"{one.title.en} {year}")
        yield replace(one, title=title, rows=partial(one.rows, year), year=year)
