"""Word files (`.docx`) as pages: nothing of their text is lost, and what a story cannot have is told.

The file is opened with care (word_package.py) and its text written anew (word_body.py); `mammoth` makes HTML of that,
which is read like any other (html_blocks.py).
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, SubElement, tostring
from zipfile import ZipFile

from . import word_remarks as said
from .page import Block, Kind, Page, Remark, Unreadable
from .word_elements import words_of

if TYPE_CHECKING:
    from bs4 import Tag

    from .word_body import Body
    from .word_package import Package

MOST_WORDS = 2_000_000
"""Characters. The longest story that the paper could print is a hundredth of this."""

_SPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
}
_TYPE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_STYLES = """
p.Caption => figcaption:fresh
r.Big => big
"""
_PAGE_NUMBER = re.compile(r"[\s\d第页共/／\-—–·]*")
_BLOCKS = ["p", "li", "figcaption", "h1", "h2", "h3", "h4", "h5", "h6"]


def read_word(raw: bytes) -> Page:
    """The page in a `.docx` file. Raises `Unreadable` where nothing of it can be used.

    Lines count its paragraphs, empty ones and those in tables too. Notes stand last, each as `[^1]: …`. A line that
    was broken by hand (软回车) is two lines: in newsrooms such breaks come from pages of the web, where they end
    paragraphs; only a heading stays one. A file without text is a page without lines, with a remark.
    """
    from .word_body import Body
    from .word_package import Package

    package = Package(raw)
    body = Body(package)
    tree, messages = _html(body)
    blocks, remarks = _blocks(tree, body)
    remarks = [*body.remarks, *messages, *remarks, *_asides(package, body)]
    if not any(block.kind is not Kind.PICTURE for block in blocks):
        remarks.append(Remark(1, said.NO_TEXT))
    return Page(
        tuple(blocks),
        body.runs.pictures.files,
        tuple(sorted(dict.fromkeys(remarks), key=lambda remark: remark.line)),
    )


def _html(body: "Body") -> "tuple[Tag, list[Remark]]":
    """What mammoth makes of the text, ready for `blocks_of`, and what it could not read."""
    import mammoth
    from bs4 import BeautifulSoup

    pictures = mammoth.images.img_element(lambda image: {"src": image.alt_text})
    if sum(len(words.text or "") for words in body.root.iter("w:t")) > MOST_WORDS:
        raise Unreadable(said.TOO_LONG)
    result = mammoth.convert_to_html(
        _package(body), convert_image=pictures, style_map=_STYLES, include_embedded_style_map=False
    )
    tree = BeautifulSoup(result.value, "html.parser")
    _tell_places(tree, body)
    symbols = (message.message for message in result.messages if "w:sym" in message.message)
    return tree, [Remark(1, said.symbol(reason)) for reason in symbols]


def _package(body: "Body") -> BytesIO:
    """The text that was written anew, as the smallest Word file that mammoth reads."""
    document = Element("w:document", {f"xmlns:{name}": address for name, address in _SPACES.items()})
    document.append(body.root)
    links = {f"link{number}": address for number, address in enumerate(body.runs.links, 1)}
    file = BytesIO()
    with ZipFile(file, "w") as package:
        package.writestr("_rels/.rels", _relations({"main": ("officeDocument", "word/document.xml")}))
        package.writestr("word/document.xml", tostring(document, "utf-8"))
        package.writestr("word/numbering.xml", _numbering())
        targets = {name: ("hyperlink", address) for name, address in links.items()}
        package.writestr(
            "word/_rels/document.xml.rels", _relations({**targets, "picture": ("image", "picture")})
        )
    return file


def _relations(targets: dict[str, tuple[str, str]]) -> bytes:
    root = Element("Relationships", {"xmlns": _RELATIONS})
    for name, (kind, target) in targets.items():
        SubElement(root, "Relationship", {"Id": name, "Type": f"{_TYPE}/{kind}", "Target": target})
    return bytes(tostring(root, "utf-8"))


def _numbering() -> bytes:
    """List 1 has bullets, list 2 numbers."""
    root = Element("w:numbering", {"xmlns:w": _SPACES["w"]})
    forms = {"1": "bullet", "2": "decimal"}
    for key, form in forms.items():
        abstract = SubElement(root, "w:abstractNum", {"w:abstractNumId": key})
        for level in range(9):
            SubElement(SubElement(abstract, "w:lvl", {"w:ilvl": str(level)}), "w:numFmt", {"w:val": form})
    for key in forms:
        SubElement(SubElement(root, "w:num", {"w:numId": key}), "w:abstractNumId", {"w:val": key})
    return bytes(tostring(root, "utf-8"))


def _tell_places(tree: "Tag", body: "Body") -> None:
    """Where every paragraph is, from the bookmarks in it, and the names of the pictures."""
    from .html_lines import NOTE_MARK

    for tag in tree.find_all(True):
        tag.sourceline = None
    for image in tree.find_all("img"):
        image["src"], image["alt"] = body.runs.shown[int(str(image["src"]))]
    for anchor in tree.find_all("a", id=True):
        name, _, number = str(anchor["id"]).partition("-")
        if name == "mark":
            anchor.name, anchor["id"] = NOTE_MARK, number
        elif not number:
            _place(anchor, int(name[1:]), body)


def _place(anchor: "Tag", number: int, body: "Body") -> None:
    block = anchor.find_parent(_BLOCKS)
    table = anchor.find_parent("table")
    while table is not None and table.sourceline is None:
        table.sourceline = number
        table = table.find_parent("table")
    if block is not None:
        block.sourceline = number
        if number in body.centred:
            block["align"] = "center"
        if number in body.items:
            block["value"] = str(body.items[number])


def _blocks(tree: "Tag", body: "Body") -> tuple[list[Block], list[Remark]]:
    """The blocks of the text, and behind them those of the notes."""
    from .html_blocks import blocks_of

    notes = list(_notes(tree))
    blocks, remarks = blocks_of(tree)
    for number, (note, marked) in enumerate(zip(notes, body.notes.marked, strict=True), 1):
        parts, found = blocks_of(note)
        remarks += found
        words = " ".join(part.text for part in parts if part.kind in (Kind.LINE, Kind.HEADING))
        blocks.append(Block(Kind.NOTE, f"[^{number}]: {words}", marked.place))
        blocks += [
            replace(part, line=marked.place) for part in parts if part.kind in (Kind.PICTURE, Kind.TABLE)
        ]
    return blocks, remarks


def _notes(tree: "Tag") -> Iterator["Tag"]:
    """The notes at the end of the text, cut off."""
    from bs4 import BeautifulSoup, Tag

    for anchor in tree.find_all("a", id=re.compile("^note-")):
        note = BeautifulSoup("", "html.parser")
        for element in list(anchor.parent.next_siblings if anchor.parent else ()):
            if isinstance(element, Tag) and element.find("a", id=re.compile("^note-")):
                break
            note.append(element.extract())
        yield note


def _asides(package: "Package", body: "Body") -> Iterator[Remark]:
    """What stands beside the text: comments, heads and feet of pages, notes without marks, macros."""
    for name in package.parts("comments"):
        root = package.xml(name)
        for comment in root if root is not None else ():
            place = body.runs.comments.get(comment.get("w:id", ""), 1)
            yield Remark(place, said.comment(comment.get("w:author", ""), words_of(comment)))
    for name in (*package.parts("header"), *package.parts("footer")):
        root = package.xml(name)
        words = words_of(root) if root is not None else ""
        if not _PAGE_NUMBER.fullmatch(words):
            yield Remark(1, said.margin(words))
    yield from (Remark(1, said.unused_note(words)) for words in body.notes.unused if words)
    if any(name.endswith("vbaProject.bin") for name in package.names):
        yield Remark(1, said.MACROS)
