"""Reading and checking everything, on all cores."""

import gc
import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from functools import cached_property, partial
from itertools import chain
from pathlib import Path

from plugins.newsroom.problem import Problem, Severity
from plugins.newsroom.registries import Registries
from plugins.sources.manuscripts import Manuscript, find_manuscripts, read_manuscript
from plugins.sources.registries import read_registries

from . import MANUSCRIPT_RULES, PRODUCTION_RULES, SITE_RULES

WORTH_A_PROCESS = 1000
"""Files. Below it, starting another Python costs more than it saves."""


@dataclass(frozen=True)
class Checked:
    """A content folder as read: everything in it, and everything that is wrong with it, in order."""

    registries: Registries | None
    manuscripts: tuple[Manuscript, ...]
    problems: tuple[Problem, ...]

    @cached_property
    def by_path(self) -> dict[str, Manuscript]:
        """The manuscripts by their path below `content/`."""
        return {manuscript.path: manuscript for manuscript in self.manuscripts}

    @property
    def errors(self) -> int:
        """How many problems stop the build."""
        return sum(problem.severity is Severity.ERROR for problem in self.problems)

    @property
    def warnings(self) -> int:
        """How many problems only ask for a second look."""
        return len(self.problems) - self.errors


def check_content(content: Path, production: bool = False, workers: int | None = None) -> Checked:
    """Read and check all of `content`. Never raises for what is in it."""
    registries, problems = read_registries(content)
    if registries is None:
        return Checked(None, (), tuple(sorted(problems, key=_place)))
    manuscripts = tuple(_read_all(content, registries, workers))
    problems += chain.from_iterable(manuscript.problems for manuscript in manuscripts)
    for rule in SITE_RULES + (PRODUCTION_RULES if production else ()):
        problems += rule(content, manuscripts, registries)
    return Checked(registries, manuscripts, tuple(sorted(problems, key=_place)))


def _place(problem: Problem) -> tuple[str, int, str, str]:
    return problem.place


def _read_all(content: Path, registries: Registries, workers: int | None) -> Iterator[Manuscript]:
    paths = list(find_manuscripts(content))
    workers = workers or min(os.cpu_count() or 1, len(paths) // WORTH_A_PROCESS + 1)
    read = partial(_read_some, content, registries)
    if workers < 2 or len(paths) < workers:
        return iter(read(paths))
    size = -(-len(paths) // workers)
    ours, *theirs = (paths[start : start + size] for start in range(0, len(paths), size))
    with ProcessPoolExecutor(workers - 1) as pool:
        others = pool.map(read, theirs)
        return chain(read(ours), *others)  # a share of our own: what is read here need not be sent here


def _read_some(content: Path, registries: Registries, paths: Sequence[str]) -> list[Manuscript]:
    context = registries.context
    collecting = gc.isenabled()
    gc.disable()  # everything that is read stays: looking for garbage in it costs a tenth of the time
    try:
        return [_checked(read_manuscript(content, path, context), registries) for path in paths]
    finally:
        if collecting:
            gc.enable()


def _checked(manuscript: Manuscript, registries: Registries) -> Manuscript:
    """The manuscript with the problems that the rules of one manuscript find in it."""
    found = [
        message.at(manuscript.shown, line)
        for rule in MANUSCRIPT_RULES
        for line, message in rule(manuscript, registries)
    ]
    return replace(manuscript, problems=(*manuscript.problems, *found)) if found else manuscript
