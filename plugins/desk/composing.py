"""A page → stories: headlines told apart, bylines and datelines read, column breaks healed, subheads marked.

Nothing is guessed in silence: what was done and what may be wrong is a remark with its line. Nothing is lost:
what has no place in a story - captions without a picture, turns to another page - stays in it as a comment.
"""

import re
from collections.abc import Iterable, Sequence
from hashlib import blake2b

from plugins.newsroom.captions import split_turns
from plugins.newsroom.dateline import parse_dateline
from plugins.newsroom.headlines import Headline, Line, tell_apart
from plugins.newsroom.person import People
from plugins.newsroom.problem import Message
from plugins.newsroom.punctuation import full_width
from plugins.newsroom.sentences import cannot_begin, depth_of_number, goes_on, is_finished, join
from plugins.sources.foreign.page import Block, Kind, Page, Remark, Unreadable
from plugins.sources.markup import plain

from . import composing_remarks as said
from .bylines import take_from_end, take_from_start
from .composed import Composition, Part, Passage, Story
from .furniture import clear
from .stories import Cut, Piece, Role, cut
from .subheads import Subheads, is_close

_EMPHASIS = r"(?:\*\*|\*|</?(?:strong|em)>)"
_BOLD_START = re.compile(rf"{_EMPHASIS}(.+?){_EMPHASIS}")
_BOLD_END = re.compile(rf"{_EMPHASIS}([^*<>]+?){_EMPHASIS}$")
_LISTED = re.compile(r" *(?:[-+*]|\d{1,3}[.)]) ")
_LONG_ITEM = 30
"""Characters from which on an item without a mark at its end may have been cut off."""

_OF_PICTURES = (Part.PICTURE, Part.CAPTION)


def compose(page: Page, people: People) -> Composition:
    """The stories of `page`. Raises `Unreadable` where there is text without a headline, or no text at all."""
    blocks, ruled, furniture = clear(page.blocks, people)
    before, cuts, remarks = cut(blocks, ruled, people)
    if not cuts or not any(_has_text(found) for found in cuts):
        raise Unreadable(said.NO_STORY)
    if text := [piece for piece in before if piece.role is Role.TEXT]:
        raise Unreadable(said.no_headline(text[0].text or text[0].block.text, text[0].block.line))
    cuts[0].body[:0] = before
    stories = tuple(_Composing(found, people).story() for found in cuts)
    if len(stories) == 1 and not stories[0].byline:
        stories[0].byline = furniture.byline
    _give_notes(stories, [block for block in blocks if block.kind is Kind.NOTE])
    return Composition(stories, furniture, (*page.remarks, *remarks))


def _has_text(found: Cut) -> bool:
    return any(piece.role in (Role.TEXT, Role.HEAD) or piece.block.kind is Kind.TABLE for piece in found.body)


class _Composing:
    """One story while it is being composed."""

    def __init__(self, found: Cut, people: People) -> None:
        self.found, self.people = found, people
        pieces = [*found.head, *found.body]
        told = "".join("".join(piece.block.text.split()) for piece in pieces)
        mark = blake2b(told.encode(), digest_size=6).hexdigest()
        lines = [piece.block.line for piece in pieces]
        self.told = Story(self._headline(), min(lines), max(lines), mark)
        self.subheads = Subheads(found.body)
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
            self._remark(self.told.first, said.headline_unsure(self.told.headline))
        for position, piece in enumerate(self.found.body):
            self._take(piece, position)
        self._close()
        return self.told

    def _take(self, piece: Piece, position: int) -> None:
        if piece.role is Role.HEAD:
            self._short_line(piece, position)
        elif piece.role is Role.TEXT:
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

    def _short_line(self, piece: Piece, position: int) -> None:
        unfinished = self.open is not None and not is_finished(self.parts[-1])
        points = self.subheads.points(position, unfinished)
        if is_close(points):
            self._remark(piece.block.line, said.subhead_unsure(piece.text, points > 0))
        if points > 0:
            self._subhead(piece, position)
        elif self.subheads.may_be_cut_off(position):
            self._text(piece)
        else:
            self._line_of_its_own(piece)

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

    def _line_of_its_own(self, piece: Piece) -> None:
        """此致, 敬礼, who signs a notice: short lines that belong to no sentence."""
        self._close()
        self.has_begun = True
        self.told.passages.append(
            Passage(Part.PARAGRAPH, full_width(_one_line(piece.block)), piece.block.line)
        )
        self._remark(piece.block.line, said.subhead_unsure(piece.text, False))

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
                self._remark(self.open, said.unfinished(plain(text)))
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
            self._remark(line, said.second_byline(byline))
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
        self._remark(line, said.caption_alone(text))

    def _turns(self, piece: Piece, *turns: str) -> None:
        for turn in filter(None, turns):
            self._put(Passage(Part.TURN, turn, piece.block.line))
            self._remark(piece.block.line, said.turn(turn))

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
