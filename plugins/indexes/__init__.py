"""Listings and feeds per section, town, topic, person, year and month; they replace Pelican's own."""

from typing import Any

from pelican import signals

from .generator import IndexesGenerator


def _generators(_: Any) -> type[IndexesGenerator]:
    return IndexesGenerator


def register() -> None:
    """Called by Pelican."""
    signals.get_generators.connect(_generators)
