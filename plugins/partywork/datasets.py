"""The data sets that the site publishes: their fields, and their rows from the ledger (docs/open-data.md).

Names of fields are stable: programs of others read them.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import chain
from typing import Any

from plugins.newsroom.printed import Printed
from plugins.newsroom.quantity import Quantity, read_quantity
from plugins.newsroom.statistics import coverage, grouped, participation
from plugins.newsroom.text import Text
from plugins.newsroom.work import Work

from .ledger import Ledger
from .open_data import QUALIFIERS, Cell, DataSet, Field


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
