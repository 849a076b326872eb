"""Pictures: upright, without what cameras write into them, in the sizes and formats that a page needs."""

from typing import TYPE_CHECKING, Any

from pelican import signals

if TYPE_CHECKING:
    from .generator import PicturesGenerator


def _install(generator: Any) -> None:
    """Put the album of all pictures into the context, where plugins that make views find it."""
    from .album import Album  # not needed by a build before which nothing has changed

    context = generator.context
    if "album" not in context:
        context["album"] = Album(generator.settings["CHECKED"].originals)


def _generators(_: Any) -> "type[PicturesGenerator]":
    from .generator import PicturesGenerator

    return PicturesGenerator


def register() -> None:
    """Called by Pelican."""
    signals.generator_init.connect(_install)
    signals.get_generators.connect(_generators)
