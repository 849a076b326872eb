"""`invoke check --fix`: repair what is safe, show each change, and tell what is left."""

import difflib
import os
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from plugins.newsroom.registries import Registries
from plugins.newsroom.text import Text
from plugins.sources.folders import find_files
from plugins.sources.registries import read_registries
from plugins.sources.terminal import language
from plugins.sources.text import read_text

from .repair import repaired
from .report import concerns, main


class Change(NamedTuple):
    """A file that can be repaired. `before` are its bytes, `was` and `is_now` its text."""

    path: Path
    before: bytes
    was: str
    is_now: str

    @property
    def after(self) -> bytes:
        """UTF-8 without a byte order mark, lines ended by \\n."""
        return self.is_now.encode()

    def diff(self) -> str:
        """What changes, line by line; where that is only how the text is stored, a sentence."""
        name = self.path.as_posix()
        lines = difflib.unified_diff(self.was.split("\n"), self.is_now.split("\n"), name, name, lineterm="")
        stored = [] if self.was.encode() == self.before else [f"{name}: {_STORED.in_(language())}"]
        return "\n".join([*stored, *lines])


_STORED = Text(
    zh="改存为 UTF-8、不带 BOM、换行符 LF", en="stored as UTF-8 without a byte order mark, with LF line ends"
)
_CHANGED_MEANWHILE = Text(
    zh="文件刚刚被别的程序改过，没有动它", en="another program has just changed the file; it was left alone"
)


def fix(
    paths: Sequence[str], format: str = "text", production: bool = False, content: str = "content"
) -> int:
    """Repair the manuscripts among `paths` (all, if none); then check. The exit code is that of the check."""
    registries, _ = read_registries(Path(content))
    if registries is not None:
        made = [change for change in changes(Path(content), paths, registries) if _make(change)]
        print(_summary(len(made)))
    return main(paths, format, production, content)


def changes(content: Path, paths: Sequence[str], registries: Registries) -> Iterator[Change]:
    """Each file that would be another after its repair, in order. Links are left alone."""
    for name in sorted(find_files(content)):
        path = content / name
        if name.endswith(".md") and not path.is_symlink() and concerns(str(path), paths):
            was, _ = read_text(path)
            if was is None:
                continue
            lang = "en" if name.endswith(".en.md") else "zh"
            change = Change(path, path.read_bytes(), was, repaired(was, registries, lang))
            if change.after != change.before:
                yield change


def _make(change: Change) -> bool:
    """Write the whole file or nothing, and show what was written."""
    handle, temporary = tempfile.mkstemp(dir=change.path.parent, prefix=f".{change.path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(change.after)
        shutil.copymode(change.path, temporary)
        if change.path.read_bytes() != change.before:
            print(f"{change.path.as_posix()}: {_CHANGED_MEANWHILE.in_(language())}")
            return False
        os.replace(temporary, change.path)
    finally:
        Path(temporary).unlink(missing_ok=True)
    print(change.diff())
    return True


def _summary(files: int) -> str:
    if language() == "en":
        return f"{files} files repaired. What is left:" if files else "Nothing could be repaired by itself."
    return f"改好了 {files} 个文件。还剩下：" if files else "没有能自动改的。"
