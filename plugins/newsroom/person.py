"""People and collective names that sign stories."""

from typing import Literal

from .model import Field
from .registry import Record, Registry
from .text import Text

Role = Literal[
    "reporter",
    "correspondent",
    "intern",
    "photographer",
    "author",
    "editor",
    "proofreader",
    "layout",
    "source",
]
"""What a credit is for, in the order in which a page prints them. `source` is an organisation that supplied a picture (图片由…提供)."""


AUTHORS: frozenset[Role] = frozenset({"reporter", "correspondent", "intern", "author"})
"""Those who wrote a story; the others took its pictures, edited or set it."""


class Person(Record):
    """Somebody who signs stories. Two people may share a name: the id tells them apart."""

    role: Role = Field(description="主要身份：reporter 记者，correspondent 通讯员，photographer 摄影 等")
    kind: Literal["person", "org"] = Field(
        default="person", description="person 个人；org 集体署名，如“惠组宣”"
    )
    unit: Text | None = Field(default=None, description="单位，不知道就不写")
    sample: bool = Field(default=False, description="示例记录：页面上注明“示例”，正式发布时不输出")


People = Registry[Person]
