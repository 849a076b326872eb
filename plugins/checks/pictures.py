"""Rule: every picture that is shown can be published: it is in `content/pictures/`, whole, and large enough."""

from collections.abc import Iterator, Sequence

from plugins.newsroom.original import Original
from plugins.newsroom.problem import Message, Problem, warning
from plugins.newsroom.registries import Registries

from .outline import Folder, Outline

NARROWEST = 320
"""Pixels: the width of the smallest telephone."""


def check(content: Folder, outlines: Sequence[Outline], _: Registries) -> Iterator[Problem]:
    """Yield an error for each picture that cannot be used, and a warning for each that will look blurred."""
    for outline in outlines:
        for file, line in outline.pictures:
            found = content.pictures[file]
            if not isinstance(found, Original):
                yield found.at(outline.shown, line)
            elif found.width < NARROWEST:
                yield _too_small(file, found).at(outline.shown, line)


def _too_small(file: str, original: Original) -> Message:
    size = f"{original.width}×{original.height}"
    return warning(
        "small-picture",
        f"图片“{file}”只有 {size} 像素，会显得模糊",
        f"The picture “{file}” has only {size} pixels and will look blurred",
        ("用宽 1600 像素以上的原图", "use the original, 1,600 pixels wide or more"),
    )
