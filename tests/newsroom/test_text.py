from hypothesis import given
from hypothesis import strategies as st

from plugins.newsroom.text import Text, normalise


def test_full_width_becomes_half_width_but_chinese_punctuation_stays() -> None:
    assert normalise("　记者：蔺洋　文／图（２０１７）") == "记者:蔺洋 文/图(2017)"
    assert normalise("好，很好。") == "好，很好。"
    assert normalise("买买提・艾力") == normalise("买买提•艾力") == "买买提·艾力"


@given(st.text())
def test_normalising_twice_changes_nothing(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)


def test_a_language_that_we_do_not_have_reads_the_chinese() -> None:
    text = Text(zh="惠济", en="Huiji")
    assert (text.in_("zh"), text.in_("en"), text.in_("fr")) == ("惠济", "Huiji", "惠济")
