"""Protected phrases (固定提法): public terms that must be printed exactly. The list belongs to the editors."""

import re
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Literal, NamedTuple

from .fields import Line
from .model import Field, Model

SHORTEST = 4
"""Characters. Of a shorter phrase only the wrong forms that are listed are found."""

LONG = 8
"""Characters. Of such a phrase one too few or too many is a mistake as well."""


class Phrase(Model):
    """One protected phrase."""

    phrase: Line = Field(title="提法", description="正确的写法")
    near: Literal["any", "sound", "none"] = Field(
        default="sound",
        title="相近",
        description="错一个字就提醒：any 任何字；sound 只限同音字（默认）；none 只查 wrong 里列出的",
    )
    wrong: tuple[Line, ...] = Field(default=(), title="错误写法", description="常见的错误写法")
    similar: tuple[Line, ...] = Field(
        default=(), title="相似词", description="写法相近、但没有错的说法，不提醒"
    )
    source: Line = Field(title="依据", description="出自哪个文件或报告")
    status: Literal["settled", "provisional"] = Field(
        default="settled", title="状态", description="settled 已有定论（默认），provisional 待核"
    )


class Mistake(NamedTuple):
    """`found` stands in a text at `start`, where `right` was most likely meant."""

    start: int
    found: str
    right: str


class Wording:
    """All protected phrases."""

    def __init__(self, phrases: Iterable[Phrase] = ()) -> None:
        self.phrases = tuple(phrases)

    def mistakes(self, text: str) -> Iterator[Mistake]:
        """Near-misses of protected phrases in `text`: the wrong forms that are listed, and one wrong character."""
        end, part = 0, self._parts.search(text)
        while part:
            if (mistake := self._mistake(text, part)) and mistake.start >= end:
                end = mistake.start + len(mistake.found)
                yield mistake
            part = self._parts.search(text, part.start() + 1)  # a phrase may stand within another

    def _mistake(self, text: str, part: "re.Match[str]") -> Mistake | None:
        """The mistake that `part` of a text is, or is what is right of."""
        if right := self._wrong.get(part[0]):
            return Mistake(part.start(), part[0], right)
        for offset, phrase in self._halves.get(part[0], ()):
            start = part.start() - offset
            is_whole = text.startswith(phrase.phrase, max(start, 0))
            if start >= 0 and not is_whole and (found := _near(text, part.span(), offset, phrase)):
                return found
        return None

    @cached_property
    def _wrong(self) -> dict[str, str]:
        return {wrong: phrase.phrase for phrase in self.phrases for wrong in phrase.wrong}

    @cached_property
    def _halves(self) -> dict[str, list[tuple[int, Phrase]]]:
        """One wrong character leaves one half of a phrase as it was: its place in each phrase that has it."""
        halves: dict[str, list[tuple[int, Phrase]]] = {}
        for phrase in self.phrases:
            words, middle = phrase.phrase, len(phrase.phrase) // 2
            if phrase.near != "none" and len(words) >= SHORTEST:
                halves.setdefault(words[:middle], []).append((0, phrase))
                halves.setdefault(words[middle:], []).append((middle, phrase))
        return halves

    @cached_property
    def _parts(self) -> "re.Pattern[str]":
        """Everything that may tell of a mistake, the longest first: whole phrases are no halves of others."""
        right = {form for phrase in self.phrases for form in (phrase.phrase, *phrase.similar)}
        forms = sorted({*right, *self._wrong, *self._halves}, key=lambda form: (-len(form), form))
        return re.compile("|".join(map(re.escape, forms)) or r"(?!)")


def _near(text: str, half: tuple[int, int], offset: int, phrase: Phrase) -> Mistake | None:
    """The mistake of which `half` of `text` is what is right; `offset` is its place in the phrase."""
    right, start = phrase.phrase, half[0] - offset
    if found := _one_wrong(text[start : start + len(right)], right, phrase.near):
        return Mistake(start, found, right)
    if len(right) < LONG:
        return None
    for more in (-1, 1):
        first = start if offset == 0 else start - more
        last = half[1] if offset else start + len(right) + more
        if first >= 0 and _is_one_off(text[first:last], right):
            return Mistake(first, text[first:last], right)
    return None


def _one_wrong(found: str, right: str, near: str) -> str:
    """`found`, if exactly one of its characters is another than in `right`; else ""."""
    if len(found) < len(right):
        return ""
    differing = [(is_, should) for is_, should in zip(found, right, strict=True) if is_ != should]
    if len(differing) != 1 or not differing[0][0].isalnum():
        return ""
    return found if near == "any" or _sound_alike(*differing[0]) else ""


def _is_one_off(found: str, right: str) -> bool:
    """Whether one character, taken out of the longer one, makes them equal; at neither end, which is a word beside it."""
    longer, shorter = (found, right) if len(found) > len(right) else (right, found)
    inside = range(1, len(longer) - 1)
    return found.isalnum() and any(longer[:at] + longer[at + 1 :] == shorter for at in inside)


def _sound_alike(one: str, other: str) -> bool:
    """Whether two characters can be typed by the same pinyin, in any of their readings."""
    from pypinyin import Style, pinyin  # large, and needed only where something is nearly right

    readings = [set(pinyin(char, style=Style.NORMAL, heteronym=True)[0]) for char in (one, other)]
    return bool(readings[0] & readings[1])
