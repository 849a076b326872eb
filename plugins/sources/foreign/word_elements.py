"""Elements of a Word file: the kinds that are treated alike, and how to find one, its value and its words."""

from xml.etree.ElementTree import Element

PASSED_OVER = frozenset(
    "w:pPr w:rPr w:sectPr w:tblPr w:tblGrid w:trPr w:tcPr w:sdtPr w:sdtEndPr w:proofErr w:delInstrText "
    "w:lastRenderedPageBreak w:softHyphen w:footnoteRef w:endnoteRef w:annotationRef w:rubyPr "
    "w:bookmarkStart w:bookmarkEnd w:commentRangeStart w:commentRangeEnd w:permStart w:permEnd".split()
)
"""Elements without words, or read elsewhere."""

DELETED = frozenset({"w:del", "w:moveFrom"})
"""Around what a tracked change took away, as `INSERTED` around what it added."""

INSERTED = frozenset({"w:ins", "w:moveTo"})
WORDS = frozenset({"w:t", "w:delText", "m:t", "a:t"})
_BREAKS = frozenset({"w:p", "a:p", "w:tc", "w:br", "w:cr", "w:tab"})


def child(element: Element | None, *names: str) -> Element | None:
    """The first `w:a` in the first `w:b` … of `element`, None where any of them is missing."""
    for name in names:
        element = (
            next((inner for inner in element if inner.tag == name), None) if element is not None else None
        )
    return element


def value(element: Element | None, *names: str) -> str | None:
    """What the element at `names` says in `w:val`; None where there is no such element, or it says nothing."""
    found = child(element, *names)
    return found.get("w:val") if found is not None else None


def words_of(element: Element) -> str:
    """All words below an element; paragraphs, cells and lines are separated by a space."""
    parts = (
        part.text or "" if part.tag in WORDS else " "
        for part in element.iter()
        if part.tag in WORDS | _BREAKS
    )
    return " ".join("".join(parts).split())
