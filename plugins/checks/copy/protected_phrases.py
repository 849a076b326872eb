"""Rule: protected phrases (固定提法) are printed exactly (docs/domain.md §7; the list: content/data/wording.yaml)."""

from collections.abc import Iterator

from plugins.newsroom.problem import warning
from plugins.newsroom.registries import Registries
from plugins.sources.text import Found

from .proof import Proof


def check(proof: Proof, registries: Registries) -> Iterator[Found]:
    """Yield a warning for each near-miss."""
    for mistake in registries.wording.mistakes(proof.text):
        yield (
            proof.line_at(mistake.start),
            warning(
                "near-phrase",
                f"“{mistake.found}”和固定提法差一点",
                f"“{mistake.found}” is nearly a protected phrase",
                (mistake.right, mistake.right),
            ),
        )
