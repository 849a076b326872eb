"""Where one name ends and the next begins. Private to `byline.py`."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal
from unicodedata import category

from ._late import late
from ._marks import HAN, is_no_name
from .person import People

_COMPOUND = (
    "欧阳 太史 端木 上官 司马 东方 独孤 南宫 万俟 闻人 夏侯 诸葛 尉迟 公羊 赫连 澹台 皇甫 宗政 濮阳 公冶 "
    "太叔 申屠 公孙 慕容 仲孙 钟离 长孙 宇文 司徒 鲜于 司空 闾丘 子车 亓官 司寇 巫马 公西 颛孙 壤驷 公良 "
    "漆雕 乐正 宰父 谷梁 穀梁 拓跋 拓拔 夹谷 轩辕 令狐 段干 百里 呼延 东郭 南门 羊舌 微生 梁丘 左丘 西门 "
    "第五 公仪 公户 公乘 南荣 东里 东宫 仲长 子书 子桑 即墨 达奚 褚师 纳兰 完颜 贺兰 叶赫 富察 耶律 侯莫 "
    "库狄 贺若 豆卢 屈突 沮渠 秃发 乞伏 哥舒 长鱼 毌丘 淳于 单于 相里"
)
COMPOUND_SURNAMES = frozenset(_COMPOUND.split())
# A name longer than this is a sentence; a registry is not asked about it either.
_LONGEST = 20
_MOST_WORDS = 3

_HAN_WORD = late(f"[{HAN}]+")
# Digits are for the ids of the registry (lin-yang-2).
_LATIN = late(r"[A-Za-z][A-Za-z0-9.'’-]*")
# 买买提·艾力, A·普京; each part in one script or another.
_DOTTED = late(r"[^\W\d_][^\W\d_.'’-]*(?:·[^\W\d_][^\W\d_.'’-]*)+")
_HAS_HAN = late(f"[{HAN}]")
# What may stand in a foreign name beside letters; U+0F0B parts Tibetan syllables.
_IN_FOREIGN = ".'’-·\u0f0b"

Kind = Literal["single", "foreign", "word"]


@dataclass(frozen=True, slots=True)
class Name:
    """A name; `glued` when it may be several that nobody can tell apart."""

    text: str
    glued: bool = False


@dataclass(frozen=True, slots=True)
class Names:
    """What was found among some words: names, and the words that are none."""

    found: tuple[Name, ...]
    unknown: tuple[str, ...]


def read_names(chunks: Iterable[Sequence[str]], people: People | None, organisation: bool = False) -> Names:
    """The names among the words of each chunk, in their order.

    `organisation` says that these are the names of organisations, of any length and in any script.
    """
    found: list[Name] = []
    unknown: list[str] = []
    for part in _parts(chunks):
        names = _whole(part, people) if organisation else _names(part, people)
        if names is None or any(is_no_name(name.text) for name in names):
            unknown.append(" ".join(part))
        else:
            found += names
    return Names(tuple(found), tuple(unknown))


def _parts(chunks: Iterable[Sequence[str]]) -> Iterator[list[str]]:
    """Words that belong together: spaced-out characters (王 伟), foreign words (Lin Yang), else one."""
    for chunk in chunks:
        for kind, words in groupby(chunk, _kind):
            if kind == "word":
                yield from ([word] for word in words)
            else:
                yield list(words)


def _kind(word: str) -> Kind:
    if _HAS_HAN.search(word):
        return "single" if len(word) == 1 else "word"
    if word.lower() == "and":  # glued to a label; elsewhere it is a separator
        return "word"
    return "foreign" if _LATIN.fullmatch(word) or _is_foreign(word) else "word"


def _is_foreign(word: str) -> bool:
    """Letters of any script, with their vowel signs, that begin with a letter."""
    return word[0].isalpha() and all(c.isalpha() or c in _IN_FOREIGN or category(c)[0] == "M" for c in word)


def _foreign(words: Sequence[str], people: People | None) -> list[Name] | None:
    """Lin Yang: one name, unless the registry knows the words as several, or they are too many."""
    if known := _cover(words, " ", people):
        return known
    return [Name(" ".join(words))] if len(words) <= _MOST_WORDS else _unclear(" ".join(words), len(words))


def _whole(part: Sequence[str], people: People | None) -> list[Name] | None:
    """The name of an organisation; its supplier may also be a person, with a name that is spaced out."""
    if _kind(part[0]) == "single":
        return _spaced(part, people)
    text = " ".join(part)
    return [Name(text)] if any(map(str.isalpha, text)) else None


def _names(part: Sequence[str], people: People | None) -> list[Name] | None:
    """The names of one part, or None when it is not names at all."""
    kind = _kind(part[0])
    if kind == "single":
        return _spaced(part, people)
    if kind == "foreign":
        return _foreign(part, people)
    return _word(part[0], people)


def _word(word: str, people: People | None) -> list[Name] | None:
    if not _HAN_WORD.fullmatch(word):
        return [Name(word)] if _DOTTED.fullmatch(word) or _is_known(word, people) else None
    if len(word) <= 3 or (len(word) == 4 and word[:2] in COMPOUND_SURNAMES):
        return [Name(word)]
    return _cover(word, "", people) or _unclear(word, len(word))


def _spaced(characters: Sequence[str], people: People | None) -> list[Name] | None:
    """王 伟 李 明: two and two, as two-character names are spaced out to the width of three."""
    text = "".join(characters)
    if len(text) < 2:
        return None
    if len(text) <= 3 or (len(text) == 4 and text[:2] in COMPOUND_SURNAMES):
        return [Name(text)]
    if known := _cover(characters, "", people):
        return known
    pairs = [text[i : i + 2] for i in range(0, len(text), 2)]
    if len(text) % 2 or not COMPOUND_SURNAMES.isdisjoint(pairs):
        return _unclear(" ".join(characters), len(characters))
    return [Name(pair) for pair in pairs]


def _unclear(text: str, units: int) -> list[Name] | None:
    return [Name(text, glued=True)] if units <= _LONGEST else None


def _cover(units: Sequence[str], joint: str, people: People | None) -> list[Name] | None:
    """The one way to cut `units` into names of the registry; None when there are none or several."""
    if people is None or len(units) > _LONGEST:
        return None
    # ways[i]: the ways to cut the first i units; two are as bad as many.
    ways: list[list[list[Name]]] = [[[]]]
    for end in range(1, len(units) + 1):
        ways.append([])
        for start in range(end):
            if ways[start] and _is_known(name := joint.join(units[start:end]), people):
                ways[end] = [*ways[end], *([*way, Name(name)] for way in ways[start])][:2]
    return ways[-1][0] if len(ways[-1]) == 1 else None


def _is_known(name: str, people: People | None) -> bool:
    return people is not None and bool(people.find(name))
