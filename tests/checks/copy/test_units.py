import pytest

from tests.checks.copy.proofs import found
from tests.desk import Desk

SEED = "共有33名优秀团员、党员和青年代表参加。最终评出一等奖2组、二等奖5组、三等奖8组、优秀奖17组。"


def test_people_and_groups_are_told_once_and_no_figure_is_corrected(desk: Desk) -> None:
    (problem,) = found(desk, "unit-mixing", SEED)
    assert problem.suggestion is not None
    assert "不要改数字" in problem.suggestion.zh


@pytest.mark.parametrize(
    "text",
    [
        f"{SEED}奖项以组计算。",
        SEED.replace("组", "名"),
        SEED.replace("33名", "33组").replace("青年代表", "青年"),
        "33名选手参加，分成8组。",
        "24组家庭参加，一等奖2组。",
    ],
)
def test_one_unit_and_a_story_that_explains_itself_are_left_alone(desk: Desk, text: str) -> None:
    assert found(desk, "unit-mixing", text) == []
