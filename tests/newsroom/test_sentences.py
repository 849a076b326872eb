import pytest

from plugins.newsroom.sentences import (
    cannot_begin,
    depth_of_number,
    goes_on,
    is_finished,
    is_item,
    join,
    seems_to_go_on,
)

FINISHED = [
    "完成。",
    "真的？",
    "好！",
    "等等……",
    "他说“完成。”",
    "（完成。）",
    "分别是：",
    "分别是:",
    "OK.",
    "他说：‘好。’”",
    "完成。[^1]",
    "**完成。**",
]
CUT = [
    "参与到“主题党日”",
    "全区党建工",
    "建设，",
    "薛岗（东）",
    "总投资3.",
    "达到92%",
    "机关；",
    "推行",
    "共有33",
    "——",
]


@pytest.mark.parametrize("text", FINISHED)
def test_a_paragraph_ends_with_the_mark_of_a_sentence(text: str) -> None:
    assert is_finished(text)
    assert not goes_on(text, "随后，观摩组来到社区。")


@pytest.mark.parametrize("text", CUT)
def test_anything_else_is_cut_in_two(text: str) -> None:
    assert not is_finished(text)
    assert goes_on(text, "随后，观摩组来到社区。")


@pytest.mark.parametrize("rest", ["，惠济区", "。", "”他说。", "）安置区", "的工作", "们的", "%的人"])
def test_what_no_paragraph_begins_with_belongs_to_the_one_before(rest: str) -> None:
    assert cannot_begin(rest)
    assert goes_on("完成。", rest)


@pytest.mark.parametrize(
    "text", ["的确如此。", "了解到", "着手建设", "等到春天", "和平路", "与会人员", "及时赶到"]
)
def test_words_that_only_look_like_it_may_begin_one(text: str) -> None:
    assert not cannot_begin(text)


@pytest.mark.parametrize(
    "text", ["一、加强领导", "（一）加强领导", "1.加强领导", "一是加强", "①加强", "● 加强", "第一步"]
)
def test_items_of_a_list_stand_alone(text: str) -> None:
    assert is_item(text)
    assert not goes_on("主要做法：", text)
    assert not goes_on("加强领导；", text)


@pytest.mark.parametrize("text", ["1.3亿元", "10月11日", "一些人", "2017年"])
def test_figures_are_no_items(text: str) -> None:
    assert not is_item(text)


def test_numbers_of_headings_have_a_depth() -> None:
    assert [depth_of_number(text) for text in ("一、加强", "（二）加强", "加强")] == [1, 2, 0]


def test_a_very_short_first_clause_seems_to_go_on() -> None:
    assert seems_to_go_on("进行观摩。在良库工舍，")
    assert not seems_to_go_on("年初，邀请专家。")


def test_only_latin_words_get_a_space_between_them() -> None:
    assert join("党建工", "作") == "党建工作"
    assert join("130", "00人") == "13000人"
    assert join("Huiji", "District") == "Huiji District"
