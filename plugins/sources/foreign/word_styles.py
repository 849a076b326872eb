"""What text in a Word file looks like in the end: styles, the styles that they are based on, and direct formatting.

Rules: ECMA-376 part 1, 17.7.2 (style hierarchy) and 17.7.3 (toggle properties).
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from .word_elements import child, value

_OFF = {"0", "false", "off", "none"}
_HEADING = re.compile(r"(?:heading|标题)\s*([1-9])")
_LEVELS = {"title": 1, "标题": 1, "subtitle": 2, "副标题": 2}
_CAPTIONS = {"caption", "题注", "图题", "图注", "图说"}
_LONGEST_CHAIN = 20
_UNSAID = 20
"""Half points: the size of text of which nothing says its size."""


@dataclass(frozen=True, slots=True)
class Look:
    """How a run of text looks. `size` is in half points, `font` that of Chinese characters ("" where not said)."""

    bold: bool
    italic: bool
    struck: bool
    hidden: bool
    size: int
    font: str


_NO_LOOK = Look(False, False, False, False, 0, "")


class Styles:
    """The styles of a file by id; without `word/styles.xml`, none."""

    def __init__(self, root: Element | None) -> None:
        styles = [style for style in (root if root is not None else ()) if style.tag == "w:style"]
        self._styles = {style.get("w:styleId", ""): style for style in styles}
        self._chains: dict[str, list[Element]] = {}
        self._defaults = child(root, "w:docDefaults", "w:rPrDefault", "w:rPr")
        normal = (
            style
            for style in styles
            if style.get("w:type") == "paragraph" and style.get("w:default") in ("1", "true")
        )
        self._normal = next((style.get("w:styleId", "") for style in normal), "")

    def chain(self, style: str | None) -> list[Element]:
        """The style and those that it is based on, itself first; the paragraphs' usual one where None."""
        name = style if style is not None else self._normal
        if name not in self._chains:
            self._chains[name] = self._chain(name)
        return self._chains[name]

    def _chain(self, name: str | None) -> list[Element]:
        found: list[Element] = []
        while name is not None and name in self._styles and len(found) < _LONGEST_CHAIN:
            found.append(self._styles[name])
            name = value(self._styles[name], "w:basedOn")
        return found

    def level(self, properties: Element | None) -> int:
        """The level of the heading that a paragraph is, 1 to 6; 0 for text."""
        chain = self.chain(value(properties, "w:pStyle"))
        for name in self._names(chain):
            if heading := _HEADING.fullmatch(name):
                return min(int(heading[1]), 6)
            if name in _LEVELS:
                return _LEVELS[name]
        outline = value(properties, "w:outlineLvl") or _first(chain, "w:pPr", "w:outlineLvl")
        return min(int(outline) + 1, 6) if outline and re.fullmatch("[0-8]", outline) else 0

    def is_caption(self, properties: Element | None) -> bool:
        """Whether a paragraph says that it is the caption of a picture."""
        return any(name in _CAPTIONS for name in self._names(self.chain(value(properties, "w:pStyle"))))

    def is_centred(self, properties: Element | None) -> bool:
        """Whether a paragraph stands in the middle of its line."""
        chain = self.chain(value(properties, "w:pStyle"))
        return (value(properties, "w:jc") or _first(chain, "w:pPr", "w:jc")) == "center"

    def numbering(self, properties: Element | None) -> tuple[str, str] | None:
        """The list (`w:numId`) and level (from "0") of a paragraph."""
        chain = self.chain(value(properties, "w:pStyle"))
        for place in (properties, *(child(style, "w:pPr") for style in chain)):
            if number := value(place, "w:numPr", "w:numId"):
                return (number, value(place, "w:numPr", "w:ilvl") or "0") if number != "0" else None
        return None

    def list_of_style(self, style: str) -> str | None:
        """The list (`w:numId`) that a style of lists stands for."""
        return value(self._styles.get(style), "w:pPr", "w:numPr", "w:numId")

    def look(self, paragraph: Element | None, run: Element | None) -> Look:
        """How a run looks, by the properties (`w:pPr`, `w:rPr`) of its paragraph and its own."""
        outer = self.chain(value(paragraph, "w:pStyle"))
        style = value(run, "w:rStyle")
        inner = self.chain(style) if style else []
        bold, italic, struck, hidden = (
            self._toggle(run, inner, outer, name) for name in ("w:b", "w:i", "w:strike", "w:vanish")
        )
        places = [run, *(child(place, "w:rPr") for place in (*inner, *outer)), self._defaults]
        size = next((said for place in places if (said := value(place, "w:sz"))), "")
        fonts = (child(place, "w:rFonts") for place in places)
        font = next((said for place in fonts if place is not None and (said := place.get("w:eastAsia"))), "")
        return Look(bold, italic, struck, hidden, int(size) if size.isdecimal() else _UNSAID, font)

    def usual(self, body: Element) -> Look:
        """How most of the text below `body` looks."""
        counts = Counter[Look]()
        for paragraph in body.iter("w:p"):
            properties = child(paragraph, "w:pPr")
            for run in paragraph.iter("w:r"):
                counts[self.look(properties, child(run, "w:rPr"))] += sum(
                    len(text.text or "") for text in run if text.tag == "w:t"
                )
        return counts.most_common(1)[0][0] if counts else _NO_LOOK

    def _toggle(self, run: Element | None, inner: list[Element], outer: list[Element], name: str) -> bool:
        """Direct formatting decides; styles of a run and of its paragraph cancel each other."""
        if (direct := child(run, name)) is not None:
            return _on(direct)
        by_style = [next((_on(said) for said in _said(chain, name)), False) for chain in (inner, outer)]
        return by_style[0] != by_style[1] or _on(child(self._defaults, name))

    def _names(self, chain: list[Element]) -> Iterator[str]:
        return ((value(style, "w:name") or "").strip().lower() for style in chain)


def _said(chain: list[Element], name: str) -> Iterator[Element]:
    return (said for style in chain if (said := child(style, "w:rPr", name)) is not None)


def _on(element: Element | None) -> bool:
    return element is not None and element.get("w:val", "").lower() not in _OFF


def _first(chain: list[Element], *names: str) -> str | None:
    return next((said for style in chain if (said := value(style, *names))), None)
