"""Sections (栏目) and topics (专题): what a story is filed under."""

from typing import Literal

from pydantic import Field

from .references import SectionId
from .registry import Record
from .text import Text

Art = Literal["river", "hall", "cranes", "mic"]
"""The theme's drawings."""


class Section(Record):
    """A column of the site (栏目). Every story has exactly one."""

    summary: Text = Field(description="栏目简介，一句话")
    art: Art | None = Field(
        None, description="栏目插图，首页上没有题图的稿件用它：river 黄河，hall 展厅，cranes 工地，mic 话筒"
    )


class Topic(Record):
    """A running subject (专题). A story may have several."""

    summary: Text = Field(description="专题简介，一句话")
    section: SectionId | None = Field(None, description="主要所属栏目的编号")
