"""A page of someone else's making, before anyone has said what its parts are.

Readers of newspaper text, Word and HTML make it; `plugins/desk` makes stories of it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from plugins.newsroom.problem import Message


class Kind(StrEnum):
    """What a block is, as far as its file tells."""

    LINE = "line"
    HEADING = "heading"
    PICTURE = "picture"
    TABLE = "table"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Block:
    """One piece of a page, in reading order.

    `text` of a LINE or HEADING is inline Markdown, one paragraph without a line break; of a TABLE a Markdown
    table; of a PICTURE its caption or ""; of a NOTE the text of a footnote. `line` counts from 1: the line of a
    text or HTML file, the paragraph of a Word file. `level` is 1 to 6 for a HEADING, else 0. `file` is the name
    of a PICTURE among those of the page, `alt` its text alternative. A `strong` LINE stands whole in bold or in
    bigger type than the text (a faked heading). `gap` counts the blank lines before it.
    """

    kind: Kind
    text: str
    line: int
    level: int = 0
    file: str = ""
    strong: bool = False
    centred: bool = False
    alt: str = ""
    gap: int = 0


@dataclass(frozen=True, slots=True)
class Remark:
    """What the reader of a file is unsure of or has left out, and where."""

    line: int
    message: Message


@dataclass(frozen=True, slots=True)
class Page:
    """All blocks of a file in reading order, its pictures by file name, and the remarks of its reader."""

    blocks: tuple[Block, ...]
    pictures: Mapping[str, bytes] = field(default_factory=dict)
    remarks: tuple[Remark, ...] = ()


class Unreadable(Exception):
    """Nothing of a file can be used; `message` says why and what to do."""

    def __init__(self, message: Message) -> None:
        super().__init__(message.code)
        self.message = message
