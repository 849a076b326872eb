"""What becomes of one file of an import: drafts, stories that were there already, or problems that stop it."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from plugins.newsroom.problem import Problem

from .composed import Composition, Story
from .drafts import Draft


@dataclass(frozen=True, slots=True)
class Known:
    """A story that is there already. `same` says that its text is what was imported."""

    story: Story
    path: str
    same: bool


@dataclass(slots=True)
class Imported:
    """What becomes of one file."""

    file: str
    composition: Composition | None = None
    drafts: list[Draft] = field(default_factory=list)
    known: list[Known] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    """That stop the import."""

    def remarks(self) -> Iterator[Problem]:
        """Everything that is not sure, by line."""
        found = [*(self.composition.remarks if self.composition else ())]
        found += [remark for made in self.drafts for remark in made.remarks]
        for remark in sorted(found, key=lambda remark: remark.line):
            yield remark.message.at(self.file, remark.line)

    def left_out(self) -> list[tuple[int, str]]:
        """Lines of the file that are in no story, as they stand there."""
        stories = [made.story for made in self.drafts]
        return sorted(
            [
                *(self.composition.furniture.lines if self.composition else ()),
                *(line for story in stories for line in story.left_out),
            ]
        )
