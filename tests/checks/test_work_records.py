"""A record of work agrees with itself and with the register of branches."""

import pytest

from tests.desk import Desk, codes

BRANCHES = """
- {id: old, name: {zh: 旧支部, en: Old}, kind: branch, valid_to: 2017-09-30, sample: true}
- {id: new, name: {zh: 新支部, en: New}, kind: branch, valid_from: 2017-10-13, sample: true}
- {id: b, name: {zh: 乙支部, en: B}, kind: branch, sample: true}
"""


@pytest.fixture(autouse=True)
def _branches(desk: Desk) -> None:
    desk.register("branches", BRANCHES)


@pytest.mark.parametrize(
    ("fields", "code", "line"),
    [
        ({"participants": "31人", "eligible": "30人"}, "more-than-eligible", 9),
        ({"participants": "31多名", "eligible": "30"}, "more-than-eligible", 9),
        ({"held": "2017-10-14"}, "held-after-publication", 9),
        ({"branches": "new"}, "branch-not-there", 7),
        ({"branches": "b、old"}, "branch-not-there", 7),
        ({"partners": "old"}, "branch-not-there", 9),
        ({"partners": "乙支部"}, "own-partner", 9),
    ],
)
def test_a_contradiction_is_told_on_its_line(
    desk: Desk, fields: dict[str, str], code: str, line: int
) -> None:
    desk.record(**{"branches": "b", **fields})
    (problem,) = desk.problems()
    assert (problem.code, problem.line) == (code, line)
    assert problem.path == "content/activities/2017/10/a-record.md"


@pytest.mark.parametrize(
    "fields",
    [
        {"participants": "30人", "eligible": "30人"},
        {"participants": "31人", "eligible": "30多人"},
        {"participants": "约31人", "eligible": "30人"},
        {"participants": "31人"},
        {"held": "2017-10-12"},
        {"branches": "new", "date": "2017-10-13 08:00"},
        {"branches": "old", "date": "2017-10-13 08:00", "held": "2017-09-30"},
        {"partners": "new", "date": "2017-10-13 08:00"},
    ],
)
def test_what_may_be_true_is_left_alone(desk: Desk, fields: dict[str, str]) -> None:
    desk.record(**{"branches": "b", **fields})
    assert codes(desk.problems()) == []


def test_a_story_has_no_such_fields(desk: Desk) -> None:
    desk.story(kind="theme-day")
    assert codes(desk.problems()) == ["unknown-field"]


def test_a_record_of_a_branch_that_nobody_registered_is_refused(desk: Desk) -> None:
    desk.record(branches="无此支部")
    assert codes(desk.problems()) == ["unknown-branch"]


def test_a_record_stands_among_the_records(desk: Desk) -> None:
    path = desk.record(branches="b")
    moved = path.with_name("another.md")
    path.rename(moved)
    (problem,) = desk.problems()
    assert problem.code == "file-name"
    assert problem.suggestion is not None
    assert problem.suggestion.zh == "content/activities/2017/10/a-record.md"
