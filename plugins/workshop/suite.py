"""The steps of `invoke test`: all are run, even after one failed, and a table ends them."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from plugins.editor.npm import NodeToolsFailed
from plugins.editor.tools import FOLDER as EDITOR_TOOLS

from .browser import ChromiumMissing, ensure_chromium
from .machine import cores
from .node import ensure_node_tools

WEB_TOOLS = Path("tests/web")

MEMORY = Path("/dev/shm")
"""Where Linux has a folder in memory."""

ROOM = 4 << 30
"""Bytes. All tests together leave less than half of this."""


@dataclass(frozen=True, slots=True)
class Result:
    """How one step ended. `left_out` says which tests could not be run for want of a tool."""

    name: str
    passed: bool
    seconds: float = 0.0
    left_out: str = ""

    def __str__(self) -> str:
        word = "通过 passed" if self.passed else "失败 FAILED"
        note = f"  （未运行 left out: {self.left_out}）" if self.left_out else ""
        return f"  {self.name:<14}{word:<12}{self.seconds:7.1f} s{note}"


def run_tests(root: Path, only: str = "", fast: bool = False) -> int:
    """Runs every step in `root`, prints the summary and returns an exit code.

    `only` is pytest's -k expression; `fast` leaves out the tests that need a browser or Node.
    """
    results = [_command(root, name, command) for name, command in _static_steps()]
    if not fast:
        results.append(_prepared("chromium", "browser", _chromium))
        results.append(
            _prepared("node tools", "node", partial(ensure_node_tools, root / WEB_TOOLS, root / EDITOR_TOOLS))
        )
    absent = ["browser", "node"] if fast else [result.left_out for result in results if result.left_out]
    with temporary_files() as environment:
        results.append(_command(root, "pytest", _pytest(only, absent), environment))
    return _summary(results)


def _static_steps() -> list[tuple[str, list[str]]]:
    return [
        ("ruff check", ["ruff", "check", "."]),
        ("ruff format", ["ruff", "format", "--check", "."]),
        ("mypy", ["mypy"]),
    ]


def _pytest(only: str, absent: Sequence[str]) -> list[str]:
    marks = " and ".join(f"not {mark}" for mark in absent)
    spread = ["-n", str(cores() + 1), "--dist", "worksteal"]  # one more, since some tests wait
    return ["pytest", *spread, *(["-m", marks] if marks else []), *(["-k", only] if only else [])]


@contextmanager
def temporary_files() -> Iterator[Mapping[str, str]]:
    """The environment for tests: their temporary files are in memory, where there is room and nobody wants them elsewhere.

    They build hundreds of small sites. On a slow disk a third of the time goes to making files.
    """
    if "TMPDIR" in os.environ or not _has_room(MEMORY):
        yield os.environ
        return
    with TemporaryDirectory(prefix="huiji-tests-", dir=MEMORY) as folder:
        yield {**os.environ, "TMPDIR": folder}


def _has_room(folder: Path) -> bool:
    if not folder.is_dir() or not hasattr(os, "statvfs"):
        return False
    seen = os.statvfs(folder)
    runs_programs = not seen.f_flag & getattr(os, "ST_NOEXEC", 0)  # some tests are given programs
    return runs_programs and seen.f_bavail * seen.f_frsize >= ROOM


def _command(
    root: Path, name: str, module: Sequence[str], environment: Mapping[str, str] | None = None
) -> Result:
    """Runs `python -m MODULE …` in the foreground, its output unaltered."""
    _say(f"── {name}")
    start = time.perf_counter()
    command = [sys.executable, "-m", *module]
    code = subprocess.run(command, cwd=root, env=environment, check=False).returncode
    return Result(name, code == 0, time.perf_counter() - start)


def _chromium() -> bool:
    """Makes a Chromium present and names it to the tests, which read $CHROMIUM."""
    os.environ["CHROMIUM"] = str(ensure_chromium())
    return True


def _prepared(name: str, mark: str, prepare: Callable[[], bool]) -> Result:
    """Runs `prepare`; the tests marked `mark` are left out if it fails or says False."""
    _say(f"── {name}")
    start = time.perf_counter()
    try:
        present, passed = prepare(), True
    except (ChromiumMissing, NodeToolsFailed) as problem:
        _say(str(problem))
        present, passed = False, False
    return Result(name, passed, time.perf_counter() - start, "" if present else mark)


def _summary(results: Sequence[Result]) -> int:
    failed = [result.name for result in results if not result.passed]
    _say("── 小结 summary")
    for result in results:
        _say(str(result))
    _say(f"失败 failed: {', '.join(failed)}" if failed else "全部通过 all steps passed")
    return 1 if failed else 0


def _say(line: str) -> None:
    print(line, flush=True)
