"""Files that are made of other files of the site: with them, and only when those have other bytes."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from pelican import signals
from pelican.generators import Generator

from plugins.fastbuild.why import Reason
from plugins.fastbuild.writer import FastWriter, Report

from .newsroom import Site

PAGE, COPY = "news/2017/10/story-a.html", "copy/news/2017/10/story-a.html"


class Copies:
    """A second edition of all stories, in upper case."""

    def __init__(self, log: Path) -> None:
        self.log = log
        self.made_of = b"one"

    def name_of(self, source: str) -> str | None:
        return f"copy/{source}" if source.startswith(("news/", "made/")) else None

    def prepare(self) -> None:
        (self.log / f"prepared {os.getpid()}").touch()

    def make(self, source: str, data: bytes) -> bytes:
        (self.log / f"{os.getpid()}-{source.replace('/', '-')}").touch()
        if self.made_of == b"broken":
            raise ValueError(source)
        return self.made_of + data.upper()


class Edition:
    """A site with a plugin that derives copies of its stories."""

    def __init__(self, folder: Path) -> None:
        self.site = Site(folder)
        self.log = folder / "log"
        self.log.mkdir()
        self.copies = Copies(self.log)
        self.is_on = True
        self.late = b""
        """What a file holds that is planned when all others are written."""
        for slug in ("story-a", "story-b"):
            self.site.story(slug)

    def build(self, **settings: Any) -> Report:
        """One build; `made` are the files of which copies were made by it."""
        for path in self.log.iterdir():
            path.unlink()
        with self._plugin():
            return self.site.reported(FASTBUILD_IDLE=False, **settings)

    @contextmanager
    def _plugin(self) -> Iterator[None]:
        copies, is_on, late = self.copies, self.is_on, self.late
        writers: list[FastWriter] = []

        def plan_late(_: Any) -> None:
            if late:
                writers[0].write_made("made/late.bin", late, lambda: late)

        class EditionGenerator(Generator):
            def generate_output(self, writer: FastWriter) -> None:
                writers.append(writer)
                if is_on:
                    writer.derive(copies)
                writer.write_made("made/a.bin", b"key", lambda: b"made")

        with (
            signals.get_generators.connected_to(lambda _: EditionGenerator),
            signals.finalized.connected_to(plan_late),
        ):
            yield

    @property
    def made(self) -> list[str]:
        """The files of which the last build has made copies."""
        return sorted(path.name.partition("-")[2] for path in self.log.iterdir() if "-" in path.name)

    @property
    def prepared(self) -> int:
        """How many processes of the last build have loaded what is needed."""
        return sum(path.name.startswith("prepared") for path in self.log.iterdir())

    def path(self, name: str) -> Path:
        return self.site.folder / "output" / name


@pytest.fixture
def edition(tmp_path: Path) -> Edition:
    edition = Edition(tmp_path)
    edition.build()
    return edition


def test_each_is_made_of_the_bytes_of_its_page_and_the_second_build_makes_none(edition: Edition) -> None:
    assert edition.made == ["made-a.bin", "news-2017-10-story-a.html", "news-2017-10-story-b.html"]
    assert edition.path(COPY).read_bytes() == b"one" + edition.path(PAGE).read_bytes().upper()
    assert edition.path("copy/made/a.bin").read_bytes() == b"oneMADE"
    report = edition.build()
    assert (edition.made, report.rendered, report.derived) == ([], 0, 0)


def test_a_page_that_changes_is_followed_by_its_own_and_no_other(edition: Edition) -> None:
    edition.site.story("story-a", body="another\n")
    report = edition.build()
    assert edition.made == ["news-2017-10-story-a.html"]
    assert b"ANOTHER" in edition.path(COPY).read_bytes()
    assert report.derived == 1
    assert report.deriving > 0


def test_all_are_made_anew_by_what_they_are_made_of_and_by_no_setting(edition: Edition) -> None:
    assert edition.build(SOME_SETTING=1).rendered > 10
    assert edition.made == []  # pages were rendered to the same bytes
    edition.copies.made_of = b"two"
    report = edition.build(SOME_SETTING=1)
    assert len(edition.made) == 3
    assert (report.rendered, report.derived, report.changed) == (3, 3, 3)
    assert edition.path(COPY).read_bytes().startswith(b"two")


def test_a_page_that_is_gone_takes_its_own_along(edition: Edition) -> None:
    next(edition.site.content.rglob("story-a.md")).unlink()
    edition.build()
    assert not edition.path(COPY).exists()
    assert edition.path(COPY.replace("story-a", "story-b")).exists()


def test_without_the_derivation_nothing_of_it_is_left(edition: Edition) -> None:
    edition.is_on = False
    edition.build()
    assert not edition.path("copy").exists()
    edition.is_on = True
    edition.build()
    assert len(edition.made) == 3


def test_what_is_gone_or_was_touched_is_mended_of_good_pages(edition: Edition) -> None:
    good = edition.site.files("output")
    edition.path(COPY).unlink()
    edition.path("copy/made/a.bin").write_bytes(b"x")
    edition.path(PAGE.replace("story-a", "story-b")).write_bytes(b"x")
    edition.build()
    assert edition.made == ["made-a.bin", "news-2017-10-story-a.html"]
    assert edition.site.files("output") == good


def test_a_build_that_has_waited_makes_them_of_what_has_changed_meanwhile(edition: Edition) -> None:
    edition.site.story("story-a", summary="the same")
    edition.build()
    tell = partial(edition.site.story, "story-a", body="meanwhile\n", summary="the same")
    report = edition.build(FASTBUILD_PAUSE=tell)
    assert edition.made == ["news-2017-10-story-a.html"]
    assert b"MEANWHILE" in edition.path(COPY).read_bytes()
    assert report.derived == 1


def test_what_is_large_is_loaded_once_before_there_are_several_processes(tmp_path: Path) -> None:
    edition = Edition(tmp_path)
    edition.build(FASTBUILD_WORKERS=2)
    assert edition.prepared == 1
    edition.copies.made_of = b"two"
    edition.build(FASTBUILD_WORKERS=1)
    assert (len(edition.made), edition.prepared) == (3, 0)


def test_those_of_all_processes_are_counted(tmp_path: Path) -> None:
    report = Edition(tmp_path).build(FASTBUILD_WORKERS=2)
    assert (report.derived, report.deriving > 0) == (3, True)


def test_a_file_that_is_planned_when_all_others_are_written_is_followed_by_its_own(edition: Edition) -> None:
    edition.late = b"late"
    report = edition.build()
    assert edition.made == ["made-late.bin"]
    assert edition.path("copy/made/late.bin").read_bytes() == b"oneLATE"
    assert (report.rendered, report.derived) == (2, 1)
    assert edition.build().derived == 0
    edition.late = b"later"
    edition.site.story("story-a", body="another\n")
    assert edition.build().derived == 2
    assert edition.path("copy/made/late.bin").read_bytes() == b"oneLATER"


def test_one_that_fails_leaves_the_last_good_site(edition: Edition) -> None:
    before = edition.site.files("output")
    edition.site.story("story-a", body="another\n")
    edition.copies.made_of = b"broken"
    with pytest.raises(ValueError, match="story"):
        edition.build()
    assert edition.site.files("output") == before


def test_two_files_of_one_name_are_refused(edition: Edition) -> None:
    edition.site.story("story-a", aliases="/copy/news/2017/10/story-b.html")
    with pytest.raises(Exception, match="overwrite"):
        edition.build()


def test_a_plugin_that_looks_at_written_pages_is_not_shown_it(edition: Edition) -> None:
    seen: list[str] = []

    def see(path: str, context: Any) -> None:
        seen.append(path)
        if path.endswith("story-a.html"):
            Path(path).write_bytes(b"seen")

    with signals.content_written.connected_to(see):
        edition.build()
    assert seen
    assert not [path for path in seen if "/copy/" in path]
    assert edition.path(COPY).read_bytes() == b"oneSEEN"


def test_a_build_can_say_why_one_was_made(edition: Edition) -> None:
    def why() -> list[Reason]:
        return list(edition.build(FASTBUILD_WHY=COPY).why)

    assert why() == [Reason("same")]
    edition.site.story("story-a", body="another\n")
    assert why() == [Reason("derived", PAGE), Reason("source", "news/2017/10/story-a.md")]
    edition.copies.made_of = b"two"
    assert why() == [Reason("made")]
    edition.path(COPY).unlink()
    assert why() == [Reason("lost")]
    edition.path(COPY).write_bytes(b"x")
    assert why() == [Reason("touched")]
    edition.is_on = False
    assert why() == [Reason("unplanned")]
    edition.is_on = True
    assert why() == [Reason("new")]
