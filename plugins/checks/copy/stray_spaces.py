"""Rule: no stray spaces beside Chinese marks, and none before a paragraph (docs/domain.md §7, docs/editing.md)."""

from collections.abc import Iterator

from plugins.newsroom.problem import warning
from plugins.newsroom.registries import Registries
from plugins.newsroom.spaces import stray_spaces
from plugins.sources.text import Found

from .proof import Proof


def check(proof: Proof, _: Registries) -> Iterator[Found]:
    """Yield a warning for each line with a stray space."""
    told = set[int]()
    for start, end in stray_spaces(proof.text):
        line = proof.line_at(start)
        if line in told:
            continue
        told.add(line)
        around = proof.around(start, end)
        zh, en = "标点旁边", "beside a mark"
        if not start or proof.text[start - 1] == "\n":
            zh, en = "段首", "before the paragraph"
        yield (
            line,
            warning(
                "stray-space",
                f"{zh}有多余的空格：“{around}”",
                f"There is a stray space {en}: “{around}”",
                ("删去空格；invoke check --fix 会改好", "delete it; invoke check --fix does"),
            ),
        )
