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


@pytest.fixture
def nothing_else(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """No build looks at everything any more."""

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("everything is checked")

    monkeypatch.setattr(run, "check_content", refuse)


@pytest.mark.usefixtures("nothing_else")
def test_where_nothing_but_a_text_has_changed_all_others_are_left_alone(site: Site) -> None:
    site.story("b-story", date="2017-10-13 08:00", body="又一段。\n")
    assert [problem.code for problem in told(site)] == ["small-picture"]
    assert "又一段" in site.files("output")["news/2017/10/b-story.html"].decode()


@pytest.mark.usefixtures("nothing_else")
def test_where_stories_come_and_go_that_no_other_one_names_all_others_are_left_alone(site: Site) -> None:
    new = site.story("c-story", date="2017-10-14 08:00", body=DOUBLED)
    assert [problem.code for problem in told(site)] == ["small-picture", "doubled-mark"]
    new.unlink()
    site.story("d-story", date="2017-10-14 09:00", cover=COVER)
    assert [problem.code for problem in told(site)] == ["small-picture", "small-picture"]
    assert "news/2017/10/c-story.html" not in site.files("output")
    assert "news/2017/10/d-story.html" in site.files("output")


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
    ("a slug that is there", lambda site: site.story("b-story", date="2017-11-13 08:00")),
    ("it is gone", lambda site: next(site.content.rglob("11/b-story.md")).unlink()),
    ("a translation", lambda site: site.story("b-story", date="2017-10-13 08:00", lang="en")),
    ("a plain story", lambda site: site.story("d-story", date="2017-10-15 08:00", body=DOUBLED)),
    (
        "it is named",
        lambda site: site.story("e-story", date="2017-10-16 08:00", body="[它]({filename}d-story.md)"),
    ),
    ("and gone", lambda site: next(site.content.rglob("d-story.md")).unlink()),
    ("who names it, too", lambda site: next(site.content.rglob("e-story.md")).unlink()),
    ("a register that is broken", lambda site: site.write("data/contacts.yaml", "- id: a\n\tname: x\n")),
    ("and mended", lambda site: site.write("data/contacts.yaml", "[]\n")),
    ("no doubled mark", lambda site: site.story("b-story", date="2017-10-13 08:00", body="正文。\n")),
]


@pytest.mark.parametrize("stays", [False, True], ids=["processes", "one that stays"])
def test_after_every_edit_a_build_says_what_a_check_of_everything_says(site: Site, stays: bool) -> None:
    store: dict[str, Store] = {"FASTBUILD_STORE": site.store()} if stays else {}
    for name, edit in EDITS:
        edit(site)
        expected = site.problems()
        assert told(site, **store) == expected, name
        assert told(site, **store) == expected, f"{name}, and nothing else"
