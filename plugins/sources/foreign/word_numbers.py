"""The numbers that Word puts before paragraphs (ECMA-376 part 1, 17.9): 一、, （二）, 3., which are in no text.

`mammoth` knows only that a paragraph is in a list; a subhead 一、 that was numbered by Word would lose its number.
"""

import re
from collections.abc import Callable
from typing import NamedTuple
from xml.etree.ElementTree import Element

from borax.numbers import ChineseNumbers

from .word_elements import value
from .word_styles import Styles

_PLACE = re.compile(r"%([1-9])")
_ITEM = re.compile(r"%[1-9][.)．]")
_DECIMAL = {"decimal", "decimalHalfWidth", ""}
_LARGEST = 9_999


class Label(NamedTuple):
    """What stands before a paragraph: words (`一、`), or the mark of a Markdown list."""

    level: int
    """From 0."""
    words: str = ""
    number: int | None = None
    """Of an item in a numbered list; None with no words: an item of a list without numbers."""
    is_known: bool = True
    """False where the number is written in a way that is not known here; it is in digits then."""


class _Level(NamedTuple):
    form: str
    text: str
    start: int


class Numbers:
    """Counts the paragraphs of all lists of a file."""

    def __init__(self, root: Element | None, styles: Styles) -> None:
        found = list(root) if root is not None else []
        self._abstract = {
            each.get("w:abstractNumId", ""): each for each in found if each.tag == "w:abstractNum"
        }
        self._lists = {each.get("w:numId", ""): each for each in found if each.tag == "w:num"}
        self._styles = styles
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[str] = set()

    def label(self, number: str, level: str) -> Label | None:
        """What stands before the next paragraph of a list (`w:numId`, `w:ilvl`); None where nothing is known of it."""
        depth = int(level) if re.fullmatch("[0-8]", level) else 0
        key = self._key(number)
        if key is None or (found := self._level(key, depth)) is None:
            return None
        counts = self._count(number, key, depth, found.start)
        if found.form == "bullet":
            return Label(depth)
        if found.form in _DECIMAL and _ITEM.fullmatch(found.text.strip()):
            return Label(depth, number=counts[depth])
        words = _PLACE.sub(lambda place: self._written(key, int(place[1]) - 1, counts), found.text).strip()
        return Label(depth, words, is_known=found.form in _FORMS) if words else None

    def _key(self, number: str) -> str | None:
        """The abstract list that `number` stands for; one may refer to another by way of a style."""
        for _ in range(3):
            key = value(self._lists.get(number), "w:abstractNumId")
            linked = value(self._abstract.get(key or ""), "w:numStyleLink")
            if linked is None:
                return key if key in self._abstract else None
            number = self._styles.list_of_style(linked) or ""
        return None

    def _level(self, key: str, depth: int) -> _Level | None:
        for level in self._abstract[key]:
            if level.tag == "w:lvl" and level.get("w:ilvl", "0") == str(depth):
                form, text = value(level, "w:numFmt") or "", value(level, "w:lvlText") or ""
                return _Level(form, text, _number(value(level, "w:start"), 1))
        return None

    def _count(self, number: str, key: str, depth: int, start: int) -> dict[int, int]:
        counts = self._counts.setdefault(key, {})
        if number not in self._begun:
            self._begun.add(number)
            for override in self._lists[number]:
                if (begin := value(override, "w:startOverride")) is not None:
                    counts[_number(override.get("w:ilvl"), 0)] = _number(begin, 1) - 1
        counts[depth] = min(counts.get(depth, start - 1) + 1, _LARGEST)
        for deeper in [level for level in counts if level > depth]:
            del counts[deeper]
        return counts

    def _written(self, key: str, depth: int, counts: dict[int, int]) -> str:
        level = self._level(key, depth) or _Level("", "", 1)
        return _FORMS.get(level.form, str)(counts.get(depth, level.start))


def _number(said: str | None, otherwise: int) -> int:
    return min(int(said), _LARGEST) if said and said.isdecimal() and len(said) < 10 else otherwise


def _from(signs: str) -> Callable[[int], str]:
    return lambda number: signs[number - 1] if 0 < number <= len(signs) else str(number)


def _letters(first: str) -> Callable[[int], str]:
    """a … z, aa, bb …, as Word counts."""
    return lambda number: chr(ord(first) + (number - 1) % 26) * ((number - 1) // 26 + 1) if number else "0"


def _roman(number: int) -> str:
    signs = zip(
        (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
        "M CM D CD C XC L XL X IX V IV I".split(),
        strict=True,
    )
    written = ""
    for worth, sign in signs:
        written += sign * (number // worth)
        number %= worth
    return written


def _chinese(number: int) -> str:
    return str(ChineseNumbers.order_number(number))


_FORMS: dict[str, Callable[[int], str]] = {
    **dict.fromkeys(("decimal", "decimalHalfWidth", "", "none"), str),
    **dict.fromkeys(
        (
            "chineseCounting",
            "chineseCountingThousand",
            "japaneseCounting",
            "taiwaneseCounting",
            "taiwaneseCountingThousand",
        ),
        _chinese,
    ),
    "chineseLegalSimplified": lambda number: str(ChineseNumbers.order_number(number, upper=True)),
    **dict.fromkeys(
        ("ideographDigital", "taiwaneseDigital", "japaneseDigitalTenThousand"),
        lambda number: str(number).translate(str.maketrans("0123456789", "〇一二三四五六七八九")),
    ),
    "ideographTraditional": _from("甲乙丙丁戊己庚辛壬癸"),
    "ideographZodiac": _from("子丑寅卯辰巳午未申酉戌亥"),
    **dict.fromkeys(("decimalEnclosedCircle", "decimalEnclosedCircleChinese"), _from("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳")),
    "decimalEnclosedParen": _from("⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇"),
    "decimalEnclosedFullstop": _from("⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛"),
    **dict.fromkeys(
        ("decimalFullWidth", "decimalFullWidth2"),
        lambda number: str(number).translate(str.maketrans("0123456789", "０１２３４５６７８９")),
    ),
    "decimalZero": lambda number: f"{number:02}",
    "upperLetter": _letters("A"),
    "lowerLetter": _letters("a"),
    "upperRoman": _roman,
    "lowerRoman": lambda number: _roman(number).lower(),
}
"""How numbers are written (17.18.59), those that Chinese documents use."""
