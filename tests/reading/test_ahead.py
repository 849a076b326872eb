"""What a process reads ahead is what a build reads itself."""

import os
import pickle
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from plugins.checks.by_itself import read_for_another
from plugins.checks.data import read_data
from plugins.checks.run import check_content
from plugins.fastbuild.workers import cores
from plugins.reading.ahead import FEW, ReadAhead
from tests.desk import Desk

STORIES = ["news/2017/10/story-a.md", "news/2017/10/story-b.md"]


@pytest.fixture
def ahead(desk: Desk) -> Iterator[ReadAhead]:
    desk.story("story-a")
    desk.story("story-b", category="no-such-section")
    ahead = ReadAhead(desk.content)
    yield ahead
    ahead.forget()


def data(content: Path) -> bytes:
    return pickle.dumps(read_data(content))


def test_outlines_and_manuscripts_with_what_is_wrong_with_them(desk: Desk, ahead: ReadAhead) -> None:
    ahead.alert()
    ahead.ask_for(STORIES, data(desk.content))
    registries = read_data(desk.content).registries
    assert registries is not None
    found = ahead.read(STORIES)
    assert found is not None
    assert [(outline, pickle.loads(m)) for outline, m in found] == [
        (outline, pickle.loads(m)) for outline, m in read_for_another(desk.content, registries, STORIES)
    ]
    here, there = check_content(desk.content), check_content(desk.content, ahead=ahead.read)
    assert [problem.code for problem in here.problems] == ["unknown-section"]
    assert there.problems == here.problems
    assert there.manuscript(STORIES[0]) == here.manuscript(STORIES[0])


def test_other_manuscripts_than_it_was_asked_for_it_does_not_have(desk: Desk, ahead: ReadAhead) -> None:
    assert ahead.read(STORIES) is None
    ahead.ask_for(STORIES[:1], data(desk.content))
    assert ahead.read(STORIES) is None
    assert ahead.read([]) is None


def test_many_are_left_to_all_cores(desk: Desk, ahead: ReadAhead) -> None:
    many = [f"news/2017/10/{number}.md" for number in range(FEW + 1)]
    ahead.ask_for(many, data(desk.content))
    assert ahead.read(many) is None


@pytest.mark.skipif(cores() == 1, reason="one core has no children")
def test_one_that_was_killed_is_done_without(desk: Desk, ahead: ReadAhead) -> None:
    assert ahead._child
    os.kill(ahead._child[0], signal.SIGKILL)
    os.waitid(os.P_PID, ahead._child[0], os.WEXITED | os.WNOWAIT)
    ahead.ask_for(STORIES, data(desk.content))
    assert ahead.read(STORIES) is None
    assert [problem.code for problem in check_content(desk.content, ahead=ahead.read).problems] == [
        "unknown-section"
    ]
