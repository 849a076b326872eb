import pytest

from tests.checks.copy.proofs import found
from tests.desk import Desk


@pytest.mark.parametrize(
    "text",
    [
        "惠济区薛岗（东安置区开工。",
        "惠济区薛岗东）安置区开工。",
        "他说：“今天开始。",
        "《通知印发了。",
        "他说：“今天开始“。",
    ],
)
def test_a_mark_without_its_partner_is_found(desk: Desk, text: str) -> None:
    assert found(desk, "unpaired-mark", text)


def test_a_pair_of_two_widths_is_told_once_as_half_width(desk: Desk) -> None:
    assert found(desk, "unpaired-mark", "惠济区薛岗（东)安置区。") == []
    assert desk.codes() == ["half-width-mark"]


@pytest.mark.parametrize(
    "text",
    [
        "“甲‘乙’丙”（丁《戊》）。",
        "1）先报名；2）再缴费。",
        "1) 先报名\n\na) 再缴费",
        "他说：“第一段话没有完。\n\n“第二段话完了。”",
        "It’s 很好。",
        "见[通知](https://example.org/a_(b))。",
        "`(` 是括号。",
    ],
)
def test_pairs_numbering_and_quotations_that_go_on_are_left_alone(desk: Desk, text: str) -> None:
    assert found(desk, "unpaired-mark", text) == []
