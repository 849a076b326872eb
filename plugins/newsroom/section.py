"""Sections (栏目) and topics (专题): what a story is filed under."""

from typing import Annotated, Literal

from .model import Field
from .references import SectionId
from .registry import Record
from .text import Text

Words = Annotated[tuple[str, ...], Field(max_length=60)]
Art = Literal["river", "hall", "cranes", "mic"]
"""The theme's drawings."""

ColumnType = Literal[
    "首页",
    "概况信息",
    "机构职能",
    "负责人信息",
    "工作动态",
    "政策文件",
    "信息公开指南",
    "信息公开目录",
    "信息公开年报",
    "依法申请公开",
    "数据发布",
    "数据开放",
    "政策解读",
    "回应关切",
    "办事服务",
    "咨询投诉",
    "征集调查",
    "在线访谈",
]
"""What a column of a government site may be (docs/domain.md §4)."""


class Section(Record):
    """A column of the site (栏目). Every story has exactly one."""

    summary: Text = Field(description="栏目简介，一句话")
    art: Art | None = Field(
        default=None,
        description="栏目插图，首页上没有题图的稿件用它：river 黄河，hall 展厅，cranes 工地，mic 话筒",
    )
    words: Words = Field(default=(), description="导入来稿时，标题或正文里有这些词，就建议这个栏目")
    column_type: ColumnType = Field(
        default="工作动态", description="栏目类别，政府网站页面标签 ColumnType 的取值"
    )


class Topic(Record):
    """A running subject (专题). A story may have several."""

    summary: Text = Field(description="专题简介，一句话")
    section: SectionId | None = Field(default=None, description="主要所属栏目的编号")
    words: Words = Field(default=(), description="导入来稿时，标题或正文里有这些词，就建议这个专题")
