"""A page, cut into stories: which lines are headlines, and which belong to the text below them.

A headline and a subhead look alike. What tells is around them: 本报讯 or a byline below, a byline or a rule above,
more room, bigger type. Where that is not enough the answer comes with a remark.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto
from statistics import median_low

from plugins.newsroom.captions import is_caption, split_turns
from plugins.newsroom.dateline import parse_dateline
from plugins.newsroom.headlines import looks_like_headline
from plugins.newsroom.person import People
from plugins.newsroom.problem import warning
from plugins.newsroom.sentences import depth_of_number, is_finished
from plugins.sources.foreign.page import Block, Kind, Remark
from plugins.sources.markup import plain

from .bylines import is_credit_of_picture, signature, take_from_end

_ENOUGH, _CLEAR = 3, 4
"""Points at which lines begin a story of their own, and at which nobody need look again."""

_MOST_LINES = 5
"""Of a headline with its kicker and subtitle."""

_LONGEST_FIRST = 60
"""Characters of the first line of a page, which is a headline even where it ends like a sentence."""


class Role(Enum):
    """What a block does on its page."""

    HEAD = auto()
    TEXT = auto()
    BYLINE = auto()
    CAPTION = auto()
    TURN = auto()
    OTHER = auto()


@dataclass(frozen=True, slots=True)
class Piece:
    """A block with its role; `text` is plain. `ruled` says that a rule was drawn above it."""

    block: Block
    role: Role
    text: str
    ruled: bool = False


@dataclass(slots=True)
class Cut:
    """A story as cut out: the lines above its text, and what follows them."""

    head: list[Piece]
    body: list[Piece] = field(default_factory=list)


def cut(
    blocks: Sequence[Block], ruled: frozenset[int], people: People
) -> tuple[list[Piece], list[Cut], list[Remark]]:
    """What stands before the first headline, the stories in order, and what is not sure."""
    pieces = _Pieces(list(_pieces(blocks, ruled, people)), people)
    before, stories, remarks = list[Piece](), list[Cut](), list[Remark]()
    for run in pieces.runs():
        points = pieces.points(run, stories[-1]) if run.head and stories else _CLEAR
        if run.head and points >= _ENOUGH:
            stories.append(pieces.begun(run))
            if points < _CLEAR:
                remarks.append(_taken_for_story(run.head[0]))
        elif stories:
            stories[-1].body += [*run.head, *run.body]
            if run.head and points == _ENOUGH - 1:
                remarks.append(_taken_for_subhead(run.head[0]))
        else:
            before += [*run.head, *run.body]
    return before, stories, remarks


def _pieces(blocks: Iterable[Block], ruled: frozenset[int], people: People) -> Iterator[Piece]:
    before: Piece | None = None
    for position, block in enumerate(blocks):
        text = plain(block.text) if block.kind in (Kind.LINE, Kind.HEADING) else ""
        role = _role(block, text, before, people)
        if (
            before is None
            and role is Role.TEXT
            and len(text) <= _LONGEST_FIRST
            and not parse_dateline(text)[0]
        ):
            role = Role.HEAD
        before = Piece(block, role, text, position in ruled)
        yield before


def _role(block: Block, text: str, before: Piece | None, people: People) -> Role:
    if block.kind is Kind.HEADING:
        return Role.HEAD
    if block.kind is not Kind.LINE:
        return Role.OTHER
    turned, rest, turning = split_turns(text)
    if not rest and (turned or turning):
        return Role.TURN
    if is_caption(text):
        return Role.CAPTION
    if signature(text, people):
        below_picture = before is not None and (
            before.role is Role.CAPTION or before.block.kind is Kind.PICTURE
        )
        tells_who_took_it = is_credit_of_picture(text, people) or (below_picture and "摄" in text)
        return Role.CAPTION if tells_who_took_it else Role.BYLINE
    return Role.HEAD if looks_like_headline(rest) else Role.TEXT


@dataclass(slots=True)
class Run:
    """Neighbouring lines that may be a headline, and everything up to the next such lines."""

    head: list[Piece]
    body: list[Piece]


class _Pieces:
    """All pieces of a page, which tell more together than each alone."""

    def __init__(self, pieces: list[Piece], people: People) -> None:
        self.pieces, self.people = pieces, people
        gaps = [
            p.block.gap for p, q in zip(pieces[1:], pieces, strict=False) if p.role is q.role is Role.TEXT
        ]
        self.usual = median_low(gaps) if gaps else min((piece.block.gap for piece in pieces[1:]), default=0)
        self.levels = Counter(piece.block.level for piece in pieces)

    def runs(self) -> Iterator[Run]:
        """The page in runs; a rule begins another."""
        run = Run([], [])
        for piece in self.pieces:
            if piece.role is Role.HEAD and (run.body or piece.ruled):
                yield run
                run = Run([], [])
            (run.body if piece.role is not Role.HEAD else run.head).append(piece)
        yield run

    def begun(self, run: Run) -> Cut:
        """A story with as many lines above its text as a headline can have.

        A lower heading right below the headline is a subtitle where it is the only one of its level on the page.
        """
        highest = min((piece.block.level for piece in run.head if piece.block.level), default=0)
        lower = (i for i, piece in enumerate(run.head) if 0 < highest < piece.block.level)
        end = next((i for i in lower if self.levels[run.head[i].block.level] > 1), len(run.head))
        end = min(end, _MOST_LINES)
        return Cut(run.head[:end], [*run.head[end:], *run.body])

    def points(self, run: Run, current: Cut) -> int:
        """How much speaks for a story that begins with `run`, after the one that is being read."""
        first = run.head[0]
        return (
            self._below(run)
            + self._above(run, current)
            + self._room(run)
            + self._type(first, current)
            + 4 * first.ruled
            + 3 * (self._is_signed(current.body) and self._is_signed(run.body))
            - 5 * bool(depth_of_number(first.text))
        )

    def _below(self, run: Run) -> int:
        """A dateline or a byline right below a headline."""
        words = [piece for piece in run.body if piece.role in (Role.TEXT, Role.BYLINE)]
        if not words:
            return -5
        if words[0].role is Role.BYLINE:
            return 4 if len(words) > 1 else -3
        return 4 if parse_dateline(words[0].text)[0] else 0

    def _above(self, run: Run, current: Cut) -> int:
        """The end of the story above: its byline, a turn to another page, or no end at all."""
        body = [piece for piece in current.body if piece.role is not Role.CAPTION]
        if not body:
            return -3
        last, texts = body[-1], sum(piece.role is Role.TEXT for piece in body)
        if last.role is Role.TURN or split_turns(last.text)[2] or split_turns(run.head[0].text)[0]:
            return 4
        if last.role is Role.BYLINE:
            return 4 if texts else -3
        rest, byline = take_from_end(last.text, self.people)
        if byline:
            return 4 if texts > 1 else 1
        return -2 if last.role is Role.TEXT and not is_finished(rest) else 0

    def _is_signed(self, body: Sequence[Piece]) -> bool:
        """Whether there is a byline; a second one speaks for a second story."""
        return any(
            piece.role is Role.BYLINE
            or (piece.role is Role.TEXT and take_from_end(piece.text, self.people)[1])
            for piece in body
        )

    def _room(self, run: Run) -> int:
        """More blank lines around it than between paragraphs."""
        above = run.head[0].block.gap
        below = run.body[0].block.gap if run.body else 0
        wide = 3 if above > max(self.usual, 1) else 1 if above > self.usual else 0
        return wide + 2 * (below > self.usual)

    def _type(self, first: Piece, current: Cut) -> int:
        """A heading as high as that of the story above; editors give subheads that level, too, so it is not enough."""
        highest = min((piece.block.level for piece in current.head if piece.block.level), default=0)
        if not first.block.level:
            return 0
        return 2 if first.block.level <= highest else -4


def _taken_for_story(piece: Piece) -> Remark:
    return Remark(
        piece.block.line,
        warning(
            "own-story",
            f"“{piece.text}”当作另一篇稿件的标题",
            f"“{piece.text}” was taken for the headline of another story",
            (
                "如果是小标题，在它前面加 ## 和一个空格再导入",
                "if it is a subhead, put ## and a space before it and import again",
            ),
        ),
    )


def _taken_for_subhead(piece: Piece) -> Remark:
    return Remark(
        piece.block.line,
        warning(
            "subhead-or-story",
            f"“{piece.text}”当作小标题，不是另一篇稿件",
            f"“{piece.text}” was taken for a subhead, not for another story",
            (
                "如果是另一篇，在它前面加一行 ——— 再导入",
                "if it is another story, put a line ——— before it and import again",
            ),
        ),
    )
