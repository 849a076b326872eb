from typing import Any

import pytest

from plugins.checks.run import Checked, Outlines, check_again, check_content
from tests.desk import Desk, manuscripts


def test_every_problem_of_every_file_is_found_in_one_run_in_the_order_of_files_and_lines(desk: Desk) -> None:
    desk.story("b", towns="古荣", category="党健")
    desk.story("a", title=None)
    assert [(p.path[-4:], p.code) for p in desk.problems()] == [
        ("a.md", "missing-field"),
        ("b.md", "unknown-section"),
        ("b.md", "unknown-town"),
    ]


@pytest.mark.parametrize("workers", [1, 2, 3])
def test_the_number_of_workers_changes_nothing(desk: Desk, workers: int) -> None:
    for number in range(12):
        desk.story(f"story-{number}", towns="古荣" if number % 3 else None)
    alone = desk.check(workers=1)
    together = desk.check(workers=workers)
    assert together.problems == alone.problems
    assert manuscripts(together) == manuscripts(alone)


def test_broken_registries_are_told_before_any_story(desk: Desk) -> None:
    desk.write("data/topics.yaml", "- id: a\n\tname: x\n")
    desk.story(towns="古荣")
    assert desk.codes() == ["tab"]


def test_warnings_do_not_count_as_errors(desk: Desk) -> None:
    desk.story(reporter="张三", towns="古荣")
    checked = desk.check()
    assert (checked.errors, checked.warnings) == (1, 0)
    desk.story(reporter="张三")
    checked = desk.check()
    assert (checked.errors, checked.warnings) == (0, 1)


def said(checked: Checked) -> tuple[Any, ...]:
    return checked.count, checked.problems, checked.originals, checked.exempted


@pytest.mark.parametrize(
    ("body", "holds"),
    [
        ("另一段正文。\n", True),
        ("另一段正文，，多了一个逗号。\n", True),
        ("见[另一稿]({filename}b-story.md)。\n", True),
        ("见[此稿]({filename}c-story.md)。\n", True),
        ("见[另一稿](/news/2017/10/b-story.html)。\n", False),
    ],
)
def test_what_was_checked_holds_while_others_need_to_know_the_same_of_a_text(
    desk: Desk, body: str, holds: bool
) -> None:
    kept: Outlines = {}
    path = desk.story().relative_to(desk.content).as_posix()
    desk.story("b-story")
    before = check_content(desk.content, kept=kept)
    desk.story(body=body)
    again = check_again(before, {path: kept.pop(path)}, (), kept, {})
    now = check_content(desk.content)
    assert (again is not None) is holds
    assert (path in kept) is holds  # else it is read again, with its manuscript
    if again:
        assert said(again) == said(now)
        assert again.manuscript(path) == now.manuscript(path)
    anew = check_content(desk.content, kept=kept)
    assert (anew.outlines, *said(anew)) == (now.outlines, *said(now))
