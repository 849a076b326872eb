"""The stories that a search finds, as the Traditional Chinese edition shows them (docs/decisions/015-traditional-chinese.md).

There is one index. Of its files only those with texts are there once more, and what these say is compared with a question
as if it were simplified: nearly every traditional character is folded to the simplified one that it was made of. Where
it is not (昵 becomes 暱, which is folded to itself), the text has both.
"""

from functools import cache, cached_property
from hashlib import blake2b
from typing import Any

from plugins.languages.converter import Converter
from plugins.newsroom import addresses

from .characters import fold
from .files import packed, unpacked
from .index import NEWEST_FILE, SCANNED, TEXTS
from .records import Record

SHOWN = "\ufff9{}\ufffb"
"""Behind a character: what is shown instead of it, none, one or more characters."""


class TraditionalTexts:
    """See `fastbuild.derived.Derivation`. `folder` is that of the Chinese index; `code` stands for the code of this room."""

    def __init__(self, folder: str, converter: Converter, code: bytes) -> None:
        self._folder, self._converter, self._code = folder, converter, code

    @cached_property
    def made_of(self) -> bytes:
        """What words are converted by, and our code."""
        return blake2b(self._converter.made_of + self._code).digest()

    def name_of(self, source: str) -> str | None:
        """The same name in the edition's own folder, for files with texts."""
        is_text = source == self._folder + NEWEST_FILE or source.startswith(self._folder + TEXTS)
        return addresses.TRADITIONAL + source if is_text else None

    def prepare(self) -> None:
        """See `Converter.prepare`."""
        self._converter.prepare()

    def make(self, source: str, data: bytes) -> bytes:
        """The same file, with its stories in Traditional Chinese."""
        told = unpacked(data)
        if source.startswith(self._folder + TEXTS):
            return packed([self._converted(story) for story in told])
        told[SCANNED] = [self._converted(story) for story in told[SCANNED]]
        return packed(told)

    def _converted(self, story: list[Any]) -> list[Any]:
        was = Record(*story)
        title, heads, body = map(self.annotated, (was.title, was.heads, was.body))
        return list(was._replace(title=title, heads=heads, body=body))

    def annotated(self, text: str) -> str:
        """`text` in Traditional Chinese; where that would be compared as something else, the character as it was, and what
        is `SHOWN` instead."""
        pieces = zip(text, self._converter.by_character(text), strict=True)
        return "".join(new if is_compared_alike(old, new) else old + SHOWN.format(new) for old, new in pieces)


@cache
def is_compared_alike(old: str, new: str) -> bool:
    """Whether search sees `new` as it sees `old`, one character."""
    return len(new) == 1 and fold(new) == fold(old)
