"""Rule: a place goes by the name that it had on the day of the story (docs/domain.md §1).

Left alone: a story that tells of the renaming, with both names or with 原 before the old one, and
the headline of an older story in a link.
"""

import re
from collections.abc import Iterator
from datetime import date

from plugins.newsroom.place import Place
from plugins.newsroom.problem import Message, warning
from plugins.newsroom.registries import Registries
from plugins.newsroom.text import Lang
from plugins.sources.text import Found

from .proof import Proof

_FORMERLY = ("原", "原为", "原名", "曾用名", "时称", "曾称", "旧称", "前身为", "former ", "formerly ")


def check(proof: Proof, registries: Registries) -> Iterator[Found]:
    """Yield a warning for each name that was not valid yet, or no longer."""
    if proof.day is None:
        return
    for place in registries.places:
        if len(place.names) > 1:
            yield from _of_place(proof, place, proof.day, proof.lang)


def _of_place(proof: Proof, place: Place, day: date, lang: Lang) -> Iterator[Found]:
    right = place.name_on(day).in_(lang)
    if right in proof.text:
        return  # it tells of both, or uses the right one elsewhere and means a document by the other
    for name in dict.fromkeys(name.in_(lang) for name in place.names):
        if name == right:
            continue
        for found in re.finditer(re.escape(name), proof.text):
            line = proof.line_at(found.start())
            if not (proof.text.endswith(_FORMERLY, 0, found.start()) or _is_quoted(proof, name, line)):
                yield line, _message(name, right, day)


def _is_quoted(proof: Proof, name: str, line: int) -> bool:
    """Whether it belongs to the words of a link, such as the headline of an older story, or to a title in 《》."""
    at = line - proof.manuscript.body_line
    written = proof.manuscript.body.split("\n")[at] if at >= 0 else ""
    return bool(re.search(rf"\[[^\]\n]*{re.escape(name)}[^\]\n]*\]\(|《[^》\n]*{re.escape(name)}", written))


def _message(name: str, right: str, day: date) -> Message:
    return warning(
        "outdated-place-name",
        f"{day} 还没有或不再叫“{name}”",
        f"On {day} this place was not called “{name}”",
        (f"{right}；引用旧称就写“原{name}”", f"{right}; or “former {name}”"),
    )
