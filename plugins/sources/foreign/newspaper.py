"""The text of a printed page, as it was copied out of a PDF or sent by a newspaper: one line, one block.

Lines of a fixed width are put together again, and lines in columns are a table. What looks like Markdown in the
text is escaped, so that it stays text. What a line is - a headline, a byline, half a paragraph - is not asked here.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from plugins.newsroom.problem import Severity, error, warning
from plugins.newsroom.sentences import is_finished, join

from ..text import LIMIT, decode, too_large
from .inline_markdown import escape
from .page import Block, Kind, Page, Remark, Unreadable

_BREAKS = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_UNSEEN = re.compile(r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
_LOST = re.compile(r"[\ufffd\ue000-\uf8ff]")
_HEADING = re.compile(r"(#{1,6})[ \t]+(.+?)[ \t]*#*")
_CELLS = re.compile(r"[ \u3000]*\t[ \t\u3000]*|[ \u00a0\u3000]{2,}")
_RULE_OF_TABLE = re.compile(r"\|?(?:\s*:?-+:?\s*\|)+(?:\s*:?-+:?\s*)?")
# Where Markdown would read something else than text. Numbers and dashes of lists are left: they mean the same there.
_PLAIN_ROWS = 3
"""Lines with the same number of columns, parted by spaces, that are a table; two are enough where tabs part them."""
_WRAPPED_ROWS = 3
_WIDEST = 60


@dataclass(frozen=True, slots=True)
class _Row:
    """A line that is not blank, without its margins."""

    number: int
    text: str
    indent: bool
    gap: int


def read_text(raw: bytes) -> Page:
    """The page in `raw`, the bytes of a text file in UTF-8, UTF-16 or GB18030. Raises `Unreadable`."""
    if len(raw) > LIMIT:
        raise Unreadable(too_large(len(raw), LIMIT))
    text, found = decode(_without_page_breaks(raw))
    if text is None:
        raise Unreadable(next(message for _, message in found if message.severity is Severity.ERROR))
    remarks = [Remark(line, message) for line, message in found]
    text = _BREAKS.sub("\n", text)
    remarks += _unseen(text)
    blocks = [block for run in _runs(_rows(_UNSEEN.sub("", text))) for block in _blocks(run)]
    if not blocks:
        raise Unreadable(_EMPTY)
    return Page(tuple(blocks), {}, tuple(remarks))


def _without_page_breaks(raw: bytes) -> bytes:
    """Programs that take text out of a PDF put a form feed between pages; in UTF-16 it would be half a character."""
    return (
        raw if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else raw.replace(b"\x0c", b"\n").replace(b"\x0b", b"\n")
    )


def _unseen(text: str) -> Iterator[Remark]:
    for number, line in enumerate(text.split("\n"), 1):
        if _UNSEEN.search(line):
            yield Remark(number, _INVISIBLE)
        if lost := _LOST.search(line):
            code = f"U+{ord(lost[0]):04X}"
            yield Remark(
                number,
                warning(
                    "lost-character",
                    f"有一个字在原文件里就显示不出来（{code}）：“{_around(line, lost.start())}”",
                    f"A character was lost before this file was made ({code}): “{_around(line, lost.start())}”",
                    ("对照报纸补上", "look it up in the paper"),
                ),
            )


def _around(line: str, place: int) -> str:
    return line[max(place - 8, 0) : place + 9].strip()


def _rows(text: str) -> Iterator[_Row]:
    gap = 0
    for number, line in enumerate(text.split("\n"), 1):
        stripped = line.strip()
        if not stripped:
            gap += 1
            continue
        margin = line[: len(line) - len(line.lstrip())]
        yield _Row(number, stripped, len(margin.replace("\u3000", "  ").replace("\t", "    ")) >= 2, gap)
        gap = 0


def _runs(rows: Iterable[_Row]) -> Iterator[list[_Row]]:
    """Rows that no blank line parts."""
    run: list[_Row] = []
    for row in rows:
        if row.gap and run:
            yield run
            run = []
        run.append(row)
    if run:
        yield run


def _blocks(run: list[_Row]) -> Iterator[Block]:
    for cells, rows in groupby(_in_columns(run), lambda row: row[1]):
        lines = [row for row, _ in rows]
        if cells:
            yield Block(Kind.TABLE, _table(lines), lines[0].number, gap=lines[0].gap)
        else:
            yield from (_line(row) for row in _unwrapped(lines))


def _line(row: _Row) -> Block:
    text = " ".join(row.text.split())
    if heading := _HEADING.fullmatch(text):
        return Block(Kind.HEADING, escape(heading[2]), row.number, level=len(heading[1]), gap=row.gap)
    return Block(Kind.LINE, escape(text), row.number, gap=row.gap)


def _in_columns(run: list[_Row]) -> Iterator[tuple[_Row, int]]:
    """Each row with the number of its columns; 0 where it stands in no table."""
    if len(run) > 1 and "|" in run[0].text and _RULE_OF_TABLE.fullmatch(run[1].text):
        piped = next((i for i, row in enumerate(run) if "|" not in row.text), len(run))
        yield from ((row, -1) for row in run[:piped])
        run = run[piped:]
    for count, rows in groupby(run, lambda row: len(_CELLS.split(row.text))):
        table = list(rows)
        enough = 2 if all("\t" in row.text for row in table) else _PLAIN_ROWS
        yield from ((row, count if count > 1 and len(table) >= enough else 0) for row in table)


def _table(rows: list[_Row]) -> str:
    """A Markdown table; its first row is the header, as Markdown knows no table without one."""
    if len(rows) > 1 and _RULE_OF_TABLE.fullmatch(rows[1].text):
        return "\n".join(row.text for row in rows)
    cells = [[escape(cell.strip()).replace("|", "\\|") for cell in _CELLS.split(row.text)] for row in rows]
    lines = [f"| {' | '.join(row)} |" for row in cells]
    return "\n".join([lines[0], f"|{'--|' * len(cells[0])}", *lines[1:]])


def _unwrapped(rows: list[_Row]) -> list[_Row]:
    """Paragraphs of a text that was broken at a fixed width, each on one line again."""
    if not _are_wrapped(rows):
        return rows
    width = max(len(row.text) for row in rows)
    paragraphs: list[_Row] = []
    full = False
    for row in rows:
        if full and not row.indent:
            paragraphs[-1] = replace(paragraphs[-1], text=join(paragraphs[-1].text, row.text))
        else:
            paragraphs.append(row)
        full = len(row.text) >= width - 3
    return paragraphs


def _are_wrapped(rows: list[_Row]) -> bool:
    """Whether lines are as long as the longest, but for a mark that would not fit, and end there by chance.

    Paragraphs of one sentence may be of one length, too: they end with its mark. Headlines have none at all.
    """
    width = max((len(row.text) for row in rows), default=0)
    finished = sum(is_finished(row.text) for row in rows)
    full = [row for row in rows if len(row.text) >= width - 3]
    cut = sum(not is_finished(row.text) for row in full)
    likely = cut >= 2 and cut * 2 >= len(full) and (cut + finished) * 5 >= len(rows) * 4
    return likely and finished > 0 and len(rows) >= _WRAPPED_ROWS and 10 <= width <= _WIDEST


_EMPTY = error(
    "empty-file",
    "文件里没有文字",
    "There is no text in the file",
    ("检查是不是放错了文件，或者内容只有图片", "is it the right file? Pictures alone cannot be read"),
)
_INVISIBLE = warning(
    "invisible-character",
    "去掉了看不见的字符（零宽空格、软连字符等）",
    "Invisible characters (zero-width spaces, soft hyphens) were removed",
)
