"""Builds that start at once: a process that has imported everything and loaded the last state, and forks for each.

Memory does not grow: what a build needs ends with its process, and only what it has saved is loaded after it.
"""

import gc
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Protocol

from pelican.settings import read_settings

from plugins.fastbuild.store import Store

from .build import BEHIND, DEVELOPMENT, build

_NEEDED = (
    "plugins.checks.report",
    "plugins.checks.run",
    "plugins.indexes.generator",
    "plugins.languages.interface",
    "plugins.pictures.darkroom",
    "plugins.pictures.generator",
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
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the server, which ends this process
    store = Store(read_settings(DEVELOPMENT, override={"OUTPUT_PATH": "output"}))
    for name in _NEEDED:
        import_module(name)
    _warm_up()
    waiting = None
    while os.read(0, 1):
        workers: list[_Child] = [waiting] if waiting else []
        code = waiting.go_on() if waiting else BEHIND
        if code == BEHIND:
            workers.append(_Child(partial(build, FASTBUILD_STORE=store)))
            code = workers[-1].code()
        os.write(answers, bytes([code]))
        for worker in workers:
            worker.end()
        store.load()
        gc.freeze()  # so that a child does not copy what it only looks at
        waiting = _Waiting(store) if code == 0 else None


class _Child:
    """A process that does `work`, and says with which exit code before it takes the time to end."""

    def __init__(self, work: Callable[[], int]) -> None:
        sys.stdout.flush()
        sys.stderr.flush()
        self._said, say = os.pipe()
        self._pid = os.fork()
        if not self._pid:
            code = 1
            try:
                code = work()
            finally:
                sys.stdout.flush()
                sys.stderr.flush()
                os.write(say, bytes([code]))
                os._exit(code)
        os.close(say)

    def code(self) -> int:
        """Wait for its exit code."""
        said = os.read(self._said, 1)
        os.close(self._said)
        return said[0] if said else 1

    def end(self) -> None:
        """Wait for its end."""
        os.waitpid(self._pid, 0)


class _Waiting(_Child):
    """A build that has done all that it can before something changes."""

    def __init__(self, store: Store) -> None:
        start, self._start = os.pipe()
        super().__init__(partial(self._work, store, start))
        os.close(start)

    def go_on(self) -> int:
        """Something has changed: the exit code, `BEHIND` if it was too much."""
        os.write(self._start, b"\n")
        os.close(self._start)
        return self.code()

    def _work(self, store: Store, start: int) -> int:
        os.close(self._start)
        said = _Silence()

        def pause() -> None:
            if not os.read(start, 1):
                os._exit(0)  # nobody is there any more
            said.end()

        return build(FASTBUILD_STORE=store, FASTBUILD_PAUSE=pause)


class _Silence:
    """What a build says while it waits was said by the build before it."""

    def __init__(self) -> None:
        self._kept = [os.dup(1), os.dup(2)]
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, 1)
        os.dup2(nowhere, 2)

    def end(self) -> None:
        """Speak again."""
        sys.stdout.flush()
        sys.stderr.flush()
        for number, kept in enumerate(self._kept, 1):
            os.dup2(kept, number)


def _warm_up() -> None:
    """What is made when it is first used: validators, patterns."""
    from plugins.checks.run import check_content
    from plugins.sources.manuscripts import find_files

    content = Path(read_settings(DEVELOPMENT)["PATH"])
    few = [path for path, _ in zip(find_files(content), range(8), strict=False)]
    check_content(content, files=few)
