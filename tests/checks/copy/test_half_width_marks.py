import pytest

from tests.checks.copy.proofs import found
from tests.desk import Desk


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("参与率达到92%,实现了经常化。", "92%，实现"),
        ("共评出5,其中一个是新的。", "5，其中"),
        ("各镇(街道)都去了。", "镇（街道）"),
        ('他说"好"。', "“好”"),
        ("活动结束了.", "结束了。"),
        ("时间:上午", "时间：上午"),
        ("大家到齐 ,会议开始。", "齐，会议"),
        ("薛岗（东)安置区", "薛岗（东）"),
    ],
)
def test_a_half_width_mark_in_chinese_is_found_and_the_right_one_shown(
    desk: Desk, text: str, right: str
) -> None:
    (problem,) = found(desk, "half-width-mark", text)
    assert problem.suggestion is not None
    assert right in problem.suggestion.zh
    assert problem.line == 8


@pytest.mark.parametrize(
    "text",
    [
        "共有1,000人，比分3:2，时间10:30。",
        "见[通知](https://example.org/a,b?c=d;e)，邮箱 a.b@example.org。",
        "写作 `a,b` 和 f(x)=1, y。",
        "1. 总则\n2. 附则",
        "Liangku (良库工舍) is its name.",
        "参加的有Tom, Jerry等人。",
        "甲&nbsp;乙",
        "~~~\n甲,乙\n~~~",
    ],
)
def test_numbers_latin_addresses_and_code_are_left_alone(desk: Desk, text: str) -> None:
    assert found(desk, "half-width-mark", text) == []


def test_fields_and_captions_are_read_too(desk: Desk) -> None:
    body = '正文。\n\n![会场](a.jpg "会场,上午｜陈静 摄")\n'
    assert [p.line for p in found(desk, "half-width-mark", body, title="甲,乙")] == [2, 10]


def test_an_english_story_has_english_marks(desk: Desk) -> None:
    assert found(desk, "half-width-mark", "Red Stations (红色驿站), and 主题党日, too.", lang="en") == []
