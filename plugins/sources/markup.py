"""Markdown to HTML that is safe to publish: one engine, one allow-list, and a list of what it refuses."""

import re
from html import unescape
from html.parser import HTMLParser
from typing import NamedTuple
from urllib.parse import urlsplit

import nh3

from .engines import Engine, render
from .illustrations import Illustration, illustrations, set_aside

ATTRIBUTES: dict[str, set[str]] = {
    **{
        tag: set()
        for tag in ("p", "br", "hr", "blockquote", "h2", "h3", "h4", "ul", "em", "strong", "b", "i")
    },
    **{
        tag: set()
        for tag in ("del", "s", "u", "sub", "code", "pre", "table", "thead", "tbody", "tr", "section")
    },
    "a": {"href", "title", "id"},
    "span": {"translate"},  # translate="no": not to be turned into Traditional Chinese
    "li": {"id"},
    "ol": {"start"},
    "sup": {"id"},
    "th": {"align"},
    "td": {"align"},
}
"""Allowed elements and their attributes. `img` is not among them: originals are never published as they are."""

SCHEMES = {"http", "https", "mailto", "tel"}

_CLEANER = nh3.Cleaner(
    tags=set(ATTRIBUTES),
    attributes={tag: names for tag, names in ATTRIBUTES.items() if names},
    url_schemes=SCHEMES,
    link_rel=None,
    strip_comments=True,
)
# What the engine itself writes and the allow-list drops on purpose: no editor wrote it.
_ENGINE = {
    "class",
    "data-footnotes",
    "data-footnote-ref",
    "data-footnote-backref",
    "data-footnote-backref-idx",
}
_ALIGN = re.compile(r'(<t[dh]) align="(left|center|right)"')
_PELICAN_LINK = re.compile(r'="%7B(filename|static|attach)%7D')
_PARAGRAPH, _TAG = re.compile(r"<p>(.*?)</p>", re.DOTALL), re.compile(r"<[^>]*>")
_NEEDS_A_LOOK = re.compile(r"[<\[&]|^ {0,3}(?:#[ \t]|=+[ \t]*$)", re.MULTILINE)
_INLINE = re.compile(r"[\\*_`<\[~&]")


class Refused(NamedTuple):
    """Something the allow-list would cut: an element, an attribute or an address, as it was written."""

    kind: str
    """`element`, `attribute`, `address`, or `picture` where one stands among other HTML."""
    text: str


def to_html(markdown: str, engine: Engine = "comrak") -> str:
    """Safe HTML, with a marker for each picture. What is not on the allow-list is cut; `inspect` names it."""
    aside = set_aside(markdown)
    html = _CLEANER.clean(render(aside.text, engine))
    html = _PELICAN_LINK.sub(r'="{\1}', _ALIGN.sub(r'\1 class="\2"', html)).strip()
    return aside.put_back(html)


def excerpt(html: str, length: int = 120) -> str:
    """The first paragraph as plain text, cut after a sentence or clause if it is longer than `length`."""
    first = _PARAGRAPH.search(html)
    text = " ".join(unescape(_TAG.sub("", first[1])).split()) if first else ""
    if len(text) <= length:
        return text
    cut = max(text.rfind(mark, 0, length) for mark in "。！？；，,. ")
    return text[: cut if cut > 0 else length].rstrip("，,；;。. ") + "…"


def plain(line: str) -> str:
    """One line of inline Markdown as plain text. A number or sign of a list at its start is text, too."""
    if not _INLINE.search(line):
        return " ".join(line.split())
    html = render(f"字{line}")  # so that nothing stands where a list or heading would begin
    return " ".join(unescape(_TAG.sub("", html)).split()).removeprefix("字").strip()


class Inspection(NamedTuple):
    """What a Markdown text holds besides words."""

    refused: tuple[Refused, ...] = ()
    """Everything that `to_html` would cut, in order, once each."""
    links: tuple[str, ...] = ()
    """The addresses of all links, as written."""
    pictures: tuple[Illustration, ...] = ()
    """All pictures, in order, those with mistakes among them."""


def inspect(markdown: str) -> Inspection:
    """Look for what is not allowed, for links and for pictures."""
    if not _NEEDS_A_LOOK.search(markdown):
        return Inspection(pictures=illustrations(markdown))
    aside, look = set_aside(markdown), _Look()
    html = render(aside.text)
    look.feed(html.replace("%7B", "{").replace("%7D", "}"))
    look.close()
    lost = [
        Refused("picture", source) for word, source in aside.words.items() if f"<p>{word}</p>" not in html
    ]
    return Inspection(tuple(dict.fromkeys(look.refused + lost)), tuple(look.links), illustrations(markdown))


class _Look(HTMLParser):
    """Walks rendered HTML and notes what is not on the allow-list."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.refused: list[Refused] = []
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in ATTRIBUTES:
            self.refused.append(Refused("element", tag))
            return
        for name, value in attrs:
            if name in {"href", "src"}:
                self.links.append(value or "")
                if not _safe(value or ""):
                    self.refused.append(Refused("address", value or ""))
            elif name not in ATTRIBUTES[tag] and not self._from_the_engine(tag, name):
                self.refused.append(Refused("attribute", name))

    @staticmethod
    def _from_the_engine(tag: str, name: str) -> bool:
        return name in _ENGINE or (tag == "a" and name == "aria-label")


def _safe(address: str) -> bool:
    """Whether browsers read `address` as an allowed scheme or as a place on this site."""
    try:
        scheme = urlsplit(re.sub(r"[\x00-\x20]", "", address)).scheme
    except ValueError:
        return False
    return not scheme or scheme in SCHEMES
