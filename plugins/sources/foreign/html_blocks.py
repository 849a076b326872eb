"""An HTML tree as the blocks of a page: lines, tables, and pictures with their captions."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from bs4.element import Tag

from .html_lines import Line, lines_of
from .html_tables import read_table
from .inline_markdown import Piece, inline
from .page import Block, Kind, Remark

_OF_HEADINGS = frozenset({"strong", "big"})
_CAPTION = re.compile(
    r"[▲△▼▽◀◁▶▷]|图[为中：:]|图(?:片|说)?\s*[\d一二三四五六七八九十]*[：:、.\s]|图\d|（图|\(图"
)
_CREDIT = re.compile(r"[^文]{1,60}(?:摄|供图)\s*[)）]?[。.]?")
_LONGEST_CAPTION = 150


def blocks_of(root: Tag) -> tuple[list[Block], list[Remark]]:
    """The blocks of everything below `root`, in order, and what is unsure about them.

    A reader prepares the tree: `img` has a file name of the page's pictures for its `src`, `figcaption` is a
    caption, `note-mark` (html_lines.NOTE_MARK) the mark of a footnote, `big` bigger type than the text's.
    """
    lines, remarks = lines_of(root)
    flow = list(_with_tables(lines, remarks))
    emphatic = _is_mostly_strong(flow)
    return _with_captions((line, _block(line, emphatic)) for line in flow), remarks


def _with_tables(lines: Iterable[Line], remarks: list[Remark]) -> Iterator[Line]:
    """The lines, those of tables that were taken apart among them; a table's Markdown is its only piece."""
    for line in lines:
        if line.table is None:
            yield line
            continue
        table = read_table(line.table, line.where.line)
        remarks += table.remarks
        if table.markdown:
            yield replace(line, pieces=(Piece(table.markdown),))
        for number, inner in enumerate(table.lines):
            yield inner if number else replace(inner, gap=line.gap + inner.gap)


def _is_mostly_strong(lines: Iterable[Line]) -> bool:
    """Whether most of the text is bold, which then marks nothing."""
    texts = [line for line in lines if not (line.file or line.table or line.where.level)]
    strong = sum(len(line.words) for line in texts if _is_strong(line))
    return len(texts) > 1 and strong * 2 > sum(len(line.words) for line in texts)


def _is_strong(line: Line) -> bool:
    """Whether the line stands whole in bold or in bigger type."""
    words = [piece for piece in line.pieces if piece.text.strip() and not piece.note]
    return bool(words) and all(piece.marks & _OF_HEADINGS for piece in words)


def _block(line: Line, emphatic: bool) -> Block:
    where, gap = line.where, line.gap
    if line.file:
        return Block(
            Kind.PICTURE, "", where.line, file=line.file, centred=where.centred, alt=line.alt, gap=gap
        )
    if line.table is not None:
        return Block(Kind.TABLE, line.words, where.line, gap=gap)
    if where.level:
        text = inline(_without(line.pieces, _OF_HEADINGS), at_start=False)
        return Block(Kind.HEADING, text, where.line, where.level, centred=where.centred, gap=gap)
    strong = _is_strong(line) and not line.prefix
    text = line.prefix + inline(_without(line.pieces, _OF_HEADINGS if strong else {"big"}))
    return Block(Kind.LINE, text, where.line, strong=strong and not emphatic, centred=where.centred, gap=gap)


def _without(pieces: Iterable[Piece], marks: Iterable[str]) -> list[Piece]:
    return [replace(piece, marks=piece.marks.difference(marks)) for piece in pieces]


def _with_captions(pairs: Iterable[tuple[Line, Block]]) -> list[Block]:
    """The blocks, but each line that is the caption of the picture beside it is that picture's text."""
    blocks: list[Block] = []
    waiting: list[Block] = []
    figure = 0
    for line, block in pairs:
        last = blocks[-1] if blocks and blocks[-1].kind is Kind.PICTURE else None
        if block.kind is Kind.PICTURE:
            blocks.append(replace(block, text=_joined("", waiting)))
            waiting, figure = [], line.where.figure
        elif last and not waiting and _belongs(line, block, last, figure):
            blocks[-1] = replace(last, text=_joined(last.text, [block]))
        elif line.where.caption:
            waiting.append(block)
        else:
            blocks += [*waiting, block]
            waiting = []
    return blocks + waiting


def _joined(text: str, captions: Iterable[Block]) -> str:
    return " ".join(filter(None, [text, *(caption.text for caption in captions)]))


def _belongs(line: Line, block: Block, picture: Block, figure: int) -> bool:
    """Whether the line after `picture` is its caption: it says so, or begins or ends as captions do in print."""
    if block.kind is not Kind.LINE:
        return False
    if line.where.caption:
        return line.where.figure == figure
    words = line.words
    begins = not picture.text and len(words) <= _LONGEST_CAPTION and _CAPTION.match(words)
    return bool(begins or _CREDIT.fullmatch(words))
