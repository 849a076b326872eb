"""Exemptions: a line may break a rule for a reason, which is written beside it and printed by every check.

In a text `<!-- 检查豁免 unit-mixing：奖项本来就按组评 -->`, above the paragraph or in it; among the fields
`# 检查豁免 headline-length：会议名称要写全`, above the field or behind it. Readers never see either.
English: `check-exempt code: reason`.
"""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from ._late import late

if TYPE_CHECKING:
    import re

Reach = Callable[[list[str], int, bool], tuple[int, int]]
"""Of lines, the one with an exemption, and whether it stands there alone: the first and the last that it covers."""

_WORDS = ("检查豁免", "check-exempt")
_WRITTEN = (
    r"(?:检查豁免|check-exempt)[ \t]*(?P<code>[A-Za-z0-9-]*)[ \t]*[:：]?[ \t]*(?P<reason>[^\n]*?)[ \t]*"
)
_IN_TEXT = late(rf"<!--[ \t]*{_WRITTEN}-->")
_IN_FIELDS = late(rf"(?m)(?:^|[ \t])#[ \t]*{_WRITTEN}$")


class Exemption(NamedTuple):
    """One exemption: problems with `code` on the lines from `first` to `last` are expected. Lines count from 1."""

    code: str
    reason: str
    line: int
    first: int
    last: int

    def covers(self, code: str, line: int) -> bool:
        """Whether a problem is the one that is meant."""
        return code == self.code and self.first <= line <= self.last


def exemptions(head: str, body: str, body_line: int) -> tuple[Exemption, ...]:
    """Every exemption of a manuscript, in order; one without a reason or code has "" there."""
    if not any(word in head or word in body for word in _WORDS):
        return ()
    return (*_found(_IN_FIELDS, head, 1, _field), *_found(_IN_TEXT, body, body_line, _paragraph))


def _found(pattern: "re.Pattern[str]", text: str, first_line: int, reach: Reach) -> Iterator[Exemption]:
    lines = text.split("\n")
    for written in pattern.finditer(text):
        at = text.count("\n", 0, written.start("code"))
        alone = not pattern.sub("", lines[at]).strip()
        first, last = reach(lines, at, alone)
        yield Exemption(
            written["code"], written["reason"], at + first_line, first + first_line, last + first_line
        )


def _paragraph(lines: list[str], at: int, alone: bool) -> tuple[int, int]:
    """The paragraph around line `at`, or the next one where nothing else stands on the line."""
    first = last = at
    if alone and not (at and lines[at - 1].strip()):
        while last + 1 < len(lines) and not lines[last + 1].strip():
            last += 1
    else:
        while first and lines[first - 1].strip():
            first -= 1
    while last + 1 < len(lines) and lines[last + 1].strip():
        last += 1
    return first, last


def _field(lines: list[str], at: int, alone: bool) -> tuple[int, int]:
    """The field on line `at`, or the next one, with the indented lines that belong to it."""
    last = at + 1 if alone else at
    while last + 1 < len(lines) and lines[last + 1].startswith((" ", "\t", "- ")):
        last += 1
    return at, last
