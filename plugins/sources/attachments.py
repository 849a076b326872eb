"""The words of Word files that lie below `content/`, to be looked through; never published."""

from collections.abc import Iterator
from pathlib import Path

LARGEST = 30_000_000
"""Bytes of a file."""


def words_of(path: Path) -> Iterator[tuple[int, str]] | None:
    """Each paragraph, with its number from 1; None where the file cannot be read."""
    try:
        if path.is_symlink() or (size := path.stat().st_size) > LARGEST:
            return None
        raw = path.read_bytes() if size else b""
    except OSError:
        return None
    if not raw:
        return iter(())
    # With all that it takes to read Word, which most newsrooms keep elsewhere.
    from .foreign.page import Unreadable
    from .foreign.word import read_word

    try:
        page = read_word(raw)
    except Unreadable:
        return None
    return ((block.line, f"{block.text} {block.alt}") for block in page.blocks)
