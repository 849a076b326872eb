"""What a drawing in a Word file holds: pictures, text boxes, WordArt, charts, diagrams, files of other programs."""

import re
from collections.abc import Iterator
from typing import NamedTuple
from xml.etree.ElementTree import Element, SubElement

from .picture_formats import alternative

_BY_MACHINE = re.compile(
    r"\s*(?:描述已自动生成|AI ?生成的内容可能不正确|Description automatically generated|AI-generated content may be incorrect)"
    r"[^。.]*[。.]?\s*$"
)


class Shown(NamedTuple):
    """A picture as a text shows it."""

    relation: str
    """The id of its relation."""
    alt: str
    alt_is_machine_made: bool
    is_cropped: bool


class Drawing(NamedTuple):
    """A drawing taken apart."""

    pictures: list[Shown]
    boxes: list[Element]
    """Text boxes: elements that hold paragraphs."""
    charts: list[str]
    """The ids of relations, as of `diagrams`."""
    diagrams: list[str]
    programs: list[str]
    """Of the files of other programs within it, such as `Excel.Sheet.12`."""


def read_drawing(element: Element) -> Drawing:
    """Take apart `w:drawing`, `w:pict` or `w:object`."""
    drawing = Drawing([], [], [], [], [])
    alt, words = _alt_of(element), []
    for part in _outside_boxes(element):
        match part.tag:
            case "w:txbxContent":
                drawing.boxes.append(part)
            case "a:blip" | "v:imagedata":
                drawing.pictures.append(_shown(part, alt, element))
            case "v:textpath":
                words.append(part.get("string", ""))
            case "c:chart":
                drawing.charts.append(part.get("r:id", ""))
            case "dgm:relIds":
                drawing.diagrams.append(part.get("r:dm", ""))
            case "o:OLEObject":
                drawing.programs.append(part.get("ProgID", ""))
            case "a:t" | "w:t":
                words.append(part.text or "")
    if text := "".join(words).strip():
        drawing.boxes.append(_box(text))
    return drawing


def _outside_boxes(element: Element) -> Iterator[Element]:
    """Everything below `element` in order; text boxes are not entered."""
    waiting = list(reversed(element))
    while waiting:
        part = waiting.pop()
        yield part
        if part.tag != "w:txbxContent":
            waiting += reversed(part)


def _shown(part: Element, alt: str, drawing: Element) -> Shown:
    relation = part.get("r:embed") or part.get("r:link") or part.get("r:id") or part.get("r:href") or ""
    cropped = any(
        edge not in ("", "0", "0f")
        for crop in drawing.iter("a:srcRect")
        for edge in (crop.get(side, "") for side in "ltrb")
    )
    return Shown(relation, _BY_MACHINE.sub("", alt), _BY_MACHINE.search(alt) is not None, cropped)


def _alt_of(drawing: Element) -> str:
    """The text alternative that a person wrote; a file's name is none."""
    places = (part for part in drawing.iter() if part.tag in ("wp:docPr", "v:shape"))
    said = (part.get(name, "").strip() for part in places for name in ("descr", "alt", "title"))
    return alternative(next(filter(None, said), ""))


def _box(text: str) -> Element:
    box = Element("w:txbxContent")
    SubElement(SubElement(SubElement(box, "w:p"), "w:r"), "w:t").text = text
    return box
