"""Towns and subdistricts: a place keeps its code and id; its names have dates."""

from datetime import date
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from .registry import Slug
from .text import Text


class DatedName(Text):
    """A name and the days on which it was valid, both inclusive; no date means no limit."""

    valid_from: date | None = Field(None, description="启用日期")
    valid_to: date | None = Field(None, description="停用日期")


class Place(BaseModel):
    """A town (镇) or subdistrict (街道) with its GB/T 2260 code."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: Slug = Field(description="编号，用在网址里，发布后不再改")
    code: str = Field(pattern=r"^\d{9}$", description="行政区划代码，9 位")
    kind: Literal["town", "subdistrict"] = Field(description="town 镇；subdistrict 街道")
    names: tuple[DatedName, ...] = Field(min_length=1, description="名称及其使用日期，从早到晚")
    note: Text | None = Field(None, description="说明，例如更名日期是否确切")

    @model_validator(mode="after")
    def _names_follow_each_other(self) -> Self:
        """Must: from the earliest to today's, and no day with two names."""
        for old, new in zip(self.names, self.names[1:], strict=False):
            if old.valid_to is None or new.valid_from is None or old.valid_to >= new.valid_from:
                raise PydanticCustomError("names_overlap", "{old} {new}", {"old": old.zh, "new": new.zh})
        return self

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
