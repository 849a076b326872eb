"""Files as the last build saw them: which have changed is told by stat where that is certain, else by content."""

import os
import time
from collections.abc import Mapping
from hashlib import sha256
from struct import Struct
from typing import NamedTuple

MARGIN = 100_000_000
"""Nanoseconds. A file touched this shortly before it was read may be touched again with the same time stamp."""

Stamp = bytes
"""What `stat` says of a file: size, mtime, ctime (which cannot be set by hand), inode (which tells a replaced file)."""

UNSURE: Stamp = b""
"""The stamp of a file that may have been touched since it was read: equal to none that is seen."""

_STAMP = Struct("<qqqQ")


def digest(*parts: bytes | str) -> bytes:
    """16 bytes that stand for `parts`; no two lists of parts share them by being cut elsewhere."""
    said = []
    for part in parts:
        data = part if isinstance(part, bytes) else part.encode("utf-8", "surrogatepass")
        said.append(len(data).to_bytes(8, "little"))
        said.append(data)
    return short(b"".join(said))


def short(data: bytes) -> bytes:
    """16 bytes that stand for `data`."""
    return sha256(data).digest()[:16]  # processors have instructions for it


def stamp(stat: os.stat_result) -> Stamp:
    """The stamp of a file."""
    return _STAMP.pack(stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns, stat.st_ino)


def size(seen: Stamp) -> int:
    """The size in bytes that a stamp tells."""
    return int(_STAMP.unpack(seen)[0])


def changed_ns(seen: Stamp) -> int:
    """When a file was changed last, or came to its place, in nanoseconds since 1970."""
    return int(_STAMP.unpack(seen)[2])


def is_settled(seen: Stamp, now_ns: int) -> bool:
    """Whether a file that is touched after `now_ns` must have another stamp than this one."""
    _, mtime, ctime, _ = _STAMP.unpack(seen)
    return bool(max(mtime, ctime) < now_ns - MARGIN)


def scan(root: str) -> dict[str, Stamp]:
    """Every file below `root` by its path relative to it, with forward slashes; in no order.

    Links are not followed, and `UNSURE`: what they lead to may change.
    """
    found: dict[str, Stamp] = {}
    stack, pack = [("", root)], _STAMP.pack
    while stack:
        shown, folder = stack.pop()
        try:
            entries = os.scandir(folder)
        except FileNotFoundError:
            continue
        with entries:
            for entry in entries:
                if entry.is_file(follow_symlinks=False):  # most are
                    seen = entry.stat(follow_symlinks=False)
                    found[shown + entry.name] = pack(
                        seen.st_size, seen.st_mtime_ns, seen.st_ctime_ns, seen.st_ino
                    )
                elif entry.is_dir(follow_symlinks=False):
                    stack.append((f"{shown}{entry.name}/", entry.path))
                elif entry.is_symlink():
                    found[shown + entry.name] = UNSURE
    return found


class Known(NamedTuple):
    """A file as it was read once: its stamp, `UNSURE` if that cannot be trusted, and the digest of its bytes."""

    stamp: Stamp
    digest: bytes


def remember(path: str, data: bytes, seen: Stamp = UNSURE) -> Known:
    """What to remember of a file whose bytes are `data`; `seen` is its stamp from before it was read."""
    seen = seen or stamp(os.stat(path))
    return Known(seen if is_settled(seen, time.time_ns()) else UNSURE, digest(data))


def read(path: str) -> bytes:
    """The bytes of a file. A build reads many small ones, for which Python's own `open` does much that is not needed."""
    file = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
    try:
        parts = []
        while data := os.read(file, 1 << 14):
            parts.append(data)
        return b"".join(parts)
    finally:
        os.close(file)


class Files:
    """Digests of files by content, read again only where the stamp has changed."""

    def __init__(self, known: Mapping[str, tuple[Stamp, bytes]], seen: Mapping[str, Stamp]) -> None:
        self.known = known
        self.seen = seen
        """The stamps of files that were looked at when the build began, by name."""
        self.used = {name: told for name, told in known.items() if told[0] and told[0] == seen.get(name)}
        """What holds of files now: at first of those that have not been touched since it was found out."""
        self._last: tuple[str, bytes] = "", b""
        self._told = ""
        """The file whose text was made of the bytes that its digest was."""

    def digest(self, path: str, name: str) -> bytes:
        """The digest of the file at `path`, remembered as `name`; of a missing file, an empty one."""
        if name in self.used:
            return self.used[name][1]
        try:
            seen = self.seen.get(name) or stamp(os.stat(path))
            known = self.known.get(name)
            if known is None or known[0] != seen:
                self._last, self._told = (path, read(path)), ""
                made = remember(path, self._last[1], seen)
                known = made.stamp, made.digest
        except FileNotFoundError:
            return b""
        self.used[name] = known
        return known[1]

    def is_as_it_was(self, path: str, name: str) -> bool:
        """Whether the file that `digest` was asked for has these bytes to whoever has read it since."""
        if path == self._told:
            return True
        before = self.used.get(name)
        if before is None:
            return False
        try:
            return before[0] == stamp(os.stat(path)) or before[1] == digest(read(path))
        except FileNotFoundError:
            return False

    def text(self, path: str) -> str:
        """The text of a file; the one whose digest was asked for last is not read again."""
        if self._last[0] == path:
            self._told, data = self._last
        else:
            data = read(path)
        text = str(data, "utf-8").removeprefix("\ufeff")
        return text.replace("\r\n", "\n").replace("\r", "\n") if b"\r" in data else text
