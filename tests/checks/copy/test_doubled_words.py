import pytest

from tests.checks.copy.proofs import found
from tests.desk import Desk


@pytest.mark.parametrize(
    ("text", "once"),
    [
        ("这是全区的的大事。", "的"),
        ("会议开始了了。", "了"),
        ("他们把把材料送来。", "把"),
        ("区委与与会者座谈和和群众交谈。", "和"),
        ("党支部党支部开展活动。", "党支部"),
    ],
)
def test_a_word_that_follows_itself_is_found(desk: Desk, text: str, once: str) -> None:
    (problem,) = found(desk, "doubled-word", text)
    assert f"“{once}”" in problem.message.zh


@pytest.mark.parametrize(
    "text",
    [
        "谢谢大家，天天都来，常常走动，好好研究研究，再讨论讨论。",
        "这是以服务为目的的活动，的的确确有用。",
        "大家作了了解，为了了解情况，受不了了。",
        "正在在建的项目，现在在郑州。",
        "建设和和谐社区，与与会者座谈，及及时处理，看着着急。",
        "就就业问题把把脉，等等，一个一个，哈哈哈哈哈哈。",
        "地地道道、清清楚楚，是是非非。",
    ],
)
def test_reduplication_and_words_that_meet_are_left_alone(desk: Desk, text: str) -> None:
    assert found(desk, "doubled-word", text) == []


@pytest.mark.parametrize("text", ["甲，，乙。", "甲、、乙。", "甲。，乙。", "甲，。"])
def test_a_mark_that_follows_another_is_found(desk: Desk, text: str) -> None:
    assert len(found(desk, "doubled-mark", text)) == 1


@pytest.mark.parametrize("text", ["甲……乙。", "甲。。。", "甲！！", "甲——乙。"])
def test_ellipses_and_emphasis_are_left_alone(desk: Desk, text: str) -> None:
    assert found(desk, "doubled-mark", text) == []
