import itertools
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.newsroom.prose import UNSEEN, plain, without_kept
from plugins.newsroom.punctuation import full_width, half_width_marks
from plugins.newsroom.spaces import without_stray_spaces

TEXTS = st.text(
    alphabet="惠济区党建年月（）“”，。、：！？「」()\"'`.,;:!?[]<>#*-_~|/@%1a B\n\t\u3000", max_size=60
)


@pytest.mark.parametrize(
    ("printed", "right"),
    [
        ("参与率达到92%,实现了经常化", "参与率达到92%，实现了经常化"),
        ("成立的镇(街道)、村(社区)", "成立的镇（街道）、村（社区）"),
        ('他说:"好"。', "他说：“好”。"),
        ('"好",他说。', "“好”，他说。"),
        ("共1,000人,其中5,是新的.", "共1,000人，其中5，是新的。"),
        ("兴盛苑(花漾里(东))", "兴盛苑（花漾里（东））"),
        ("时间:10:30,地点:大厅", "时间：10:30，地点：大厅"),
        ("党建(APP)平台", "党建（APP）平台"),
        ("等等...", "等等……"),
        ("目标(见[这里](http://a.b/c,d))", "目标（见[这里](http://a.b/c,d)）"),
        ("好吗?好!", "好吗？好！"),
    ],
)
def test_marks_between_chinese_become_full_width(printed: str, right: str) -> None:
    assert full_width(printed) == right


@pytest.mark.parametrize(
    "text",
    [
        "1,000、3:2、10:30、0371-63639999、1.3亿元",
        "https://example.org/甲,乙?a=b;c",
        "见<https://example.org/a,b>。",
        "a.b@example.org",
        "`甲,乙`",
        "```\n甲,乙\n```",
        "~~~python\n甲,乙\n~~~\n",
        "    甲,乙",
        '![会场](a.jpg "图说｜陈静 摄")',
        "[甲]: https://example.org/a,b",
        "<!-- 甲,乙 -->",
        '<a title="甲,乙">丙</a>',
        "| 甲 | 乙 |\n|:--|--:|",
        "1. 甲\n2) 乙\n- 丙",
        "[^1]: 甲",
        "f(x) = 1, y; Tom, Jerry",
        "Liangku (良库工舍)",
        "甲&nbsp;乙&#20013;丙",
    ],
)
def test_numbers_latin_addresses_code_and_syntax_stay(text: str) -> None:
    assert full_width(text) == text
    assert list(half_width_marks(text)) == []


@given(TEXTS)
def test_only_punctuation_changes_and_a_second_time_nothing_does(text: str) -> None:
    once = full_width(text)
    assert full_width(once) == once
    assert [char for char in once if char.isalnum()] == [char for char in text if char.isalnum()]
    assert once.count("\n") == text.count("\n")


@given(TEXTS)
def test_what_is_told_is_what_is_repaired(text: str) -> None:
    marks = list(half_width_marks(text))
    assert bool(marks) == (full_width(text) != text)
    assert all(set(text[start:end]) <= set(string.punctuation) for start, end, _ in marks)
    assert marks == sorted(marks)
    assert all(end <= start for (_, end, _), (start, _, _) in itertools.pairwise(marks))


@given(TEXTS)
def test_spaces_are_taken_away_and_nothing_else(text: str) -> None:
    once = without_stray_spaces(text)
    assert without_stray_spaces(once) == once
    assert "".join(once.split()) == "".join(text.split())


@given(TEXTS)
def test_plain_words_stay_on_their_lines(text: str) -> None:
    assert plain(text).count("\n") == text.count("\n")
    assert len(without_kept(text)) == len(text)


@pytest.mark.parametrize(
    ("markdown", "words"),
    [
        ("## 小标题", "小标题"),
        ("- 甲\n- 乙", "甲\n乙"),
        ("> 甲", "甲"),
        ("**重点**和*强调*和~~删去~~", "重点和强调和删去"),
        ("见[通知](https://example.org)。", "见通知。"),
        ("`甲`乙", "乙"),
        ("```\n甲\n```\n乙", "\n\n\n乙"),
    ],
)
def test_syntax_is_no_words(markdown: str, words: str) -> None:
    assert plain(markdown).replace(UNSEEN, "") == words
