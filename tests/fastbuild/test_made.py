"""Files that a plugin makes itself: planned with the pages, made on all cores, and only when they are not the same."""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from pelican import signals
from pelican.generators import Generator
from pelican.writers import FileOverwriteFailedError

from plugins.fastbuild.apart import MANY
from plugins.fastbuild.files import MARGIN, stamp
from plugins.fastbuild.jobs import MadeJob
from plugins.fastbuild.state import Output
from plugins.fastbuild.store import Store
from plugins.fastbuild.why import Reason
from plugins.fastbuild.workers import cores
from plugins.fastbuild.writer import FastWriter, Report

from .newsroom import Site

AT_ONCE, LAST, EARLY = "at once", "last", "last, asked for when articles are read"
"""When files are planned; the last two perhaps by a process of their own."""


class Maker:
    """A site with a plugin that makes files."""

    def __init__(self, folder: Path, when: str = AT_ONCE) -> None:
        self.when = when
        self.site = Site(folder)
        self.site.story("story-a")
        self.log = folder / "log"
        self.log.mkdir()
        self.files = {"made/a.bin": "one", "made/b.bin": "two", "c.bin": "three"}
        """The plugin's, each with its key."""
        self.group: dict[str, str] = {}
        """Others, which belong together."""
        self.planned_by = 0
        """The process that has planned them, where that was this one."""
        self.together = 1
        """As many processes are at it when a file is there."""

    def build(self, **settings: Any) -> Report:
        """One build; `made` are the files that were made by it."""
        for path in self.log.iterdir():
            path.unlink()
        with self._plugin():
            return self.site.reported(FASTBUILD_IDLE=False, **settings)

    @contextmanager
    def _plugin(self) -> Iterator[None]:
        maker = self

        class FilesGenerator(Generator):
            def generate_context(self) -> None:
                if maker.when == EARLY:
                    writer = self.settings["FASTBUILD"].writer
                    writer.plan_last(partial(maker._plan, writer))

            def generate_output(self, writer: FastWriter) -> None:
                plan = partial(maker._plan, writer)
                if maker.when == LAST:
                    writer.plan_last(plan)
                elif maker.when == AT_ONCE:
                    plan()

        with signals.get_generators.connected_to(lambda _: FilesGenerator):
            yield

    def _plan(self, writer: FastWriter) -> None:
        self.planned_by = os.getpid()
        write = partial(self._write, writer)
        write(self.files)
        writer.write_made_group("group", repr(self.group).encode(), partial(write, self.group))

    def _write(self, writer: FastWriter, files: dict[str, str]) -> None:
        for name, key in files.items():
            writer.write_made(name, key.encode(), partial(self._make, name, key))

    def _make(self, name: str, key: str) -> bytes:
        (self.log / f"{os.getpid()}-{name.replace('/', '-')}").touch()
        if key == "broken":
            raise ValueError(key)
        late = time.monotonic() + 30
        while len(self.processes) < self.together and time.monotonic() < late:
            time.sleep(0.01)
        return f"{key}\xff".encode("latin-1")

    @property
    def made(self) -> list[str]:
        """The files that the last build has made."""
        return sorted(path.name.partition("-")[2] for path in self.log.iterdir() if "-" in path.name)

    @property
    def processes(self) -> set[str]:
        """Who has made them."""
        return {path.name.partition("-")[0] for path in self.log.iterdir()}

    def read(self, name: str) -> bytes | None:
        """A file of the site."""
        path = self.site.folder / "output" / name
        return path.read_bytes() if path.exists() else None


@pytest.fixture(params=[AT_ONCE, LAST, EARLY])
def maker(request: pytest.FixtureRequest, tmp_path: Path) -> Maker:
    maker = Maker(tmp_path, request.param)
    maker.build()
    return maker


def test_they_are_made_byte_by_byte_and_the_second_build_makes_none(maker: Maker) -> None:
    assert maker.made == ["c.bin", "made-a.bin", "made-b.bin"]
    assert maker.read("made/a.bin") == b"one\xff"
    report = maker.build()
    assert (maker.made, report.rendered) == ([], 0)


def test_another_key_makes_one_anew_and_one_that_is_not_planned_any_more_is_removed(maker: Maker) -> None:
    maker.files = {"made/a.bin": "other", "c.bin": "three"}
    report = maker.build()
    assert maker.made == ["made-a.bin"]
    assert maker.read("made/a.bin") == b"other\xff"
    assert maker.read("made/b.bin") is None
    assert (report.changed, report.removed, report.rendered) == (1, 1, 1)


def test_what_pages_depend_on_does_not_make_them_anew(maker: Maker) -> None:
    (maker.site.theme / "templates/base.html").open("a").write("<!-- x -->")
    report = maker.build(SITENAME="Another")
    assert maker.made == []
    assert report.rendered > 10


def test_one_that_is_gone_or_was_touched_is_made_again(maker: Maker) -> None:
    (maker.site.folder / "output/made/a.bin").unlink()
    (maker.site.folder / "output/c.bin").write_bytes(b"x")
    maker.build()
    assert maker.made == ["c.bin", "made-a.bin"]
    assert maker.read("c.bin") == b"three\xff"


def test_one_that_comes_where_somebody_elses_file_is_takes_its_place(maker: Maker) -> None:
    stranger = maker.site.folder / "output/made/d.bin"
    stranger.parent.mkdir(parents=True, exist_ok=True)
    stranger.write_bytes(b"a stranger's")
    maker.files["made/d.bin"] = "four"
    maker.build()
    assert maker.read("made/d.bin") == stranger.read_bytes() != b"a stranger's"
    assert maker.build().changed == 0


def test_two_costly_files_are_worth_two_processes(tmp_path: Path) -> None:
    maker = Maker(tmp_path)
    maker.together = 2
    maker.build(FASTBUILD_WORKERS=2)
    assert len(maker.processes) == 2
    one = Maker(tmp_path / "one")
    one.build(FASTBUILD_WORKERS=1)
    assert len(one.processes) == 1


def test_many_that_are_planned_by_a_process_of_its_own_are_made_by_two(tmp_path: Path) -> None:
    maker = Maker(tmp_path, EARLY)
    maker.build(FASTBUILD_WORKERS=2)
    maker.files = {f"many/{number}.bin": f"{number}" for number in range(MANY)}
    maker.together = 2
    report = maker.build(FASTBUILD_WORKERS=2)
    assert (report.new, len(maker.made), len(maker.processes)) == (MANY, MANY, 2)
    assert [maker.read(name) for name in maker.files] == [
        f"{number}\xff".encode("latin-1") for number in range(MANY)
    ]
    assert maker.build(FASTBUILD_WORKERS=2).rendered == 0


def test_a_group_is_planned_anew_when_what_it_is_made_of_has_changed_and_not_before(maker: Maker) -> None:
    maker.group = {"group/a.bin": "one", "group/b.bin": "two"}
    assert maker.build().new == 2
    assert (maker.build().rendered, maker.made) == (0, [])
    maker.group["group/b.bin"] = "other"
    assert (maker.build().rendered, maker.made) == (1, ["group-b.bin"])
    assert maker.read("group/b.bin") == b"other\xff"
    maker.group = {}
    assert maker.build().removed == 2


def test_one_that_is_planned_twice_is_refused(maker: Maker) -> None:
    maker.group = {"c.bin": "three"}
    with pytest.raises(FileOverwriteFailedError, match=r"c\.bin"):
        maker.build()


@pytest.mark.skipif(cores() == 1, reason="one core plans everything itself")
def test_what_is_planned_last_is_planned_by_another_process_unless_everything_is_built_anew(
    tmp_path: Path,
) -> None:
    maker = Maker(tmp_path, LAST)
    maker.build()
    assert maker.planned_by == os.getpid()
    maker.planned_by, maker.files["c.bin"] = 0, "other"
    maker.build(FASTBUILD_WORKERS=2)
    assert (maker.planned_by, maker.made) == (0, ["c.bin"])
    assert maker.processes.isdisjoint({str(os.getpid())})
    maker.files["c.bin"] = "third"
    maker.build(FASTBUILD_WORKERS=1)
    assert (maker.planned_by, maker.read("c.bin")) == (os.getpid(), b"third\xff")


def test_a_process_that_plans_tells_what_it_has_found_out_about_untouched_files(tmp_path: Path) -> None:
    """In a checkout elsewhere all stamps are others: each file is read once, not by every build."""
    maker = Maker(tmp_path, LAST)
    maker.build()
    file = maker.site.folder / "output/c.bin"
    os.utime(file, ns=(10**18, 10**18))
    time.sleep(2 * MARGIN / 1e9)  # until its stamp can be trusted
    maker.files["made/a.bin"] = "other"
    maker.build(FASTBUILD_WORKERS=2)
    folder = maker.site.folder
    state = Store({"CACHE_PATH": str(folder / "cache"), "OUTPUT_PATH": str(folder / "output")}).load()
    assert maker.made == ["made-a.bin"]
    assert Output.of(state.outputs["c.bin"]).stamp == stamp(file.stat())


def test_one_that_fails_leaves_the_last_good_site(maker: Maker) -> None:
    before = maker.site.files("output")
    maker.files = {**maker.files, "made/a.bin": "broken", "c.bin": "another"}
    with pytest.raises(ValueError, match="broken"):
        maker.build()
    assert maker.site.files("output") == before


def test_a_plugin_that_looks_at_written_pages_is_not_shown_them_and_does_not_have_them_made_again(
    maker: Maker,
) -> None:
    seen: list[str] = []

    def see(path: str, context: Any) -> None:
        seen.append(path)

    with signals.content_written.connected_to(see):
        maker.build()
    assert seen
    assert not [path for path in seen if path.endswith(".bin")]
    assert maker.made == []


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (lambda maker: None, "same"),
        (lambda maker: maker.files.update({"made/a.bin": "other"}), "made"),
        (lambda maker: maker.files.pop("made/a.bin"), "unplanned"),
        (lambda maker: (maker.site.folder / "output/made/a.bin").unlink(), "lost"),
        (lambda maker: (maker.site.folder / "output/made/a.bin").write_bytes(b"x"), "touched"),
    ],
)
def test_a_build_can_say_why_one_was_made(maker: Maker, change: Any, reason: str) -> None:
    change(maker)
    assert maker.build(FASTBUILD_WHY="made/a.bin").why == (Reason(reason),)


def test_its_key_is_not_that_of_a_page() -> None:
    one, other = (MadeJob("a", said, bytes) for said in (b"1", b"2"))
    assert one.key(None) != other.key(None)
    assert one.key(None) == MadeJob("b", b"1", bytes).key(None)
