"""A Markdown file → what Pelican makes an `Article` or `Page` of."""

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pelican.readers import BaseReader

if TYPE_CHECKING:
    from .metadata import Reading


class ManuscriptReader(BaseReader):  # type: ignore[misc]
    """Hands over manuscripts that were checked before the build began."""

    enabled = True
    file_extensions = ("md",)

    def read(self, source_path: str) -> tuple[str, dict[str, Any]]:
        """HTML that is safe to publish, and Pelican's metadata."""
        path = Path(source_path).relative_to(self.settings["PATH"]).as_posix()
        return self._reading.read(self.settings["CHECKED"].manuscript(path))

    @cached_property
    def _reading(self) -> "Reading":
        from .metadata import Reading  # with all that it takes to read: a build may have nothing to

        return Reading(self.settings)
