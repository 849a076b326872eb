"""Work is dealt to processes: all of it, and each part once."""

import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack
from itertools import chain
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.fastbuild.workers import Later, OnCall, Runs, cores, share
from tests.desk import ROOT


@given(st.integers(0, 300), st.integers(1, 4), st.randoms())
def test_each_number_is_had_once_in_whatever_order_processes_ask(
    count: int, workers: int, chance: st.DataObject
) -> None:
    runs = Runs(count, workers)
    asking, had = [runs.of(number) for number in range(workers)], []
    while asking:
        one = chance.choice(asking)  # type: ignore[attr-defined]
        if run := next(one, None):
            had += run
        else:
            asking.remove(one)
    runs.close()
    assert sorted(had) == list(range(count))


def test_a_process_begins_with_its_own_part_and_helps_with_the_others() -> None:
    runs = Runs(100, 2)
    had = list(chain.from_iterable(runs.of(1)))
    runs.close()
    assert had == [*range(50, 100), *range(50)]


def test_a_child_begins_when_it_is_called_and_is_told_what_it_has_to_know() -> None:
    later = OnCall(lambda told: told[::-1], bytes, bytes)
    assert not later.is_ready()
    told = bytes(range(256)) * 1000  # more than a pipe holds
    later.call(told)
    assert later.result() == told[::-1]


@pytest.mark.skipif(cores() == 1, reason="one core has no children")
def test_a_child_that_is_not_called_ends_when_it_is_forgotten_and_leaves_nothing_open() -> None:
    before = os.listdir("/dev/fd")
    later = OnCall(lambda told: told, bytes, bytes)
    assert later._child
    process = later._child[0]
    later.forget()
    with pytest.raises(ProcessLookupError):
        os.kill(process, 0)
    assert os.listdir("/dev/fd") == before


@pytest.fixture
def many_files() -> Iterator[None]:
    """More than `select` could tell of are open."""
    least = 1200
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if hard != resource.RLIM_INFINITY and hard < least:
        pytest.skip(f"a process may have {hard} files open here")
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, least), hard))
    with ExitStack() as opened:
        for _ in range(1100):
            opened.enter_context(open(os.devnull, "rb"))
        yield
    resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


@pytest.mark.usefixtures("many_files")
@pytest.mark.parametrize("has_to_be_called", [True, False])
def test_who_asks_whether_there_is_a_result_is_told_in_a_process_that_has_many_files_open(
    has_to_be_called: bool,
) -> None:
    later = OnCall(bytes, bytes, bytes)
    if has_to_be_called:
        later.call(b"done")
        late = time.monotonic() + 30
        while not later.is_ready() and time.monotonic() < late and cores() > 1:
            time.sleep(0.01)
        assert later.result() == b"done"
    else:
        assert not later.is_ready()
        later.forget()


def test_few_numbers_are_dealt_one_by_one_and_many_by_sixteen() -> None:
    lengths = []
    for count in (1, 20, 1000):
        runs = Runs(count, 2)
        lengths.append({len(run) for run in runs.of(0)} - {1000 // 2 % 16})
        runs.close()
    assert lengths == [{1}, {1}, {16}]


@pytest.mark.parametrize("count", [0, 7, 1000])
def test_processes_share_all_work(count: int) -> None:
    runs = Runs(count, 3)
    parts = share(lambda number: list(chain.from_iterable(runs.of(number))), 3)
    runs.close()
    assert sorted(chain.from_iterable(parts)) == list(range(count))


FAMILY = """
import os, time
from plugins.fastbuild.workers import end_without, share

def work(number):
    if number:
        print(os.getpid(), flush=True)
    while True:
        end_without(parent)
        time.sleep(0.01)

parent = os.getpid()
share(work, 2)
"""


def test_a_child_ends_soon_when_its_parent_is_killed() -> None:
    """It would go on with the work of both, and write files beside those of the next build."""
    parent = subprocess.Popen([sys.executable, "-c", FAMILY], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert parent.stdout is not None
    os.kill(int(parent.stdout.readline()), 0)  # it is there
    parent.send_signal(signal.SIGKILL)
    parent.communicate(timeout=30)  # what both write to ends with the last of them


@pytest.mark.skipif(cores() == 1, reason="one core has no children")
def test_a_child_that_is_alerted_gets_ready_before_it_is_called(tmp_path: Path) -> None:
    ready = tmp_path / "ready"
    later = OnCall(lambda told: told + str(ready.exists()).encode(), bytes, bytes, get_ready=ready.touch)
    later.alert()
    late = time.monotonic() + 30
    while not ready.exists() and time.monotonic() < late:
        time.sleep(0.01)
    assert ready.exists()
    assert not later.is_ready()
    later.call(b"called: ")
    assert later.result() == b"called: True"


def test_a_child_that_gives_way_is_nice_and_its_parent_is_not() -> None:
    before = os.nice(0)
    nice = Later(lambda: os.nice(0), gives_way=True).result()
    assert nice == (before if cores() == 1 else min(before + 15, 19))
    assert os.nice(0) == before


def test_what_need_not_be_done_apart_is_done_when_it_is_asked_for() -> None:
    assert Later(os.getpid, is_apart=False).result() == os.getpid()
