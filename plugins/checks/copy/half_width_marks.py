"""Rule: Chinese text has full-width punctuation (GB/T 15834-2011; docs/domain.md §2: a half-width comma is a leftover).

`92%,实现` and a digit before Chinese are found too; numbers, Latin words, addresses and code are left alone.
"""

from collections.abc import Iterator

from plugins.newsroom.problem import Message, warning
from plugins.newsroom.punctuation import full_width, half_width_marks
from plugins.newsroom.registries import Registries
from plugins.sources.text import Found

from .proof import Proof


def check(proof: Proof, _: Registries) -> Iterator[Found]:
    """Yield a warning for each line with half-width marks, and show the words around the first."""
    lines: dict[int, list[tuple[int, str]]] = {}
    for start, _end, remedy in half_width_marks(proof.text):
        if proof.text[start] in "“”":
            continue  # the wrong one of a pair: `paired_marks` tells it
        lines.setdefault(proof.line_at(start), []).append((start, remedy))
    for line, found in lines.items():
        yield line, _message(proof, found)


def _message(proof: Proof, found: list[tuple[int, str]]) -> Message:
    first = found[0][0]
    around = proof.around(first, first + 1, 8)
    marks, more = proof.text[first], f"，共 {len(found)} 处" if len(found) > 1 else ""
    return warning(
        "half-width-mark",
        f"中文里用了半角“{marks}”：“{around}”{more}",
        f"A half-width “{marks}” stands in Chinese text: “{around}”, {len(found)} in all",
        (
            f"“{full_width(around)}”；invoke check --fix 会改好",
            f"“{full_width(around)}”; invoke check --fix repairs it",
        ),
    )
