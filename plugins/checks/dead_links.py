"""Rule: a `{filename}` link leads to a file that is published (docs/domain.md §4)."""

import posixpath
from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from pathlib import Path
from urllib.parse import unquote, urlsplit

from plugins.newsroom.problem import Problem, error
from plugins.newsroom.registries import Registries
from plugins.sources.manuscripts import Manuscript

_MARK = "{filename}"


def check(_: Path, manuscripts: Sequence[Manuscript], __: Registries) -> Iterator[Problem]:
    """Yield an error for each link to a file that is not there."""
    known = {manuscript.path for manuscript in manuscripts}
    for manuscript in manuscripts:
        for link in manuscript.inspection.links:
            if link.startswith(_MARK) and (target := _target(manuscript.path, link)) not in known:
                yield _dead(manuscript, target, known)


def _target(path: str, link: str) -> str:
    """The file that `link` in `path` means, relative to `content/`; a leading slash means `content/`."""
    to = unquote(urlsplit(link.removeprefix(_MARK)).path)
    return to[1:] if to.startswith("/") else posixpath.normpath(posixpath.join(posixpath.dirname(path), to))


def _dead(manuscript: Manuscript, target: str, known: set[str]) -> Problem:
    found = manuscript.body.find(_MARK)
    line = manuscript.body_line + manuscript.body.count("\n", 0, max(found, 0))
    near = next(iter(get_close_matches(target, known, n=1)), "")
    advice = (f"{_MARK}/{near}",) * 2 if near else ("核对文件名", "check the file's name")
    return error(
        "dead-link",
        f"链接指向的 content/{target} 不存在",
        f"The link leads to content/{target}, which does not exist",
        advice,
    ).at(manuscript.shown, line)
