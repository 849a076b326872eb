"""Stray spaces in Chinese text: beside marks that have their own room, and before a paragraph."""

import re
from collections.abc import Iterator

from .prose import without_kept

_SPACE = "[ \t\u00a0\u3000]+"
_STRAY = re.compile(
    rf"(?<=[\w”’）》】」』％%…\]*`]){_SPACE}(?=[，。、；：！？）》】」』’”])"
    rf"|(?<=[，、；（《【「『“‘]){_SPACE}(?=[\w（《【「『“‘])"
    rf"|^[ ]*\u3000{_SPACE[:-1]}*(?=[一-鿿“‘（《])",
    re.MULTILINE,
)
_ANY = re.compile("[ \t\u00a0\u3000]")


def stray_spaces(text: str) -> Iterator[tuple[int, int]]:
    """Where each run of stray spaces in Markdown `text` begins and ends.

    Found are spaces before a closing mark (今年 、明年), after a comma or an opening mark, and full-width ones by
    which a paragraph is indented. Spaces between words may mean something and are left alone.
    """
    if _ANY.search(text):
        yield from (space.span() for space in _STRAY.finditer(without_kept(text)))


def without_stray_spaces(text: str) -> str:
    """`text` without them. Doing it twice changes nothing."""
    pieces, done = [], 0
    for start, end in stray_spaces(text):
        pieces.append(text[done:start])
        done = end
    return "".join([*pieces, text[done:]])
