"""Words of the editors' list, and names, before a converter is asked."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.newsroom.model import Refused
from plugins.newsroom.traditional import Override, Overrides


def overrides(*names: str, **words: str) -> Overrides:
    return Overrides((Override(simplified=one, traditional=other) for one, other in words.items()), names)


def test_the_longer_word_wins_and_what_is_between_is_converted() -> None:
    both = overrides(里="裡", 里程="里程", 里程碑="里程碑")
    assert both.convert("a里程碑b里程c里", str.upper) == "A里程碑B里程C裡"


def test_without_a_list_everything_is_converted() -> None:
    assert overrides().convert("a里", str.upper) == "A里"


def test_a_name_keeps_its_surname_and_a_short_one_is_no_part_of_a_word() -> None:
    people = overrides("于海", "余万里", "蔺洋")
    said = people.convert(
        "于海 位于海边 通讯员余万里", lambda text: text.translate(str.maketrans("于余万", "於餘萬"))
    )
    assert said == "于海 位於海边 通讯员余萬里"


def test_a_name_that_is_on_the_list_is_as_the_list_says() -> None:
    assert overrides("范围", 范围="範圍").convert("范围", str.upper) == "範圍"


@pytest.mark.parametrize(
    ("made", "pieces"),
    [("裡程", ["裡", "程"]), ("裡", ["裡", ""]), ("路的裡程", ["路", "的裡程"])],
)
def test_a_word_with_more_or_fewer_characters_shifts_no_other(made: str, pieces: list[str]) -> None:
    assert overrides(里程=made).by_character("a里程b里程", str) == ["a", *pieces, "b", *pieces]


@given(st.text("里后干a"), st.dictionaries(st.text("里后干", min_size=1), st.text("裡後幹", min_size=1)))
def test_by_character_the_same_is_said(text: str, words: dict[str, str]) -> None:
    pieces = overrides(**words).by_character(text, str.upper)
    assert len(pieces) == len(text)
    assert "".join(pieces) == overrides(**words).convert(text, str.upper)


@given(st.text(), st.dictionaries(st.text("里后干", min_size=1), st.text("裡後幹", min_size=1)))
def test_where_nothing_is_listed_nothing_is_lost(text: str, words: dict[str, str]) -> None:
    assert overrides(**words).convert(
        text.translate({ord(char): None for char in "里后干"}), str
    ) == text.translate({ord(char): None for char in "里后干"})


@pytest.mark.parametrize("word", ["<b>", "a&b", 'a"b', "a\\b", "'", ""])
def test_a_word_is_no_markup(word: str) -> None:
    for field in ("simplified", "traditional"):
        with pytest.raises(Refused):
            Override.model_validate({"simplified": "甲", "traditional": "乙", field: word})
