"""Half-width punctuation between Chinese: a leftover of typesetting, not style (docs/domain.md §2).

Marks stand in full width where they belong to Chinese words. Figures (13,000; 3.5; 10:30), Latin words, addresses,
code, HTML and what Markdown is made of (targets of links, `**`, rules of tables) are left as they are; so is
a line that has more Latin words than Chinese characters. Rule: GB/T 15834-2011, 5.1.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from ._late import late
from ._marks import HAN
from .prose import KEPT

_CHINESE = late(f"[{HAN}“”‘’《》〈〉「」『』【】（）、。，；：？！…—％]")
_HAN = late(f"[{HAN}]")
_LATIN_WORD = re.compile(r"[A-Za-zÀ-ɏ]+")
_WIDE = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！"}
_MARK = re.compile(r" *(?:\.{3,6}|[,;:?.]|!(?!\[))")
"""A `!` before a bracket begins a picture."""
_SPACES = re.compile(" *")
_BRACKETS = re.compile(r"[()（）]")
_LATIN_BEFORE = re.compile(r"[A-Za-z][.,;:!?]? $")
_STRAIGHT = {'"': "“”", "＂": "“”", "'": "‘’"}
_ENDS_LINE = re.compile(r"[”’」』）\"')]*\s*$", re.MULTILINE)

_NEAR = f"[{HAN}“”‘’》〉」』】）、。，；：？！…％]"
_MAY_STAND = late(rf"{_NEAR}[*_~]* *[,;:?!.]|[,;:?!] *[*_~]*{_NEAR}|[()\"'＂]|“[^”]*“|”[^“]*”")
"""Where none of this is, there is no mark to remedy. Most texts end here."""


class Mark(NamedTuple):
    """A piece of a text that should be `remedy`: `text[start:end]`."""

    start: int
    end: int
    remedy: str


def full_width(text: str) -> str:
    """`text`, a headline or Markdown, with every mark of `half_width_marks` remedied, until there are none."""
    while marks := list(half_width_marks(text)):
        parts, position = [], 0
        for start, end, remedy in marks:
            parts += [text[position:start], remedy]
            position = end
        text = "".join([*parts, text[position:]])
    return text


def half_width_marks(text: str) -> Iterator[Mark]:
    """The half-width marks of `text` that belong to Chinese, in order, none overlapping another."""
    if not _MAY_STAND.search(text):
        return
    plain = _Plain(text)
    found = [*_points(plain), *_pairs_of_brackets(plain), *_pairs_of_quotes(plain)]
    position = 0
    for mark in sorted(found):
        if mark.start >= position:
            yield mark
            position = mark.end


class _Plain:
    """A text whose parts that are no words are blotted out, in as many characters."""

    def __init__(self, text: str) -> None:
        self.text = KEPT.sub(_blot, text)
        self.lines = [
            (match.start(), match.end())
            for match in re.finditer(r"[^\n]+", self.text)
            if len(_HAN.findall(match[0])) >= len(_LATIN_WORD.findall(match[0]))
        ]

    def before(self, position: int) -> str:
        """The character before `position`, marks of emphasis and targets of links not counted; "" at the line's start."""
        while position and self.text[position - 1] in "*_~\x01":
            position -= 1
        return self.text[position - 1] if position and self.text[position - 1] != "\n" else ""

    def after(self, position: int) -> str:
        """The character at `position`, marks of emphasis not counted; "" at the line's end."""
        while position < len(self.text) and self.text[position] in "*_~\x01":
            position += 1
        return self.text[position] if position < len(self.text) and self.text[position] != "\n" else ""


def _blot(match: "re.Match[str]") -> str:
    """\\x01 for what is looked through, \\x02 for what stands there like a foreign word."""
    blot = "\x01" if match["target"] else "\x02"
    return re.sub(r"[^\n]", blot, match[0])


def _points(plain: _Plain) -> Iterator[Mark]:
    for start, end in plain.lines:
        for match in _MARK.finditer(plain.text, start, end):
            mark = match[0].lstrip(" ")
            if found := _point(plain, match.start(), match.end(), mark):
                yield found


def _point(plain: _Plain, start: int, end: int, mark: str) -> Mark | None:
    """The mark, which ends at `end`, with the spaces around it that go; None where it stays."""
    first = end - len(mark)
    before, after = plain.before(start), plain.after(end)
    if mark.startswith("..."):
        return Mark(first, end, "……") if is_chinese(before) else None
    if mark == ".":
        ends = _ENDS_LINE.match(plain.text, end) is not None and _HAN.match(before)
        return Mark(start, end, "。") if ends else None
    behind = _SPACES.match(plain.text, end).end()  # type: ignore[union-attr]  # it matches no space as well
    following = plain.after(behind)
    if is_chinese(before):
        if is_chinese(following) or not following:
            return Mark(start, behind if following else end, _WIDE[mark])
        return Mark(start, end, _WIDE[mark]) if after != " " else None
    goes = is_chinese(after) and before.isascii() and (before.isalnum() or before in ("%", ")", '"', "\x02"))
    return Mark(first, end, _WIDE[mark]) if goes and first == start else None


def _pairs_of_brackets(plain: _Plain) -> Iterator[Mark]:
    """Both brackets of a pair where one of them is wide, or where Chinese stands beside or between them."""
    for start, end in plain.lines:
        opened: list[int] = []
        for match in _BRACKETS.finditer(plain.text, start, end):
            if match[0] in "(（":
                opened.append(match.start())
            elif opened:
                yield from _pair_of_brackets(plain, opened.pop(), match.start())


def _pair_of_brackets(plain: _Plain, first: int, last: int) -> Iterator[Mark]:
    text = plain.text
    mixed = text[first] == "（" or text[last] == "）"
    if not mixed and _LATIN_BEFORE.search(text, max(first - 3, 0), first):
        return  # Liangku (良库工舍): a remark in English
    inside = _HAN.search(text, first, last) is not None
    if not (mixed or inside or _HAN.match(plain.before(first)) or _HAN.match(plain.after(last + 1))):
        return
    if text[first] == "(":
        yield Mark(first, first + 1, "（")
    if text[last] == ")":
        yield Mark(last, last + 1, "）")


def _pairs_of_quotes(plain: _Plain) -> Iterator[Mark]:
    """Straight quotes that pair up around Chinese, and pairs that were typed with one and the same curly quote."""
    for start, end in plain.lines:
        for straight, curly in _STRAIGHT.items():
            places = [
                i for i in range(start, end) if plain.text[i] == straight and not _is_apostrophe(plain, i)
            ]
            yield from _pairs(plain.text, places, curly)
        places = [i for i in range(start, end) if plain.text[i] in "“”"]
        if len({plain.text[i] for i in places}) == 1:
            yield from _pairs(plain.text, places, "“”")


def _pairs(text: str, places: list[int], curly: str) -> Iterator[Mark]:
    if len(places) % 2:
        return
    for first, last in zip(places[::2], places[1::2], strict=True):
        if _HAN.search(text, first, last):
            for place, quote in zip((first, last), curly, strict=True):
                if text[place] != quote:
                    yield Mark(place, place + 1, quote)


def _is_apostrophe(plain: _Plain, place: int) -> bool:
    before = plain.before(place)
    return plain.text[place] == "'" and before.isascii() and before.isalpha()


def is_chinese(char: str) -> bool:
    """Whether `char` is a Chinese character or a mark that only Chinese print has; "" is not."""
    return _CHINESE.match(char) is not None
