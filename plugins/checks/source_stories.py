"""Rule: the story that a record of a register cites as its source is published (docs/decisions/011-party-work.md)."""

from collections.abc import Iterable, Iterator, Sequence
from difflib import get_close_matches
from typing import Any

from plugins.newsroom.problem import Message, Problem, error
from plugins.newsroom.registries import Registries

from .outline import Folder, Outline

NAMES = ("batches", "projects", "stations", "contacts", "advisers", "figures", "requirements")
"""Registers whose records may cite a story."""


def check(content: Folder, outlines: Sequence[Outline], registries: Registries) -> Iterator[Problem]:
    """Yield an error for each record whose story does not exist."""
    told = {outline.slug for outline in outlines if outline.is_article and outline.lang == "zh"}
    for name, id_, field, slug in cited(registries):
        if slug not in told:
            from plugins.sources.registries import line_of  # with YAML: seldom needed

            line = line_of(content.path, name, id_, field)
            yield _gone(slug, told).at(f"content/data/{name}.yaml", line)


def cited(registries: Registries) -> Iterator[tuple[str, str, str, str]]:
    """Each story that a register cites: the register's name, the id of the record, its field, and the slug."""
    for name in NAMES:
        for record in getattr(registries, name):
            yield from ((name, record.id, field, slug) for field, slug in _cited(record))


def _cited(record: Any) -> Iterator[tuple[str, str]]:
    if slug := getattr(record, "story", None):
        yield "story", slug
    yield from (("steps", step.story) for step in getattr(record, "steps", ()) if step.story)


def _gone(slug: str, told: Iterable[str | None]) -> Message:
    near = next(iter(get_close_matches(slug, filter(None, told), n=1)), "")
    return error(
        "source-gone",
        f"出处“{slug}”没有这篇中文稿件",
        f"There is no Chinese story “{slug}”, which is given as the source",
        (near, near) if near else ("写一篇已有稿件的 slug", "write the slug of a story that is there"),
    )
