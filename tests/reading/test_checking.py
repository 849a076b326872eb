"""Every build says what a check of everything says, though it looks at little."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from plugins.checks import checked as content_checked
from plugins.checks import run
from plugins.fastbuild.files import MARGIN
from plugins.fastbuild.store import Store
from plugins.newsroom.problem import Problem
from tests.drawing import photograph
from tests.fastbuild.newsroom import Site

COVER = "{file: a.jpg, alt: 画面, credit: 资料图片}"
DOUBLED = "正文，，多了一个逗号。\n"


def told(site: Site, **settings: Any) -> list[Problem]:
    """What an incremental build says."""
    said: list[Problem] = []

    def listen(_: Any, problems: tuple[Problem, ...]) -> None:
        said[:] = problems

    with content_checked.connected_to(listen):
        try:
            site.incremental(FASTBUILD_IDLE=False, **settings)
        except SystemExit:
            assert any(problem.severity.value == "error" for problem in said)
    return said


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """It has a warning: a small picture."""
    site = Site(tmp_path)
    site.write("pictures/a.jpg", photograph(64, 48))
    site.story(cover=COVER)
    site.story("b-story", date="2017-10-13 08:00")
    time.sleep(2 * MARGIN / 1e9)  # until the stamps of its files can be trusted
    assert [problem.code for problem in told(site)] == ["small-picture"]
    return site


def test_where_nothing_but_a_text_has_changed_all_others_are_left_alone(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("everything is checked")

    site.story("b-story", date="2017-10-13 08:00", body="又一段。\n")
    monkeypatch.setattr(run, "check_content", refuse)
    assert [problem.code for problem in told(site)] == ["small-picture"]
    assert "又一段" in site.files("output")["news/2017/10/b-story.html"].decode()


EDITS: list[tuple[str, Callable[[Site], object]]] = [
    ("a mark is doubled", lambda site: site.story("b-story", date="2017-10-13 08:00", body=DOUBLED)),
    ("another text", lambda site: site.story(cover=COVER, body="又一段。\n")),
    ("a dead link", lambda site: site.story(cover=COVER, body="见[此稿]({filename}c-story.md)。\n")),
    ("its target", lambda site: site.story("c-story", date="2017-10-14 08:00")),
    ("its target is gone", lambda site: next(site.content.rglob("c-story.md")).unlink()),
    ("a text without it", lambda site: site.story(cover=COVER, body="又一段。\n")),
    ("a larger picture", lambda site: site.write("pictures/a.jpg", photograph(1600, 1200))),
    ("no such town", lambda site: site.story(cover=COVER, towns="古荣", body="又一段。\n")),
    ("a town", lambda site: site.story(cover=COVER, towns="guxing", body="又一段。\n")),
    ("a stray file", lambda site: site.write("news/2017/10/notes.txt", "x")),
    ("no stray file", lambda site: (site.content / "news/2017/10/notes.txt").unlink()),
    ("no doubled mark", lambda site: site.story("b-story", date="2017-10-13 08:00", body="正文。\n")),
]


@pytest.mark.parametrize("stays", [False, True], ids=["processes", "one that stays"])
def test_after_every_edit_a_build_says_what_a_check_of_everything_says(site: Site, stays: bool) -> None:
    store: dict[str, Store] = {"FASTBUILD_STORE": site.store()} if stays else {}
    for name, edit in EDITS:
        edit(site)
        assert told(site, **store) == site.problems(), name
        assert told(site, **store) == site.problems(), f"{name}, and nothing else"
