"""All registries of a site, as one value that rules and pages are given."""

from dataclasses import dataclass, field

from .house_rules import HouseRules
from .officials import Officials
from .person import People
from .place import Place
from .references import Context
from .registry import Record, Registry
from .section import Section, Topic
from .site import Site
from .wording import Wording


@dataclass(frozen=True)
class Registries:
    """What `content/data/` says, parsed and checked."""

    site: Site
    sections: Registry[Section]
    places: Registry[Place]
    topics: Registry[Topic]
    people: People
    branches: Registry[Record]
    projects: Registry[Record]
    wording: Wording = field(default_factory=Wording)
    officials: Officials = field(default_factory=Officials)
    rules: HouseRules = field(default_factory=HouseRules)

    @property
    def context(self) -> Context:
        """What references are resolved against (`references.py`)."""
        return {
            "sections": self.sections,
            "places": self.places,
            "topics": self.topics,
            "people": self.people,
            "branches": self.branches,
            "projects": self.projects,
        }
