"""Pictures: what an editor says of each. Their files are looked at in `plugins/sources/pictures.py`."""

from typing import Annotated, Any

from ._late import late
from .fields import Line, SafePath
from .model import Before, Field, Model, refusal
from .text import normalise

FOCUS = {
    "左上": (0, 0),
    "上": (50, 0),
    "右上": (100, 0),
    "左": (0, 50),
    "中": (50, 50),
    "右": (100, 50),
    "左下": (0, 100),
    "下": (50, 100),
    "右下": (100, 100),
}
"""What editors write for the part that has to stay in sight where a picture is cropped: percent from left and top."""

_STEP = 25
"""Percent. A style sheet has one rule a step, since pages carry no style of their own."""

_PERCENTS = late(r"(\d{1,3})%?[ ,，、]+(\d{1,3})%?")


def _focus(value: Any) -> Any:
    """One of the words of `FOCUS`, or two percents, taken to the nearest step: `30 60` means (25, 50)."""
    text = normalise(value if isinstance(value, str) else " ".join(map(str, _as_pair(value))))
    if text in FOCUS:
        return FOCUS[text]
    found = _PERCENTS.fullmatch(text)
    if not found or max(percents := [int(part) for part in found.groups()]) > 100:
        raise refusal("no_such_focus")
    return tuple((percent + _STEP // 2) // _STEP * _STEP for percent in percents)


def _as_pair(value: Any) -> tuple[Any, ...]:
    return tuple(value) if isinstance(value, list | tuple) else (value,)


Focus = Annotated[tuple[int, int], Before(_focus)]


class Picture(Model):
    """A picture of a story, above its text or in it. None is published without saying who made it."""

    file: SafePath = Field(
        max_length=150, title="文件", description="content/pictures 里的文件，如 2017/10/kaigong.jpg"
    )
    alt: Line = Field(title="替代文字", description="必填，画面里有什么，读给看不见图片的人")
    caption: Line | None = Field(default=None, title="图说", description="印在图片下面的话")
    credit: Line = Field(
        title="图片署名", description="必填，谁拍的或来自哪里，如 陈静 摄、资料图片、图片由惠济区委组织部提供"
    )
    focus: Focus = Field(
        default=FOCUS["中"],
        title="焦点",
        description="裁切时要留住哪里：左上、上、右上、左、中（默认）、右、左下、下、右下，或从左、从上的两个百分数，如 25 75",
    )
