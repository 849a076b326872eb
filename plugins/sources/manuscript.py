"""A manuscript (来稿): a Markdown file as read and understood, with everything that is wrong with it."""

from dataclasses import dataclass, field

from plugins.newsroom.activity import Activity
from plugins.newsroom.article import Article, Publication
from plugins.newsroom.credit import Byline
from plugins.newsroom.picture import Picture
from plugins.newsroom.problem import Problem
from plugins.newsroom.refusals import Location

from .markup import Inspection


@dataclass(frozen=True, slots=True)
class Manuscript:
    """One Markdown file. `path` is relative to `content/`, with forward slashes.

    `publication` is None exactly when `problems` hold an error.
    """

    path: str
    publication: Publication | None
    problems: tuple[Problem, ...]
    lines: dict[Location, int]
    body: str
    body_line: int
    inspection: Inspection
    head: str = ""
    """What stands above the text, as it was written."""
    signed: Byline = field(default_factory=Byline)
    """Who signed it, if it is a story: as its fields say, or else its printed byline (newsroom/signatures.py)."""

    @property
    def shown(self) -> str:
        """The path as an editor types it."""
        return f"content/{self.path}"

    @property
    def pictures(self) -> tuple[Picture, ...]:
        """The pictures in its text, in order: those that the markers in its HTML count."""
        return tuple(found.picture for found in self.inspection.pictures if found.picture)

    @property
    def article(self) -> Article | None:
        """The story in it, if it is one."""
        return self.publication if isinstance(self.publication, Article) else None

    @property
    def activity(self) -> Activity | None:
        """The record of work in it, if it is one."""
        return self.publication if isinstance(self.publication, Activity) else None

    def line_of(self, field: str) -> int:
        """The line on which `field` stands, or the first line."""
        return self.lines.get((field,), 1)
