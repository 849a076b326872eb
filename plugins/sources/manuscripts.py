"""Manuscripts (来稿): Markdown files as read and understood, with everything that is wrong with them."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from plugins.newsroom.activity import Activity
from plugins.newsroom.article import Article, Page, Publication
from plugins.newsroom.model import Refused
from plugins.newsroom.picture import Picture
from plugins.newsroom.problem import Problem, Severity, error
from plugins.newsroom.references import Context
from plugins.newsroom.refusals import Location, refusals

from .folders import FOLDERS
from .front_matter import read_document
from .markup import Inspection, inspect
from .text import read_text

_MODELS: dict[str, type[Publication]] = dict(zip(FOLDERS, (Article, Activity, Page), strict=True))


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

    @property
    def shown(self) -> str:
        """The path as an editor types it."""
        return _shown(self.path)

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


def _shown(path: str) -> str:
    return f"content/{path}"


def read_manuscript(content: Path, path: str, context: Context) -> Manuscript:
    """Read `content / path`. Never raises for what is in the file or in its name."""
    shown = _shown(path)
    if (content / path).is_symlink():
        return _unread(path, [_LINK.at(shown, 1)])
    text, found = read_text(content / path)
    if text is None:
        return _unread(path, [message.at(shown, line) for line, message in found])
    document = read_document(text)
    found += document.fields.found
    publication = None
    if document.fields.value is not None:
        data = {"lang": _lang_of(path), **document.fields.value}
        publication, refused = _validate(_MODELS[path.partition("/")[0]], data, context)
        found += [(document.fields.line_of(place), message) for place, message in refused]
    problems = tuple(message.at(shown, line) for line, message in found)
    if any(problem.severity is Severity.ERROR for problem in problems):
        publication = None
    lines, body = document.fields.lines, document.body
    inspected, head = inspect(body), document.head
    return Manuscript(path, publication, problems, lines, body, document.body_line, inspected, head)


def _unread(path: str, problems: list[Problem]) -> Manuscript:
    return Manuscript(path, None, tuple(problems), {}, "", 1, Inspection())


def _validate(
    model: type[Publication], data: dict[str, Any], context: Context
) -> tuple[Publication | None, list[Any]]:
    try:
        return model.model_validate(data, context=context), []
    except Refused as failure:
        return None, list(refusals(model, failure))


def _lang_of(path: str) -> str:
    """`a.en.md` is English; a name without a language is Chinese."""
    return "en" if path.endswith(".en.md") else "zh"


_LINK = error(
    "linked-file",
    "这是一个链接，不是文件",
    "This is a link, not a file",
    (
        "放入文件本身：链接可能指向 content/ 之外",
        "put the file itself there: a link may lead out of content/",
    ),
)
