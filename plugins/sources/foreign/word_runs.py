"""What is in a paragraph of a Word file - runs of words, links, fields, marks of notes, drawings - written anew."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element, SubElement

from plugins.newsroom.problem import Message

from . import word_remarks as said
from .picture_formats import Pictures, picture_format
from .word_drawings import Drawing, Shown, read_drawing
from .word_elements import DELETED, INSERTED, PASSED_OVER, WORDS, child, value, words_of
from .word_fields import Fields
from .word_notes import Notes
from .word_package import Package, Relation
from .word_styles import Look, Styles

_BLACK_TYPE = re.compile("黑体|小标宋|SimHei|STHeiti")
"""The type in which papers and offices set headings."""

_BIGGER = 2
"""Half points by which type is bigger than the text's."""


@dataclass(slots=True)
class Found:
    """What was found in one paragraph that is not in its words as they were written anew."""

    messages: list[Message] = field(default_factory=list)
    deleted: list[str] = field(default_factory=list)
    inserted: list[str] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)
    """Text boxes: elements that hold paragraphs."""

    def changes(self) -> Iterator[Message]:
        """Tracked changes and hidden text."""
        if self.deleted:
            yield said.deleted(self.deleted)
        if self.inserted:
            yield said.inserted(self.inserted)
        if hidden := "".join(self.hidden).strip():
            yield said.hidden(hidden)


class Runs:
    """Writes paragraph after paragraph of a file; `usual` is how most of its text looks."""

    def __init__(self, package: Package, styles: Styles, usual: Look, notes: Notes) -> None:
        self._package, self._styles, self._usual, self._notes = package, styles, usual, notes
        self._fields = Fields()
        self._part, self._paragraph, self._found = package.main, 0, Found()
        self.pictures = Pictures()
        self.shown: list[tuple[str, str]] = []
        """The file name and text alternative of each picture in the text, in order."""
        self.links: list[str] = []
        """The address of each `w:hyperlink` that was written: the first has the relation `link1`."""
        self.comments: dict[str, int] = {}
        """The paragraph of each comment by id."""

    def write(self, sources: Sequence[Element], made: Element, part: str, paragraph: int) -> Found:
        """Write what is in `sources`, paragraphs in `part` that have become one, into `made`."""
        self._part, self._paragraph, self._found = part, paragraph, Found()
        for source in sources:
            self._inline(source, made, child(source, "w:pPr"))
        return self._found

    def _remark(self, message: Message) -> None:
        self._found.messages.append(message)

    def _relation(self, id: str) -> Relation | None:
        return self._package.relations(self._part).get(id)

    def _inline(self, source: Element, made: Element, properties: Element | None) -> None:
        """Everything in a paragraph with these properties, or in an element around some of its words."""
        before = ""
        for element in source:
            tag = element.tag
            if tag == "w:r":
                self._run(element, made, properties)
            elif tag in WORDS:
                self._run(_run_of(element), made, properties)
            elif tag in DELETED:
                _note_change(self._found.deleted, element, before in DELETED)
            elif tag == "w:hyperlink":
                self._inline(element, self._hyperlink(element, made), properties)
            elif tag in ("m:oMath", "m:oMathPara"):
                self._equation(element, made)
            elif tag not in PASSED_OVER:
                if tag in INSERTED:
                    _note_change(self._found.inserted, element, before in INSERTED)
                self._inline(element, made, properties)
            before = tag

    # Words

    def _run(self, run: Element, made: Element, properties: Element | None) -> None:
        look = self._styles.look(properties, child(run, "w:rPr"))
        if look.hidden:
            self._found.hidden.append(_gist(run))
            self._fields_in(run)
            return
        written: dict[str, Element] = {}
        for part in run:
            href = self._fields.href
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
                self._found.deleted.append(part.text or "")
            case "w:footnoteReference" | "w:endnoteReference":
                self._mark(part, run)
            case "w:commentReference":
                self.comments[part.get("w:id", "")] = self._paragraph
            case "w:fldChar" | "w:instrText":
                self._field(part)
            case "w:drawing" | "w:pict" | "w:object":
                self._drawing(part, run)
            case tag if tag not in PASSED_OVER:
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

    # Marks of notes, fields and links

    def _mark(self, part: Element, run: Element) -> None:
        number = self._notes.number(part, self._paragraph)
        if number is None:
            self._remark(said.MISSING_NOTE)
        else:
            SubElement(run, "w:bookmarkStart", {"w:name": f"mark-{number}"})

    def _fields_in(self, run: Element) -> None:
        for part in run:
            if part.tag in ("w:fldChar", "w:instrText"):
                self._field(part)

    def _field(self, part: Element) -> None:
        if lost := self._fields.take(part):
            self._remark(said.field(lost))

    def _hyperlink(self, element: Element, made: Element) -> Element:
        """Where the words of a link are to be written."""
        if not (relation := element.get("r:id")):
            return made
        found = self._relation(relation)
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

    # Drawings

    def _drawing(self, element: Element, run: Element) -> None:
        drawing = read_drawing(element)
        self._found.boxes += drawing.boxes
        for shown in drawing.pictures:
            self._picture(shown, run)
        self._leave_out(drawing)

    def _leave_out(self, drawing: Drawing) -> None:
        """Tell of what a drawing holds that a story cannot have."""
        for charts, zh, en in (
            (drawing.charts, "图表", "A chart"),
            (drawing.diagrams, "SmartArt 图形", "A SmartArt diagram"),
        ):
            for relation in charts:
                found = self._relation(relation)
                part = self._package.xml(found.target) if found else None
                self._remark(said.left_out(zh, en, words_of(part) if part is not None else ""))
        for program in drawing.programs:
            self._remark(said.left_out(f"嵌入的文件（{program}）", f"A file within the file ({program})"))

    def _picture(self, shown: Shown, run: Element) -> None:
        found = self._relation(shown.relation)
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
