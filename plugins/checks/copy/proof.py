"""A proof (校样): the words of one manuscript as readers see them, made once and read by every rule of copy."""

from bisect import bisect_right
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from plugins.newsroom.prose import plain
from plugins.newsroom.text import Lang, unbroken
from plugins.sources.manuscript import Manuscript


class Proof(NamedTuple):
    """`text` holds the fields that readers see, a line each, and then the text; code and addresses are no words."""

    manuscript: Manuscript
    text: str
    starts: tuple[int, ...]
    """Where each field begins in `text`, and last the text."""
    lines: tuple[int, ...]
    """The lines of the file on which these stand."""

    @property
    def lang(self) -> Lang:
        """As the file's name tells, also where its fields cannot be read."""
        publication = self.manuscript.publication
        return publication.lang if publication else "en" if self.manuscript.path.endswith(".en.md") else "zh"

    @property
    def day(self) -> date | None:
        """The day of the story; None for a page."""
        article = self.manuscript.article
        return article.date.date() if article else None

    def line_at(self, place: int) -> int:
        """The line of the file on which character `place` of `text` stands."""
        part = bisect_right(self.starts, place) - 1
        return self.lines[part] + self.text.count("\n", self.starts[part], place)

    def around(self, start: int, end: int, more: int = 6) -> str:
        """`around` a place of `text`."""
        return around(self.text, start, end, more)

    @property
    def written(self) -> Iterator[tuple[int, str]]:
        """Each field and then the text in its Markdown, with its line of the file: what `invoke check --fix` changes."""
        for line, start, end in zip(self.lines, self.starts, self.starts[1:], strict=False):
            yield line, self.text[start : end - 1]
        yield self.lines[-1], self.manuscript.body

    @property
    def body(self) -> str:
        """The text below the fields."""
        return self.text[self.starts[-1] :]


def around(text: str, start: int, end: int, more: int = 6) -> str:
    """What stands from `start` to `end`, with so many characters before and behind it on the same line."""
    first = max(start - more, text.rfind("\n", 0, start) + 1)
    last = text.find("\n", end)
    return text[first : min(end + more, len(text) if last < 0 else last)].replace("\0", "").strip()


def proof_of(manuscript: Manuscript) -> Proof:
    """The proof of `manuscript`."""
    parts = [*_fields(manuscript), (manuscript.body_line, plain(manuscript.body))]
    starts, end = [], 0
    for _, words in parts:
        starts.append(end)
        end += len(words) + 1
    text = "\n".join(words for _, words in parts)
    return Proof(manuscript, text, tuple(starts), tuple(line for line, _ in parts))


def _fields(manuscript: Manuscript) -> Iterator[tuple[int, str]]:
    """What readers see of the fields, and the captions of pictures, each on one line."""
    publication, article = manuscript.publication, manuscript.article
    if publication is None:
        return
    line_of = manuscript.line_of
    yield line_of("title"), unbroken(publication.title)
    if publication.summary:
        yield line_of("summary"), publication.summary
    if article is not None:
        for field, words in (("kicker", article.kicker), ("subtitle", article.subtitle)):
            if words:
                yield line_of(field), unbroken(words)
        if article.cover:
            for field, words in (("alt", article.cover.alt), ("caption", article.cover.caption)):
                if words:
                    yield manuscript.lines.get(("cover", field), line_of("cover")), words
    for found in manuscript.inspection.pictures:
        if found.picture and found.picture.caption:
            yield manuscript.body_line + found.line, found.picture.caption
