"""What a house decides about its checks: how severe each is, and where limits lie."""

from typing import Literal

from .model import Field, Model

Level = Literal["error", "warning", "off"]


class Lengths(Model):
    """Characters, by the language of a story; bars and spaces are not counted."""

    zh: int = Field(ge=1, le=1000, title="中文")
    en: int = Field(ge=1, le=1000, title="英文")


class HouseRules(Model):
    """`content/data/checks.yaml`. What it does not name is as `docs/checks.md` says."""

    severity: dict[str, Level] = Field(
        default={}, title="程度", description="规则: error 错误、warning 警告、off 不查"
    )
    headline: Lengths = Field(
        default=Lengths(zh=32, en=110), title="标题", description="标题、引题、副题最多多少字"
    )
    summary: Lengths = Field(default=Lengths(zh=120, en=360), title="摘要", description="摘要最多多少字")
    days: int = Field(default=1, ge=0, le=3650, title="天数", description="写明的日期可以比入库早几天")
