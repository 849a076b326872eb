"""Reading manuscripts (来稿): what their front matter and their text say, and what is wrong with them."""

from pathlib import Path
from typing import Any

from plugins.newsroom.activity import Activity
from plugins.newsroom.article import Article, Page, Publication
from plugins.newsroom.credit import Byline
from plugins.newsroom.model import Refused
from plugins.newsroom.problem import Problem, Severity, error
from plugins.newsroom.references import Context
from plugins.newsroom.refusals import refusals
from plugins.newsroom.signatures import signed

from .folders import FOLDERS
from .front_matter import read_document
from .manuscript import Manuscript
from .markup import Inspection, inspect
from .text import read_text

_MODELS: dict[str, type[Publication]] = dict(zip(FOLDERS, (Article, Activity, Page), strict=True))


def read_manuscript(content: Path, path: str, context: Context) -> Manuscript:
    """Read `content / path`. Never raises for what is in the file or in its name."""
    shown = f"content/{path}"
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
    byline = signed(publication, context["people"]) if isinstance(publication, Article) else Byline()
    return Manuscript(path, publication, problems, lines, body, document.body_line, inspected, head, byline)


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
