import pytest

from plugins.newsroom.captions import is_caption, split_turns


@pytest.mark.parametrize(
    "text",
    ["图为活动现场。", "▲村民在植树", "资料图片", "上图：会场", "图①：现场", "图片说明：会场", "左图为展厅"],
)
def test_a_caption_says_what_it_is(text: str) -> None:
    assert is_caption(text)


@pytest.mark.parametrize(
    "text", ["图书馆开放", "上图书馆去", "惠济区", "图为" + "长" * 150, "资料图片展开幕"]
)
def test_other_lines_are_none(text: str) -> None:
    assert not is_caption(text)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("完成。（下转A3版）", ("", "完成。", "（下转A3版）")),
        ("完成。▶下转3版", ("", "完成。", "▶下转3版")),
        ("（上接A1版）完成。", ("（上接A1版）", "完成。", "")),
        ("上接第一版", ("上接第一版", "", "")),
        ("他转3次车", ("", "他转3次车", "")),
        ("上接天气，下接地气", ("", "上接天气，下接地气", "")),
    ],
)
def test_turns_to_other_pages_are_told_apart_from_the_text(text: str, parts: tuple[str, str, str]) -> None:
    assert split_turns(text) == parts
