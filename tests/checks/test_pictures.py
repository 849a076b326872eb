import shutil
from pathlib import Path
from typing import Any

import pytest

from plugins.newsroom.problem import Severity
from tests.desk import Desk
from tests.drawing import photograph

COVER = "{{file: {}, alt: 观摩现场, credit: 陈静 摄}}"
INSIDE = '![观摩现场]({} "图说｜陈静 摄")'


def test_a_cover_that_is_not_there_is_an_error_with_the_nearest_one(desk: Desk) -> None:
    desk.write("pictures/2017/visit.jpg", photograph())
    desk.story(cover=COVER.format("2017/visti.jpg"))
    (problem,) = desk.problems()
    assert (problem.code, problem.line) == ("missing-picture", 6)
    assert "“2017/visti.jpg”" in problem.message.zh
    assert problem.suggestion is not None
    assert problem.suggestion.zh == "2017/visit.jpg"


def test_so_is_a_picture_in_a_text_on_its_own_line(desk: Desk) -> None:
    desk.story(body=f"正文。\n\n{INSIDE.format('a.jpg')}\n\n正文。\n\n{INSIDE.format('b.jpg')}\n")
    assert [(p.code, p.line) for p in desk.problems()] == [("missing-picture", 10), ("missing-picture", 14)]


def test_the_line_of_a_cover_is_that_of_its_file(desk: Desk) -> None:
    desk.story(cover="\n  alt: 观摩现场\n  credit: 陈静 摄\n  file: a.jpg")
    assert [(p.code, p.line) for p in desk.problems()] == [("missing-picture", 9)]


def test_pictures_that_are_there_are_left_alone(desk: Desk) -> None:
    desk.write("pictures/visit.jpg", photograph())
    desk.story(cover=COVER.format("visit.jpg"), body=f"{INSIDE.format('visit.jpg')}\n")
    desk.write(
        "pages/about.md", f"---\ntitle: 关于\nslug: about\n---\n\n正文。\n\n{INSIDE.format('visit.jpg')}\n"
    )
    assert desk.codes() == []
    assert list(desk.check().originals) == ["visit.jpg"]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (photograph()[:900], "broken-picture"),
        (b"GIF89a", "picture-format"),
        (photograph(319, 200), "small-picture"),
        (photograph(320, 200), None),
    ],
)
def test_what_cannot_be_published_is_told_for_each_place_that_shows_it(
    desk: Desk, data: bytes, code: str | None
) -> None:
    desk.write("pictures/a.jpg", data)
    desk.story("a", cover=COVER.format("a.jpg"))
    desk.story("b", body=f"{INSIDE.format('a.jpg')}\n")
    problems = desk.problems()
    assert [(p.path[-4:], p.code) for p in problems] == ([("a.md", code), ("b.md", code)] if code else [])
    for problem in problems:
        assert (problem.severity is Severity.WARNING) == (code == "small-picture")
        assert problem.suggestion is not None


def test_a_picture_that_nobody_shows_is_not_looked_at(desk: Desk) -> None:
    desk.write("pictures/a.jpg", b"anything")
    desk.story()
    assert desk.codes() == []


def test_a_picture_without_a_credit_is_refused_above_and_in_the_text(desk: Desk) -> None:
    desk.write("pictures/a.jpg", photograph())
    desk.story("a", cover="{file: a.jpg, alt: 观摩现场}")
    desk.story("b", body='![观摩现场](a.jpg "图说")\n')
    assert [(p.path[-4:], p.line, p.code) for p in desk.problems()] == [
        ("a.md", 6, "missing-field"),
        ("b.md", 8, "missing-field"),
    ]


@pytest.mark.parametrize(
    "body", ["正文![x](a.jpg)\n", '<img src="a.jpg">\n', "| a |\n|--|\n| ![x](a.jpg) |\n"]
)
def test_a_picture_that_is_no_paragraph_is_told_with_how_to_write_it(desk: Desk, body: str) -> None:
    desk.story(body=f"{INSIDE.format('b.jpg')}\n\n第一段。\n\n{body}")
    desk.write("pictures/b.jpg", photograph())
    (problem,) = desk.problems()
    assert problem.code == "picture-not-alone"
    assert problem.line == 12 + body.startswith("|") * 2
    assert problem.suggestion is not None
    assert problem.suggestion.zh.startswith("![画面里有什么](")


@pytest.mark.parametrize("workers", [1, 2, 3])
def test_the_number_of_workers_changes_nothing(desk: Desk, workers: int) -> None:
    for number in range(6):
        desk.write(f"pictures/{number}.jpg", photograph(seed=number) if number % 3 else b"")
        desk.story(f"story-{number}", cover=COVER.format(f"{number}.jpg"))
    alone, together = desk.check(workers=1), desk.check(workers=workers)
    assert together.problems == alone.problems
    assert together.originals == alone.originals
    assert len(alone.originals) == 4


def test_what_is_known_is_not_looked_at_again(desk: Desk, tmp_path: Path) -> None:
    desk.write("pictures/a.jpg", photograph())
    desk.story(cover=COVER.format("a.jpg"))
    known: dict[str, Any] = {}
    first = desk.check(originals=known)
    ((path, (eyes, original)),) = known.items()
    assert (path, original) == ("pictures/a.jpg", first.originals["a.jpg"])
    shutil.rmtree(desk.content / "pictures")
    assert desk.check(originals=known).problems == ()
    known[path] = eyes[::-1], original
    assert [p.code for p in desk.check(originals=known).problems] == ["missing-picture"]
    known.clear()
    assert [p.code for p in desk.check(originals=known).problems] == ["missing-picture"]
    assert known == {}
