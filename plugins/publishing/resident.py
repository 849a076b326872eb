"""Builds that start at once: a process that has imported everything and loaded the last state, and forks for each.

Memory does not grow: what a build needs ends with its process, and only what it has saved is loaded after it.
"""

import gc
import os
import pickle
import signal
import subprocess
import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import partial
from importlib import import_module
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Protocol

from pelican.settings import read_settings

from plugins.fastbuild.store import Store

from .build import BEHIND, DEVELOPMENT, attempt
from .outcome import Outcome, crashed


class Builder(Protocol):
    """Something that builds the site of this folder."""

    def build(self) -> Outcome:
        """Build; returns how it ended."""
        ...

    def end(self) -> None:
        """No more builds."""
        ...


class NewProcess:
    """A new Python for each build: for systems without `fork`."""

    def build(self) -> Outcome:
        """See `Builder`."""
        with TemporaryDirectory() as folder:
            answer = Path(folder) / "outcome"
            code = f"from plugins.publishing.resident import build_once; build_once({str(answer)!r})"
            subprocess.run([sys.executable, "-c", code], check=False)
            return pickle.loads(answer.read_bytes()) if answer.exists() else crashed()

    def end(self) -> None:
        """See `Builder`."""


class Resident:
    """A process that stays, and is started anew when code has changed."""

    def __init__(self) -> None:
        self._answers, theirs = Pipe(duplex=False)
        self._process = subprocess.Popen(
            [sys.executable, "-c", f"from plugins.publishing.resident import stay; stay({theirs.fileno()})"],
            stdin=subprocess.PIPE,
            pass_fds=(theirs.fileno(),),
        )
        theirs.close()

    def build(self) -> Outcome:
        """See `Builder`."""
        asked = self._process.stdin
        assert asked is not None
        try:
            asked.write(b"\n")
            asked.flush()
        except BrokenPipeError:
            return crashed()
        return _received(self._answers)

    def end(self) -> None:
        """See `Builder`."""
        self._process.kill()
        self._process.wait()
        self._answers.close()


def start() -> Builder:
    """The fastest that this system has."""
    return Resident() if hasattr(os, "fork") else NewProcess()


def build_once(answer: str) -> None:
    """Build, and leave the outcome in the file `answer`, pickled."""
    Path(answer).write_bytes(pickle.dumps(attempt()))


def _received(pipe: "Connection[Any, Any]") -> Outcome:
    try:
        outcome: Outcome = pipe.recv()
    except EOFError:
        return crashed()
    return outcome


def stay(number: int) -> None:
    """Build for each byte that is read, and send its outcome to the pipe `number`; ends with its input."""
    answers: Connection[Any, Any] = Connection(number, readable=False)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the server, which ends this process
    store = Store(read_settings(DEVELOPMENT, override={"OUTPUT_PATH": "output"}))
    _warm_up()
    waiting: _Waiting | None = None
    while os.read(0, 1):
        child = waiting or _Child(partial(attempt, FASTBUILD_STORE=store))
        if waiting:
            waiting.go_on()
        outcome = child.outcome()
        answers.send(outcome)
        child.end()
        _import(child.imported)
        store.load()
        gc.freeze()  # so that a child does not copy what it only looks at
        waiting = _Waiting(store) if outcome.code == 0 else None


class _Child:
    """A process that does `work`, and says how it ended before it takes the time to end."""

    imported: tuple[str, ...] = ()
    """The modules that it has needed and this process has not."""

    def __init__(self, work: Callable[[], Outcome]) -> None:
        sys.stdout.flush()
        sys.stderr.flush()
        self._said, say = Pipe(duplex=False)
        self._pid = os.fork()
        if not self._pid:
            outcome, known = crashed(), set(sys.modules)
            try:
                try:
                    outcome = work()
                finally:
                    sys.stdout.flush()
                    sys.stderr.flush()
                    say.send(outcome)
                    say.send(tuple(name for name in sys.modules if name not in known))
            finally:
                os._exit(outcome.code)
        say.close()

    def outcome(self) -> Outcome:
        """Wait for it."""
        return _received(self._said)

    def end(self) -> None:
        """Wait for its end."""
        with self._said, suppress(EOFError):
            self.imported = self._said.recv()
        os.waitpid(self._pid, 0)


def _import(names: Iterable[str]) -> None:
    """What a build has needed, those after it find: a child that imports does so for itself alone."""
    for name in names:
        with suppress(ImportError):  # some modules come into being in other ways
            import_module(name)


class _Waiting(_Child):
    """A build that has done all that it can before something changes."""

    def __init__(self, store: Store) -> None:
        start, self._start = os.pipe()
        super().__init__(partial(self._work, store, start))
        os.close(start)

    def go_on(self) -> None:
        """Something has changed. If it was too much, the build begins again, in a process that is warm."""
        with suppress(
            BrokenPipeError
        ):  # it was killed: its outcome says so, and the next build is another process
            os.write(self._start, b"\n")
        os.close(self._start)

    def _work(self, store: Store, start: int) -> Outcome:
        os.close(self._start)
        said = _Silence()

        def pause() -> None:
            if not os.read(start, 1):
                os._exit(0)  # nobody is there any more
            said.end()

        outcome = attempt(FASTBUILD_STORE=store, FASTBUILD_PAUSE=pause)
        if said.is_over:
            return attempt(FASTBUILD_STORE=store) if outcome.code == BEHIND else outcome
        pause()  # what was saved while it looked was wrong; what it is now, is asked for later
        return attempt(FASTBUILD_STORE=store)


class _Silence:
    """What a build says while it waits was said by the build before it."""

    def __init__(self) -> None:
        self._kept = [os.dup(1), os.dup(2)]
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, 1)
        os.dup2(nowhere, 2)

    is_over = False

    def end(self) -> None:
        """Speak again."""
        self.is_over = True
        sys.stdout.flush()
        sys.stderr.flush()
        for number, kept in enumerate(self._kept, 1):
            os.dup2(kept, number)


def _warm_up() -> None:
    """What is made when it is first used: validators, patterns."""
    from plugins.checks.run import check_content
    from plugins.sources.folders import find_files

    content = Path(read_settings(DEVELOPMENT)["PATH"])
    few = [path for path, _ in zip(find_files(content), range(8), strict=False)]
    check_content(content, files=few)
