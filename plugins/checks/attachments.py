"""Rule: no private number in attachments (docs/domain.md §4): Word files (.docx) anywhere below `content/`."""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from plugins.newsroom.problem import Problem
from plugins.newsroom.registries import Registries

from .outline import Folder, Outline

_LOOKED_THROUGH = {"news", "pages", "pictures"}


def check(content: Folder, _: Sequence[Outline], __: Registries) -> Iterator[Problem]:
    """Yield one problem for each number or address."""
    if paths := sorted(_attachments(content)):
        from .private_data import in_attachment  # seldom needed

        for path in paths:
            yield from in_attachment(content.path, path)


def _attachments(content: Folder) -> Iterator[Path]:
    yield from (content.path / stray for stray in content.strays if _is_word(stray))
    with os.scandir(content.path) as entries:
        folders = [entry for entry in entries if entry.name not in _LOOKED_THROUGH]
    for entry in folders:
        if entry.is_dir(follow_symlinks=False):
            for folder, _, names in os.walk(entry.path):
                yield from (Path(folder, name) for name in names if _is_word(name))
        elif _is_word(entry.name):
            yield Path(entry.path)


def _is_word(name: str) -> bool:
    return name.lower().endswith(".docx") and not name.startswith("~$")
