"""The address that is suggested for a title; the editor decides, the suggestion only saves typing."""

import re
import unicodedata
from collections.abc import Iterator, Mapping

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
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    for match in _HAN_OR_WORD.finditer(plain.lower()):
        if match.group(1):
            yield from _syllables(match.group(1))
        else:
            yield match.group()


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
