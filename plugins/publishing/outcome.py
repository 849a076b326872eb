"""How a build ended, as a value: it is sent from process to process, and shown on the page."""

import re
import traceback
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from plugins.newsroom.problem import Problem  # not needed by a build before which nothing has changed


@dataclass(frozen=True, slots=True)
class Outcome:
    """The exit code, 0 for success, and what is wrong; None where nobody looked, as nothing had changed."""

    code: int
    problems: "tuple[Problem, ...] | None" = None


_PLACE = re.compile(r'File "([^"]+)", line (\d+)')


def failure_of(failure: BaseException, said: str = "") -> "Problem":
    """A problem that is no editor's: the last line of our own on the way to it, be it a template's or a program's.

    `said` is what was logged of it, for failures that say nothing themselves.
    """
    words = said or str(failure).strip() or type(failure).__name__
    for file, line in reversed(_PLACE.findall("".join(traceback.format_exception(failure)))):
        path = Path(file)
        if path.is_relative_to(Path.cwd()) and not any(part.startswith(".") for part in path.parts):
            return _failed(path.relative_to(Path.cwd()).as_posix(), int(line), words)
    return _failed("", 0, words)


def crashed() -> Outcome:
    """The outcome of a build that could not say how it ended."""
    return Outcome(1, (_failed("", 0, ""),))


def _failed(path: str, line: int, words: str) -> "Problem":
    from plugins.newsroom.problem import error

    zh, en = (f"网站没有生成：{words}", f"The site was not built: {words}") if words else _SEE_TERMINAL
    return error("build-failed", zh, en).at(path, line)


_SEE_TERMINAL = (
    "网站没有生成，原因见运行命令的窗口",
    "The site was not built; the terminal says why",
)
