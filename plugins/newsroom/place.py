"""Towns and subdistricts: a place keeps its code and id; its names have dates."""

from datetime import date
from itertools import pairwise
from typing import Literal

from .model import Field, Model, refusal
from .registry import Slug
from .text import Text


class DatedName(Text):
    """A name and the days on which it was valid, both inclusive; no date means no limit."""

    valid_from: date | None = Field(default=None, description="启用日期")
    valid_to: date | None = Field(default=None, description="停用日期")


def _names_follow_each_other(place: "Place") -> None:
    """Must: from the earliest to today's, and no day with two names."""
    for old, new in pairwise(place.names):
        if old.valid_to is None or new.valid_from is None or old.valid_to >= new.valid_from:
            raise refusal("names_overlap", old=old.zh, new=new.zh)


class Place(Model, after=_names_follow_each_other):
    """A town (镇) or subdistrict (街道) with its GB/T 2260 code."""

    id: Slug = Field(description="编号，用在网址里，发布后不再改")
    code: str = Field(pattern=r"^\d{9}$", description="行政区划代码，9 位")
    kind: Literal["town", "subdistrict"] = Field(description="town 镇；subdistrict 街道")
    names: tuple[DatedName, ...] = Field(min_length=1, description="名称及其使用日期，从早到晚")
    note: Text | None = Field(default=None, description="说明，例如更名日期是否确切")

    @property
    def name(self) -> Text:
        """Today's name."""
        return self.names[-1]

    @property
    def former_names(self) -> tuple[DatedName, ...]:
        """The names that are no longer used, from the earliest."""
        return self.names[:-1]

    @property
    def all_names(self) -> tuple[str, ...]:
        """Today's name and the former ones: old names stay findable (docs/domain.md §1)."""
        return tuple(name for dated in self.names for name in (dated.zh, dated.en))

    def name_on(self, day: date) -> Text:
        """The name that was valid on `day` (docs/domain.md §1); a day before the first name reads the first."""
        begun = [n for n in self.names if n.valid_from is None or n.valid_from <= day]
        return begun[-1] if begun else self.names[0]
