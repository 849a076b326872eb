"""Work on all cores, by fork: children see everything that the parent has read, and send back only results."""

import gc
import os
import pickle
import sys
import traceback
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


class WorkerFailed(RuntimeError):
    """A child ended without a result; what went wrong was printed by the child."""


def cores() -> int:
    """How many processes are worth starting: what this process may use, 1 where there is no fork."""
    if not hasattr(os, "fork"):
        return 1
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


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


def _start(work: Callable[[int], T], number: int, dump: Callable[[T], bytes]) -> tuple[int, int]:
    read, write = os.pipe()
    pid = os.fork()
    if pid:
        os.close(write)
        return pid, read
    code = 1
    try:
        os.close(read)
        data = dump(work(number))
        with os.fdopen(write, "wb") as pipe:
            pipe.write(data)
        code = 0
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def _result(pid: int, pipe: int) -> bytes:
    with os.fdopen(pipe, "rb") as file:
        data = file.read()
    if os.waitpid(pid, 0)[1]:
        raise WorkerFailed(f"process {pid}")
    return data


def _end(pid: int) -> None:
    try:
        os.kill(pid, 9)
        os.waitpid(pid, 0)
    except (ProcessLookupError, ChildProcessError):
        pass
