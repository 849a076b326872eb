"""A `.docx` file: a zip of XML parts (ECMA-376), which anybody may have made, to do harm too.

Nothing is unpacked to a disk, no name of a part is ever a path, sizes are counted while parts are decompressed, and
a part with a document type (which could declare entities) is refused.
"""

import posixpath
import zlib
from collections.abc import Iterator
from functools import lru_cache
from io import BytesIO
from typing import NamedTuple
from xml.etree.ElementTree import Element, ParseError, TreeBuilder, XMLParser
from zipfile import BadZipFile, ZipFile

from plugins.newsroom.problem import Message, error

from .page import Unreadable

LARGEST = 100_000_000
"""Bytes of a file, and of a part of it that is no text."""

UNPACKED = 300_000_000
"""Bytes of all parts that are read, together."""

LARGEST_XML = 30_000_000
"""Bytes of a part that is text. A story of 10,000 characters has some 200,000."""

RATIO = 200
"""Times that all that is read may be larger than the file, beyond one part; those of Word are up to 50 times."""

PARTS = 5_000
DEEPEST = 150
"""Elements within elements; a table in a text box in a table has some 40."""

ELEMENTS = 300_000
"""Of one part; a story of 10,000 characters has some 5,000."""

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_PREFIXES = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "w",
    "http://purl.oclc.org/ooxml/wordprocessingml/main": "w",
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships": "r",
    "http://purl.oclc.org/ooxml/officeDocument/relationships": "r",
    "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing": "wp",
    "http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing": "wp",
    "http://schemas.openxmlformats.org/drawingml/2006/main": "a",
    "http://purl.oclc.org/ooxml/drawingml/main": "a",
    "http://schemas.openxmlformats.org/officeDocument/2006/math": "m",
    "http://purl.oclc.org/ooxml/officeDocument/math": "m",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc",
    "urn:schemas-microsoft-com:vml": "v",
    "urn:schemas-microsoft-com:office:office": "o",
    "http://schemas.openxmlformats.org/drawingml/2006/chart": "c",
    "http://purl.oclc.org/ooxml/drawingml/chart": "c",
    "http://schemas.openxmlformats.org/drawingml/2006/diagram": "dgm",
    "http://purl.oclc.org/ooxml/drawingml/diagram": "dgm",
}
"""Short names of namespaces; files of the strict kind have addresses of their own."""


class Relation(NamedTuple):
    """What a part refers to: the name of another part, or an address outside."""

    type: str
    """The last word of its type, such as `image` or `hyperlink`."""
    target: str
    outside: bool


class _Refused(Exception):
    """A part is not what any word processor writes."""


class _Tree:
    """Builds elements that are named `w:p` instead of `{http://…}p`. Raises `_Refused`."""

    def __init__(self) -> None:
        self._builder = TreeBuilder()
        self._depth = self._count = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        self._count += 1
        if self._depth > DEEPEST or self._count > ELEMENTS:
            raise _Refused
        self._builder.start(_short(tag), {_short(name): value for name, value in attributes.items()})

    def end(self, tag: str) -> None:
        self._depth -= 1
        self._builder.end(_short(tag))

    def data(self, text: str) -> None:
        self._builder.data(text)

    def doctype(self, *_: str | None) -> None:
        raise _Refused

    def close(self) -> Element:
        return self._builder.close()


@lru_cache(maxsize=2000)
def _short(name: str) -> str:
    address, _, local = name.rpartition("}")
    prefix = _PREFIXES.get(address[1:], "" if not address else "other")
    return f"{prefix}:{local}" if prefix else local


class Package:
    """The parts of a `.docx`. Raises `Unreadable` when made, and when a part turns out to be broken."""

    def __init__(self, raw: bytes) -> None:
        if message := _not_a_zip(raw):
            raise Unreadable(message)
        try:
            self._zip = ZipFile(BytesIO(raw))
        except _DECODING:
            raise Unreadable(DAMAGED) from None
        entries = self._zip.infolist()
        if any(entry.flag_bits & 1 for entry in entries):
            raise Unreadable(_PROTECTED)
        if len(entries) > PARTS:
            raise Unreadable(_BOMB)
        self.names = frozenset(entry.filename for entry in entries)
        self._relations: dict[str, dict[str, Relation]] = {}
        self._left = min(UNPACKED, len(raw) * RATIO + LARGEST_XML)
        self.main = self._find_main()

    def read(self, name: str, limit: int = LARGEST) -> bytes | None:
        """The bytes of a part, or None where there is none of that name."""
        if name not in self.names:
            return None
        return b"".join(self._chunks(name, limit))

    def xml(self, name: str) -> Element | None:
        """The root of a part, or None where there is none of that name. Of alternatives, one has been chosen."""
        if name not in self.names:
            return None
        parser = XMLParser(target=_Tree())
        try:
            for chunk in self._chunks(name, LARGEST_XML):
                parser.feed(chunk)
            root: Element = parser.close()
        except (_Refused, ParseError, ValueError, LookupError):
            raise Unreadable(DAMAGED) from None
        _settle(root)
        return root

    def relations(self, name: str) -> dict[str, Relation]:
        """What the part `name` refers to, by id."""
        if name not in self._relations:
            self._relations[name] = self._read_relations(name)
        return self._relations[name]

    def _read_relations(self, name: str) -> dict[str, Relation]:
        folder, _, file = name.rpartition("/")
        root = self.xml(posixpath.join(folder, "_rels", f"{file}.rels"))
        return {
            relation.get("Id", ""): _relation(relation, folder)
            for relation in (root if root is not None else ())
            if relation.get("Target")
        }

    def parts(self, type: str) -> list[str]:
        """The names of the parts of one type, such as `footnotes`, that the text refers to and that are there."""
        found = [relation.target for relation in self.relations(self.main).values() if relation.type == type]
        return sorted(name for name in set(found) if name in self.names)

    def _find_main(self) -> str:
        targets = [
            relation.target for relation in self.relations("").values() if relation.type == "officeDocument"
        ]
        names = [name for name in (*targets, "word/document.xml") if name in self.names]
        if not names or names[0] in _KINDS:
            raise Unreadable(_other_package(self.names))
        return names[0]

    def _chunks(self, name: str, limit: int) -> Iterator[bytes]:
        """The bytes of a part, counted as they come: what its header says of its size may be a lie."""
        try:
            with self._zip.open(name) as part:
                while chunk := part.read(65_536):
                    limit -= len(chunk)
                    self._left -= len(chunk)
                    if min(limit, self._left) < 0:
                        raise Unreadable(_BOMB)
                    yield chunk
        except _DECODING:
            raise Unreadable(DAMAGED) from None


def _settle(root: Element) -> None:
    """Put one of the alternatives (`mc:AlternateContent`) in the place of each: that which has words or a picture."""
    waiting = [root]
    while waiting:
        element = waiting.pop()
        element[:] = list(_chosen(element))
        waiting += element


def _chosen(element: Element) -> Iterator[Element]:
    for inner in element:
        if inner.tag != "mc:AlternateContent":
            yield inner
        elif branches := list(inner):
            yield from _chosen(next(filter(_holds_anything, branches), branches[-1]))


def _holds_anything(branch: Element) -> bool:
    return any(part.tag in _CONTENT for part in branch.iter())


_CONTENT = {"w:t", "w:delText", "a:t", "m:t", "a:blip", "v:imagedata", "v:textpath", "c:chart", "dgm:relIds"}
_DECODING = (BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError)


def _relation(element: Element, folder: str) -> Relation:
    target, outside = element.get("Target", ""), element.get("TargetMode") == "External"
    if not outside:
        target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
    return Relation(element.get("Type", "").rpartition("/")[2], target, outside)


def _not_a_zip(raw: bytes) -> Message | None:
    if not raw:
        return _EMPTY
    if len(raw) > LARGEST:
        return _too_large(len(raw))
    if raw.startswith(_OLE):
        return _PROTECTED if _ENCRYPTED in raw else _OLD_WORD
    if raw.startswith(b"{\\rtf"):
        return _not_word("RTF")
    if raw.startswith(b"%PDF"):
        return _not_word("PDF")
    if not raw.startswith(b"PK"):
        return _not_word("")
    return None


def _other_package(names: frozenset[str]) -> Message:
    return _not_word(next((kind for name, kind in _KINDS.items() if name in names), ""))


_KINDS = {"xl/workbook.xml": "Excel", "ppt/presentation.xml": "PowerPoint", "content.xml": "OpenDocument"}
_SAVE_AS_DOCX = (
    "用 Word 或 WPS 打开，另存为“Word 文档 (*.docx)”，再导入",
    "open it with Word or WPS, save it as a Word document (*.docx) and import that",
)


def _not_word(kind: str) -> Message:
    return error(
        "not-a-word-file",
        f"这不是 Word 文件，里面是 {kind}" if kind else "这不是 Word 文件（.docx）",
        f"This is no Word file but {kind}" if kind else "This is no Word file (.docx)",
        _SAVE_AS_DOCX,
    )


def _too_large(size: int) -> Message:
    return error(
        "file-too-large",
        f"文件有 {size / 1e6:.0f} MB，超过 {LARGEST / 1e6:.0f} MB",
        f"The file has {size / 1e6:.0f} MB, more than {LARGEST / 1e6:.0f} MB",
        (
            "在 Word 里压缩图片，或分成几个文件",
            "compress its pictures in Word, or divide it into several files",
        ),
    )


_EMPTY = error(
    "empty-file",
    "文件是空的",
    "The file is empty",
    ("从来源重新复制一份", "copy it again from where it came"),
)
_OLD_WORD = error(
    "old-word-file",
    "这是旧格式的 Word 或 WPS 文件（.doc、.wps），改了扩展名也读不了",
    "This is a Word or WPS file of the old kind (.doc, .wps), whatever its name says",
    _SAVE_AS_DOCX,
)
_PROTECTED = error(
    "password-protected",
    "文件加了密码，读不了",
    "The file is protected by a password",
    (
        "在 Word 里打开，“文件—信息—保护文档”里去掉密码，保存后再导入",
        "open it in Word, remove the password under File, Info, Protect Document, save it and import it again",
    ),
)
DAMAGED = error(
    "damaged-file",
    "文件不完整或已损坏，读不了",
    "The file is cut short or damaged",
    (
        "从来源重新复制；还不行就用 Word 打开，另存一份再导入",
        "copy it again from where it came, or open it in Word and save it anew",
    ),
)
_BOMB = error(
    "oversized-package",
    "文件展开后大得不像稿件，没有读",
    "Unpacked, the file is too large to be a story; it was not read",
    (
        "确认来源可靠；用 Word 打开，把要用的文字复制到新文件再导入",
        "make sure that you trust it; copy the text that you need to a new file in Word",
    ),
)
