"""The trace (痕迹): when each record was first committed and last changed, as the history of the repository tells.

One pass of `git log` over the content folder, kept until there is another commit. Where there is no history, or only
a part of it, that is said: nothing is guessed. A file that was renamed is a new one to this trace.
"""

import json
import os
import subprocess
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple


class Change(NamedTuple):
    """One commit."""

    commit: str
    """40 digits."""
    day: date
    """Of the author, in the author's time zone."""


class Span(NamedTuple):
    """The first and the last commit of a file."""

    first: Change
    last: Change


@dataclass(frozen=True)
class Trace:
    """What is known of all files; `missing` tells why nothing is: `none` (no repository) or `shallow`."""

    missing: str = ""
    spans: dict[str, Span] = field(default_factory=dict)
    """By path below the content folder."""


def head(content: Path) -> str:
    """The commit that `content` is at, and `true` if its history is not all there; "" where there is none."""
    return _git(content, "rev-parse", "HEAD", "--is-shallow-repository").strip()


def read_trace(content: Path, now: str, kept: Path) -> Trace:
    """The trace of everything below `content`, whose `head` is `now`. The file `kept` remembers it for one commit."""
    if not now:
        return Trace("none")
    if not now.endswith("false"):
        return Trace("shallow")
    known = _remembered(kept, now)
    if known is None:
        known = _spans(_log(content))
        _remember(kept, now, known)
    return Trace(spans=known)


def _git(content: Path, *words: str) -> str:
    """What git says; "" where there is no git, no repository or nothing to say."""
    try:
        run = subprocess.run(
            ["git", "-c", "core.quotePath=false", "-C", str(content), *words],
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            check=False,
            env={name: value for name, value in os.environ.items() if not name.startswith("GIT_")},
        )
    except OSError:
        return ""
    return run.stdout if run.returncode == 0 else ""


def _log(content: Path) -> str:
    """Each commit as `/digits day`, then a line break and the files that it touched; parts end with NUL.

    No path that git tells begins with a slash.
    """
    return _git(
        content,
        "-c",
        "log.showSignature=false",
        "log",
        "-z",
        "--format=/%H %ad",
        "--date=short",
        "--name-only",
        "--no-renames",
        "--relative",
        "--",
        ".",
    )


def _spans(log: str) -> dict[str, Span]:
    """From the newest commit to the oldest."""
    last: dict[str, Change] = {}
    first: dict[str, Change] = {}
    change = None
    for part in log.split("\0"):
        if part.startswith("/"):
            commit, _, day = part[1:].partition(" ")
            change, is_first = Change(commit, date.fromisoformat(day)), True
        elif part and change:
            path = part.removeprefix("\n") if is_first else part
            is_first = False
            last.setdefault(path, change)
            first[path] = change
    return {path: Span(first[path], last[path]) for path in last}


def _remembered(kept: Path, now: str) -> dict[str, Span] | None:
    """The trace of commit `now`, if it is the one that is remembered."""
    try:
        said = json.loads(kept.read_text(encoding="utf-8"))
        if said["head"] != now:
            return None
        return {path: Span(_change(first), _change(last)) for path, (first, last) in said["spans"].items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def _change(said: Any) -> Change:
    commit, day = said
    return Change(commit, date.fromisoformat(day))


def _remember(kept: Path, now: str, spans: dict[str, Span]) -> None:
    said = {
        path: [[change.commit, change.day.isoformat()] for change in span] for path, span in spans.items()
    }
    kept.parent.mkdir(parents=True, exist_ok=True)
    draft = kept.with_suffix(f".{os.getpid()}")
    draft.write_text(json.dumps({"head": now, "spans": said}, ensure_ascii=False), encoding="utf-8")
    draft.replace(kept)
