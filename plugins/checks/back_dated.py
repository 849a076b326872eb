"""Rule: a story is not older than the day it was first filed, unless it says so (docs/domain.md §4: forged dates).

`invoke check` asks git for the day of the first commit. Builds do not: what they write follows from the files alone.
A story may be filed some days late (`days` in content/data/checks.yaml); `archive: true` marks one that was added
later on purpose.
"""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

from plugins.newsroom.article import ZONE
from plugins.newsroom.problem import Message, Problem, warning
from plugins.newsroom.registries import Registries

from .outline import Folder, Outline

_DAY = 86_400


def check(content: Folder, outlines: Sequence[Outline], registries: Registries) -> Iterator[Problem]:
    """Yield a warning for each story whose first commit is later than its date allows."""
    if content.history is None:
        return
    first, late = content.history.first, (registries.rules.days + 1) * _DAY
    for outline in outlines:
        filed = first.get(outline.path)
        if outline.dated is not None and filed is not None and filed - outline.dated >= late:
            yield _message(outline.dated, filed).at(outline.shown, outline.line_of("date"))


def _message(dated: int, filed: int) -> Message:
    written, committed = (
        f"{datetime.fromtimestamp(moment, UTC).astimezone(ZONE):%Y-%m-%d}" for moment in (dated, filed)
    )
    return warning(
        "back-dated",
        f"发布时间写的是 {written}，可是 {committed} 才入库，看起来像倒签日期",
        f"The story is dated {written}, but was first committed on {committed}: it looks back-dated",
        (
            "后来补录的旧稿加一行 archive: true；否则改正日期",
            "add archive: true if it was filed later; else correct the date",
        ),
    )
