"""Manuscripts read, on all cores, and each checked by itself."""

import gc
import os
import pickle
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from plugins.newsroom.registries import Registries
from plugins.sources.manuscript import Manuscript
from plugins.sources.manuscripts import read_manuscript
from plugins.sources.text import Found

from .copy.proof import proof_of
from .outline import Outline
from .outlining import outline
from .rules import CHINESE_RULES, COPY_RULES, MANUSCRIPT_RULES
from .spreading import spread

WORTH_A_PROCESS = 1000
"""Manuscripts. Below it, starting another Python costs more than it saves."""


def read_all(
    content: Path, registries: Registries, paths: list[str], workers: int | None
) -> Iterable[tuple[Outline, Manuscript | bytes]]:
    """The manuscripts and their outlines; pickled where another process has read them."""
    workers = workers or min(os.cpu_count() or 1, len(paths) // WORTH_A_PROCESS + 1)
    if workers < 2 or len(paths) < workers:
        return _read_some(content, registries, paths)
    return spread(partial(read_for_another, content, registries), paths, workers)


def read_for_another(
    content: Path, registries: Registries, paths: Sequence[str]
) -> list[tuple[Outline, bytes]]:
    """Manuscripts stay pickled: that takes less room, and most of them are not asked for where this is sent."""
    return [
        (found, pickle.dumps(m, pickle.HIGHEST_PROTOCOL))
        for found, m in _read_some(content, registries, paths)
    ]


def _read_some(
    content: Path, registries: Registries, paths: Sequence[str]
) -> Iterator[tuple[Outline, Manuscript]]:
    context = registries.context
    collecting = gc.isenabled()
    gc.disable()  # everything that is read stays: looking for garbage in it costs a tenth of the time
    try:
        for path in paths:
            manuscript = checked_by_itself(read_manuscript(content, path, context), registries)
            yield outline(manuscript), manuscript
    finally:
        if collecting:
            gc.enable()


def checked_by_itself(manuscript: Manuscript, registries: Registries) -> Manuscript:
    """The manuscript with the problems that the rules of one manuscript find in it."""
    found = [message.at(manuscript.shown, line) for line, message in _found(manuscript, registries)]
    return replace(manuscript, problems=(*manuscript.problems, *found)) if found else manuscript


def _found(manuscript: Manuscript, registries: Registries) -> Iterator[Found]:
    for check in MANUSCRIPT_RULES:
        yield from check(manuscript, registries)
    proof = proof_of(manuscript)
    for check_copy in COPY_RULES + (CHINESE_RULES if proof.lang == "zh" else ()):
        yield from check_copy(proof, registries)
