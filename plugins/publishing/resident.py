"""Builds that start at once: a process that has imported everything and loaded the last state, and forks for each.

Memory does not grow: what a build needs ends with its process, and only what it has saved is loaded after it.
"""

import gc
import os
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Protocol

from pelican.settings import read_settings

from plugins.fastbuild.store import Store

from .build import DEVELOPMENT, build

_NEEDED = (
    "plugins.checks.report",
    "plugins.checks.run",
    "plugins.indexes.generator",
    "plugins.languages.interface",
    "plugins.reading.reader",
)
"""What builds import when they find that there is something to do."""


class Builder(Protocol):
    """Something that builds the site of this folder."""

    def build(self) -> int:
        """Build; returns the exit code."""
        ...

    def end(self) -> None:
        """No more builds."""
        ...


class NewProcess:
    """A new Python for each build: for systems without `fork`."""

    def build(self) -> int:
        """See `Builder`."""
        code = "import sys; from plugins.publishing.build import build; sys.exit(build())"
        return subprocess.run([sys.executable, "-c", code], check=False).returncode

    def end(self) -> None:
        """See `Builder`."""


class Resident:
    """A process that stays, and is started anew when code has changed."""

    def __init__(self) -> None:
        answers, theirs = os.pipe()
        self._process = subprocess.Popen(
            [sys.executable, "-c", f"from plugins.publishing.resident import stay; stay({theirs})"],
            stdin=subprocess.PIPE,
            pass_fds=(theirs,),
        )
        os.close(theirs)
        self._answers = os.fdopen(answers, "rb", buffering=0)

    def build(self) -> int:
        """See `Builder`."""
        asked = self._process.stdin
        assert asked is not None
        try:
            asked.write(b"\n")
            asked.flush()
        except BrokenPipeError:
            return 1
        answer = self._answers.read(1)
        return answer[0] if answer else 1

    def end(self) -> None:
        """See `Builder`."""
        self._process.kill()
        self._process.wait()
        self._answers.close()


def start() -> Builder:
    """The fastest that this system has."""
    return Resident() if hasattr(os, "fork") else NewProcess()


def stay(answers: int) -> None:
    """Build for each byte that is read, and write its exit code to the pipe `answers`; ends with its input."""
    store = Store(read_settings(DEVELOPMENT, override={"OUTPUT_PATH": "output"}))
    for name in _NEEDED:
        import_module(name)
    _warm_up()
    while os.read(0, 1):
        store.load()
        gc.freeze()  # so that a child does not copy what it only looks at
        os.write(answers, bytes([_in_a_child(partial(build, store=store))]))


def _warm_up() -> None:
    """What is made when it is first used: validators, patterns."""
    from plugins.checks.run import check_content
    from plugins.sources.manuscripts import find_files

    content = Path(read_settings(DEVELOPMENT)["PATH"])
    few = [path for path, _ in zip(find_files(content), range(8), strict=False)]
    check_content(content, files=few)


def _in_a_child(work: Callable[[], int]) -> int:
    pid = os.fork()
    if not pid:
        code = 1
        try:
            code = work()
        finally:
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(code)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) % 256
