import pytest

from tests.checks.copy.proofs import found
from tests.desk import Desk


@pytest.mark.parametrize(
    "text", ["今年 、明年都去。", "今年　，明年。", "（ 东）安置区", "甲， 乙。", "　　今年以来，活动多。"]
)
def test_a_space_beside_a_mark_or_before_a_paragraph_is_found(desk: Desk, text: str) -> None:
    assert len(found(desk, "stray-space", text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "抓实基层 夯实基础",
        "甲。 记者 蔺洋",
        "- 甲\n- 乙",
        "一行  \n又一行",
        "| 甲 | 乙 |\n|---|---|\n| 丙， | 丁 |",
        "“甲” “乙”",
        "`a ，b`",
    ],
)
def test_spaces_that_mean_something_are_left_alone(desk: Desk, text: str) -> None:
    assert found(desk, "stray-space", text) == []
