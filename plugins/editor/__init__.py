"""The web editor: Decap CMS at `/admin/`, its form made of the article schema (docs/decisions/009-the-web-editor.md).

`invoke editor` serves it on the desk's own machine. As a Pelican plugin it writes the editor into the site, for a server
with Git; `publishconf.py` asks for that with `EDITOR`.
"""

from typing import TYPE_CHECKING, Any

from pelican import signals

if TYPE_CHECKING:
    from .generator import EditorGenerator


def _generators(_: Any) -> "type[EditorGenerator]":
    from .generator import EditorGenerator

    return EditorGenerator


def register() -> None:
    """Called by Pelican."""
    signals.get_generators.connect(_generators)
