"""Rule: posts and names of officials are those of content/data/officials.yaml (docs/domain.md §7)."""

from collections.abc import Iterator

from plugins.newsroom.problem import warning
from plugins.newsroom.registries import Registries
from plugins.sources.text import Found

from .proof import Proof


def check(proof: Proof, registries: Registries) -> Iterator[Found]:
    """Yield a warning where a registered name has another post, or a registered post nearly the same name."""
    day = proof.day
    if day is None:
        return
    for wrong in registries.officials.wrong_posts(proof.text, day):
        yield (
            proof.line_at(wrong.start),
            warning(
                "wrong-post",
                f"“{wrong.found}”的职务和登记的不一样",
                f"“{wrong.found}”: the register has another post",
                (f"登记的是“{wrong.right}”", f"the register has “{wrong.right}”"),
            ),
        )
    for wrong in registries.officials.wrong_names(proof.text, day):
        yield (
            proof.line_at(wrong.start),
            warning(
                "wrong-name",
                f"“{wrong.found}”的姓名和登记的不一样",
                f"“{wrong.found}”: the register has another name",
                (f"登记的是“{wrong.right}”", f"the register has “{wrong.right}”"),
            ),
        )
