"""Words into HTML as Chinese print sets them: what a template cannot do by itself."""

import re
from functools import lru_cache
from html import unescape
from typing import NamedTuple

from markupsafe import Markup, escape

_MARK, _CLOSING = "，。！？；：…", "”’」』）》"
# After the mark that ends a clause and what closes with it, before a space between Chinese words or a bracket, and where
# an editor has put a bar.
_END = re.compile(
    rf"(?:(?<=[{_MARK}])|(?<=[{_MARK}][{_CLOSING}]))(?![{_MARK}{_CLOSING}])|(?<=[^\x00-\x7f])(?= [^\x00-\x7f])|(?<=.)(?=（)|[|｜]"
)
_PICTURE = re.compile(r'<figure data-picture="(\d+)"></figure>')
"""What `plugins/sources/illustrations.py` has put in the place of a picture."""


@lru_cache(maxsize=4096)  # a headline stands on its own page, on its neighbours' and in lists
def clauses(title: str) -> Markup:
    """`title`, escaped, with each clause in an element that the style sheet keeps on one line if it can.

    A title of one clause has none: the style sheet balances its lines.
    """
    parts = _END.split(title)
    if len(parts) == 1:
        return escape(title)
    return Markup("".join(_clause(part) for part in parts if part))


def _clause(part: str) -> str:
    return f'{" " if part[:1] == " " else ""}<span class="clause">{escape(part.strip())}</span>'


def is_long(title: str) -> bool:
    """Whether a headline is set in a smaller size: above 32 Chinese characters, or twice as many Latin ones."""
    return sum(1 + (char >= "\u2e80") for char in title) > 64


def with_dateline(html: str, dateline: str | None) -> Markup:
    """Safe `html`, its first paragraph begun with the dateline (电头): 本报讯 …"""
    if not dateline:
        return Markup(html)
    opening = Markup('<p><b class="dateline">{}</b> ').format(dateline)
    return Markup(html.replace("<p>", opening, 1) if "<p>" in html else f"{opening}</p>{html}")


class Heading(NamedTuple):
    """A heading of a story's text, and the anchor that `with_anchors` gives it."""

    anchor: str
    text: str


class Extent(NamedTuple):
    """How long a text is: Chinese characters or English words, roughly, and the minutes that reading it takes."""

    length: int
    minutes: int


_HEADING, _TAG = re.compile(r"<h2>(.*?)</h2>", re.DOTALL), re.compile(r"<[^>]*>")
_WORD = re.compile(r"[\w'’-]+")
_UNSPOKEN = re.compile(r"\W")
_A_MINUTE = {"zh": 300, "en": 200}
"""What an unhurried reader reads."""


def with_anchors(html: str) -> Markup:
    """Safe `html`, each heading of the first level (h2) with an anchor of its own."""
    numbers = iter(range(1, html.count("<h2>") + 1))
    return Markup(re.sub("<h2>", lambda _: f'<h2 id="part-{next(numbers)}">', html))


def headings(html: str) -> list[Heading]:
    """The headings of the first level, in order."""
    return [
        Heading(f"part-{number}", _plain(found[1])) for number, found in enumerate(_HEADING.finditer(html), 1)
    ]


def extent(html: str, lang: str) -> Extent:
    """How long a text in `lang` is: to the next ten, above a thousand to the next hundred."""
    text = _plain(html)
    count = len(_WORD.findall(text)) if lang == "en" else len(_UNSPOKEN.sub("", text))
    step = 10 if count < 1000 else 100
    return Extent(max(step, round(count / step) * step), max(1, round(count / _A_MINUTE[lang])))


def _plain(html: str) -> str:
    return unescape(_TAG.sub("", html))


def parts(html: str) -> tuple[Markup | int, ...]:
    """Safe `html` taken apart at its pictures: text as it is, and each picture's number among those of the story."""
    text = _PICTURE.split(html)
    found = [int(part) if number % 2 else Markup(part) for number, part in enumerate(text)]
    return tuple(part for part in found if isinstance(part, int) or part.strip())
