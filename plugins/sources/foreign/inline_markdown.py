"""Words of somebody else's making as one line of the Markdown that docs/editing.md documents.

What would be Markdown by accident is escaped, and no more: editors read the result. Line ends of other blocks do
not matter, so that a line may later be joined to the one before it.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from html import unescape
from itertools import groupby
from typing import Any

from ..engines import render

MARKS = ("strong", "em", "del", "sub", "sup")
"""The elements that a text may be marked with, the outermost first."""

_AT_START = re.compile(
    r"(?P<sign>#|>|[-+](?=[ \t]|$)|(?=(?:-[ \t]*){3,}$)-|(?=[-=]+[ \t]*$)[-=])|\d{1,9}(?P<dot>[.)])(?=[ \t]|$)"
)
_BEFORE_LETTERS = re.compile(r"<(?=[A-Za-z/!?]|$)|&(?=#?\w+;|(?:#\w*|[a-z]*)$)")
"""Where a line may go on in the next one, `&amp` may get its semicolon there."""
_ANYWHERE = re.compile(
    r"[*`~]"
    r"|\\(?=[!-/:-@\[-`{-~]|$)"  # a backslash that would escape something
    r"|(?<![^\W_])_|_(?![^\W_])"  # between letters or digits an underscore is one
    r"|\[(?!(?<![!！]\[)(?!\^)[^\[\]\\]*\][^(\[:])"  # a bracket that could open a link, a note or a picture
    r"|(?:(?<=[ \t])|^)#(?=#*$)"  # at the end of a heading a hash is dropped
    r"|!(?=\[)"
)
_TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that are marked alike. `marks` are among `MARKS`; `href` is a safe address or "".

    The text of a `note` is the mark of a footnote, as Markdown.
    """

    text: str
    marks: frozenset[str] = frozenset()
    href: str = ""
    note: bool = False


def escape(text: str, at_start: bool = True) -> str:
    """`text`, a single line, as Markdown that reads as the same words; `at_start` of a paragraph, where more matters."""
    return "".join(_escaped(text, at_start))


def visible(markdown: str) -> str:
    """The words that readers see of a piece of Markdown, without the spaces around them."""
    return unescape(_TAG.sub("", render(markdown))).strip()


def inline(pieces: Sequence[Piece], at_start: bool = True) -> str:
    """One line of Markdown. Where `**` would not be read as a mark, as in `**A.**B`, the mark is HTML."""
    pieces = tuple(_narrow(_merged(pieces)))
    words = "".join(piece.text for piece in pieces)
    escaped = iter(_escaped(words, at_start, pieces))
    ready = [replace(piece, text="".join(next(escaped) for _ in piece.text)) for piece in pieces]
    if not any(piece.marks or piece.href for piece in ready):
        return "".join(piece.text for piece in ready)
    markdown = _markdown(ready, "*")
    return markdown if visible(markdown) == words.strip() else _markdown(ready, "html")


def _escaped(text: str, at_start: bool, pieces: Iterable[Piece] = ()) -> Iterator[str]:
    """What stands for each character of `text`, which the pieces are of."""
    backslashed = {found.start() for found in _ANYWHERE.finditer(text)}
    if at_start and (start := _AT_START.match(text)):
        backslashed.add(start.start("sign") if start["sign"] else start.start("dot"))
    named = {found.start() for found in _BEFORE_LETTERS.finditer(text)}
    place = 0
    for piece in pieces:
        # Inside of a mark or link an underscore has the sign of it beside it, and no letter.
        backslashed.update(at for at in (place - 1, place) if at >= 0 and text[at : at + 1] == "_")
        if piece.note:
            backslashed.difference_update(range(place, place + len(piece.text)))
        if (piece.note or piece.href) and text[place - 1 : place] == "!":
            backslashed.add(place - 1)  # with an exclamation mark before it, a link would be a picture
        place += len(piece.text)
    for place, char in enumerate(text):
        if place in named:
            yield "&lt;" if char == "<" else "&amp;"  # every engine reads these, not every one `\<`
        else:
            yield f"\\{char}" if place in backslashed else char


def _merged(pieces: Iterable[Piece]) -> Iterator[Piece]:
    for (marks, href, note), group in groupby(
        pieces, key=lambda piece: (piece.marks, piece.href, piece.note)
    ):
        if text := "".join(piece.text for piece in group):
            yield Piece(text, marks, href, note)


def _narrow(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Marks and links begin and end at words, not at the spaces around them."""
    for piece in pieces:
        core = piece.text.strip()
        if not (piece.marks or piece.href) or core == piece.text:
            yield piece
            continue
        before, _, after = piece.text.partition(core) if core else (piece.text, "", "")
        for text, marked in ((before, False), (core, True), (after, False)):
            if text:
                yield replace(piece, text=text) if marked else Piece(text)


def _markdown(pieces: Sequence[Piece], style: str) -> str:
    """`style` is `*`, or `html` for `<strong>`."""
    from bs4 import BeautifulSoup

    soup = BeautifulSoup("", "html.parser")
    for address, group in groupby(pieces, key=lambda piece: piece.href):
        parent: Any = soup
        if address:
            parent = soup.new_tag("a", href=address)
            soup.append(parent)
        _nest(soup, parent, tuple(group), MARKS)
    return str(_converter(style).convert_soup(soup))


def _nest(soup: Any, parent: Any, pieces: Sequence[Piece], marks: Sequence[str]) -> None:
    if not marks:
        parent.append("".join(piece.text for piece in pieces))
        return
    for marked, group in groupby(pieces, key=lambda piece: marks[0] in piece.marks):
        inner = parent
        if marked:
            inner = soup.new_tag(marks[0])
            parent.append(inner)
        _nest(soup, inner, tuple(group), marks[1:])


@cache
def _converter(style: str) -> Any:
    from markdownify import MarkdownConverter

    class Converter(MarkdownConverter):
        """markdownify, given words that are escaped already: it would escape more, and not see the line."""

        def escape(self, text: str, parent_tags: set[str]) -> str:
            return text

    class WithTags(Converter):
        def convert_strong(self, el: Any, text: str, parent_tags: set[str]) -> str:
            return f"<strong>{text}</strong>"

        def convert_em(self, el: Any, text: str, parent_tags: set[str]) -> str:
            return f"<em>{text}</em>"

        def convert_del(self, el: Any, text: str, parent_tags: set[str]) -> str:
            return f"<del>{text}</del>"

    kind = Converter if style == "*" else WithTags
    return kind(autolinks=False, sub_symbol="<sub>", sup_symbol="<sup>", strip_document=None)
