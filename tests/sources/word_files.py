"""Word files for tests: a package is a zip of XML, so that anything can be written, also what no program would."""

from io import BytesIO
from xml.sax.saxutils import escape, quoteattr
from zipfile import ZIP_DEFLATED, ZipFile

_SPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
    "dgm": "http://schemas.openxmlformats.org/drawingml/2006/diagram",
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
}
_NAMES = "".join(f' xmlns:{name}="{address}"' for name, address in _SPACES.items())
_TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"

JPEG = b"\xff\xd8\xff\xe0a photograph"
PNG = b"\x89PNG\r\n\x1a\na drawing"
EMF = b"\x01\x00\x00\x00" + b"\x00" * 36 + b" EMF"

STYLES = "".join(
    f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/>{rest}</w:style>'
    for key, name, rest in (
        ("a", "Normal", ""),
        ("1", "heading 1", ""),
        ("2", "heading 2", ""),
        ("3", "标题 3", ""),
        ("4", "我的小标题", '<w:basedOn w:val="2"/>'),
        ("5", "outlined", '<w:pPr><w:outlineLvl w:val="2"/></w:pPr>'),
        ("t", "Title", ""),
        ("s", "Subtitle", ""),
        ("c", "caption", ""),
        ("b", "bold by style", "<w:rPr><w:b/></w:rPr>"),
        ("m", "in the middle", '<w:pPr><w:jc w:val="center"/></w:pPr>'),
    )
)


def r(text: str = "", *properties: str, inside: str = "") -> str:
    """A run. `properties` such as `w:b` or `w:sz w:val="32"`; `inside` is XML behind the text."""
    said = "".join(f"<{name}/>" for name in properties)
    words = f'<w:t xml:space="preserve">{escape(text)}</w:t>' if text else ""
    return f"<w:r><w:rPr>{said}</w:rPr>{words}{inside}</w:r>"


def p(*inside: str, style: str = "", properties: str = "") -> str:
    """A paragraph of runs, or of plain words where there is no `<`."""
    style = f'<w:pStyle w:val="{style}"/>' if style else ""
    runs = "".join(part if part.startswith("<") else r(part) for part in inside)
    return f"<w:p><w:pPr>{style}{properties}</w:pPr>{runs}</w:p>"


def listed(text: str, number: int = 1, level: int = 0) -> str:
    """A paragraph in a list of `numbering`."""
    said = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
    return p(text, properties=said)


def numbering(*forms: tuple[str, str]) -> str:
    """Lists from 1 on, each with the form of its number and its text, the same at every level."""
    abstract, lists = "", ""
    for number, (form, text) in enumerate(forms, 1):
        levels = "".join(
            f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
            f'<w:lvlText w:val="{text.replace("%1", f"%{level + 1}")}"/></w:lvl>'
            for level in range(3)
        )
        abstract += f'<w:abstractNum w:abstractNumId="{number}">{levels}</w:abstractNum>'
        lists += f'<w:num w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>'
    return abstract + lists


def table(*rows: list[str]) -> str:
    """A table; a cell is words or XML of paragraphs."""
    written = (
        "".join(f"<w:tc>{cell if cell.startswith('<') else p(cell)}</w:tc>" for cell in row) for row in rows
    )
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in written) + "</w:tbl>"


def picture(relation: str, alt: str = "", how: str = "embed", crop: str = "") -> str:
    """A run with a picture of the relation."""
    return r(
        inside=f'<w:drawing><wp:inline><wp:docPr id="1" name="图片 1" descr={quoteattr(alt)}/><a:graphic><a:graphicData>'
        f'<pic:pic><pic:blipFill><a:blip r:{how}="{relation}"/>{crop}</pic:blipFill></pic:pic>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing>"
    )


def text_box(*paragraphs: str) -> str:
    """A run with a text box as Word writes it: once for new programs, once for old ones."""
    content = f"<w:txbxContent>{''.join(paragraphs)}</w:txbxContent>"
    new = f"<w:drawing><wp:anchor><a:graphic><a:graphicData><wps:wsp><wps:txbx>{content}</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing>"
    old = f"<w:pict><v:shape><v:textbox>{content}</v:textbox></v:shape></w:pict>"
    return r(
        inside=f'<mc:AlternateContent><mc:Choice Requires="wps">{new}</mc:Choice><mc:Fallback>{old}</mc:Fallback></mc:AlternateContent>'
    )


def changed(kind: str, text: str) -> str:
    """A tracked change: `ins`, `del`, `moveFrom` or `moveTo`."""
    words = (
        r(text)
        if kind in ("ins", "moveTo")
        else r(text).replace("w:t>", "w:delText>").replace("<w:t ", "<w:delText ")
    )
    return f'<w:{kind} w:id="9" w:author="张三">{words}</w:{kind}>'


def docx(*body: str, **parts: str | bytes) -> bytes:
    """A Word file with these blocks.

    `parts` are the insides of parts that the text refers to: `styles`, `numbering`, `footnotes`, `comments`,
    `header` …; a name with an underscore is a relation of its own: `image_a=JPEG` has the id `a`, and the value of
    `link_a` and `linkedimage_a` is the address outside that it leads to.
    """
    content = {"word/document.xml": f"<w:document{_NAMES}><w:body>{''.join(body)}</w:body></w:document>"}
    files: dict[str, bytes] = {}
    relations = ""
    for name, inside in {"styles": STYLES, **parts}.items():
        kind, _, key = name.partition("_")
        if kind in ("link", "linkedimage"):
            word = "hyperlink" if kind == "link" else "image"
            relations += _relation(key, word, str(inside), ' TargetMode="External"')
        elif isinstance(inside, bytes):
            files[f"word/{name}.bin"] = inside
            relations += _relation(key or name, kind, f"{name}.bin")
        else:
            content[f"word/{name}.xml"] = f"<w:{kind}{_NAMES}>{inside}</w:{kind}>"
            relations += _relation(key or name, kind, f"{name}.xml")
    content["word/_rels/document.xml.rels"] = f'<Relationships xmlns="{_PACKAGE}">{relations}</Relationships>'
    return package({**{name: text.encode() for name, text in content.items()}, **files})


def package(files: dict[str, bytes]) -> bytes:
    """A zip of the files, with what every Word file has."""
    main = _relation("main", "officeDocument", "word/document.xml")
    usual = {"_rels/.rels": f'<Relationships xmlns="{_PACKAGE}">{main}</Relationships>'.encode()}
    written = BytesIO()
    with ZipFile(written, "w", ZIP_DEFLATED) as file:
        for name, data in {**usual, **files}.items():
            file.writestr(name, data)
    return written.getvalue()


def _relation(key: str, kind: str, target: str, more: str = "") -> str:
    return f'<Relationship Id="{key}" Type="{_TYPES}/{kind}" Target={quoteattr(target)}{more}/>'
