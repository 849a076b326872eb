"""The text of a Word file, written anew in the few elements that `mammoth` reads well.

What `mammoth` would pass over in silence is made plain text here or becomes a remark: tracked changes, hidden text,
text boxes, automatic numbers, notes, fields, equations, comments. And since it only ever sees what is written here,
nothing of a hostile file reaches it.
"""

import re
from collections.abc import Iterator, Sequence
from copy import deepcopy
from xml.etree.ElementTree import Element, SubElement

from plugins.newsroom.problem import Message

from . import word_remarks as said
from .page import Remark, Unreadable
from .word_elements import DELETED, PASSED_OVER, child, value, words_of
from .word_notes import Note, Notes
from .word_numbers import Label, Numbers
from .word_package import DAMAGED, Package
from .word_runs import Runs
from .word_styles import Styles

_DEEPEST_LIST = 4
"""The level, from 0, of the deepest list that mammoth knows."""

_WIDEST = 60
"""Columns that a cell may span."""

MOST_PARAGRAPHS = 20_000
"""Ten seconds of mammoth; a book has a tenth of them."""


class Body:
    """The text of a file, written anew below `root`, and what was learnt meanwhile. Paragraphs count from 1.

    In `root`, bookmarks tell where things are: `p12` the beginning of paragraph 12, `mark-1` the mark of the first
    note, `note-1` the paragraph before its text. Raises `Unreadable`.
    """

    def __init__(self, package: Package) -> None:
        self._styles = Styles(_first(package, "styles"))
        self._numbers = Numbers(_first(package, "numbering"), self._styles)
        self.notes = Notes(package)
        body = child(package.xml(package.main), "w:body")
        if body is None:
            raise Unreadable(DAMAGED)
        self.runs = Runs(package, self._styles, self._styles.usual(body), self.notes)
        self._part = package.main
        self._place = 0
        """The paragraph where all remarks belong while a note is read; 0 outside of notes."""
        self.root = Element("w:body")
        self.remarks: list[Remark] = []
        self.centred: set[int] = set()
        self.items: dict[int, int] = {}
        """The numbers of paragraphs in numbered lists."""
        self.paragraphs = 0
        self._blocks(body, self.root, 0)
        for number, note in enumerate(self.notes.marked, 1):
            self._note(number, note)

    def _note(self, number: int, note: Note) -> None:
        self._part, self._place = note.part, note.place
        SubElement(SubElement(self.root, "w:p"), "w:bookmarkStart", {"w:name": f"note-{number}"})
        self._blocks(note.element, self.root, 0)

    def _remark(self, *messages: Message) -> None:
        place = self._place or max(self.paragraphs, 1)
        self.remarks += (Remark(place, message) for message in messages)

    # Paragraphs

    def _blocks(self, source: Element, target: Element, depth: int) -> None:
        """Everything in a body, a cell, a text box or a note; `depth` counts the tables around it."""
        held: list[Element] = []
        for element in _flat(source):
            if element.tag == "w:p":
                held.append(element)
                if _goes_on(element):
                    continue
            if held:
                self._paragraph(held, target, depth)
                held = []
            if element.tag == "w:tbl":
                self._table(element, target, depth)
            elif element.tag == "w:altChunk":
                self._remark(said.left_out("嵌入的另一份文档", "Another document within this one"))
            elif element.tag != "w:p" and element.tag not in PASSED_OVER:
                self._stray(element, target, depth)
        if held:
            self._paragraph(held, target, depth)

    def _stray(self, element: Element, target: Element, depth: int) -> None:
        """Words that stand where only paragraphs may."""
        if words_of(element):
            paragraph = Element("w:p")
            paragraph.append(element)
            self._paragraph([paragraph], target, depth)

    def _paragraph(self, sources: Sequence[Element], target: Element, depth: int) -> None:
        """A paragraph, or several that a tracked change made into one; the last says how it looks."""
        self.paragraphs += len(sources)
        if self.paragraphs > MOST_PARAGRAPHS:
            raise Unreadable(said.TOO_LONG)
        number, properties = self.paragraphs, child(sources[-1], "w:pPr")
        made = SubElement(target, "w:p")
        label = self._label(properties)
        found = self.runs.write(sources, made, self._part, number)
        self._remark(*found.messages)
        self._begin(made, number, properties, label)
        self._remark(*found.changes())
        for box in found.boxes:
            self._box(box, target, depth)

    def _label(self, properties: Element | None) -> Label | None:
        numbering = self._styles.numbering(properties)
        return self._numbers.label(*numbering) if numbering else None

    def _begin(self, made: Element, number: int, properties: Element | None, label: Label | None) -> None:
        """What stands before the words of a paragraph: its style, where it is, and its number."""
        style, level = Element("w:pPr"), self._styles.level(properties)
        if level or self._styles.is_caption(properties):
            SubElement(style, "w:pStyle", {"w:val": f"Heading{level}" if level else "Caption"})
        elif label and not label.words:
            self._list(style, number, label)
        if label and (words := label.words or (f"{label.number}." if level and label.number else "")):
            self._number(made, words, label)
        made.insert(0, style)
        made.insert(1, Element("w:bookmarkStart", {"w:name": f"p{number}"}))
        if self._styles.is_centred(properties):
            self.centred.add(number)

    def _list(self, style: Element, number: int, label: Label) -> None:
        numbering = SubElement(style, "w:numPr")
        SubElement(numbering, "w:ilvl", {"w:val": str(min(label.level, _DEEPEST_LIST))})
        SubElement(numbering, "w:numId", {"w:val": "1" if label.number is None else "2"})
        if label.number is not None:
            self.items[number] = label.number

    def _number(self, made: Element, words: str, label: Label) -> None:
        """The number as words, which look as the words after them."""
        first = next((run for run in made.iter("w:r") if words_of(run)), None)
        if first is None:
            return
        run = Element("w:r")
        run.append(deepcopy(first[0]))
        SubElement(run, "w:t").text = f"{words} " if words[-1].isascii() else words
        made.insert(0, run)
        if not label.is_known:
            self._remark(said.number_form(words))

    def _box(self, box: Element, target: Element, depth: int) -> None:
        if words := words_of(box):
            self._remark(said.text_box(words))
        self._blocks(box, target, depth)

    # Tables

    def _table(self, table: Element, target: Element, depth: int) -> None:
        """A table; one within a table within a table is the words of its cells."""
        made = SubElement(target, "w:tbl") if depth < 2 else None
        for row in _flat(table):
            if row.tag != "w:tr":
                if row.tag not in PASSED_OVER:
                    self._stray(row, target, depth)
            elif child(row, "w:trPr", "w:del") is not None:
                self._remark(said.deleted([words_of(row)]))
            else:
                self._row(row, made, target, depth)

    def _row(self, row: Element, table: Element | None, target: Element, depth: int) -> None:
        made = SubElement(table, "w:tr") if table is not None else None
        if made is not None and child(row, "w:trPr", "w:tblHeader") is not None:
            SubElement(SubElement(made, "w:trPr"), "w:tblHeader")
        for cell in _flat(row):
            if cell.tag == "w:tc":
                self._blocks(cell, _cell(cell, made) if made is not None else target, depth + 1)
            elif cell.tag not in PASSED_OVER:
                self._stray(cell, target, depth)


def _first(package: Package, type: str) -> Element | None:
    return next((package.xml(name) for name in package.parts(type)), None)


def _flat(source: Element) -> Iterator[Element]:
    """What is in an element, and in the wrappers that say nothing of how it looks."""
    for element in source:
        if element.tag in ("w:sdt", "w:customXml", "w:ins", "w:moveTo", "w:smartTag", "w:sdtContent"):
            yield from _flat(element)
        else:
            yield element


def _goes_on(paragraph: Element) -> bool:
    """Whether a tracked change deleted the end of the paragraph, so that the next one continues it."""
    properties = child(paragraph, "w:pPr", "w:rPr")
    return any(child(properties, name) is not None for name in DELETED)


def _cell(cell: Element, row: Element) -> Element:
    made = SubElement(row, "w:tc")
    properties = SubElement(made, "w:tcPr")
    across = value(cell, "w:tcPr", "w:gridSpan") or ""
    if re.fullmatch(r"\d{1,3}", across):
        SubElement(properties, "w:gridSpan", {"w:val": str(min(max(int(across), 1), _WIDEST))})
    if child(cell, "w:tcPr", "w:vMerge") is not None:
        begins = value(cell, "w:tcPr", "w:vMerge") == "restart"
        SubElement(properties, "w:vMerge", {"w:val": "restart" if begins else "continue"})
    return made
