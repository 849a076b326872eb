"""The generator of the index: stories that are published, and no others."""

from functools import cached_property
from typing import TYPE_CHECKING, Any

from pelican.generators import Generator

if TYPE_CHECKING:
    from .plan import Plan


class SearchGenerator(Generator):  # type: ignore[misc]
    """Drafts and hidden stories are in no listing, and so in no index."""

    def generate_context(self) -> None:
        """Called by Pelican when articles are read. Their texts may change until everything else is planned.

        Another process may do it meanwhile: the earlier it begins, the less is it waited for.
        """
        writer = self.settings["FASTBUILD"].writer
        if self.settings.get("FASTBUILD_PAUSE"):
            self._plan.look_ahead()
        writer.plan_last(lambda: self._plan.write(writer))

    def generate_output(self, writer: Any) -> None:
        """Called by Pelican."""
        if self.settings.get("TRADITIONAL_EDITION"):
            from plugins.languages.converter import Converter

            from .plan import CODE, FOLDER
            from .traditional import TraditionalTexts

            hant = Converter(self.settings["CHECKED"].registries.hant)
            writer.derive(TraditionalTexts(FOLDER, hant, CODE))

    @cached_property
    def _plan(self) -> "Plan":
        from .plan import Plan  # by the process that plans, which may be another one

        return Plan(self.settings, self.context["articles"])
