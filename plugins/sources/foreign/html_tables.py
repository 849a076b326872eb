"""HTML tables as Markdown tables. Those that only lay out a page are taken apart."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import chain, pairwise

from bs4.element import NavigableString, PageElement, Tag

from plugins.newsroom.problem import warning

from .html_lines import Line, lines_of
from .inline_markdown import Piece, inline
from .page import Remark

_WIDEST = 60
"""Columns that a cell may span; hostile tables say a million."""


@dataclass(frozen=True, slots=True)
class _Cell:
    lines: tuple[Line, ...]
    across: int
    down: int
    nested: bool

    @property
    def pictures(self) -> bool:
        return any(line.file for line in self.lines)

    @property
    def markdown(self) -> str:
        """Its lines in one, without marks that a cell cannot have."""
        texts = (
            line.prefix.lstrip(" >").replace("- ", "• ") + inline(_plain(line), at_start=False)
            for line in self.lines
        )
        return "<br>".join(text.replace("|", "\\|") for text in texts)


def _plain(line: Line) -> list[Piece]:
    return [replace(piece, marks=piece.marks - {"big"}) for piece in line.pieces]


@dataclass(frozen=True, slots=True)
class Table:
    """A table is `markdown`, or, where it only lays out a page, `lines` in reading order."""

    markdown: str
    lines: tuple[Line, ...]
    remarks: tuple[Remark, ...]


def read_table(tag: Tag, line: int) -> Table:
    """The table `tag`, which begins on `line`; never raises. A table without words is empty."""
    remarks: list[Remark] = []
    rows = [row for row in (_row(row, remarks) for row in _rows(tag)) if any(cell.lines for cell in row)]
    cells = list(chain.from_iterable(rows))
    if any(cell.pictures for cell in cells) or len(rows) == 1 or all(len(row) == 1 for row in rows):
        lines = tuple(_taken_apart(rows))
        with_words = sum(bool(cell.lines) for cell in cells)
        return Table("", lines, (*remarks, *([Remark(line, _TAKEN_APART)] if with_words > 1 else [])))
    if any(cell.across > 1 or cell.down > 1 for cell in cells):
        remarks.append(Remark(line, _MERGED))
    if any(cell.nested for cell in cells):
        remarks.append(Remark(line, _NESTED))
    return Table(_markdown(_grid(rows)), (), tuple(remarks))


def _rows(table: Tag) -> Iterator[PageElement]:
    """The rows of `table` itself, those of tables within it left out, and words that stand in no row."""
    stack = list(reversed(table.contents))
    while stack:
        node = stack.pop()
        if isinstance(node, Tag) and node.name in ("thead", "tbody", "tfoot"):
            stack += reversed(node.contents)
        else:
            yield node


def _row(row: PageElement, remarks: list[Remark]) -> list[_Cell]:
    """Its cells; where anything stands beside them, all of it is one."""
    parts = [part for part in (row.contents if isinstance(row, Tag) else ()) if _matters(part)]
    cells = [part for part in parts if isinstance(part, Tag) and part.name in ("td", "th")]
    if isinstance(row, Tag) and row.name == "tr" and cells and len(cells) == len(parts):
        return [_cell(cell, remarks) for cell in cells]
    return [_cell(row, remarks)]


def _matters(part: PageElement) -> bool:
    """Whether it is anything but space between cells, or a comment."""
    return isinstance(part, Tag) or (type(part) is NavigableString and bool(part.strip()))


def _cell(node: PageElement, remarks: list[Remark]) -> _Cell:
    lines, found = lines_of(node, flat=True)
    remarks += found
    if not isinstance(node, Tag):
        return _Cell(tuple(lines), 1, 1, False)
    across, down = (_span(node, name) for name in ("colspan", "rowspan"))
    return _Cell(tuple(lines), across, down, node.find("table") is not None)


def _span(tag: Tag, name: str) -> int:
    said = str(tag.get(name, "")).strip()
    return min(max(int(said), 1), _WIDEST) if said.isdecimal() and len(said) < 10 else 1


def _taken_apart(rows: list[list[_Cell]]) -> Iterator[Line]:
    """The cells one after another; below a row of pictures, each caption after its picture."""
    done = -1
    for number, (row, below) in enumerate(pairwise([*rows, []])):
        if number == done:
            continue
        if _only_pictures(row) and len(row) == len(below) and not any(cell.pictures for cell in below):
            done = number + 1
            yield from chain.from_iterable(
                above.lines + under.lines for above, under in zip(row, below, strict=True)
            )
        else:
            yield from chain.from_iterable(cell.lines for cell in row)


def _only_pictures(row: Iterable[_Cell]) -> bool:
    return all(line.file for cell in row for line in cell.lines)


def _grid(rows: list[list[_Cell]]) -> list[list[str]]:
    """The words of each place; what is merged stands in its first, and the others are empty."""
    covered = dict[int, int]()
    grid: list[list[str]] = []
    for row in rows:
        texts: list[str] = []
        for cell in row:
            _fill(texts, covered)
            for place in range(len(texts), len(texts) + cell.across):
                covered[place] = cell.down - 1
            texts += [cell.markdown, *[""] * (cell.across - 1)]
        _fill(texts, covered)
        grid.append(texts)
    return grid


def _fill(texts: list[str], covered: dict[int, int]) -> None:
    """Empty places for what reaches down from the rows above."""
    while covered.get(len(texts), 0):
        covered[len(texts)] -= 1
        texts.append("")


def _markdown(grid: list[list[str]]) -> str:
    width = max(map(len, grid))
    rows = [[*row, *[""] * (width - len(row))] for row in grid]
    lines = ["| " + " | ".join(row) + " |" for row in rows]
    return "\n".join([lines[0], "|" + "---|" * width, *lines[1:]])


_TAKEN_APART = warning(
    "table-taken-apart",
    "这个表格只用来排版（只有一行、一列，或者放着图片），已拆成段落",
    "This table only lays out the page (one row, one column, or pictures); it was taken apart into paragraphs",
    ("核对先后次序", "check the order of the paragraphs"),
)
_MERGED = warning(
    "table-merged-cells",
    "表格里有合并的单元格，已拆开：文字在第一格，其余是空格",
    "The table has merged cells; they were split: the words are in the first, the others are empty",
    ("核对表格，需要时把文字填进空格", "check the table, and fill in the empty cells where needed"),
)
_NESTED = warning(
    "table-in-table",
    "表格里还有表格，已写成单元格里的文字",
    "There is a table within a table; it was written as the words of a cell",
    ("核对这一格，需要时另做一个表格", "check that cell, and make another table where needed"),
)
