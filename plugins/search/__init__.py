"""Search without a server: an index in small files that answers Chinese exactly (docs/decisions/013-search.md)."""

from typing import TYPE_CHECKING, Any

from pelican import signals

from plugins.fastbuild.foresight import foreseen

if TYPE_CHECKING:
    from .generator import SearchGenerator


def _generators(_: Any) -> "type[SearchGenerator]":
    from .generator import SearchGenerator  # not needed by a build before which nothing has changed

    return SearchGenerator


def _plan_ahead(build: Any) -> None:
    """Plan the index while articles are read, which takes as long."""
    from .plan import plan_without

    plan_without(build)


def register() -> None:
    """Called by Pelican."""
    signals.get_generators.connect(_generators)
    foreseen.connect(_plan_ahead)
