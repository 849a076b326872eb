"""Only samples name samples."""

import pytest

from tests.desk import BRANCHES, Desk, codes


def test_a_real_record_of_a_sample_branch_is_refused(desk: Desk) -> None:
    desk.record(sample=None)
    assert codes(desk.problems()) == ["names-a-sample"]
    desk.record()
    assert codes(desk.problems()) == []


@pytest.mark.parametrize("field", ["branch", "project"])
def test_a_real_story_that_names_a_sample_is_refused(desk: Desk, field: str) -> None:
    desk.register("branches", BRANCHES)
    desk.register("projects", "- {id: sample-company, name: {zh: 甲, en: A}, sample: true}\n")
    desk.story(**{field: "sample-company"})
    (problem,) = desk.problems()
    assert (problem.code, problem.line) == ("names-a-sample", 6)
    desk.story(**{field: "sample-company", "sample": "true"})
    assert codes(desk.problems()) == []


def test_a_real_story_that_a_sample_signs_is_refused(desk: Desk) -> None:
    people = desk.content / "data/people.yaml"
    sample = "- {id: zhangsan, name: {zh: 张三, en: Zhang San}, role: reporter, sample: true}\n"
    people.write_text(people.read_text(encoding="utf-8") + sample, encoding="utf-8")
    desk.story(reporter="张三")
    (problem,) = desk.problems()
    assert (problem.code, problem.line) == ("names-a-sample", 6)
    desk.story(reporter="张三", sample="true")
    assert codes(desk.problems()) == []
    published = desk.check(production=True).published
    assert published is not None
    assert published.people.find("张三") == ()


def test_production_tells_what_was_left_out(desk: Desk) -> None:
    desk.record()
    desk.story()
    assert desk.check().left_out == ()
    left_out = desk.check(production=True).left_out
    assert "content/activities/2017/10/a-record.md" in left_out
    assert "content/data/branches.yaml: sample-company" in left_out
    assert not any("a-story" in name for name in left_out)
