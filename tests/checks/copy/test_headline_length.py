import pytest

from tests.checks.copy.proofs import found
from tests.desk import Desk


@pytest.mark.parametrize("field", ["kicker", "title", "subtitle"])
def test_a_headline_over_the_limit_is_found_on_its_line(desk: Desk, field: str) -> None:
    (problem,) = found(desk, "headline-length", "正文。", **{field: "长" * 33})
    assert field in problem.message.zh


def test_bars_and_spaces_are_not_counted(desk: Desk) -> None:
    assert found(desk, "headline-length", "正文。", title="长|" * 31 + " 短") == []


def test_the_limit_is_the_houses(desk: Desk) -> None:
    desk.write("data/checks.yaml", "headline: {zh: 5, en: 9}\n")
    assert len(found(desk, "headline-length", "正文。", title="长长长长长长")) == 1
    (_, english) = found(desk, "headline-length", "Text.", slug="b", title="Ten letters", lang="en")
    assert english.path.endswith("b.en.md")
