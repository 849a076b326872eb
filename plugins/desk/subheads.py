"""Which short lines in a story are subheads (小标题), and which are pieces of its text that a column cut off early.

What a line looks like is the same in both; what tells is around it, and is counted in points.
"""

import re
from collections.abc import Sequence
from itertools import groupby

from plugins.newsroom.sentences import depth_of_number, seems_to_go_on

from .stories import Piece, Role

_SURELY = 5
"""Points where one sign is enough: a level, bold, a number of its own. As many below zero where it can be none."""

_TOLD_IN_TEXT = re.compile(r"了|先后|分别|一行|其中|以及")
"""Words of sentences; few subheads have them."""


def is_close(points: int) -> bool:
    """Whether an editor should look at the line again."""
    return points in (0, 1)


class Subheads:
    """Judges the lines of `body` that look like headlines (`Role.HEAD`), each by its position there."""

    def __init__(self, body: Sequence[Piece]) -> None:
        self._body = body
        self._heads = sum(piece.role is Role.HEAD for piece in body)
        self._chains = _chains(body)
        self._words = _next(body, (Role.HEAD, Role.TEXT, Role.BYLINE))
        self._texts = _next(body, (Role.TEXT, Role.BYLINE))

    def points(self, position: int, unfinished: bool) -> int:
        """How much speaks for a subhead, which it is above 0; `unfinished`: the paragraph above has no end yet."""
        piece, following, text = self._body[position], self._words[position], self._texts[position]
        if piece.block.level or piece.block.strong or depth_of_number(piece.text):
            return _SURELY
        if following is None or following.role is Role.BYLINE or self._chains[position] > 2:
            return -_SURELY
        if text is None or text.role is Role.BYLINE:
            return -_SURELY
        clauses = [clause for clause in piece.text.split() if len(clause) > 3]
        return (
            2 * (len(clauses) > 1)
            + (self._heads > 1)
            + (len(piece.text) <= 16)
            - 3 * unfinished
            - 3 * seems_to_go_on(following.text)
            - 2 * (len(piece.text) > 25 and len(clauses) < 2)
            - (_TOLD_IN_TEXT.search(piece.text) is not None)
        )

    def may_be_cut_off(self, position: int) -> bool:
        """Whether the line may be a piece of a paragraph: it stands alone, and text follows."""
        following = self._words[position]
        return self._chains[position] == 1 and following is not None and following.role is Role.TEXT


def _chains(body: Sequence[Piece]) -> list[int]:
    """How many lines that look like headlines follow each other at each place; 0 where there is another piece."""
    chains: list[int] = []
    for is_head, run in groupby(body, lambda piece: piece.role is Role.HEAD):
        length = len(list(run))
        chains += [length if is_head else 0] * length
    return chains


def _next(body: Sequence[Piece], roles: Sequence[Role]) -> list[Piece | None]:
    """The next piece in one of `roles` behind each piece, or None."""
    found: list[Piece | None] = []
    following: Piece | None = None
    for piece in reversed(body):
        found.append(following)
        following = piece if piece.role in roles else following
    return found[::-1]
