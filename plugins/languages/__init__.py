"""Chinese and English in one build: interface strings for templates, and pages that know their twins.

Pelican pairs the twins itself (`ARTICLE_TRANSLATION_ID`, `PAGE_TRANSLATION_ID`); hreflang is made from them.
"""

from pathlib import Path
from typing import Any

from pelican import signals


def _install(generator: Any) -> None:
    """Give templates `languages`: a mapping from language code to its `Interface`, the same in all generators."""
    from .interface import read_interfaces  # not needed by a build before which nothing has changed

    context = generator.context
    if "languages" not in context:
        context["languages"] = read_interfaces(Path(generator.settings["THEME"]) / "translations")
    generator.env.globals["languages"] = context["languages"]


def register() -> None:
    """Called by Pelican."""
    signals.generator_init.connect(_install)
