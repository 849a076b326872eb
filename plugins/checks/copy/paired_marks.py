"""Rule: brackets and quotation marks come in pairs (GB/T 15834-2011, 4.8, 4.9).

Left alone: 1) and 1） at the head of an item, and a quotation that goes on in the next paragraph, which begins
with another opening mark.
"""

import re
from collections.abc import Iterator

from plugins.newsroom.problem import Message, warning
from plugins.newsroom.registries import Registries
from plugins.sources.text import Found

from .proof import Proof

_PAIRS = {
    "（": "）",
    "(": ")",
    "《": "》",
    "〈": "〉",
    "【": "】",
    "「": "」",
    "『": "』",
    "“": "”",
    "‘": "’",
}
_OPENING = {closing: opening for opening, closing in _PAIRS.items()}
_SAME = {"（": "(", "(": "（", "）": ")", ")": "）"}
_MARK = re.compile(r"[（(《〈【「『“‘）)》〉】」』”’]")
_NUMBERING = re.compile(r"(?:^|[\s\0，。；：、！？])(?:[0-9０-９]{1,3}|[A-Za-zⅠ-Ⅻ一二三四五六七八九十①-⑳])$")
_WORD = re.compile(r"[A-Za-z0-9]")


def check(proof: Proof, _: Registries) -> Iterator[Found]:
    """Yield a warning for each mark without its partner; pairs of two widths are told by `half_width_marks`."""
    text = proof.text
    if (
        "(" not in text
        and ")" not in text
        and all(text.count(opening) == text.count(_PAIRS[opening]) for opening in "（《〈【「『“‘")
    ):
        return  # one that closes before it opens is rarer than the time it takes to look for it
    place = 0
    paragraphs = text.split("\n")
    for number, paragraph in enumerate(paragraphs):
        later = next((after for after in paragraphs[number + 1 :] if after.strip()), "")
        for at, message in _unpaired(paragraph, later):
            yield proof.line_at(place + at), message
        place += len(paragraph) + 1


def _unpaired(paragraph: str, later: str) -> Iterator[tuple[int, Message]]:
    open_: list[tuple[int, str]] = []
    for found in _MARK.finditer(paragraph):
        at, mark = found.start(), found[0]
        if mark in _PAIRS:
            open_.append((at, mark))
        elif open_ and mark == _PAIRS[open_[-1][1]]:
            open_.pop()
        elif open_ and _SAME.get(mark) == _PAIRS[open_[-1][1]]:
            open_.pop()  # of two widths: that is said of its half-width one
        elif not _stands_alone(paragraph, at, mark):
            yield at, _without_partner(paragraph, at, mark)
    for at, mark in open_:
        if not (mark == "“" and later.lstrip().startswith("“")):
            yield at, _without_partner(paragraph, at, mark)


def _stands_alone(paragraph: str, at: int, mark: str) -> bool:
    """Whether it closes nothing: behind the number of an item, or an apostrophe."""
    if mark in ")）":
        return bool(_NUMBERING.search(paragraph, 0, at))
    return mark == "’" and bool(
        _WORD.match(paragraph[at - 1 : at]) or _WORD.match(paragraph[at + 1 : at + 2])
    )


def _around(paragraph: str, at: int) -> str:
    return paragraph[max(at - 6, 0) : at + 7].replace("\0", "")


def _without_partner(paragraph: str, at: int, mark: str) -> Message:
    partner = _PAIRS.get(mark) or _OPENING[mark]
    around = _around(paragraph, at)
    return warning(
        "unpaired-mark",
        f"“{mark}”没有配对的“{partner}”：{around}",
        f"“{mark}” has no partner “{partner}”: {around}",
        (f"补上“{partner}”，或删去“{mark}”", f"add “{partner}” or delete “{mark}”"),
    )
