"""Columns (栏目): what a page that lists something is called, and which of the official kinds it is of."""

from typing import NamedTuple

from plugins.indexes.views import Frame, ListingView
from plugins.newsroom.registries import Registries
from plugins.newsroom.section import ColumnType, Section, Topic
from plugins.newsroom.text import Lang

_TYPES: dict[str, ColumnType] = {
    "": "首页",
    "branches": "机构职能",
    "data": "数据开放",
    "overview": "数据发布",
    "statistics": "数据发布",
}
"""By the first folder of an address."""

_COLUMNS = _TYPES.keys() | {
    *("sections", "towns", "topics", "people", "archive"),
    *("theme-days", "projects"),
}
_USUAL: ColumnType = "工作动态"


class Column(NamedTuple):
    """What the tags `Column…` say."""

    name: str
    description: str
    keywords: tuple[str, ...]
    type: ColumnType


def column_of(frame: Frame, registries: Registries) -> Column | None:
    """The column that the page itself is; None for a page that lists nothing (about, search, a story)."""
    folder = _folder(frame.address, frame.lang)
    if folder not in _COLUMNS:
        return None
    return Column(
        frame.title,
        frame.description,
        (frame.title, registries.site.district.in_(frame.lang)),
        _TYPES.get(folder, _USUAL),
    )


def _folder(address: str, lang: Lang) -> str:
    inside = address if lang == "zh" else address.removeprefix(f"{lang}/")
    return inside.partition("/")[0] if "/" in inside or not inside else inside


def listing_column(frame: Frame, listing: ListingView, registries: Registries) -> Column:
    """The column of a listing, the same on all of its pages."""
    record, lang = listing.record, frame.lang
    if isinstance(record, Section):
        return section_column(record.id, lang, registries)
    district = registries.site.district.in_(lang)
    keywords = _keywords(record, lang) if isinstance(record, Topic) else (listing.heading, district)
    kind = _TYPES[""] if listing.kind == "home" else _USUAL
    return Column(listing.heading, listing.intro or listing.heading, keywords, kind)


def section_column(id_: str, lang: Lang, registries: Registries) -> Column:
    """The column that a story stands in."""
    section = registries.sections[id_]
    return Column(
        section.name.in_(lang), section.summary.in_(lang), _keywords(section, lang), section.column_type
    )


def _keywords(record: Section | Topic, lang: Lang) -> tuple[str, ...]:
    """Its name, and the words that editors gave it, which are Chinese."""
    name = record.name.in_(lang)
    return tuple(dict.fromkeys((name, *(record.words if lang == "zh" else ()))))
