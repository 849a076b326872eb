"""An HTML tree as lines: each is words in one paragraph, a picture or a table, with what its surroundings say of it.

Both Word files (by way of mammoth) and web pages are read so. Trees may be as deep as they like: nothing here calls
itself.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from urllib.parse import quote, urlsplit

from bs4.element import NavigableString, PageElement, RubyParenthesisString, RubyTextString, Tag

from plugins.newsroom.problem import Message, warning

from ..markup import SCHEMES
from .inline_markdown import Piece
from .page import Remark

NOTE_MARK = "note-mark"
"""The element that stands for the mark of a footnote; its `id` is the note's number. No such thing is in HTML."""

MARKED = "data-marks"
"""The attribute by which a reader says that an element is `strong` or `big` by its style."""

BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption figure "
    "footer form h1 h2 h3 h4 h5 h6 header hgroup html legend li main menu nav ol optgroup option p pre search "
    "section summary table tbody td tfoot th thead tr ul [document]".split()
)
"""Elements before and after which a line ends."""

_MARKS = {
    "b": "strong",
    "strong": "strong",
    "i": "em",
    "em": "em",
    "s": "del",
    "del": "del",
    "strike": "del",
    "sub": "sub",
    "sup": "sup",
    "big": "big",
}
_ADDED = {"q": ("“", "”"), "rt": ("（", "）")}
"""What browsers show around words: quotation marks, and readings above the characters that they belong to."""

_WORDS = (NavigableString, RubyTextString, RubyParenthesisString)
_INVISIBLE = re.compile(r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
_SPACES = re.compile(r"[ \t\x0c\x0b\u00a0\u2000-\u200a\u2028\u2029\u202f\u205f]+")
_RUN = re.compile(r"[ \n]+")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f]")
_WIDE = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\U00020000-\U000323af“”‘’…—]")
_UNSAFE_IN_LINK = re.compile(r"[\s()<>\"\\^`{|}\[\]]")
_DEEPEST_LIST = 6


@dataclass(frozen=True, slots=True)
class Where:
    """What the elements around some words say of them."""

    line: int = 1
    marks: frozenset[str] = frozenset()
    href: str = ""
    level: int = 0
    """Of the heading, 1 to 6."""
    depth: int = 0
    """Of the list, 1 for the outermost."""
    list: int = 0
    """Tells the list apart from others; 0 outside any."""
    quoted: bool = False
    centred: bool = False
    preformatted: bool = False
    caption: bool = False
    figure: int = 0
    """Tells the figure apart from others; 0 outside any."""


@dataclass(frozen=True, slots=True)
class Line:
    """Words of one paragraph, or a picture (`file`), or a `table`."""

    where: Where
    pieces: tuple[Piece, ...] = ()
    prefix: str = ""
    """What makes it part of a list or a quotation, such as `- `, `    2. ` or `> `."""
    gap: int = 0
    file: str = ""
    alt: str = ""
    table: Tag | None = None

    @property
    def words(self) -> str:
        """Its words without marks."""
        return "".join(piece.text for piece in self.pieces)


def lines_of(root: PageElement, flat: bool = False) -> tuple[list[Line], list[Remark]]:
    """All lines below `root` in order. With `flat`, the cells of tables are lines like others."""
    walk = _Walk(flat)
    walk.read(root)
    return walk.lines, walk.remarks


def safe_address(href: str) -> str:
    """`href` as it can stand in a Markdown link, or "" where its scheme is not allowed."""
    address = re.sub(r"[\x00-\x1f\x7f]", "", href).strip()
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    if parts.scheme not in SCHEMES or not (parts.netloc or parts.path):
        return ""
    return _UNSAFE_IN_LINK.sub(lambda found: quote(found[0]), address)


@dataclass(slots=True)
class _Walk:
    """One pass over a tree."""

    flat: bool
    lines: list[Line] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)
    gap: int = 0
    line: int = 1
    """Where the words since the last line begin."""
    marker: str = ""
    """Of the list item that has begun and has no words yet."""
    counts: dict[int, int] = field(default_factory=dict)
    """Items so far of each numbered list."""
    depths: list[int] = field(default_factory=list)
    """Of the items around the next one, of those that had words."""
    begun: list[tuple[int, int]] = field(default_factory=list)
    """For each open paragraph, how many lines and how much of a gap there were before it."""

    def read(self, root: PageElement) -> None:
        stack: list[tuple[PageElement, Where, bool]] = [(root, Where(), False)]
        while stack:
            node, where, closing = stack.pop()
            if not isinstance(node, Tag):
                self._words(node, where)
            elif closing:
                self._close(node, where)
            elif (inner := self._open(node, where)) is not None:
                stack.append((node, inner, True))
                stack.extend((child, inner, False) for child in reversed(node.contents))
        self._flush(Where())

    def _open(self, tag: Tag, where: Where) -> Where | None:
        """What holds inside `tag`, or None when it has been dealt with."""
        where = replace(where, line=tag.sourceline) if tag.sourceline else where
        if tag.name == "table" and not self.flat:
            self._flush(where)
            self.depths.clear()
            self._add(Line(where, table=tag))
        elif tag.name == "br":
            self._break(where)
            self.line = tag.sourceline or self.line
        elif tag.name == "hr":
            self._flush(where)
            self.gap += 1
        elif tag.name == "img":
            self._picture(tag, where)
        elif tag.name == NOTE_MARK:
            self.pieces.append(Piece(f"[^{tag['id']}]", note=True))
        else:
            return self._enter(tag, where)
        return None

    def _enter(self, tag: Tag, where: Where) -> Where:
        if tag.name in BLOCKS:
            self._flush(where)
            self.line = tag.sourceline or self.line
        if tag.name in _ADDED:
            self._add_words(tag, where, 0)
        if tag.name == "p":
            self.begun.append((len(self.lines), self.gap))
        if tag.name == "ol":
            self.counts[id(tag)] = _number(tag, "start", 1) - 1
        if tag.name == "li":
            self.marker = self._marker(tag, where)
        if tag.name == "a" and tag.get("href"):
            where = replace(where, href=self._address(tag, where))
        return _inside(tag, where)

    def _add_words(self, tag: Tag, where: Where, end: int) -> None:
        """What is shown before (0) or behind (1) the words of `tag`; a page may have its own brackets (`rp`)."""
        following = tag.find_next_sibling(True) if tag.name == "rt" else None
        if following is None or following.name != "rp":
            self.pieces.append(Piece(_ADDED[tag.name][end], where.marks, where.href))

    def _close(self, tag: Tag, where: Where) -> None:
        if tag.name in _ADDED:
            self._add_words(tag, where, 1)
        if tag.name in BLOCKS:
            self._flush(where)
        if tag.name == "li":
            self.marker = ""
        if tag.name == "p" and self.begun.pop() == (len(self.lines), self.gap):
            self.gap += 1

    def _words(self, node: PageElement, where: Where) -> None:
        if type(node) not in _WORDS:
            return
        for number, line in enumerate(str(node).split("\n") if where.preformatted else [str(node)]):
            if number:
                self._break(where)
            self.pieces.append(Piece(line, where.marks, where.href))

    def _break(self, where: Where) -> None:
        """A line that was broken by hand: another line, but for a heading, whose words belong together."""
        if where.level:
            self.pieces.append(Piece(" "))
        elif not self._flush(where):
            self.gap += 1

    def _flush(self, where: Where) -> bool:
        """End the line; whether there was one."""
        pieces, self.pieces = tuple(tidy(self.pieces)), []
        if pieces:
            around = replace(where, line=self.line, marks=frozenset(), href="")
            self._add(Line(around, pieces, self._prefix(where)))
        return bool(pieces)

    def _add(self, line: Line) -> None:
        self.lines.append(replace(line, gap=self.gap))
        self.gap = 0

    def _picture(self, tag: Tag, where: Where) -> None:
        self._flush(where)
        self.depths.clear()
        self._add(Line(where, file=str(tag.get("src", "")), alt=str(tag.get("alt", ""))))

    def _marker(self, tag: Tag, where: Where) -> str:
        if where.list not in self.counts:
            return "- "
        self.counts[where.list] = _number(tag, "value", self.counts[where.list] + 1)
        return f"{self.counts[where.list]}. "

    def _prefix(self, where: Where) -> str:
        """What the line begins with; a heading, a picture or a table within an item ends the list."""
        quoted = "> " if where.quoted else ""
        if not where.depth or where.level:
            self.depths.clear()
            return quoted
        marker, self.marker = self.marker, ""
        if quoted:  # each line is a quotation of its own, in which an indent would be code
            return quoted + marker
        if not marker:
            return "    " * len(self.depths)
        while self.depths and self.depths[-1] >= where.depth:
            self.depths.pop()
        self.depths.append(where.depth)
        return "    " * (len(self.depths) - 1) + marker

    def _address(self, tag: Tag, where: Where) -> str:
        href = str(tag["href"])
        address = safe_address(href)
        if not address and not href.startswith("#"):
            self.remarks.append(Remark(where.line, _link_left_out(href)))
        return address


def _inside(tag: Tag, where: Where) -> Where:
    """What `tag` adds to what holds around it."""
    name = tag.name
    marks = {_MARKS.get(name, ""), *str(tag.get(MARKED, "")).split()} - {""}
    if marks:
        where = replace(where, marks=where.marks | marks)
    if name == "center" or tag.get("align"):
        where = replace(where, centred=name == "center" or str(tag["align"]).lower() == "center")
    match name:
        case "h1" | "h2" | "h3" | "h4" | "h5" | "h6":
            return replace(where, level=int(name[1]))
        case "ul" | "ol" | "menu":
            return replace(where, depth=min(where.depth + 1, _DEEPEST_LIST), list=id(tag))
        case "li":
            return replace(where, depth=max(where.depth, 1))
        case "figure":
            return replace(where, figure=id(tag))
        case "figcaption":
            return replace(where, caption=True)
        case "blockquote":
            return replace(where, quoted=True)
        case "pre":
            return replace(where, preformatted=True)
    return where


def tidy(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """The same words with single spaces, without indents; nothing where there are no words.

    A line end in the source is a space, but none between Chinese characters, where programs break lines anywhere.
    """
    clean = [_clean(piece.text) for piece in pieces]
    words = "".join(clean)
    chars = list(words)
    for run in _RUN.finditer(words):
        chars[run.start() : run.end()] = [_space(run), *[""] * (len(run[0]) - 1)]
    first, last = len(words) - len(words.lstrip()), len(words.rstrip())
    at = 0
    for piece, text in zip(pieces, clean, strict=True):
        start, end = max(at, first), min(at + len(text), last)
        if kept := "".join(chars[start:end]):
            yield replace(piece, text=kept)
        at += len(text)


def _clean(text: str) -> str:
    """Without what cannot be seen, and with ordinary spaces; the full-width one between words stays."""
    return _SPACES.sub(" ", _CONTROL.sub("", _INVISIBLE.sub("", text.replace("\r", "\n"))))


def _space(run: "re.Match[str]") -> str:
    around = run.string[: run.start()][-1:], run.string[run.end() :][:1]
    return "" if "\n" in run[0] and all(_WIDE.match(char) for char in around) else " "


def _number(tag: Tag, name: str, otherwise: int) -> int:
    said = str(tag.get(name, ""))
    return int(said) if re.fullmatch(r"\d{1,9}", said) else otherwise


def _link_left_out(href: str) -> Message:
    return warning(
        "link-left-out",
        f"链接没有保留，只留下文字：“{href[:200]}”",
        f"A link was not kept, only its words: “{href[:200]}”",
        ("要用就写成 https:// 开头的地址", "write an address that begins with https://"),
    )
