from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.newsroom.model import Refused
from plugins.newsroom.picture import FOCUS, Picture
from plugins.newsroom.problem import Message
from plugins.newsroom.refusals import refusals

SAID = {"file": "2017/10/a.jpg", "alt": "五位项目负责人按下启动按钮", "credit": "陈静 摄"}


def read(**fields: Any) -> Picture:
    said = {**SAID, **fields}
    return Picture.model_validate({name: value for name, value in said.items() if value is not None})


def refused(**fields: Any) -> list[Message]:
    """What is said of it; nothing of a picture that can be read."""
    try:
        read(**fields)
    except Refused as failure:
        return [message for _, message in refusals(Picture, failure)]
    return []


def test_a_picture_needs_a_file_what_it_shows_and_who_made_it_and_no_more() -> None:
    picture = read()
    assert (picture.caption, picture.focus) == (None, (50, 50))
    for field in SAID:
        assert [message.code for message in refused(**{field: None})] == ["missing-field"]


@pytest.mark.parametrize(("word", "focus"), FOCUS.items())
def test_the_focus_is_one_of_nine_words(word: str, focus: tuple[int, int]) -> None:
    assert read(focus=word).focus == read(focus=f" {word}　").focus == focus


@pytest.mark.parametrize(
    ("written", "focus"),
    [
        ("25 75", (25, 75)),
        ("25% 75%", (25, 75)),
        ("２５，７５", (25, 75)),
        (["25", "75"], (25, 75)),
        ("30 60", (25, 50)),
        ("0 100", (0, 100)),
        ("13 87", (25, 75)),
        ((25, 75), (25, 75)),
    ],
)
def test_or_two_percents_which_are_taken_to_the_nearest_step(written: Any, focus: tuple[int, int]) -> None:
    assert read(focus=written).focus == focus


@given(st.integers(0, 100), st.integers(0, 100))
def test_every_two_percents_become_one_of_the_25_places_that_a_style_sheet_knows(x: int, y: int) -> None:
    near = read(focus=f"{x} {y}").focus
    assert all(percent in range(0, 101, 25) for percent in near)
    assert max(abs(near[0] - x), abs(near[1] - y)) <= 13


@pytest.mark.parametrize("written", ["左边", "25", "101 0", "25 75 5", "-5 10", "", ["左", "上"], {"x": "1"}])
def test_any_other_focus_is_refused_with_what_may_be_written(written: Any) -> None:
    (message,) = refused(focus=written)
    assert message.code == "bad-value"
    assert message.suggestion is not None
    assert "左上" in message.suggestion.zh
    assert "25 75" in message.suggestion.en


@given(
    st.one_of(st.text(), st.lists(st.text()), st.integers(), st.none(), st.dictionaries(st.text(), st.text()))
)
def test_whatever_is_written_is_a_picture_or_a_message(focus: Any) -> None:
    assert [message.code for message in refused(focus=focus)] in ([], ["bad-value"])


@pytest.mark.parametrize(
    "file", ["../a.jpg", "/a.jpg", "微信图片.jpg", "https://example.org/a.jpg", "a b.jpg", ""]
)
def test_a_file_stays_below_the_folder_of_pictures_and_has_a_plain_name(file: str) -> None:
    (message,) = refused(file=file)
    assert message.code == "path-outside"
    assert message.suggestion is not None
    assert "英文字母" in message.suggestion.zh


def test_a_name_that_no_file_system_takes_is_refused() -> None:
    assert [message.code for message in refused(file="a" * 151)] == ["bad-value"]


def test_every_field_says_in_chinese_what_it_is() -> None:
    for name, field in Picture.model_fields.items():
        assert field.title, name
        assert field.description, name
