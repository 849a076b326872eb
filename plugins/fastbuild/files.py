"""Files as the last build saw them: which have changed is told by stat where that is certain, else by content."""

import os
import time
from collections.abc import Iterator
from hashlib import blake2b
from typing import NamedTuple

MARGIN = 100_000_000
"""Nanoseconds. A file touched this shortly before it was read may be touched again with the same time stamp."""


def digest(*parts: bytes | str) -> bytes:
    """16 bytes that stand for `parts`; no two lists of parts share them by being cut elsewhere."""
    state = blake2b(digest_size=16)
    for part in parts:
        data = part if isinstance(part, bytes) else part.encode("utf-8", "surrogatepass")
        state.update(len(data).to_bytes(8, "little"))
        state.update(data)
    return state.digest()


class Stamp(NamedTuple):
    """What `stat` says of a file. The change time cannot be set by hand, the inode tells a replaced file."""

    size: int
    mtime_ns: int
    ctime_ns: int
    inode: int


def stamp(stat: os.stat_result) -> Stamp:
    """The stamp of a file."""
    return Stamp(stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns, stat.st_ino)


def scan(root: str) -> Iterator[tuple[str, Stamp]]:
    """Every file below `root` by its path relative to it, with forward slashes; in no order."""
    stack = [("", root)]
    while stack:
        shown, folder = stack.pop()
        try:
            entries = os.scandir(folder)
        except FileNotFoundError:
            continue
        with entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    stack.append((f"{shown}{entry.name}/", entry.path))
                else:
                    yield shown + entry.name, stamp(entry.stat(follow_symlinks=False))


def is_settled(seen: Stamp, now_ns: int) -> bool:
    """Whether a file that is touched after `now_ns` must have another stamp than this one."""
    return max(seen.mtime_ns, seen.ctime_ns) < now_ns - MARGIN


class Known(NamedTuple):
    """A file as it was read once: its stamp, None if that cannot be trusted, and the digest of its bytes."""

    stamp: Stamp | None
    digest: bytes


def remember(path: str, data: bytes, seen: Stamp | None = None) -> Known:
    """What to remember of a file whose bytes are `data`; `seen` is its stamp from before it was read."""
    seen = seen or stamp(os.stat(path))
    return Known(seen if is_settled(seen, time.time_ns()) else None, digest(data))


def read(path: str) -> bytes:
    """The bytes of a file."""
    with open(path, "rb") as file:
        return file.read()


class Files:
    """Digests of files by content, read again only where the stamp has changed."""

    def __init__(self, known: dict[str, Known]) -> None:
        self.known = known
        self.used: dict[str, Known] = {}

    def digest(self, path: str, name: str) -> bytes:
        """The digest of the file at `path`, remembered as `name`; of a missing file, an empty one."""
        try:
            seen = stamp(os.stat(path))
            before = self.known.get(name)
            if before is None or before.stamp != seen:
                before = remember(path, read(path), seen)
        except FileNotFoundError:
            return b""
        self.used[name] = before
        return before.digest
