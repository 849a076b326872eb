"""Rule: no private number in data files and attachments either (docs/domain.md §4).

Data files are all files in `content/data/`; attachments are Word files (.docx) anywhere below `content/`. They are
not published, but whoever can read the repository can read them.
"""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from plugins.newsroom.privacy import private
from plugins.newsroom.problem import Problem, warning
from plugins.newsroom.registries import Registries
from plugins.sources.attachments import words_of
from plugins.sources.text import read_text

from .outline import Folder, Outline
from .privacy import message

_LOOKED_THROUGH = {"news", "pages", "pictures"}
_UNREADABLE = warning(
    "unreadable-attachment",
    "这个 Word 文件打不开，没法查里面有没有隐私",
    "This Word file cannot be read, so nobody knows whether it holds something private",
    ("去掉密码或重新保存；用不着就删去", "save it again without a password, or delete it"),
)


def check(content: Folder, _: Sequence[Outline], __: Registries) -> Iterator[Problem]:
    """Yield one problem for each number or address."""
    for path in sorted(_data(content.path)):
        text, _found = read_text(path)
        for found in private(text or ""):
            yield message(found).at(_shown(content, path), (text or "").count("\n", 0, found.start) + 1)
    for path in sorted(_attachments(content)):
        paragraphs = words_of(path)
        if paragraphs is None:
            yield _UNREADABLE.at(_shown(content, path), 1)
        for line, words in paragraphs or ():
            for found in private(words):
                yield message(found).at(_shown(content, path), line)


def _data(content: Path) -> Iterator[Path]:
    for folder, _, names in os.walk(content / "data"):
        yield from (Path(folder, name) for name in names if not name.startswith("."))


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


def _shown(content: Folder, path: Path) -> str:
    return f"content/{path.relative_to(content.path).as_posix()}"
