"""Chinese and English in one build: interface strings for templates, and pages that know their twins.

Pelican pairs the twins itself (`ARTICLE_TRANSLATION_ID`, `PAGE_TRANSLATION_ID`); hreflang is made from them.
"""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from pelican import signals

if TYPE_CHECKING:
    from .generator import TraditionalGenerator


def _install(generator: Any) -> None:
    """Give templates `languages`: a mapping from language code to its `Interface`, the same in all generators."""
    from plugins.fastbuild.kept import Kept  # not needed by a build before which nothing has changed

    from .interface import read_interfaces

    context, settings = generator.context, generator.settings
    if "languages" not in context:
        kept = Kept(Path(settings["CACHE_PATH"], "languages"))
        folder = Path(settings["THEME"], "translations")
        context["languages"] = read_interfaces(folder, kept, _has_traditional(generator))
    generator.env.globals["languages"] = context["languages"]


def _has_traditional(pelican: Any) -> bool:
    """Whether the site has a Traditional Chinese edition, too."""
    return bool(pelican.settings.get("TRADITIONAL_EDITION"))


def _generators(pelican: Any) -> "type[TraditionalGenerator] | None":
    if not _has_traditional(pelican):
        return None
    from .generator import TraditionalGenerator

    return TraditionalGenerator


def register() -> None:
    """Called by Pelican."""
    signals.get_generators.connect(_generators)
    signals.generator_init.connect(_install)
