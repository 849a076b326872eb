"""Rule: Chinese text has full-width punctuation (GB/T 15834-2011; docs/domain.md §2: a half-width comma is a leftover).

`92%,实现` and a digit before Chinese are found too; numbers, Latin words, addresses and code are left alone.
"""

from collections.abc import Iterator

from plugins.newsroom.problem import Message, warning
from plugins.newsroom.punctuation import full_width, half_width_marks
from plugins.newsroom.registries import Registries
from plugins.sources.text import Found

from .proof import Proof, around


def check(proof: Proof, _: Registries) -> Iterator[Found]:
    """Yield a warning for each line with half-width marks, and show the words around the first."""
    for first, text in proof.written:
        lines: dict[int, list[int]] = {}
        for place, _end, _remedy in half_width_marks(text):
            if text[place] not in "“”":  # the wrong one of a pair: `paired_marks` tells it
                lines.setdefault(first + text.count("\n", 0, place), []).append(place)
        for line, places in lines.items():
            yield line, _message(text, places)


def _message(text: str, places: list[int]) -> Message:
    words = around(text, places[0], places[0] + 1, 8)
    mark, more = text[places[0]], f"，共 {len(places)} 处" if len(places) > 1 else ""
    return warning(
        "half-width-mark",
        f"中文里用了半角“{mark}”：“{words}”{more}",
        f"A half-width “{mark}” stands in Chinese text: “{words}”, {len(places)} in all",
        (
            f"“{full_width(words)}”；invoke check --fix 会改好",
            f"“{full_width(words)}”; invoke check --fix repairs it",
        ),
    )
