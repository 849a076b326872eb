"""Words for the Traditional Chinese edition (繁体版) that editors know better than a converter. The list is theirs."""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from typing import Annotated

from .fields import Line
from .model import After, Field, Model, refusal

_MARKUP = re.compile(r'[<>&"\'\\]')


def _plain(value: str) -> str:
    """Must: no character that means something in HTML or JSON, where the word is put as it stands."""
    if found := _MARKUP.search(value):
        raise refusal("markup_character", char=found[0])
    return value


Word = Annotated[Line, After(_plain)]


class Override(Model):
    """One word of `content/data/hant.yaml`."""

    simplified: Word = Field(title="简体", description="稿件里的写法")
    traditional: Word = Field(title="繁体", description="繁体版里的写法；不想转换的，照简体再写一遍")
    note: Line | None = Field(default=None, title="说明", description="为什么这样写，给以后的编辑看")


SURNAMES = frozenset("丑于云仆余卜后姜岳干曲朴沈种范谷郁")
"""Surnames that are their own traditional form, though the same character is another one in most words (餘, 於, 範)."""

_SHORT = 2
"""Characters. A name that is no longer is found only where it stands alone: 于海 is a part of 位于海边."""

_HAN = "[\u3400-\u9fff]"


class Overrides:
    """All of them, and the names of people. Where two begin at one place, the longer wins; what is listed wins over
    what a converter would say. Of `names` only those matter whose surname it would change.
    """

    def __init__(self, overrides: Iterable[Override] = (), names: Iterable[str] = ()) -> None:
        self.words = {one.simplified: one.traditional for one in overrides}
        self.names = tuple(sorted({name for name in names if name[0] in SURNAMES} - self.words.keys()))

    def convert(self, text: str, convert: Callable[[str], str]) -> str:
        """`text` with these words in place; what stands between them goes through `convert`."""
        return "".join(made for _, made in self._parts(text, convert))

    def by_character(self, text: str, convert: Callable[[str], str]) -> list[str]:
        """The same in as many pieces as `text` has characters, of each what is written in its place.

        That is one character, unless a word has more or fewer in the list: then its last ones have the rest, or nothing.
        """
        return [piece for part, made in self._parts(text, convert) for piece in _dealt(made, len(part))]

    def _parts(self, text: str, convert: Callable[[str], str]) -> Iterator[tuple[str, str]]:
        """`text` cut into words of the list, names and what stands between them, each with what is made of it."""
        for at, part in enumerate(self._pattern.split(text)):
            if at % 2:
                yield part, self.words.get(part) or part[0] + convert(part[1:])
            elif part:
                yield part, convert(part)

    @cached_property
    def _pattern(self) -> "re.Pattern[str]":
        forms = {word: re.escape(word) for word in self.words} | {name: _form(name) for name in self.names}
        longest_first = sorted(forms, key=lambda word: (-len(word), word))
        return re.compile(f"({'|'.join(forms[word] for word in longest_first) or '(?!)'})")


def _form(name: str) -> str:
    form = re.escape(name)
    return form if len(name) > _SHORT else f"(?<!{_HAN}){form}(?!{_HAN})"


def _dealt(made: str, places: int) -> list[str]:
    """`made` in so many pieces, of a character each; the last one has what is left."""
    pieces = [*made[: places - 1], made[places - 1 :]]
    return pieces + [""] * (places - len(pieces))
