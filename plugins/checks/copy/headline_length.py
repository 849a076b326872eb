"""Rule: headlines fit their place; the limit is the house's (`headline` in content/data/checks.yaml)."""

from collections.abc import Iterator

from plugins.newsroom.problem import warning
from plugins.newsroom.registries import Registries
from plugins.newsroom.text import unbroken
from plugins.sources.text import Found

from .proof import Proof


def check(proof: Proof, registries: Registries) -> Iterator[Found]:
    """Yield a warning for a kicker, title or subtitle with too many characters."""
    publication, limits = proof.manuscript.publication, registries.rules.headline
    if publication is None:
        return
    limit = limits.en if proof.lang == "en" else limits.zh
    for field in ("kicker", "title", "subtitle"):
        words = getattr(publication, field, None) or ""
        length = len(unbroken(words).replace(" ", "") if proof.lang == "zh" else unbroken(words))
        if length > limit:
            yield (
                proof.manuscript.line_of(field),
                warning(
                    "headline-length",
                    f"{field} 有 {length} 个字，超过 {limit} 个",
                    f"{field} has {length} characters, more than {limit}",
                    (
                        "缩短，或把一部分放进引题、副题",
                        "shorten it, or move a part into the kicker or subtitle",
                    ),
                ),
            )
