"""The address that is suggested for a title; the editor decides, the suggestion only saves typing."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence

from pypinyin import lazy_pinyin

from .text import normalise

_WORD = re.compile(r"[a-z0-9]+")
_HAN_OR_WORD = re.compile(r"([\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U000323af]+)|[a-z0-9]+")


def suggest_slug(title: str, readings: Mapping[str, str] | None = None, max_length: int = 60) -> str:
    """A slug for `title` that matches `SLUG_PATTERN`, or "" when nothing in it can be spelt.

    `readings` maps names to their registered slugs (古荥镇 → guxing): they win over pinyin, the
    longest first, because machine readings are wrong for names (docs/domain.md §1). Everything else is
    spelt character by character: pypinyin's segmentation finds phrases with unusual readings,
    not words (全 省城 市), so joining by it would be worse than not joining. A slug that is too
    long ends at the last whole word within `max_length`.
    """
    spelling = {normalise(name): slug for name, slug in (readings or {}).items() if normalise(name)}
    return _fit(list(_spell(normalise(title), spelling)), max_length)


_LEFT_OUT = re.compile(
    r"\d{4}年|举行|举办|召开|开展|组织|进行|工作|活动|全区|我区|[的了在以为对向把将让从到于与和及是被]|[^\w]"
)


def short_slug(
    title: str, readings: Mapping[str, str] | None = None, words: Iterable[str] = (), most: int = 4
) -> str:
    """A slug of the first `most` words of `title`: jizhi-chuangxin-dangjian; "" when nothing in it can be spelt.

    Words of headlines have two characters more often than not, so that syllables are taken two by two, but for the
    names of `readings`, which are one word each (古荥镇 → guxing) or none where the reading is "", and for `words`
    (党建), which no pair is cut through. Years, particles and 举行, 工作 … are left out.
    """
    spelling = {normalise(name): slug for name, slug in (readings or {}).items() if normalise(name)}
    known = sorted(filter(None, map(normalise, words)), key=len, reverse=True)
    parts: list[str] = []
    text, position = normalise(title), 0
    for match in _names(spelling).finditer(text):
        parts += _pairs(text[position : match.start()], known)
        parts.append("-".join(_WORD.findall(spelling[match[0]].lower())))
        position = match.end()
    parts += _pairs(text[position:], known)
    return _fit(list(dict.fromkeys(filter(None, parts)))[:most], 60)


def _pairs(text: str, known: Sequence[str]) -> Iterator[str]:
    for piece in _LEFT_OUT.split(text):
        for match in _HAN_OR_WORD.finditer(_unaccented(piece)):
            if not match[1]:
                yield match[0]
                continue
            syllables = lazy_pinyin(match[1], errors="ignore")
            if len(syllables) != len(match[1]):  # a character that has no reading
                syllables = ["".join(lazy_pinyin(char, errors="ignore")) for char in match[1]]
            for start, end in _cut(match[1], known):
                yield "".join(_WORD.findall("".join(syllables[start:end]).replace("v", "yu")))


def _cut(han: str, known: Sequence[str]) -> list[tuple[int, int]]:
    """Where the words of `han` begin and end: two characters each, counted anew at each known word.

    A single character that is left over goes with the word before it.
    """
    cuts: list[tuple[int, int]] = []
    position = 0
    while position < len(han):
        word = next((word for word in known if han.startswith(word, position)), "")
        end = position + (len(word) or next(_to_known_word(han, position, known), len(han) - position))
        while position < end:
            step = 2 if end - position != 3 else 3
            single = end - position == 1 and cuts
            start = cuts.pop()[0] if single else position
            position = min(position + step, end)
            cuts.append((start, position))
    return cuts


def _to_known_word(han: str, start: int, known: Sequence[str]) -> Iterator[int]:
    """How many characters from `start` to where a known word begins."""
    return (i - start for i in range(start + 1, len(han)) if han.startswith(tuple(known), i))


def _spell(title: str, readings: Mapping[str, str]) -> Iterator[str]:
    position = 0
    for match in _names(readings).finditer(title):
        yield from _words(title[position : match.start()])
        yield from _WORD.findall(readings[match.group()].lower())
        position = match.end()
    yield from _words(title[position:])


def _names(readings: Mapping[str, str]) -> re.Pattern[str]:
    longest_first = sorted(readings, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, longest_first)) or r"(?!)")


def _words(text: str) -> Iterator[str]:
    """Latin words and numbers as they are, without accents; Chinese one syllable a word."""
    for match in _HAN_OR_WORD.finditer(_unaccented(text)):
        if match.group(1):
            yield from _syllables(match.group(1))
        else:
            yield match.group()


def _unaccented(text: str) -> str:
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return plain.lower()


def _syllables(han: str) -> Iterator[str]:
    """ü is spelt yu as in passports (GB/T 28039-2011): 吕 lyu. What pypinyin cannot read is left out."""
    for syllable in lazy_pinyin(han, errors="ignore"):
        yield from _WORD.findall(syllable.replace("v", "yu"))


def _fit(words: list[str], max_length: int) -> str:
    slug = "-".join(words)
    if len(slug) <= max_length:
        return slug
    cut = slug[: max(max_length, 0) + 1]
    whole_words, _, _ = cut.rpartition("-")
    return (whole_words or cut[:max_length]).strip("-") if max_length > 0 else ""
