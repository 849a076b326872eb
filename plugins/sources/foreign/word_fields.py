"""Fields (域) of a Word file (ECMA-376 part 1, 17.16): which of them are links, and which would be lost."""

import re
from dataclasses import dataclass
from xml.etree.ElementTree import Element

_DRAWN = re.compile(r"\s*(?:EQ|MACROBUTTON|SYMBOL)\b", re.IGNORECASE)
"""Fields that have no words and yet show something."""

_LINK = re.compile(r'\s*HYPERLINK\s+(?:"([^"]*)"|([^\\\s"]\S*))', re.IGNORECASE)


@dataclass(slots=True)
class _Field:
    """A code, and the words that it makes."""

    code: str = ""
    has_words: bool = False
    href: str = ""


class Fields:
    """The fields that are open at one place of a text. One may stand in another, and go on over paragraphs."""

    def __init__(self) -> None:
        self._open: list[_Field] = []

    @property
    def href(self) -> str:
        """The address that the words at this place lead to, "" where they lead nowhere."""
        return next((each.href for each in reversed(self._open) if each.href), "")

    def take(self, part: Element) -> str:
        """Go on past a mark (`w:fldChar`) or a piece of a code (`w:instrText`).

        The code of a field that ends there, has no words and yet shows something; "" for all others.
        """
        kind = part.get("w:fldCharType")
        if kind == "begin":
            self._open.append(_Field())
        elif not self._open:
            return ""
        elif part.tag == "w:instrText":
            self._open[-1].code += part.text or ""
        elif kind == "separate":
            link = _LINK.match(self._open[-1].code)
            self._open[-1].href = (link[1] or link[2] or "") if link else ""
            self._open[-1].has_words = True
        elif kind == "end":
            ended = self._open.pop()
            if not ended.has_words and _DRAWN.match(ended.code):
                return ended.code.strip()
        return ""
