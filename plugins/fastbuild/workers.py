"""Work on all cores, by fork: children see everything that the parent has read, and send back only results."""

import gc
import os
import pickle
import select
import sys
import traceback
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Any, Generic, TypeVar

from blinker import Signal

T = TypeVar("T")

progress = Signal(
    "what a build is `doing` (read, render), how many files are `done`, how many there are in `all`"
)


class WorkerFailed(RuntimeError):
    """A child was killed before it had a result, or failed in a way that only words can tell."""


def cores() -> int:
    """How many processes are worth starting: what this process may use, 1 where there is no fork."""
    if not hasattr(os, "fork"):
        return 1
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def wanted(settings: Any) -> int:
    """How many processes a build may use (`FASTBUILD_WORKERS`)."""
    return int(settings.get("FASTBUILD_WORKERS") or cores()) if hasattr(os, "fork") else 1


class Later(Generic[T]):
    """The result of `work`, which a child does while the parent goes on; without `fork`, or if it need not be done apart, it is
    done when asked for. A child `gives_way` to other processes whose results are asked for first.
    """

    def __init__(
        self,
        work: Callable[[], T],
        dump: Callable[[T], bytes] = pickle.dumps,
        load: Callable[[bytes], T] = pickle.loads,
        is_apart: bool = True,
        gives_way: bool = False,
    ) -> None:
        def begin(_: int) -> T:
            if gives_way:
                os.nice(_WAY)
            return work()

        self._work, self._load = work, load
        self._child = _start(begin, 0, dump) if is_apart and cores() > 1 else None

    def is_ready(self) -> bool:
        """Whether the child is through with it: its result is there, or it has ended without one."""
        if not self._child:
            return False
        looking = select.poll()  # `select` knows no descriptor above 1,023
        looking.register(self._child[1])
        return bool(looking.poll(0))

    def result(self) -> T:
        """What the work has made."""
        if not hasattr(self, "_made"):
            child, self._child = self._child, None
            self._made = self._load(_result(*child)) if child else self._work()
        return self._made

    def forget(self) -> None:
        """End the child if nobody has asked for its result."""
        if self._child:
            os.close(self._child[1])
            _end(self._child[0])
            self._child = None


class OnCall(Later[T]):
    """A child that begins when it is called, and is told then what it has to know.

    Started early, it shares less memory with the parent: what a parent changes while it has children is copied.
    """

    def __init__(
        self,
        work: Callable[[bytes], T],
        dump: Callable[[T], bytes] = pickle.dumps,
        load: Callable[[bytes], T] = pickle.loads,
        get_ready: Callable[[], object] = lambda: None,
    ) -> None:
        self._told = b""
        """By the call, where there is no child."""
        wait, self._go = os.pipe()

        def wait_first() -> T:
            if not self._child_waits:
                return work(self._told)
            os.close(self._go)
            with os.fdopen(wait, "rb") as pipe:
                while (length := pipe.read(_LENGTH)) == _ALERT:
                    get_ready()
                if not length:
                    os._exit(0)  # the parent has ended
                return work(pipe.read(int.from_bytes(length, "little")))

        self._child_waits = cores() > 1
        super().__init__(wait_first, dump, load)
        os.close(wait)

    def alert(self) -> None:
        """It will be called, most likely: whoever knows first, a child of the same parent perhaps, may say so once."""
        if self._child:
            os.write(self._go, _ALERT)

    def call(self, told: bytes) -> None:
        """Have it begin. Once."""
        go, self._go = self._go, -1
        with os.fdopen(go, "wb") as pipe:
            if self._child:
                pipe.write(len(told).to_bytes(_LENGTH, "little") + told)
            else:
                self._told = told

    def forget(self) -> None:
        """See `Later`; a child that was not called ends, too."""
        if self._go >= 0:
            os.close(self._go)
            self._go = -1
        super().forget()


def share(
    work: Callable[[int], T],
    workers: int,
    dump: Callable[[T], bytes] = pickle.dumps,
    load: Callable[[bytes], T] = pickle.loads,
) -> list[T]:
    """`[work(0), … work(workers - 1)]`, each but the first in a child of its own."""
    sys.stdout.flush()
    sys.stderr.flush()
    gc.freeze()  # a collection in a child would copy every page of memory it looks at
    children = [_start(work, number, dump) for number in range(1, workers)]
    try:
        results = [work(0)]
        results += [load(_result(pid, pipe)) for pid, pipe in children]
    except BaseException:
        for pid, _ in children:
            _end(pid)
        raise
    finally:
        gc.unfreeze()
    return results


def end_without(parent: int) -> None:
    """End this process, a child of `parent`, if that was killed: nobody waits for what it makes."""
    if os.getppid() != parent:
        os._exit(1)


class Runs:
    """Numbers from 0 to before `count`, dealt to processes in short runs, of which each is had once.

    Each process has a part of its own, of neighbours, and helps the others when it is through with it.
    """

    def __init__(self, count: int, workers: int) -> None:
        ends = [count * number // workers for number in range(workers + 1)]
        self.parts = [range(start, end) for start, end in pairwise(ends)]
        """The part of each process."""
        self._length = max(min(RUN, count // (_LEAST * workers)), -(-count // _MOST), 1)
        self._pipes = [self._filled(part) for part in self.parts]

    def _filled(self, part: range) -> int:
        """A pipe that holds where runs begin: whoever reads from it has one that nobody else has."""
        read, write = os.pipe()
        with os.fdopen(write, "wb") as pipe:
            pipe.write(b"".join(start.to_bytes(_START, "little") for start in part[:: self._length]))
        return read

    def of(self, number: int) -> Iterator[range]:
        """The runs of process `number`."""
        for owner in (*range(number, len(self.parts)), *range(number)):
            while data := os.read(self._pipes[owner], _START):
                start = int.from_bytes(data, "little")
                yield range(start, min(start + self._length, self.parts[owner].stop))

    def close(self) -> None:
        """Called by the process that has made them, when all are through."""
        for pipe in self._pipes:
            os.close(pipe)


_WAY = 15
"""How nice a child is that gives way (`os.nice`)."""

_LENGTH = 8
"""Bytes that tell how long a message is."""

_ALERT = b"\xff" * _LENGTH
"""In the place of them: there will be one."""

RUN = 16
"""Numbers in a run; fewer where there are few, so that no process waits long for another one's last run."""

_LEAST = 8
"""Runs of one part, where there are so many numbers."""

_START = 4
"""Bytes that tell where a run begins."""

_MOST = 1024
"""Runs of one part: a page of memory tells of as many, which every pipe takes at once, and no run is read in two."""


def _start(work: Callable[[int], T], number: int, dump: Callable[[T], bytes]) -> tuple[int, int]:
    read, write = os.pipe()
    pid = os.fork()
    if pid:
        os.close(write)
        return pid, read
    try:
        os.close(read)
        with os.fdopen(write, "wb") as pipe:
            try:
                data = dump(work(number))
            except BaseException as failure:
                pipe.write(_FAILED + _pickled(failure))
            else:
                pipe.write(_DONE)
                pipe.write(data)
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(0)


def _pickled(failure: BaseException) -> bytes:
    """`failure` for the parent to raise; one that cannot travel is told in words."""
    trace = traceback.format_exc()
    try:
        failure.add_note(trace)
        data = pickle.dumps(failure)
        pickle.loads(data)
    except Exception:
        data = pickle.dumps(WorkerFailed(trace))
    return data


_DONE, _FAILED = b"+", b"-"


def _result(pid: int, pipe: int) -> bytes:
    with os.fdopen(pipe, "rb") as file:
        state, data = file.read(1), file.read()
    os.waitpid(pid, 0)
    if state == _FAILED:
        raise pickle.loads(data)
    if state != _DONE:
        raise WorkerFailed(f"process {pid}")
    return data


def _end(pid: int) -> None:
    try:
        os.kill(pid, 9)
        os.waitpid(pid, 0)
    except (ProcessLookupError, ChildProcessError):
        pass
