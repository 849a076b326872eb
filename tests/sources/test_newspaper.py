from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.sources.foreign.inline_markdown import escape
from plugins.sources.foreign.newspaper import read_text
from plugins.sources.foreign.page import Block, Kind, Unreadable
from plugins.sources.markup import plain


def blocks(text: str) -> tuple[Block, ...]:
    return read_text(text.encode()).blocks


def test_each_line_is_a_block_with_its_number_and_the_room_above_it() -> None:
    assert blocks("\n标题\n\n\n　　第一段　。\n第二段。") == (
        Block(Kind.LINE, "标题", 2, gap=1),
        Block(Kind.LINE, "第一段 。", 5, gap=2),
        Block(Kind.LINE, "第二段。", 6),
    )


def test_a_heading_in_markdown_is_one() -> None:
    assert blocks("## 小标题") == (Block(Kind.HEADING, "小标题", 1, level=2),)
    assert blocks("##小标题")[0].kind is Kind.LINE


def test_form_feeds_and_odd_line_ends_end_lines() -> None:
    assert [block.text for block in blocks("一\x0c二\u2028三\x85四")] == ["一", "二", "三", "四"]


def test_invisible_characters_are_removed_and_told_and_lost_ones_are_told() -> None:
    page = read_text("惠\u200b济\ufffd区".encode())
    assert page.blocks[0].text == "惠济\ufffd区"
    assert [remark.message.code for remark in page.remarks] == ["invisible-character", "lost-character"]


def test_lines_of_one_width_are_one_paragraph_but_short_ones_are_not() -> None:
    wrapped = (
        "今年以来全区基层党建工\n作规范化科学化水平得到\n显著提升。\n　　另一段从这里开始写到\n这里结束。"
    )
    assert [block.text for block in blocks(wrapped)] == [
        "今年以来全区基层党建工作规范化科学化水平得到显著提升。",
        "另一段从这里开始写到这里结束。",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "甲。\n乙。\n丙。\n丁。",
        "花园口镇整修乡间小路方便出行。\n新城街道开办夜间课堂教手机。\n大河路街道清理河边垃圾十袋。",
        "抓实基层夯实基础促发展\n惠济区以机制创新激发\n党建工作活力见成效",
    ],
)
def test_short_paragraphs_and_headlines_of_one_length_stay_apart(text: str) -> None:
    assert len(blocks(text)) == len(text.splitlines())


@pytest.mark.parametrize(
    "text", ["姓名\t职务\n张三\t组长", "甲  1  2\n乙  3  4\n丙  5  6", "甲　　1\n乙　　3\n丙　　5"]
)
def test_columns_of_tabs_or_wide_spaces_are_a_table(text: str) -> None:
    (table,) = blocks(text)
    assert table.kind is Kind.TABLE
    assert table.text.splitlines()[1].count("--|") == len(table.text.splitlines()[0].split("|")) - 2


def test_two_lines_with_spaces_are_no_table() -> None:
    assert [block.kind for block in blocks("记者  张三\n通讯员  李四")] == [Kind.LINE, Kind.LINE]


def test_a_bar_in_a_cell_does_not_make_another_one() -> None:
    assert blocks("甲|乙\t1\n丙\t2")[0].text.startswith("| 甲\\|乙 | 1 |")


@given(st.text(st.characters(blacklist_categories=["Cs", "Cc"]), max_size=40))
def test_escaped_text_reads_as_it_was(text: str) -> None:
    line = " ".join(text.split())
    assert plain(escape(line)) == line


@pytest.mark.parametrize(
    "text", ["**重点**", "<b>粗</b>", "[惠济](https://a.b)", "`码`", "~~删~~", "&amp;", "# 题", "[^1]"]
)
def test_what_looks_like_markdown_stays_text(text: str) -> None:
    assert plain(escape(text)) == text


@pytest.mark.parametrize("raw", [b"", b" \n", "\u200b".encode(), b"\x00", b"\xff\xff\xff"])
def test_a_file_without_text_is_refused(raw: bytes) -> None:
    with pytest.raises(Unreadable):
        read_text(raw)


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(raw: bytes) -> None:
    with suppress(Unreadable):
        assert read_text(raw).blocks
