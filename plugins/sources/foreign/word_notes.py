"""Footnotes and endnotes (脚注、尾注) of a Word file, numbered together in the order of their marks."""

from collections.abc import Iterator
from typing import NamedTuple
from xml.etree.ElementTree import Element

from .word_elements import words_of
from .word_package import Package


class Note(NamedTuple):
    """A note whose mark is in the text."""

    part: str
    """The name of the part that it is in."""
    element: Element
    place: int
    """The paragraph of its first mark."""


class Notes:
    """All notes of a file, and which of them have marks."""

    def __init__(self, package: Package) -> None:
        self._notes = dict(_notes(package))
        self._numbers: dict[tuple[str, str], int] = {}
        self.marked: list[Note] = []
        """In the order of their marks; it grows while a note is read that has a mark in it."""

    def number(self, mark: Element, paragraph: int) -> int | None:
        """The number, from 1, of the note of a mark in `paragraph`; None where there is no such note."""
        note = (mark.tag.removesuffix("Reference"), mark.get("w:id", ""))
        if note not in self._notes:
            return None
        if note not in self._numbers:
            self.marked.append(Note(*self._notes[note], paragraph))
            self._numbers[note] = len(self.marked)
        return self._numbers[note]

    @property
    def unused(self) -> Iterator[str]:
        """The words of the notes whose marks are not in the text."""
        return (words_of(element) for note, (_, element) in self._notes.items() if note not in self._numbers)


def _notes(package: Package) -> Iterator[tuple[tuple[str, str], tuple[str, Element]]]:
    """By kind and id, each with the name of its part; lines that separate notes are none."""
    for kind in ("w:footnote", "w:endnote"):
        for name in package.parts(f"{kind[2:]}s"):
            root = package.xml(name)
            for note in root if root is not None else ():
                if note.tag == kind and note.get("w:type", "normal") == "normal":
                    yield (kind, note.get("w:id", "")), (name, note)
