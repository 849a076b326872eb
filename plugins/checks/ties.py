"""What ties manuscripts together: what only one may have, and what one names of another.

Where some come or go that nobody else names, and that have nothing which another one has, all that was found of the others
still holds: a build need not look at all of them.
"""

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import NamedTuple
from zlib import crc32

from plugins.newsroom.registries import Registries

from .dead_links import named_address, named_file
from .outline import Outline
from .source_stories import cited


class Ties(NamedTuple):
    """Those of all manuscripts, in order; numbers that stand for words. Words that share one cost a look at everything."""

    had: "array[int]"
    """What a manuscript has: files and slugs."""
    named: "array[int]"
    """What manuscripts and registers name of others."""

    @classmethod
    def of(cls, outlines: Iterable[Outline], registries: Registries) -> "Ties":
        """The ties of these."""
        told = list(outlines)
        named = chain(chain.from_iterable(map(_named_by, told)), (slug for *_, slug in cited(registries)))
        return cls(_numbers(chain.from_iterable(map(_had_by, told))), _numbers(named))

    def changed(self, gone: Iterable[Outline], come: Iterable[Outline]) -> "Ties | None":
        """The ties when these are gone and have come; None if others may be told otherwise than before."""
        gone, come = [*gone], [*come]
        lost = {_number(word) for outline in gone for word in _had_by(outline)}
        had = array("I", [number for number in self.had if number not in lost]) if lost else self.had
        new = [_number(word) for outline in come for word in _had_by(outline)]
        if (
            not all(map(_is_plain, (*gone, *come)))
            or any(outline.pictures for outline in gone)  # others may show them, or nobody
            or any(not outline.files or outline.translation_of or outline.inward for outline in come)
            or any(_holds(self.named, _number(word)) for one in (*gone, *come) for word in _names_of(one))
            or any(_holds(had, number) for number in new)
            or len(set(new)) < len(new)
        ):
            return None
        more = [_number(word) for outline in come for word in _named_by(outline)]
        return Ties(
            array("I", sorted([*had, *new])) if new else had,
            array("I", sorted([*self.named, *more])) if more else self.named,
        )


def _is_plain(outline: Outline) -> bool:
    """Whether there is nothing in it that is compared with all others, or that others are told."""
    return outline.slug is not None and outline.facts is None and not outline.exemptions


def _had_by(outline: Outline) -> Iterator[str]:
    yield from outline.files
    yield f"{outline.slug} {outline.lang} {outline.is_article}"


def _names_of(outline: Outline) -> Iterator[str]:
    """The words by which others name it."""
    yield from (outline.path, outline.slug or "")
    yield from (address for _, address in outline.claims)


def _named_by(outline: Outline) -> Iterator[str]:
    yield from (named_file(outline.path, link) for link, _ in outline.links)
    yield from (named_address(link) for link, _ in outline.inward)
    if outline.translation_of is not None:
        yield outline.translation_of


def _number(word: str) -> int:
    return crc32(word.encode("utf-8", "surrogatepass"))


def _numbers(words: Iterable[str]) -> "array[int]":
    return array("I", sorted(map(_number, words)))


def _holds(numbers: "array[int]", number: int) -> bool:
    at = bisect_left(numbers, number)
    return at < len(numbers) and numbers[at] == number
