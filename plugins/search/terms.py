"""What a story is found by: single Chinese characters, pairs of them, words and numbers, and what it is filed under."""

import re
from collections.abc import Iterable
from functools import cache
from operator import add

from .characters import BREAK, HAN, fold

BODY, HEADS, TITLE = 0, 1, 2
"""Where a term stands: in the text, in what stands above it (names, places, topics …), in the title. The highest counts."""

SINGLE, PAIRS = 64, 448
"""Files that terms are dealt to: single characters, words and facets; and pairs, which most questions are about."""

SHARDS = SINGLE + PAIRS


@cache
def _no_han() -> "re.Pattern[str]":
    """Compiled when something is read or looked up: that takes five milliseconds."""
    return re.compile(f"[^{HAN}]+")


@cache
def _word() -> "re.Pattern[str]":
    return re.compile(rf"[^\W_{HAN}]+")


def terms(text: str) -> set[str]:
    """The terms of `text`."""
    folded = fold(text)
    han = _no_han().sub(BREAK, folded)
    found = set(map(add, han, han[1:]))
    found.difference_update([pair for pair in found if BREAK in pair])
    found.update(han)
    found.discard(BREAK)
    found.update(_word().findall(folded))
    return found


def weighed(title: str, heads: str, body: str, filed: Iterable[str]) -> tuple[set[str], set[str], set[str]]:
    """The terms of a story by the place that counts, `BODY` first; `filed` are facets (see `facet`)."""
    first, second, third = terms(title), terms(heads), terms(body)
    second -= first
    third -= first
    third -= second
    third.update(filed)
    return third, second, first


def facet(kind: str, id_: str) -> str:
    """The term of all stories that are filed under `id_`; no text has one, since `=` breaks words."""
    return f"={kind}:{id_}"


@cache
def shard_of(term: str) -> int:
    """The file that knows `term`. Words that begin with the same two letters share one, since words are found from
    their beginning on."""
    is_han, hashed = not _no_han().match(term), 0
    for char in term if term[0] == "=" or is_han else term[:2]:
        hashed = (hashed * 31 + ord(char)) % 65521
    return SINGLE + hashed % PAIRS if is_han and len(term) > 1 else hashed % SINGLE
