"""Rule: a summary is one or two sentences; the limit is the house's (`summary` in content/data/checks.yaml)."""

from collections.abc import Iterator

from plugins.newsroom.problem import warning
from plugins.newsroom.registries import Registries
from plugins.sources.text import Found

from .proof import Proof


def check(proof: Proof, registries: Registries) -> Iterator[Found]:
    """Yield a warning for a summary with too many characters."""
    publication, limits = proof.manuscript.publication, registries.rules.summary
    length = len(publication.summary) if publication and publication.summary else 0
    limit = limits.en if proof.lang == "en" else limits.zh
    if length > limit:
        yield (
            proof.manuscript.line_of("summary"),
            warning(
                "summary-length",
                f"摘要有 {length} 个字，超过 {limit} 个，列表里放不下",
                f"The summary has {length} characters, more than {limit}",
                ("写成一两句话", "make it one or two sentences"),
            ),
        )
