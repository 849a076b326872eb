"""A plugin has a process that gets ready while a build loads what it knows, if there will be something to do."""

import os
import time
from pathlib import Path
from typing import Any

import pytest
from pelican import signals

from plugins.fastbuild.build import helping
from plugins.fastbuild.files import MARGIN
from plugins.fastbuild.workers import OnCall, cores

from .newsroom import Site

pytestmark = pytest.mark.skipif(cores() == 1, reason="one core has no children")


class Helped:
    """A site with a plugin whose process says, when it is called, whether it has got ready."""

    def __init__(self, folder: Path) -> None:
        self.site = Site(folder)
        self.site.story("story-a")
        self.site.story("story-b")
        self.ready = folder / "ready"
        self.process = 0

    def build(self) -> list[bool]:
        """What the process says; nothing where there is none."""
        time.sleep(2 * MARGIN / 1e9)  # the state of the last build is older than an edit
        self.ready.unlink(missing_ok=True)
        helpers: list[OnCall[Any]] = []
        said: list[bool] = []

        def help_(settings: Any) -> OnCall[Any]:
            helpers.append(OnCall(lambda _: (self.ready.exists(), os.getpid()), get_ready=self.ready.touch))
            return helpers[-1]

        def ask(_: Any) -> None:
            for helper in helpers:
                helper.call(b"")
                is_ready, self.process = helper.result()
                said.append(is_ready)

        with helping.connected_to(help_), signals.get_generators.connected_to(ask):
            self.site.incremental()
        return said


@pytest.fixture
def helped(tmp_path: Path) -> Helped:
    return Helped(tmp_path)


def test_the_first_build_has_none_and_later_ones_are_alerted_if_an_input_has_come_or_changed(
    helped: Helped,
) -> None:
    assert helped.build() == []
    helped.site.story("story-c")
    assert helped.build() == [True]
    next(helped.site.content.rglob("story-c.md")).unlink()
    assert helped.build() == [False]
    helped.site.story("story-a", body="更正。\n")
    assert helped.build() == [True]
    (helped.site.theme / "static/css/new.css").write_text("a {}")
    assert helped.build() == [True]


def test_no_process_is_left_that_was_called(helped: Helped) -> None:
    helped.build()
    helped.site.story("story-c")
    assert helped.build() == [True]
    with pytest.raises(ProcessLookupError):
        os.kill(helped.process, 0)


def test_none_is_left_that_was_not_called(helped: Helped) -> None:
    helped.build()
    waiting: list[int] = []

    def help_(settings: Any) -> OnCall[Any]:
        helper: OnCall[Any] = OnCall(bytes)
        assert helper._child
        waiting.append(helper._child[0])
        return helper

    with helping.connected_to(help_):
        helped.site.incremental()
    with pytest.raises(ProcessLookupError):
        os.kill(waiting[0], 0)
