"""A page → stories: headlines told apart, bylines and datelines read, column breaks healed, subheads marked.

Nothing is guessed in silence: what was done and what may be wrong is a remark with its line. Nothing is lost:
what has no place in a story - captions without a picture, turns to another page - stays in it as a comment.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto
from hashlib import blake2b
from itertools import groupby

from plugins.newsroom.captions import split_turns
from plugins.newsroom.dateline import parse_dateline
from plugins.newsroom.headlines import Headline, Line, tell_apart
from plugins.newsroom.person import People
from plugins.newsroom.problem import Message, error, warning
from plugins.newsroom.punctuation import full_width
from plugins.newsroom.sentences import (
    cannot_begin,
    depth_of_number,
    goes_on,
    is_finished,
    join,
    seems_to_go_on,
)
from plugins.sources.foreign.page import Block, Kind, Page, Remark, Unreadable
from plugins.sources.markup import plain

from .bylines import take_from_end, take_from_start
from .furniture import Furniture, clear
from .stories import Cut, Piece, Role, cut

_EMPHASIS = r"(?:\*\*|\*|</?(?:strong|em)>)"
_BOLD_START = re.compile(rf"{_EMPHASIS}(.+?){_EMPHASIS}")
_BOLD_END = re.compile(rf"{_EMPHASIS}([^*<>]+?){_EMPHASIS}$")
_LISTED = re.compile(r" *(?:[-+*]|\d{1,3}[.)]) ")
_LONG_ITEM = 30
"""Characters from which on an item without a mark at its end may have been cut off."""

_TOLD_IN_TEXT = re.compile(r"了|先后|分别|一行|其中|以及")


class Part(Enum):
    """What a passage of a text is."""

    PARAGRAPH = auto()
    ITEM = auto()
    SUBHEAD = auto()
    TABLE = auto()
    PICTURE = auto()
    CAPTION = auto()
    TURN = auto()
    NOTE = auto()


_OF_PICTURES = (Part.PICTURE, Part.CAPTION)


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of a story's text. `text` is Markdown, but plain for a CAPTION or a TURN; `level` is a SUBHEAD's."""

    part: Part
    text: str
    line: int
    level: int = 0
    picture: Block | None = None


@dataclass(slots=True)
class Story:
    """A story as composed, from the lines `first` to `last` of its page."""

    headline: Headline
    first: int
    last: int
    mark: str
    """Stands for all characters of the story on its page, spaces not counted: 12 hexadecimal digits."""
    dateline: str = ""
    byline: str = ""
    passages: list[Passage] = field(default_factory=list)
    joined: list[tuple[int, int]] = field(default_factory=list)
    """Lines whose text is one paragraph now."""
    remarks: list[Remark] = field(default_factory=list)
    left_out: list[tuple[int, str]] = field(default_factory=list)
    """Lines that say again what the story says elsewhere."""

    @property
    def text(self) -> str:
        """All paragraphs and subheads, for looking words up."""
        told = (Part.PARAGRAPH, Part.ITEM, Part.SUBHEAD, Part.TABLE)
        return "\n".join(passage.text for passage in self.passages if passage.part in told)


@dataclass(frozen=True, slots=True)
class Composition:
    """The stories of a page in order, its furniture, and remarks on the page as a whole."""

    stories: tuple[Story, ...]
    furniture: Furniture
    remarks: tuple[Remark, ...]


def compose(page: Page, people: People) -> Composition:
    """The stories of `page`. Raises `Unreadable` where there is text without a headline, or no text at all."""
    blocks, ruled, furniture = clear(page.blocks, people)
    before, cuts, remarks = cut(blocks, ruled, people)
    if not cuts or not any(_has_text(found) for found in cuts):
        raise Unreadable(_NO_STORY)
    if text := [piece for piece in before if piece.role is Role.TEXT]:
        raise Unreadable(_no_headline(text[0]))
    cuts[0].body[:0] = before
    stories = tuple(_Composing(found, people).story() for found in cuts)
    if len(stories) == 1 and not stories[0].byline:
        stories[0].byline = furniture.byline
    _give_notes(stories, [block for block in blocks if block.kind is Kind.NOTE])
    return Composition(stories, furniture, (*page.remarks, *remarks))


def _has_text(found: Cut) -> bool:
    return any(piece.role in (Role.TEXT, Role.HEAD) or piece.block.kind is Kind.TABLE for piece in found.body)


class _Around:
    """What stands around each piece of a story's text."""

    def __init__(self, body: Sequence[Piece]) -> None:
        self.heads = sum(piece.role is Role.HEAD for piece in body)
        self.chains: list[int] = []
        """How many lines that look like headlines follow each other there; 0 for other pieces."""
        for is_head, run in groupby(body, lambda piece: piece.role is Role.HEAD):
            length = len(list(run))
            self.chains += [length if is_head else 0] * length
        self.words = _next(body, (Role.HEAD, Role.TEXT, Role.BYLINE))
        """The next words, or None."""
        self.texts = _next(body, (Role.TEXT, Role.BYLINE))
        """The next words that do not look like a headline, or None."""


def _next(body: Sequence[Piece], roles: Sequence[Role]) -> list[Piece | None]:
    found: list[Piece | None] = []
    following: Piece | None = None
    for piece in reversed(body):
        found.append(following)
        following = piece if piece.role in roles else following
    return found[::-1]


class _Composing:
    """One story while it is being composed."""

    def __init__(self, found: Cut, people: People) -> None:
        self.found, self.people = found, people
        pieces = [*found.head, *found.body]
        told = "".join("".join(piece.block.text.split()) for piece in pieces)
        mark = blake2b(told.encode(), digest_size=6).hexdigest()
        lines = [piece.block.line for piece in pieces]
        self.told = Story(self._headline(), min(lines), max(lines), mark)
        self.around = _Around(found.body)
        self.open: int | None = None
        """The line of a paragraph that may go on; `parts` are its pieces."""
        self.parts: list[str] = []
        self.waiting: list[Passage] = []
        self.has_begun = False

    def _headline(self) -> Headline:
        lines = [
            Line(split_turns(piece.text)[1], _weight(piece.block), piece.block.gap)
            for piece in self.found.head
        ]
        headline = tell_apart(lines)
        kicker, subtitle = (part and full_width(part) for part in (headline.kicker, headline.subtitle))
        return Headline(full_width(headline.title), kicker, subtitle, headline.sure)

    def story(self) -> Story:
        """All of it."""
        for piece in self.found.head:
            self._turns(piece, *split_turns(piece.text)[::2])
        if not self.told.headline.sure:
            self._remark(self.told.first, _headline_unsure(self.told.headline))
        for position, piece in enumerate(self.found.body):
            self._take(piece, position)
        self._close()
        return self.told

    def _take(self, piece: Piece, position: int) -> None:
        if piece.role is Role.HEAD and self._is_subhead(piece, position):
            self._subhead(piece, position)
        elif piece.role is Role.HEAD and not self._may_be_cut_off(position):
            self._line_of_its_own(piece)
        elif piece.role in (Role.HEAD, Role.TEXT):
            self._text(piece)
        elif piece.role is Role.BYLINE:
            self._close()
            self._sign(piece.text, piece.block.line)
        elif piece.role is Role.CAPTION:
            self._caption(piece, self.found.body[position - 1] if position else None)
        elif piece.role is Role.TURN:
            self._turns(piece, piece.text, "")
        else:
            self._other(piece.block)

    def _subhead(self, piece: Piece, position: int) -> None:
        text, line = full_width(_one_line(piece.block)), piece.block.line
        before = self.found.body[position - 1] if position else None
        last = self.told.passages[-1] if self.told.passages and self.open is None else None
        if before and before.role is Role.HEAD and last and last.part is Part.SUBHEAD and not piece.block.gap:
            self.told.passages[-1] = Passage(Part.SUBHEAD, f"{last.text} {text}", last.line, last.level)
            return
        self._close()
        level = max(piece.block.level, 1 + depth_of_number(piece.text), 2)
        self.told.passages.append(Passage(Part.SUBHEAD, text, line, min(level, 4)))

    def _is_subhead(self, piece: Piece, position: int) -> bool:
        """Whether a line that looks like a headline is a subhead, or a paragraph that a column cut off early."""
        if piece.block.level or piece.block.strong or depth_of_number(piece.text):
            return True
        following, text = self.around.words[position], self.around.texts[position]
        if following is None or following.role is Role.BYLINE or self.around.chains[position] > 2:
            return False
        if text is None or text.role is Role.BYLINE:
            return False
        points = self._points(piece, following)
        if points in (0, 1):
            self._remark(piece.block.line, _subhead_unsure(piece.text, points > 0))
        return points > 0

    def _may_be_cut_off(self, position: int) -> bool:
        """Whether a short line is a piece of a paragraph: it stands alone, and text follows."""
        following = self.around.words[position]
        alone = self.around.chains[position] == 1
        return alone and following is not None and following.role is Role.TEXT

    def _line_of_its_own(self, piece: Piece) -> None:
        """此致, 敬礼, who signs a notice: short lines that belong to no sentence."""
        self._close()
        self.has_begun = True
        self.told.passages.append(
            Passage(Part.PARAGRAPH, full_width(_one_line(piece.block)), piece.block.line)
        )
        self._remark(piece.block.line, _subhead_unsure(piece.text, False))

    def _points(self, piece: Piece, following: Piece) -> int:
        clauses = [clause for clause in piece.text.split() if len(clause) > 3]
        unfinished = self.open is not None and not is_finished(self.parts[-1])
        return (
            2 * (len(clauses) > 1)
            + (self.around.heads > 1)
            + (len(piece.text) <= 16)
            - 3 * unfinished
            - 3 * seems_to_go_on(following.text)
            - 2 * (len(piece.text) > 25 and len(clauses) < 2)
            - (_TOLD_IN_TEXT.search(piece.text) is not None)
        )

    def _text(self, piece: Piece) -> None:
        line = piece.block.line
        text = _one_line(piece.block)
        turned, text, turning = ("", text, "") if _LISTED.match(text) else split_turns(text)
        if not self.has_begun:
            text = self._beginning(text, line)
        text, byline = self._end(text)
        if text:
            self._paragraph(text, line)
        if byline:
            self._close()
            self._sign(byline, line)
        self._turns(piece, turned, turning)

    def _beginning(self, text: str, line: int) -> str:
        """The first paragraph without its dateline and the byline behind that."""
        self.has_begun = True
        if parse_dateline(plain(text))[0]:
            text = _BOLD_START.sub(r"\1", text, count=1) if _BOLD_START.match(text) else text
        self.told.dateline, byline, text = take_from_start(text, self.people)
        if byline:
            self._sign(byline, line)
        return text

    def _end(self, text: str) -> tuple[str, str]:
        bare = _BOLD_END.sub(r"\1", text)
        rest, byline = take_from_end(bare, self.people)
        return (rest, byline) if byline else (text, "")

    def _paragraph(self, text: str, line: int) -> None:
        if self.open is not None and self._goes_on(self.parts[-1], text):
            self.told.joined.append((self.open, line))
            self.parts.append(text)
        else:
            self._close()
            self.open, self.parts = line, [text]

    def _goes_on(self, first: str, rest: str) -> bool:
        """As between any two paragraphs, but that an item of a list ends without a mark, if it is short."""
        if _LISTED.match(rest) or (
            _LISTED.match(first) and len(first) < _LONG_ITEM and not cannot_begin(rest)
        ):
            return False
        return goes_on(plain(first), plain(rest))

    def _close(self) -> None:
        """The open paragraph ends, and what stood in the middle of it comes after it."""
        if self.open is not None:
            text = full_width(join(*self.parts))
            listed = _LISTED.match(text) is not None
            if not is_finished(plain(text)) and not listed:
                self._remark(self.open, _unfinished(plain(text)))
            self.told.passages.append(Passage(Part.ITEM if listed else Part.PARAGRAPH, text, self.open))
            self.open = None
        self.told.passages += self.waiting
        self.waiting = []

    def _put(self, passage: Passage) -> None:
        """After the paragraph that is open, which may go on behind a picture."""
        (self.told.passages if self.open is None else self.waiting).append(passage)

    def _sign(self, byline: str, line: int) -> None:
        byline = full_width(" ".join(byline.split()).strip("()（） "))
        if byline == self.told.byline:
            self.told.left_out.append((line, byline))
            return
        if self.told.byline:
            self._remark(line, _second_byline(byline))
            byline = f"{self.told.byline} {byline}"
        self.told.byline = byline

    def _caption(self, piece: Piece, before: Piece | None) -> None:
        """To the picture right above; without one it stays as a comment."""
        placed = self.waiting if self.open is not None else self.told.passages
        text, line = full_width(piece.text), piece.block.line
        last = placed[-1] if placed else None
        adjacent = before is not None and before.role is Role.CAPTION
        if last and (
            (last.part is Part.PICTURE and not last.text) or (adjacent and last.part in _OF_PICTURES)
        ):
            placed[-1] = Passage(last.part, f"{last.text} {text}".strip(), last.line, 0, last.picture)
            return
        self._put(Passage(Part.CAPTION, text, line))
        self._remark(line, _caption_alone(text))

    def _turns(self, piece: Piece, *turns: str) -> None:
        for turn in filter(None, turns):
            self._put(Passage(Part.TURN, turn, piece.block.line))
            self._remark(piece.block.line, _turn(turn))

    def _other(self, block: Block) -> None:
        if block.kind is Kind.PICTURE:
            self._put(Passage(Part.PICTURE, full_width(plain(block.text)), block.line, picture=block))
        elif block.kind is Kind.TABLE:
            self._put(Passage(Part.TABLE, full_width(block.text), block.line))

    def _remark(self, line: int, message: Message) -> None:
        self.told.remarks.append(Remark(line, message))


def _one_line(block: Block) -> str:
    """The Markdown of a line with plain spaces; those before an item of a list say how deep it is."""
    depth = len(block.text) - len(block.text.lstrip(" "))
    text = " ".join(block.text.split())
    return " " * depth + text if _LISTED.match(text) else text


def _weight(block: Block) -> int:
    """How much its type stands out: a heading by its level, a line in bold a little."""
    return 7 - block.level if block.level else int(block.strong)


def _give_notes(stories: Iterable[Story], notes: Sequence[Block]) -> None:
    """Each footnote to the story that refers to it; to the last one where none does."""
    stories = list(stories)
    for number, note in enumerate(notes, 1):
        reference = f"[^{number}]"
        story = next((story for story in stories if reference in story.text), stories[-1])
        text = full_width(note.text)
        story.passages.append(
            Passage(Part.NOTE, text if text.startswith("[^") else f"{reference}: {text}", note.line)
        )


def _brief(text: str) -> str:
    return text if len(text) <= 24 else f"{text[:10]}……{text[-10:]}"


def _headline_unsure(headline: Headline) -> Message:
    parts = (("引题", headline.kicker), ("主题", headline.title), ("副题", headline.subtitle))
    said = "，".join(f"{label}“{text}”" for label, text in parts if text)
    return warning(
        "headline-unsure",
        f"标题的几部分可能分错了：{said}",
        f"The parts of the headline may be mistaken (引题 kicker, 主题 title, 副题 subtitle): {said}",
        ("核对 kicker、title、subtitle 三行", "check the lines kicker, title and subtitle"),
    )


def _subhead_unsure(text: str, is_subhead: bool) -> Message:
    zh, en = ("当作小标题", "a subhead") if is_subhead else ("当作正文", "text")
    return warning(
        "subhead-unsure",
        f"“{_brief(text)}”{zh}，请核对",
        f"“{_brief(text)}” was taken for {en}",
        (
            "小标题单独成段，前面写“## ”；正文就去掉它",
            "a subhead stands alone and begins with “## ”, text does not",
        ),
    )


def _unfinished(text: str) -> Message:
    return warning(
        "unfinished-paragraph",
        f"这一段没有写完就断了：“…{text[-16:]}”",
        f"This paragraph ends in the middle of a sentence: “…{text[-16:]}”",
        ("对照原稿补上后半句或句号", "compare with the original: add the rest, or the full stop"),
    )


def _second_byline(text: str) -> Message:
    return warning(
        "second-byline",
        f"这一篇有两处署名，接在了一起：“{text}”",
        f"The story has a second byline, which was added to the first: “{text}”",
        ("核对 byline 一行", "check the line byline"),
    )


def _caption_alone(text: str) -> Message:
    return warning(
        "caption-without-picture",
        f"图说没有配图，作为注释留在稿件里：“{_brief(text)}”",
        f"A caption without its picture stays in the story as a comment: “{_brief(text)}”",
        (
            "把图片放进 content/pictures/，照 docs/editing.md 写一行图片",
            "add the picture as docs/editing.md tells",
        ),
    )


def _turn(text: str) -> Message:
    return warning(
        "turned-story",
        f"这一篇转到或接自另一版（{text}），作为注释留在稿件里",
        f"The story goes on or begins on another page ({text}); that stays in it as a comment",
        ("把另一版的文字接上，再删去注释", "add the text of the other page and delete the comment"),
    )


def _no_headline(piece: Piece) -> Message:
    said = _brief(piece.text or piece.block.text)
    return error(
        "no-headline",
        f"第 {piece.block.line} 行“{said}”前面没有标题",
        f"There is no headline above line {piece.block.line}: “{said}”",
        ("在它前面加一行标题，再导入一次", "put the headline on a line above it and import again"),
    )


_NO_STORY = error(
    "no-story",
    "没有找到稿件：要有一行标题，下面有正文",
    "No story was found: there must be a headline, and text below it",
    (
        "标题单独一行，正文另起一行；只有图片的页面请先把文字打出来",
        "a line with the headline, then the text; pictures of text have to be typed first",
    ),
)
