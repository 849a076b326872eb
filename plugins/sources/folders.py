"""Where manuscripts lie, below `content/`."""

import os
from collections.abc import Iterator
from pathlib import Path

FOLDERS = "news", "activities", "pages"
"""The folders in which every Markdown file is published: stories, records of work, pages that are not news."""


def find_files(content: Path) -> Iterator[str]:
    """The paths of all files in the folders of manuscripts, relative to `content`, in no order.

    Links are among them, but are not followed: `read_manuscript` refuses them. Hidden files are not ours.
    """
    for folder in FOLDERS:
        if (content / folder).is_dir():
            yield from _walk(content / folder, f"{folder}/")


def is_manuscript(content: Path, path: str) -> bool:
    """Whether the file, one of `find_files`, is to be read."""
    return path.endswith(".md") or (content / path).is_symlink()


def _walk(folder: Path, shown: str) -> Iterator[str]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.startswith("."):
                continue
            if entry.is_dir(follow_symlinks=False):
                yield from _walk(Path(entry.path), f"{shown}{entry.name}/")
            elif entry.is_file(follow_symlinks=False) or entry.is_symlink():
                yield shown + entry.name
