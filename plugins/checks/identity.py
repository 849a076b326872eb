"""Rule, for production only: what a government site must print at its foot is known (docs/domain.md §4).

Numbers are never invented: a development build prints 待填 for an empty line, a production build stops.
"""

from collections.abc import Iterator, Sequence

from plugins.newsroom.problem import Problem, error
from plugins.newsroom.registries import Registries
from plugins.newsroom.site import UNKNOWN, Site

from .outline import Folder, Outline


def check(content: Folder, _: Sequence[Outline], registries: Registries) -> Iterator[Problem]:
    """Yield an error for each line of `site.yaml` that is still empty."""
    from plugins.sources.text import read_text
    from plugins.sources.yaml import read_yaml  # production only

    text, __ = read_text(content.path / "data" / "site.yaml")
    lines = read_yaml(text or "")
    for name, field in Site.model_fields.items():
        if getattr(registries.site, name) == UNKNOWN:
            yield error(
                "site-unknown",
                f"{name}（{field.description}）还没有填，不能正式发布",
                f"{name} is still empty: the site cannot be published",
                (f"在 site.yaml 里填写 {name}", f"fill in {name} in site.yaml"),
            ).at("content/data/site.yaml", lines.line_of((name,)))
