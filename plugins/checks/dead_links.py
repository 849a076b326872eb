"""Rule: a `{filename}` link leads to a file that is published (docs/domain.md §4)."""

import posixpath
from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from urllib.parse import unquote, urlsplit

from plugins.newsroom.problem import Message, Problem, error
from plugins.newsroom.registries import Registries

from .outline import Folder, Outline


def check(content: Folder, outlines: Sequence[Outline], __: Registries) -> Iterator[Problem]:
    """Yield an error for each link to a file that is not there."""
    known = set(content.paths)
    for outline in outlines:
        for link, line in outline.links:
            if (target := _target(outline.path, link)) not in known:
                yield _dead(target, known).at(outline.shown, line)


def _target(path: str, link: str) -> str:
    """The file that `{filename}link` in `path` means, relative to `content/`; a leading slash means `content/`."""
    to = unquote(urlsplit(link).path)
    return to[1:] if to.startswith("/") else posixpath.normpath(posixpath.join(posixpath.dirname(path), to))


def _dead(target: str, known: set[str]) -> Message:
    near = next(iter(get_close_matches(target, known, n=1)), "")
    return error(
        "dead-link",
        f"链接指向的 content/{target} 不存在",
        f"The link leads to content/{target}, which does not exist",
        (f"{{filename}}/{near}",) * 2 if near else ("核对文件名", "check the file's name"),
    )
