import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.newsroom.prose import UNSEEN, plain, without_kept
from plugins.newsroom.spaces import without_stray_spaces

TEXTS = st.text(
    alphabet="惠济区党建年月（）“”，。、：！？「」()\"'`.,;:!?[]<>#*-_~|/@%1a B\n\t\u3000", max_size=60
)


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
