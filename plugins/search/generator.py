"""The generator of the index: stories that are published, and no others."""

from functools import cached_property
from typing import TYPE_CHECKING, Any

from pelican.generators import Generator

if TYPE_CHECKING:
    from .stories import Stories


class SearchGenerator(Generator):  # type: ignore[misc]
    """Drafts and hidden stories are in no listing, and so in no index."""

    def generate_context(self) -> None:
        """Called by Pelican when articles are read. Their texts may change until everything else is planned.

        Another process may do it meanwhile: the earlier it begins, the less is it waited for.
        """
        if self.settings.get("FASTBUILD_PAUSE"):
            self._stories.look_ahead()
        self.settings["FASTBUILD"].writer.plan_last(self._plan, is_foreseen=True)

    def _plan(self) -> None:
        from .plan import plan  # by the process that plans, which may be another one

        plan(self.settings["FASTBUILD"], self._stories.indexes())

    def generate_output(self, writer: Any) -> None:
        """Called by Pelican."""
        if self.settings.get("TRADITIONAL_EDITION"):
            from plugins.languages.converter import Converter

            from .plan import CODE, FOLDER
            from .traditional import TraditionalTexts

            hant = Converter(self.settings["CHECKED"].registries.hant)
            writer.derive(TraditionalTexts(FOLDER, hant, CODE))

    @cached_property
    def _stories(self) -> "Stories":
        from .stories import Stories

        return Stories(self.settings, self.context["articles"])
