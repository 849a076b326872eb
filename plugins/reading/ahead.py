"""Manuscripts that have changed, read and checked by a process that gets ready while a build loads what it knows.

What reading takes (YAML, pydantic, the rules) is imported there, which is most of the time that few manuscripts take.
"""

import pickle
from collections.abc import Iterable, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from plugins.checks.outline import Outline
from plugins.fastbuild.build import Build
from plugins.fastbuild.workers import OnCall, WorkerFailed, cores
from plugins.sources.folders import FOLDERS

if TYPE_CHECKING:
    from plugins.checks.data import Data

FEW = 200
"""Manuscripts. More are read on all cores."""

Checked = Iterable[tuple[Outline, bytes]]
"""Outlines with manuscripts, which are pickled."""


class ReadAhead(OnCall[Checked]):
    """The process of one build."""

    def __init__(self, content: Path) -> None:
        self._asked: Sequence[str] = ()
        super().__init__(partial(_read, content), get_ready=_get_ready)

    @staticmethod
    def of(build: Build) -> "ReadAhead | None":
        """That of `build`, if it has one."""
        return next((child for child in build.children if isinstance(child, ReadAhead)), None)

    def ask_for(self, paths: Sequence[str], data: bytes) -> None:
        """Have these manuscripts read; `data` is what data files say, pickled. Once."""
        if 0 < len(paths) <= FEW:
            with suppress(BrokenPipeError):  # somebody has killed it
                self.call(pickle.dumps((paths, data)))
                self._asked = paths

    def read(self, paths: Sequence[str]) -> Checked | None:
        """These manuscripts; None if it was not asked for them, or could not do it."""
        if not paths or paths != self._asked:
            return None
        try:
            return self.result()
        except WorkerFailed:
            return None


def read_ahead(settings: Any) -> ReadAhead | None:
    """Hears `helping`. A process that stays has in memory what reading takes."""
    return None if settings.get("FASTBUILD_STORE") or cores() == 1 else ReadAhead(Path(settings["PATH"]))


def ask_ahead(build: Build) -> None:
    """Have manuscripts read that have changed, if there is a process for it."""
    ahead = ReadAhead.of(build)
    if ahead and DATA in build.notes:
        ahead.ask_for(changed_manuscripts(build), build.notes[DATA])


DATA = "data"
"""What a build notes for the next by this name: what data files say, pickled."""


def changed_manuscripts(build: Build) -> list[str]:
    """Those that have come or changed since the last build, in order; none if that cannot be told."""
    there = (name for name in build.changed_files or () if name in build.inputs)
    return sorted(filter(None, map(_manuscript, there)))


def only_manuscripts(build: Build) -> list[str] | None:
    """Those that have come or changed or are gone since the last build, in order, if nothing else has; else None."""
    if build.changed_files is None:
        return None
    paths = [*map(_manuscript, build.changed_files)]
    return sorted(paths) if all(paths) else None


def _manuscript(name: str) -> str:
    """The path of a manuscript that is an input of this name; empty for any other one."""
    path = name.removeprefix("content/")
    return path if path.endswith(".md") and path.startswith(_FOLDERS) and "/." not in path else ""


_FOLDERS = tuple(f"{folder}/" for folder in FOLDERS)


def _get_ready() -> None:
    from plugins.checks import by_itself  # noqa: F401  with all that it imports
    from plugins.newsroom.article import Article
    from plugins.newsroom.validation import adapter

    adapter(Article)


def _read(content: Path, told: bytes) -> Checked:
    from plugins.checks.by_itself import read_for_another

    paths, pickled = pickle.loads(told)
    data: Data = pickle.loads(pickled)
    assert data.registries is not None
    return read_for_another(content, data.registries, paths)
