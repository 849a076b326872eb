"""Words into HTML as Chinese print sets them: what a template cannot do by itself."""

import re

from markupsafe import Markup, escape

_MARK, _CLOSING = "，。！？；：…", "”’」』）》"
# After the mark that ends a clause and what closes with it, and before a space between Chinese words.
_END = re.compile(
    rf"(?:(?<=[{_MARK}])|(?<=[{_MARK}][{_CLOSING}]))(?![{_MARK}{_CLOSING}])|(?<=[^\x00-\x7f])(?= [^\x00-\x7f])"
)
_PICTURE = re.compile(r'<figure data-picture="(\d+)"></figure>')
"""What `plugins/sources/illustrations.py` has put in the place of a picture."""
_CLAUSE = Markup('{}<span class="clause">{}</span>')


def clauses(title: str) -> Markup:
    """`title`, escaped, with each clause in an element that the style sheet keeps on one line if it can.

    A title of one clause has none: the style sheet balances its lines.
    """
    parts = _END.split(title)
    if len(parts) == 1:
        return escape(title)
    return Markup("").join(
        _CLAUSE.format(" " if part[:1] == " " else "", part.strip()) for part in parts if part
    )


def with_dateline(html: str, dateline: str | None) -> Markup:
    """Safe `html`, its first paragraph begun with the dateline (电头): 本报讯 …"""
    if not dateline:
        return Markup(html)
    opening = Markup('<p><b class="dateline">{}</b> ').format(dateline)
    return Markup(html.replace("<p>", opening, 1) if "<p>" in html else f"{opening}</p>{html}")


def parts(html: str) -> tuple[Markup | int, ...]:
    """Safe `html` taken apart at its pictures: text as it is, and each picture's number among those of the story."""
    text = _PICTURE.split(html)
    found = [int(part) if number % 2 else Markup(part) for number, part in enumerate(text)]
    return tuple(part for part in found if isinstance(part, int) or part.strip())
