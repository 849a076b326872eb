"""Rule: a paragraph ends with its sentence (docs/domain.md §2: column breaks cut sentences in two).

Left alone: short lines without a comma or stop (a head, a signature), lines with a label (联系人：…), lists, tables,
and a byline behind the last sentence.
"""

import re
from collections.abc import Iterator

from plugins.newsroom.problem import Message, warning
from plugins.newsroom.registries import Registries
from plugins.sources.text import Found

from .proof import Proof

SHORTEST = 20
"""Characters. What is shorter may be no sentence."""

_CUT = re.compile(r"[一-鿿，、][ \t]*\Z")
"""How a paragraph ends that does not end like a sentence."""

_SENTENCE = re.compile(r"[，。！？；]")
_BYLINE = re.compile(
    r"(?:本报|特约|见习|实习)?(?:记者|通讯员|摄影|文[/／]|图[/／]|供稿|来源|作者|责编|责任编辑|编辑)"
)
_NOT_PROSE = re.compile(r"[ ]{0,3}(?:[#>|]|[-*+][ \t]|\d{1,9}[.)][ \t]|\[\^)|[^，。]{1,12}：|[ ]{4}|\t")


def check(proof: Proof, _: Registries) -> Iterator[Found]:
    """Yield a warning for each paragraph of the text that breaks off."""
    place = proof.starts[-1]
    for paragraph in proof.body.split("\n\n"):
        if _CUT.search(paragraph[-8:].rstrip("\n")):
            end = place + len(paragraph.rstrip("\n"))
            line = proof.line_at(end)
            if _breaks_off(paragraph.strip("\n"), _as_written(proof, line)):
                yield line, _message(paragraph.rstrip("\n"))
        place += len(paragraph) + 2


def _as_written(proof: Proof, line: int) -> str:
    """A line of the text with its marks: those of heads and items are no words, and are not in the proof."""
    return proof.manuscript.body.split("\n")[line - proof.manuscript.body_line]


def _breaks_off(paragraph: str, source: str) -> bool:
    if len(paragraph) < SHORTEST or not _SENTENCE.search(paragraph) or _NOT_PROSE.match(source):
        return False
    last = re.split(r"[。！？]”?", paragraph)[-1].strip()
    return not _BYLINE.match(last)


def _message(paragraph: str) -> Message:
    end = paragraph[-12:].rpartition("\n")[2].replace("\0", "")
    return warning(
        "broken-paragraph",
        f"这一段没有说完就断了：“…{end}”",
        f"The paragraph ends before its sentence does: “…{end}”",
        ("和下一段接起来，或补上句末的标点", "join it with the next one, or add the stop at its end"),
    )
