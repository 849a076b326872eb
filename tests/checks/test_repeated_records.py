"""The same work is recorded once."""

from tests.desk import Desk, codes


def test_the_second_record_of_the_same_work_is_told_with_the_first(desk: Desk) -> None:
    desk.record("a-record", branches="[sample-company, sample-office]", participants="12人")
    desk.record(
        "b-record", branches="[sample-office, sample-company]", participants="12人", title="另一个标题"
    )
    (problem,) = desk.problems()
    assert (problem.code, problem.path) == ("same-record", "content/activities/2017/10/b-record.md")
    assert "a-record.md" in problem.message.zh


def test_work_that_differs_in_kind_day_branch_place_or_numbers_is_other_work(desk: Desk) -> None:
    desk.record("a")
    desk.record("b", kind="study")
    desk.record("c", held="2017-10-11")
    desk.record("d", branches="sample-office")
    desk.record("e", place="guxing")
    desk.record("f", participants="3人")
    assert codes(desk.problems()) == []


def test_a_translation_is_no_second_record_and_tells_the_same(desk: Desk) -> None:
    desk.record(participants="3人")
    desk.record(lang="en", participants="3人")
    assert codes(desk.problems()) == []
    desk.record(lang="en", participants="4人")
    (problem,) = desk.problems()
    assert (problem.code, problem.path) == ("twin-differs", "content/activities/2017/10/a-record.en.md")
