"""Git: when files were first committed, and what is about to be. Where there is no git or no history: nothing."""

import subprocess
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

_ADDED = (
    "log",
    "--reverse",
    "-M",
    "--diff-filter=AR",
    "--name-status",
    "-z",
    "--relative",
    "--format=%x01%at %D",
    "--",
    "news",
)
_STAGED = ("diff", "--cached", "--name-status", "-z", "--no-renames", "--diff-filter=ACMDT")


class History(NamedTuple):
    """What git knows of the files of a content folder."""

    first: Mapping[str, int]
    """The seconds since 1970 (UTC) at which each file, by its path below the folder, was first committed; renamed
    ones under their first name."""
    is_shallow: bool
    """Whether the clone ends before the first commit, so that old files are not in `first`."""


def begin_history(content: Path) -> Callable[[], History | None]:
    """Ask git, in one call that runs meanwhile, for the history of `content`; what is returned waits for the answer.

    None: there is no git, no repository, or no commit.
    """
    try:
        asked = subprocess.Popen(
            ["git", "-c", "core.quotePath=false", *_ADDED],
            cwd=content,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            stdin=subprocess.DEVNULL,
        )
    except OSError:
        return lambda: None

    def answer() -> History | None:
        said, _ = asked.communicate()
        return _read(said.decode("utf-8", "surrogateescape")) if asked.returncode == 0 else None

    return answer


def _read(said: str) -> History:
    """Commits from the oldest: `\\1time refs`, then fields between NULs, a status and one path, or two if renamed."""
    first: dict[str, int] = {}
    is_shallow = False
    for commit in said.split("\1")[1:]:
        head, _, rest = commit.partition("\0")
        time, _, refs = head.partition(" ")
        if "grafted" in refs:  # a clone of depth 1 ends here: all older files seem to be added by this commit
            is_shallow = True
            continue
        for status, *paths in _changes(rest):
            before = first.get(paths[0], int(time)) if status.startswith("R") else int(time)
            first.setdefault(paths[-1], before)
    return History(first, is_shallow)


def _changes(fields: str) -> Iterator[list[str]]:
    """Each change: its status and its paths."""
    parts = iter(fields.lstrip("\n").split("\0"))
    for part in parts:
        if status := part.strip("\n"):
            yield [status, *(next(parts) for _ in range(2 if status[0] in "RC" else 1))]


def staged(root: Path) -> list[str] | None:
    """The paths below `root/content` that the next commit adds, changes or deletes; None where git cannot tell."""
    try:
        asked = subprocess.run(
            ["git", *_STAGED, "--relative", "--", "content"],
            cwd=root,
            capture_output=True,
            check=False,
            stdin=subprocess.DEVNULL,
        )
    except OSError:
        return None
    if asked.returncode:
        return None
    fields = asked.stdout.decode("utf-8", "surrogateescape")
    return [path for _, path in _changes(fields)]
