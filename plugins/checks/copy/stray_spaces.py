"""Rule: no stray spaces beside Chinese marks, and none before a paragraph (docs/domain.md §7, docs/editing.md)."""

from collections.abc import Iterator

from plugins.newsroom.problem import Message, warning
from plugins.newsroom.registries import Registries
from plugins.newsroom.spaces import stray_spaces
from plugins.sources.text import Found

from .proof import Proof, around


def check(proof: Proof, _: Registries) -> Iterator[Found]:
    """Yield a warning for each line with a stray space."""
    for first, text in proof.written:
        told = set[int]()
        for start, end in stray_spaces(text):
            line = first + text.count("\n", 0, start)
            if line not in told:
                told.add(line)
                yield line, _message(text, start, end)


def _message(text: str, start: int, end: int) -> Message:
    zh, en = "标点旁边", "beside a mark"
    if not start or text[start - 1] == "\n":
        zh, en = "段首", "before the paragraph"
    words = around(text, start, end)
    return warning(
        "stray-space",
        f"{zh}有多余的空格：“{words}”",
        f"There is a stray space {en}: “{words}”",
        ("删去空格；invoke check --fix 会改好", "delete it; invoke check --fix does"),
    )
