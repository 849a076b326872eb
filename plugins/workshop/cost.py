"""What a command costs: time, and the memory of all its processes, which is not looked at without slowing them down."""

import os
import re
import subprocess
import time
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path
from tempfile import TemporaryFile
from threading import Event, Thread
from typing import IO, NamedTuple

SAMPLING = 0.02
"""Seconds between two looks at the memory of all processes."""


class Cost(NamedTuple):
    """One run of a command. None: this system cannot tell."""

    code: int
    said: str
    """Its output and its errors, as they came."""
    wall: float
    """Seconds."""
    cpu: float | None
    """Seconds, user and system, of the process and all its children."""
    memory: int | None
    """Bytes at the highest moment seen, of all processes together; what they share counts once."""


def run(command: list[str], folder: Path, is_watched: bool = True) -> Cost:
    """Run `command` in `folder` and wait for it; its memory is told if it is watched."""
    with TemporaryFile() as said:
        start = time.perf_counter()
        process = subprocess.Popen(
            command, cwd=folder, stdin=subprocess.DEVNULL, stdout=said, stderr=subprocess.STDOUT
        )
        with _Watch(process.pid) if is_watched else nullcontext() as watch:
            cpu = _wait(process)
            wall = time.perf_counter() - start
        return Cost(process.returncode, _text(said), wall, cpu, watch.peak if watch else None)


def _wait(process: "subprocess.Popen[bytes]") -> float | None:
    """Wait for the end of `process`; the CPU seconds that it and the children it waited for used."""
    if not hasattr(os, "wait4"):
        process.wait()
        return None
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return usage.ru_utime + usage.ru_stime


def _text(file: IO[bytes]) -> str:
    file.seek(0)
    return file.read().decode(errors="replace").rstrip()


class _Watch:
    """Samples the memory of a process and its descendants in a thread, until left.

    A sample takes time in the watched processes too (the kernel locks their maps), so the pause after it is
    at least four times as long as it took.
    """

    def __init__(self, pid: int) -> None:
        self.peak: int | None = None
        self._pid, self._over = pid, Event()
        self._thread = Thread(target=self._sample, daemon=True)

    def __enter__(self) -> "_Watch":
        if Path(f"/proc/{self._pid}/task/{self._pid}/children").exists():
            self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        if self._thread.is_alive():
            self._thread.join()

    def _sample(self) -> None:
        pause = 0.0
        while not self._over.wait(pause):
            start = time.perf_counter()
            self.peak = max(self.peak or 0, sum(map(_memory, _family(self._pid))))
            pause = max(SAMPLING, 4 * (time.perf_counter() - start))


def _family(pid: int) -> Iterator[int]:
    """`pid` and all its descendants that are alive."""
    yield pid
    try:
        threads = os.listdir(f"/proc/{pid}/task")
    except OSError:
        return
    for thread in threads:
        for child in _read(f"/proc/{pid}/task/{thread}/children").split():
            yield from _family(int(child))


def _memory(pid: int) -> int:
    """Bytes: its share of what it shares, or all of it where the kernel does not tell shares; 0 if it has ended."""
    if share := re.search(r"^Pss:\s+(\d+) kB", _read(f"/proc/{pid}/smaps_rollup"), re.MULTILINE):
        return int(share[1]) * 1024
    pages = _read(f"/proc/{pid}/statm").split()
    return int(pages[1]) * os.sysconf("SC_PAGE_SIZE") if pages else 0


def _read(path: str) -> str:
    try:
        return Path(path).read_text(encoding="ascii", errors="replace")
    except OSError:
        return ""
