"""What is made of stories that are left when others are gone, and nothing else has changed, is planned before any is read."""

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from pelican import signals
from pelican.generators import Generator

from plugins.fastbuild.files import MARGIN
from plugins.fastbuild.foresight import Unforeseen, foreseen, foresight
from plugins.fastbuild.workers import cores
from plugins.fastbuild.writer import Report

from .newsroom import Site

STORIES = "story-a", "story-b", "story-c", "story-d"

pytestmark = pytest.mark.skipif(cores() == 1, reason="one core foresees nothing")


class Lister:
    """A site with a plugin that makes a file of each story, and one that tells of all; what it has told last it foresees."""

    def __init__(self, folder: Path) -> None:
        self.site = Site(folder)
        for slug in STORIES:
            self.site.story(slug)
        self.last: dict[str, str] = {}
        """The sources of stories, by their names."""
        self.hears = True
        self.foresees = True
        """Whether it can tell."""
        self.log = folder / "log"
        self.log.mkdir()

    def build(self, **settings: Any) -> Report:
        for path in self.log.iterdir():
            path.unlink()
        with self._plugin():
            return self.site.reported(**{"FASTBUILD_WORKERS": 2, **settings})

    @contextmanager
    def _plugin(self) -> Iterator[None]:
        lister = self

        class ListsGenerator(Generator):
            def generate_context(self) -> None:
                writer = self.settings["FASTBUILD"].writer
                writer.plan_last(
                    partial(lister._plan, writer, self.context["articles"]), is_foreseen=lister.hears
                )

        def foresee(build: Any) -> None:
            if not lister.foresees:
                raise Unforeseen
            left = {source: name for source, name in lister.last.items() if source not in build.gone}
            lister._tell(build.writer, left, "foreseen")

        with signals.get_generators.connected_to(lambda _: ListsGenerator):
            if lister.hears:
                with foreseen.connected_to(foresee):
                    yield
            else:
                yield

    def _plan(self, writer: Any, articles: Any) -> None:
        self.last = {article.fastbuild_path: article.slug for article in articles}
        self._tell(writer, self.last, "planned")

    def _tell(self, writer: Any, stories: dict[str, str], how: str) -> None:
        (self.log / how).touch()
        names = sorted(stories.values())
        for name in names:
            writer.write_made(f"told/{name}.txt", name.encode(), partial(bytes, name.encode()))
        told = " ".join(names).encode()
        writer.write_made("told.txt", told, lambda: told)

    @property
    def told(self) -> dict[str, str]:
        """What the files say."""
        files = self.site.files("output").items()
        return {name: data.decode() for name, data in files if name.startswith("told")}

    @property
    def how(self) -> set[str]:
        """How the last build came to know of them."""
        return {path.name for path in self.log.iterdir()}


@pytest.fixture
def lister(tmp_path: Path) -> Lister:
    lister = Lister(tmp_path)
    time.sleep(2 * MARGIN / 1e9)  # until the stamps of its files can be trusted
    lister.build()
    assert lister.told == told(STORIES)
    return lister


def told(stories: tuple[str, ...]) -> dict[str, str]:
    return {"told.txt": " ".join(stories), **{f"told/{name}.txt": name for name in stories}}


def take(lister: Lister, slug: str) -> None:
    (lister.site.content / f"news/2017/10/{slug}.md").unlink()


def test_where_stories_are_gone_and_nothing_else_has_changed_another_process_has_planned(
    lister: Lister,
) -> None:
    take(lister, "story-b")
    take(lister, "story-d")
    report = lister.build()
    assert lister.told == told(("story-a", "story-c"))
    assert lister.how == {"foreseen"}
    assert report.changed > 0
    assert lister.build().rendered == 0
    lister.last.pop("news/2017/10/story-b.md"), lister.last.pop("news/2017/10/story-d.md")
    take(lister, "story-a")
    lister.build()
    assert lister.told == told(("story-c",))
    assert lister.how == {"foreseen"}


def edit(lister: Lister) -> None:
    lister.site.story("story-c", body="另一段。\n")


def come(lister: Lister) -> None:
    lister.site.story("story-e")


def rename(lister: Lister) -> None:
    path = lister.site.content / "data/topics.yaml"
    path.write_text(path.read_text("utf-8").replace("zh: ", "zh: 新", 1), "utf-8")


def redesign(lister: Lister) -> None:
    (lister.site.theme / "templates/base.html").open("a").write("<!-- x -->")


@pytest.mark.parametrize("change", [edit, come, rename, redesign])
def test_where_something_else_has_changed_nothing_is_foreseen(
    lister: Lister, change: Callable[[Lister], None]
) -> None:
    take(lister, "story-b")
    change(lister)
    lister.last = {}  # what would be foreseen is wrong
    lister.build()
    left = [
        slug for slug in (*STORIES, "story-e") if (lister.site.content / f"news/2017/10/{slug}.md").exists()
    ]
    assert lister.told == told(tuple(left))
    assert lister.how == {"planned"}


@pytest.mark.parametrize("touch", [lambda path: path.unlink(), lambda path: path.write_bytes(b"x")])
@pytest.mark.parametrize("name", ["told/story-a.txt", "told.txt"])
def test_a_file_that_is_lost_or_touched_meanwhile_is_made_again(
    lister: Lister, name: str, touch: Callable[[Path], Any]
) -> None:
    take(lister, "story-b")
    touch(lister.site.folder / "output" / name)
    lister.build()
    assert lister.told == told(("story-a", "story-c", "story-d"))
    assert lister.how == {
        "foreseen",
        *(["planned"] if name != "told.txt" else []),
    }  # which is another one anyway
    assert lister.build().rendered == 0


def test_what_cannot_be_told_is_planned_when_articles_are_read(lister: Lister) -> None:
    lister.foresees = False
    take(lister, "story-b")
    lister.build()
    assert lister.told == told(("story-a", "story-c", "story-d"))
    assert lister.how == {"planned"}


@pytest.mark.parametrize("workers", [1, 2, 8])
def test_however_many_processes_build_and_whether_anything_is_foreseen_the_site_is_the_same(
    lister: Lister, workers: int
) -> None:
    lister.hears = workers != 8
    take(lister, "story-b")
    lister.build(FASTBUILD_WORKERS=workers)
    assert lister.told == told(("story-a", "story-c", "story-d"))
    assert lister.how == {"foreseen" if workers == 2 else "planned"}


def test_builds_that_foresee_and_builds_that_do_not_leave_nothing_open(lister: Lister) -> None:
    before = os.listdir("/dev/fd")
    edit(lister)
    lister.build()
    take(lister, "story-b")
    lister.build()
    take(lister, "story-a")
    edit(lister)
    lister.build()
    assert os.listdir("/dev/fd") == before


def test_no_process_waits_where_nothing_could_be_foreseen() -> None:
    def hear(_: Any) -> None:
        raise AssertionError

    usual = {"FASTBUILD_LATE_TEXTS": True}
    others: list[Any] = list(foreseen.receivers_for(None))
    for receiver in others:
        foreseen.disconnect(receiver)
    try:
        assert foresight(usual) is None
        with foreseen.connected_to(hear):
            for settings in ({}, {**usual, "FASTBUILD_PAUSE": bool}, {**usual, "FASTBUILD_WORKERS": 1}):
                assert foresight(settings) is None
            waiting = foresight(usual)
            assert waiting
            waiting.forget()
    finally:
        for receiver in others:
            foreseen.connect(receiver)
