"""Listings and feeds per section, town, topic, person, year and month; they replace Pelican's own."""

from typing import TYPE_CHECKING, Any

from pelican import signals

if TYPE_CHECKING:
    from .generator import IndexesGenerator


def _generators(_: Any) -> "type[IndexesGenerator]":
    from .generator import IndexesGenerator  # not needed by a build before which nothing has changed

    return IndexesGenerator


def register() -> None:
    """Called by Pelican."""
    signals.get_generators.connect(_generators)
