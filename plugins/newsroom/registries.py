"""All registries of a site, as one value that rules and pages are given."""

from dataclasses import dataclass, field, replace
from typing import Any

from .branch import Branch
from .calendar import Move
from .district import Adviser, Contact, Station
from .figure import PublishedFigure
from .house_rules import HouseRules
from .officials import Officials
from .person import People
from .place import Place
from .project import Batch, Project
from .references import Context
from .registry import Registry
from .requirement import Requirement
from .section import Section, Topic
from .site import Site
from .traditional import Overrides
from .wording import Wording

WITH_SAMPLES = ("people", "branches", "projects", "stations", "requirements")
"""Registries that may hold records made for demonstration."""


@dataclass(frozen=True)
class Registries:
    """What `content/data/` says, parsed and checked."""

    site: Site
    sections: Registry[Section]
    places: Registry[Place]
    topics: Registry[Topic]
    people: People
    branches: Registry[Branch]
    batches: Registry[Batch]
    projects: Registry[Project]
    stations: Registry[Station]
    contacts: Registry[Contact]
    advisers: Registry[Adviser]
    figures: Registry[PublishedFigure]
    requirements: Registry[Requirement]
    theme_days: Registry[Move]
    wording: Wording = field(default_factory=Wording)
    officials: Officials = field(default_factory=Officials)
    rules: HouseRules = field(default_factory=HouseRules)
    hant: Overrides = field(default_factory=Overrides)

    def without_samples(self) -> "Registries":
        """What a production build publishes of them."""
        real: dict[str, Any] = {
            name: Registry(one for one in getattr(self, name) if not one.sample) for name in WITH_SAMPLES
        }
        return replace(self, **real)

    @property
    def context(self) -> Context:
        """What references are resolved against (`references.py`)."""
        return {
            "sections": self.sections,
            "places": self.places,
            "topics": self.topics,
            "people": self.people,
            "branches": self.branches,
            "batches": self.batches,
            "projects": self.projects,
        }
