"""What a story seems to be about: its section, towns, topics and projects, by the words of the registries.

A suggestion saves typing; the editor decides. Nothing is learnt and nothing is weighed in secret: a name that is
there is found, and `words:` in `content/data/sections.yaml` and `topics.yaml` are the editors' own.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from plugins.newsroom.place import Place
from plugins.newsroom.registries import Registries
from plugins.newsroom.slug import short_slug
from plugins.newsroom.text import unbroken

_KIND = re.compile(r"(街道|镇|乡)$")
_IN_HEADLINE = 10
"""Points of a word in a headline; one in the text has one."""

_CITY = re.compile(r"^.*[省市州盟](?=.)")


@dataclass(frozen=True, slots=True)
class Told:
    """The words of a story: those of its headlines, those of subheads and the first paragraph, and all of them."""

    headline: str
    leading: str
    text: str

    @property
    def all(self) -> str:
        """Everything, headlines first."""
        return f"{self.headline}\n{self.text}"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Ids. `section_sure` is False where another section was as likely, or no word told."""

    section: str
    section_sure: bool
    towns: tuple[str, ...]
    topics: tuple[str, ...]
    projects: tuple[str, ...]


def suggest(told: Told, registries: Registries) -> Suggestion:
    """Of each registry the records that the story speaks of, in the order in which it does."""
    section, sure = _section(told, registries)
    towns = _in_order((_first(told.all, _names_of(place)), place.id) for place in registries.places)
    topics = _in_order(
        (_first(told.all, (topic.name.zh, *topic.words)), topic.id)
        for topic in registries.topics
        if _is_subject(told, (topic.name.zh, *topic.words))
    )
    projects = _in_order(
        (_first(told.all, (project.name.zh,)), project.id) for project in registries.projects
    )
    return Suggestion(section, sure, towns, topics, projects)


def slugs(title: str, registries: Registries) -> Iterator[str]:
    """Slugs for a title, the best first, without end: of four words, of more, with a number."""
    readings = {name: place.id for place in registries.places for name in _names_of(place)}
    readings |= {_KIND.sub("", name): id_ for name, id_ in list(readings.items()) if len(name) > 3}
    district = _CITY.sub("", registries.site.district.zh)
    readings |= {registries.site.district.zh: "", district: "", district[:-1]: ""}
    words = {word for section in registries.sections for word in section.words}
    words |= {topic.name.zh for topic in registries.topics}
    title = unbroken(title)
    best = short_slug(title, readings, words) or "gaojian"
    yield best
    for most in (5, 6):
        if (longer := short_slug(title, readings, words, most)) and longer != best:
            yield longer
    number = 2
    while True:
        yield f"{best}-{number}"
        number += 1


def _names_of(place: Place) -> tuple[str, ...]:
    """Every Chinese name of a place, and of its office: 迎宾路街道, 迎宾路办事处."""
    names = [dated.zh for dated in place.names]
    return (*names, *(_KIND.sub("", name) + "办事处" for name in names))


def _first(text: str, names: Iterable[str]) -> int:
    """Where the first of `names` stands in `text`; -1 where none does."""
    return min((place for name in names if (place := text.find(name)) >= 0), default=-1)


def _in_order(found: Iterable[tuple[int, str]]) -> tuple[str, ...]:
    return tuple(id_ for place, id_ in sorted(found) if place >= 0)


def _is_subject(told: Told, names: Iterable[str]) -> bool:
    """Whether the story is about it: named above or at the beginning, named twice, or named in quotes."""
    return any(
        name in told.headline or name in told.leading or told.text.count(name) > 1 or f"“{name}”" in told.text
        for name in names
    )


def _section(told: Told, registries: Registries) -> tuple[str, bool]:
    """The section whose words stand in the headlines, or else in the text; the first one where none do."""
    points = {
        section.id: sum(
            _IN_HEADLINE * (word in told.headline) + (word in told.text) for word in section.words
        )
        for section in registries.sections
    }
    best = max(points, key=lambda id_: points[id_])
    next_best = max((value for id_, value in points.items() if id_ != best), default=0)
    return best, points[best] > next_best + (0 if points[best] >= _IN_HEADLINE else 2)
