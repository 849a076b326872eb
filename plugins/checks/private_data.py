"""Rule: no private number in data files and attachments either (docs/domain.md §4).

Data files are all files in `content/data/`; for attachments see `attachments.py`. They are not published,
but whoever can read the repository can read them.
"""

import os
from collections.abc import Iterator
from pathlib import Path

from plugins.newsroom.privacy import private
from plugins.newsroom.problem import Problem, warning
from plugins.sources.attachments import words_of
from plugins.sources.text import read_text

from .privacy import message

_UNREADABLE = warning(
    "unreadable-attachment",
    "这个 Word 文件打不开，没法查里面有没有隐私",
    "This Word file cannot be read, so nobody knows whether it holds something private",
    ("去掉密码或重新保存；用不着就删去", "save it again without a password, or delete it"),
)


def in_data(content: Path) -> Iterator[Problem]:
    """Yield one problem for each number or address in a data file."""
    for path in sorted(_data(content)):
        text, _found = read_text(path)
        for found in private(text or ""):
            yield message(found).at(_shown(content, path), (text or "").count("\n", 0, found.start) + 1)


def in_attachment(content: Path, path: Path) -> Iterator[Problem]:
    """Yield one problem for each number or address in a Word file."""
    paragraphs = words_of(path)
    if paragraphs is None:
        yield _UNREADABLE.at(_shown(content, path), 1)
    for line, words in paragraphs or ():
        for found in private(words):
            yield message(found).at(_shown(content, path), line)


def _data(content: Path) -> Iterator[Path]:
    for folder, _, names in os.walk(content / "data"):
        yield from (Path(folder, name) for name in names if not name.startswith("."))


def _shown(content: Path, path: Path) -> str:
    return f"content/{path.relative_to(content).as_posix()}"
