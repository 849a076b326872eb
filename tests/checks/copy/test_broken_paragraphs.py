import pytest

from tests.checks.copy.proofs import found
from tests.desk import Desk

CUT = "建立了惠济区自己的党建“智库”，加强对全区党建工"


def test_a_paragraph_that_was_cut_by_a_column_is_found_on_its_last_line(desk: Desk) -> None:
    (problem,) = found(desk, "broken-paragraph", f"第一段完了。\n\n{CUT}\n\n作的谋划和指导。\n")
    assert (problem.line, "党建工" in problem.message.zh) == (10, True)


def test_the_last_paragraph_may_not_break_off_either(desk: Desk) -> None:
    assert len(found(desk, "broken-paragraph", f"第一段完了。\n\n{CUT}，")) == 1


@pytest.mark.parametrize(
    "text",
    [
        "## 开展“主题党日”活动，推动“两学一做”融入日常、抓在经常",
        "- 逐户核对信息，整理问题清单，再把办理的结果一一告诉居民",
        "1. 逐户核对信息，整理问题清单，再把办理的结果一一告诉居民",
        "> 逐户核对信息，整理问题清单，再把办理的结果一一告诉居民",
        "| 逐户核对信息，整理问题清单，再把办理的结果 |\n|---|\n| 甲 |",
        "联系人：张三，在便民服务大厅二楼，每天上午都有人值班",
        "大家都说，这样的活动要多办。受到党员的欢迎和好评。记者 蔺洋 通讯员 景琦 文/图",
        "本报记者",
        "他说：“路平了，灯亮了，晚上散步也放心，这样的事要多办。”",
        "活动在下列地点举行，请大家按时参加，不要迟到，也不要早退：",
    ],
)
def test_heads_items_labels_bylines_and_whole_sentences_are_left_alone(desk: Desk, text: str) -> None:
    assert found(desk, "broken-paragraph", text) == []
