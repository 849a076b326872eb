"""Manuscripts that have changed, read and checked by a process that gets ready while a build loads what it knows.

What reading takes (YAML, pydantic, the rules) is imported there, which is most of the time that few manuscripts take.
"""

import pickle
from collections.abc import Iterable, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from plugins.checks.outline import Outline
from plugins.fastbuild.workers import OnCall, WorkerFailed

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
