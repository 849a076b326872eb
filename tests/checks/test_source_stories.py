"""A register cites stories that are there."""

import pytest

from tests.desk import Desk, codes

RECORD = "- id: a\n  name: {zh: 甲, en: A}\n"
CITING = {
    "batches": "",
    "stations": "",
    "advisers": "",
    "contacts": "  post: {zh: 甲, en: A}\n",
    "figures": "  value: 14家\n",
    "requirements": "  kind: study\n  every: year\n",
}


@pytest.mark.parametrize(("name", "more"), CITING.items())
def test_a_record_whose_story_is_gone_is_told_on_its_line(desk: Desk, name: str, more: str) -> None:
    desk.register(name, f"{RECORD}{more}  story: a-story\n")
    desk.story("b-story")
    (problem,) = desk.problems()
    assert (problem.code, problem.path) == ("source-gone", f"content/data/{name}.yaml")
    assert problem.line == 3 + more.count("\n")
    desk.story("a-story")
    assert codes(desk.problems()) == []


def test_a_step_of_a_project_cites_one_too(desk: Desk) -> None:
    desk.register("projects", f"{RECORD}  steps:\n    - {{stage: started, story: a-stori}}\n")
    desk.story("a-story")
    (problem,) = desk.problems()
    assert (problem.code, problem.line) == ("source-gone", 3)
    assert problem.suggestion is not None
    assert problem.suggestion.zh == "a-story"


def test_an_english_story_alone_is_no_source(desk: Desk) -> None:
    desk.register("batches", f"{RECORD}  story: a-story\n")
    desk.story("a-story", lang="en")
    assert codes(desk.problems()) == ["source-gone"]
