"""Registers of what the district has set up: Red Stations, contact posts, advisers. Posts and institutions, no names
of people (docs/domain.md §4).
"""

from datetime import date
from typing import Annotated

from .fields import Flag, as_list
from .model import Before, Field
from .printed import Headcount
from .references import PlaceId
from .registry import Record, Slug
from .text import Text


class Station(Record):
    """A Red Station (红色驿站) on a building site."""

    place: PlaceId | None = Field(
        default=None, title="镇街", description="所在镇（街道）的编号或名称；没有公布就不写"
    )
    opened: date | None = Field(default=None, title="成立日期", description="没有公布就不写")
    story: Slug | None = Field(default=None, title="出处", description="报道它的稿件的 slug")
    sample: Flag = Field(
        default=False, title="示例", description="示例记录：页面上注明“示例”，正式发布时不输出"
    )


class Contact(Record):
    """Who is in charge of which towns (分包联系), as a post. `name` says what the charge is."""

    post: Text = Field(title="职务", description="由谁负责：写职务，不写姓名")
    places: Annotated[tuple[PlaceId, ...], Before(as_list)] = Field(
        default=(), title="镇街", description="负责的镇（街道）；没有公布就不写"
    )
    note: Text | None = Field(default=None, title="说明", description="一句话")
    story: Slug | None = Field(default=None, title="出处", description="公布它的稿件的 slug")


class Adviser(Record):
    """An institution whose experts are in the advisory group (党建顾问团). `name` is the institution's."""

    members: Headcount | None = Field(default=None, title="人数", description="没有公布就不写")
    story: Slug | None = Field(default=None, title="出处", description="公布它的稿件的 slug")
