"""Sections (栏目) and topics (专题): what a story is filed under."""

from typing import Annotated, Literal

from pydantic import Field

from .references import SectionId
from .registry import Record
from .text import Text

Words = Annotated[tuple[str, ...], Field(max_length=60)]
Art = Literal["river", "hall", "cranes", "mic"]
"""The theme's drawings."""


class Section(Record):
    """A column of the site (栏目). Every story has exactly one."""

    summary: Text = Field(description="栏目简介，一句话")
    art: Art | None = Field(
        None, description="栏目插图，首页上没有题图的稿件用它：river 黄河，hall 展厅，cranes 工地，mic 话筒"
    )
    words: Words = Field((), description="导入来稿时，标题或正文里有这些词，就建议这个栏目")


class Topic(Record):
    """A running subject (专题). A story may have several."""

    summary: Text = Field(description="专题简介，一句话")
    section: SectionId | None = Field(None, description="主要所属栏目的编号")
    words: Words = Field((), description="导入来稿时，标题或正文里有这些词，就建议这个专题")
