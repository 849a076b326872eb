"""The generator that asks for the Traditional Chinese edition."""

from typing import Any

from pelican.generators import Generator

from .traditional import TraditionalEdition


class TraditionalGenerator(Generator):  # type: ignore[misc]
    """Plans nothing of its own: the edition is made of what others write."""

    def generate_output(self, writer: Any) -> None:
        """Called by Pelican."""
        writer.derive(TraditionalEdition(self.settings, self.settings["CHECKED"].registries.hant))
