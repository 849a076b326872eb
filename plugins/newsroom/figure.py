"""Published figures (数说): what was counted, how much it was as printed, and the story that told it."""

from datetime import date
from typing import Literal

from .model import Field
from .printed import Amount
from .registry import Record, Slug
from .text import Text

Register = Literal["branches", "stations", "advisers", "contacts", "projects"]
"""Registers whose number of records may be published without the records."""


class PublishedFigure(Record):
    """One figure of the newspaper page. `name` says what was counted."""

    value: Amount = Field(title="数值", description="照原文写，带约、多、余和单位，如 13000多名")
    as_of: date | None = Field(default=None, title="截止日期", description="数字截至哪天；没有公布就不写")
    story: Slug = Field(title="出处", description="公布它的稿件的 slug")
    counts: Register | None = Field(
        default=None,
        title="对应名录",
        description="它是哪个名录的总数：branches、stations、advisers、contacts、projects",
    )
    shown: bool = Field(default=False, title="大字", description="true 表示在“数说”里用大字")
    note: Text | None = Field(default=None, title="说明", description="口径")
