"""The text of a Word file, written anew in the few elements that `mammoth` reads well.

What `mammoth` would pass over in silence is made plain text here or becomes a remark: tracked changes, hidden text,
text boxes, automatic numbers, notes, fields, equations, comments. And since it only ever sees what is written here,
nothing of a hostile file reaches it.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element, SubElement

from plugins.newsroom.problem import Message

from . import word_remarks as said
from .page import Remark, Unreadable
from .picture_formats import Pictures, picture_format
from .word_drawings import Shown, read_drawing
from .word_numbers import Label, Numbers
from .word_package import DAMAGED, Package
from .word_styles import Look, Styles, child, value

_PASSED_OVER = frozenset(
    "w:pPr w:rPr w:sectPr w:tblPr w:tblGrid w:trPr w:tcPr w:sdtPr w:sdtEndPr w:proofErr w:delInstrText "
    "w:lastRenderedPageBreak w:softHyphen w:footnoteRef w:endnoteRef w:annotationRef w:rubyPr "
    "w:bookmarkStart w:bookmarkEnd w:commentRangeStart w:commentRangeEnd w:permStart w:permEnd".split()
)
_DELETED = frozenset({"w:del", "w:moveFrom"})
_INSERTED = frozenset({"w:ins", "w:moveTo"})
_WORDS = frozenset({"w:t", "w:delText", "m:t", "a:t"})
_BREAKS = frozenset({"w:p", "a:p", "w:tc", "w:br", "w:cr", "w:tab"})
_BLACK_TYPE = re.compile("黑体|小标宋|SimHei|STHeiti")
"""The type in which papers and offices set headings."""

_DRAWN = re.compile(r"\s*(?:EQ|MACROBUTTON|SYMBOL)\b", re.IGNORECASE)
"""Fields that have no words and yet show something."""

_LINK = re.compile(r'\s*HYPERLINK\s+(?:"([^"]*)"|([^\\\s"]\S*))', re.IGNORECASE)
_BIGGER = 2
"""Half points by which type is bigger than the text's."""

_DEEPEST_LIST = 4
"""The level, from 0, of the deepest list that mammoth knows."""

_WIDEST = 60
"""Columns that a cell may span."""


MOST_PARAGRAPHS = 20_000
"""Ten seconds of mammoth; a book has a tenth of them."""


def words_of(element: Element) -> str:
    """All words below an element; paragraphs, cells and lines are separated by a space."""
    parts = (
        part.text or "" if part.tag in _WORDS else " "
        for part in element.iter()
        if part.tag in _WORDS | _BREAKS
    )
    return " ".join("".join(parts).split())


@dataclass(slots=True)
class _Field:
    """A field (域): a code, and the words that it makes."""

    code: str = ""
    has_words: bool = False
    href: str = ""


@dataclass(slots=True)
class _Changes:
    """What was found in one paragraph, to be told when it ends."""

    deleted: list[str] = field(default_factory=list)
    inserted: list[str] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)


class Body:
    """The text of a file, written anew below `root`, and what was learnt meanwhile. Paragraphs count from 1.

    In `root`, bookmarks tell where things are: `p12` the beginning of paragraph 12, `mark-1` the mark of the first
    note, `note-1` the paragraph before its text. Raises `Unreadable`.
    """

    def __init__(self, package: Package) -> None:
        self._package = package
        self._styles = Styles(_first(package, "styles"))
        self._numbers = Numbers(_first(package, "numbering"), self._styles)
        self._notes = dict(_notes(package))
        self._part = package.main
        self._fields: list[_Field] = []
        self._changes = _Changes()
        self._place = 0
        self._usual = Look(False, False, False, False, 0, "")
        self.root = Element("w:body")
        self.remarks: list[Remark] = []
        self.pictures = Pictures()
        self.shown: list[tuple[str, str]] = []
        """The file name and text alternative of each picture in the text, in order."""
        self.centred: set[int] = set()
        self.items: dict[int, int] = {}
        """The numbers of paragraphs in numbered lists."""
        self.links: list[str] = []
        self.marks: dict[tuple[str, str], int] = {}
        """The paragraph with the mark of each note, by its kind and id, in the order of their marks."""
        self.comments: dict[str, int] = {}
        """The paragraph of each comment by id."""
        self.paragraphs = 0
        self._read()

    def _read(self) -> None:
        document = self._package.xml(self._package.main)
        body = child(document, "w:body")
        if body is None:
            raise Unreadable(DAMAGED)
        self._usual = self._usual_look(body)
        self._blocks(body, self.root, 0)
        number = 0
        while number < len(self.marks):  # a note may have a mark in it
            note, self._place = list(self.marks.items())[number]
            number += 1
            self._part, element = self._notes[note]
            _bookmark(SubElement(self.root, "w:p"), f"note-{number}")
            self._blocks(element, self.root, 0)

    @property
    def unused_notes(self) -> Iterator[str]:
        """The words of the notes whose marks are not in the text."""
        return (words_of(element) for note, (_, element) in self._notes.items() if note not in self.marks)

    def _usual_look(self, body: Element) -> Look:
        """How most of the text looks."""
        counts = Counter[Look]()
        for paragraph in body.iter("w:p"):
            properties = child(paragraph, "w:pPr")
            for run in paragraph.iter("w:r"):
                counts[self._styles.look(properties, child(run, "w:rPr"))] += sum(
                    len(text.text or "") for text in run if text.tag == "w:t"
                )
        return counts.most_common(1)[0][0] if counts else self._usual

    def _remark(self, message: Message) -> None:
        self.remarks.append(Remark(self._place or max(self.paragraphs, 1), message))

    # Paragraphs and tables

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
            elif element.tag != "w:p" and element.tag not in _PASSED_OVER:
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
        around, self._changes = self._changes, _Changes()
        made = SubElement(target, "w:p")
        label = self._label(properties)
        for source in sources:
            self._inline(source, made, child(source, "w:pPr"))
        self._begin(made, number, properties, label)
        changes, self._changes = self._changes, around
        self._tell(changes)
        for box in changes.boxes:
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

    def _tell(self, changes: _Changes) -> None:
        if changes.deleted:
            self._remark(said.deleted(changes.deleted))
        if changes.inserted:
            self._remark(said.inserted(changes.inserted))
        if hidden := "".join(changes.hidden).strip():
            self._remark(said.hidden(hidden))

    def _box(self, box: Element, target: Element, depth: int) -> None:
        if words := words_of(box):
            self._remark(said.text_box(words))
        self._blocks(box, target, depth)

    def _table(self, table: Element, target: Element, depth: int) -> None:
        """A table; one within a table within a table is the words of its cells."""
        made = SubElement(target, "w:tbl") if depth < 2 else None
        for row in _flat(table):
            if row.tag != "w:tr":
                if row.tag not in _PASSED_OVER:
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
            elif cell.tag not in _PASSED_OVER:
                self._stray(cell, target, depth)

    # Words

    def _inline(self, source: Element, made: Element, properties: Element | None) -> None:
        """Everything in a paragraph, or in an element around some of its words."""
        before = ""
        for element in source:
            tag = element.tag
            if tag == "w:r":
                self._run(element, made, properties)
            elif tag in _WORDS:
                self._run(_run_of(element), made, properties)
            elif tag in _DELETED:
                _note_change(self._changes.deleted, element, before in _DELETED)
            elif tag == "w:hyperlink":
                self._inline(element, self._hyperlink(element, made), properties)
            elif tag in ("m:oMath", "m:oMathPara"):
                self._equation(element, made)
            elif tag not in _PASSED_OVER:
                if tag in _INSERTED:
                    _note_change(self._changes.inserted, element, before in _INSERTED)
                self._inline(element, made, properties)
            before = tag

    def _run(self, run: Element, made: Element, properties: Element | None) -> None:
        look = self._styles.look(properties, child(run, "w:rPr"))
        if look.hidden:
            self._changes.hidden.append(_gist(run))
            self._fields_in(run)
            return
        written: dict[str, Element] = {}
        for part in run:
            href = next((each.href for each in reversed(self._fields) if each.href), "")
            if href not in written:  # a link that is a field may begin and end within a run
                written = {href: SubElement(self._link(made, href) if href else made, "w:r")}
                written[href].append(self._properties(look, child(run, "w:rPr")))
            self._write(part, written[href])

    def _properties(self, look: Look, direct: Element | None) -> Element:
        """How a run looks, in what mammoth knows, and in the style `Big` for type that is bigger than the text's."""
        properties, usual = Element("w:rPr"), self._usual
        black = _BLACK_TYPE.search(look.font) and not _BLACK_TYPE.search(usual.font)
        if black or look.size >= usual.size + _BIGGER:
            SubElement(properties, "w:rStyle", {"w:val": "Big"})
        for is_so, name in ((look.bold, "w:b"), (look.italic, "w:i"), (look.struck, "w:strike")):
            if is_so:
                SubElement(properties, name)
        if (position := value(direct, "w:vertAlign")) in ("superscript", "subscript"):
            SubElement(properties, "w:vertAlign", {"w:val": position})
        return properties

    def _fields_in(self, run: Element) -> None:
        for part in run:
            if part.tag in ("w:fldChar", "w:instrText"):
                self._field(part)

    def _write(self, part: Element, run: Element) -> None:
        """One part of a run."""
        match part.tag:
            case "w:t" | "m:t" | "a:t":
                SubElement(run, "w:t").text = part.text
            case "w:tab" | "w:ptab":
                SubElement(run, "w:tab")
            case "w:br" | "w:cr":
                SubElement(run, "w:br")
            case "w:noBreakHyphen":
                SubElement(run, "w:t").text = "-"
            case "w:sym":
                self._symbol(part, run)
            case "w:ruby":
                base, reading = (_words_at(part, name) for name in ("w:rubyBase", "w:rt"))
                SubElement(run, "w:t").text = f"{base}（{reading}）"
            case "w:delText":
                self._changes.deleted.append(part.text or "")
            case "w:footnoteReference" | "w:endnoteReference":
                self._mark(part, run)
            case "w:commentReference":
                self.comments[part.get("w:id", "")] = max(self.paragraphs, 1)
            case "w:fldChar" | "w:instrText":
                self._field(part)
            case "w:drawing" | "w:pict" | "w:object":
                self._drawing(part, run)
            case tag if tag not in _PASSED_OVER:
                for inner in part:
                    self._write(inner, run)

    def _symbol(self, part: Element, run: Element) -> None:
        """A character of a special font, of which mammoth knows many."""
        font, code = part.get("w:font", ""), part.get("w:char", "")
        if re.fullmatch("[0-9A-Fa-f]{1,6}", code):
            SubElement(run, "w:sym", {"w:font": font, "w:char": code})
        else:
            self._remark(said.symbol(f"{font} {code}"))

    def _equation(self, element: Element, made: Element) -> None:
        if words := words_of(element):
            SubElement(SubElement(made, "w:r"), "w:t").text = words
            self._remark(said.equation(words))

    def _mark(self, part: Element, run: Element) -> None:
        note = (part.tag.removesuffix("Reference"), part.get("w:id", ""))
        if note not in self._notes:
            self._remark(said.MISSING_NOTE)
            return
        self.marks.setdefault(note, max(self.paragraphs, 1))
        _bookmark(run, f"mark-{list(self.marks).index(note) + 1}")

    def _field(self, part: Element) -> None:
        """Fields are codes and the words that these make, between three marks."""
        kind = part.get("w:fldCharType")
        if kind == "begin":
            self._fields.append(_Field())
        elif not self._fields:
            return
        elif part.tag == "w:instrText":
            self._fields[-1].code += part.text or ""
        elif kind == "separate":
            link = _LINK.match(self._fields[-1].code)
            self._fields[-1].href = (link[1] or link[2] or "") if link else ""
            self._fields[-1].has_words = True
        elif kind == "end":
            ended = self._fields.pop()
            if not ended.has_words and _DRAWN.match(ended.code):
                self._remark(said.field(ended.code.strip()))

    # Links and drawings

    def _hyperlink(self, element: Element, made: Element) -> Element:
        """Where the words of a link are to be written."""
        if not (relation := element.get("r:id")):
            return made
        found = self._package.relations(self._part).get(relation)
        if found is None:
            self._remark(said.MISSING_LINK)
            return made
        anchor = element.get("w:anchor")
        return self._link(
            made, f"{found.target}#{anchor}" if anchor and "#" not in found.target else found.target
        )

    def _link(self, made: Element, address: str) -> Element:
        self.links.append(address)
        return SubElement(made, "w:hyperlink", {"r:id": f"link{len(self.links)}"})

    def _drawing(self, element: Element, run: Element) -> None:
        drawing = read_drawing(element)
        self._changes.boxes += drawing.boxes
        for shown in drawing.pictures:
            self._picture(shown, run)
        for charts, zh, en in (
            (drawing.charts, "图表", "A chart"),
            (drawing.diagrams, "SmartArt 图形", "A SmartArt diagram"),
        ):
            for relation in charts:
                found = self._package.relations(self._part).get(relation)
                part = self._package.xml(found.target) if found else None
                self._remark(said.left_out(zh, en, words_of(part) if part is not None else ""))
        for program in drawing.programs:
            self._remark(said.left_out(f"嵌入的文件（{program}）", f"A file within the file ({program})"))

    def _picture(self, shown: Shown, run: Element) -> None:
        found = self._package.relations(self._part).get(shown.relation)
        if found and found.outside:
            return self._remark(said.linked_picture(found.target))
        data = self._package.read(found.target) if found else None
        if data is None:
            return self._remark(said.MISSING_PICTURE)
        if (name := self.pictures.add(data)) is None:
            return self._remark(said.picture_format(picture_format(data)))
        if shown.is_cropped:
            self._remark(said.cropped(name))
        if shown.alt_is_machine_made:
            self._remark(said.machine_alt(shown.alt))
        self._show(name, shown.alt, run)

    def _show(self, name: str, alt: str, run: Element) -> None:
        inline = SubElement(SubElement(run, "w:drawing"), "wp:inline")
        SubElement(inline, "wp:docPr", {"descr": str(len(self.shown))})
        place = inline
        for tag in ("a:graphic", "a:graphicData", "pic:pic", "pic:blipFill"):
            place = SubElement(place, tag)
        SubElement(place, "a:blip", {"r:embed": "picture"})
        self.shown.append((name, alt))


def _first(package: Package, type: str) -> Element | None:
    return next((package.xml(name) for name in package.parts(type)), None)


def _notes(package: Package) -> Iterator[tuple[tuple[str, str], tuple[str, Element]]]:
    """Footnotes and endnotes by kind and id, each with the name of its part; lines that separate them are none."""
    for kind in ("w:footnote", "w:endnote"):
        for name in package.parts(f"{kind[2:]}s"):
            root = package.xml(name)
            for note in root if root is not None else ():
                if note.tag == kind and note.get("w:type", "normal") == "normal":
                    yield (kind, note.get("w:id", "")), (name, note)


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
    return any(child(properties, name) is not None for name in _DELETED)


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


def _words_at(element: Element, name: str) -> str:
    found = child(element, name)
    return words_of(found) if found is not None else ""


def _run_of(words: Element) -> Element:
    run = Element("w:r")
    run.append(words)
    return run


def _gist(element: Element) -> str:
    """The words below an element, and a word for a picture."""
    pictures = any(part.tag in ("a:blip", "v:imagedata") for part in element.iter())
    return words_of(element) + ("［图片］" if pictures else "")


def _note_change(changes: list[str], element: Element, goes_on: bool) -> None:
    """Add what was changed; Word cuts one change into many."""
    if words := _gist(element):
        if goes_on and changes:
            words = changes.pop() + words
        changes.append(words)


def _bookmark(place: Element, name: str) -> None:
    SubElement(place, "w:bookmarkStart", {"w:name": name})
