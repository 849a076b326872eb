import re
from collections import Counter
from contextlib import suppress
from html import unescape
from io import BytesIO
from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plugins.sources.foreign.inline_markdown import visible
from plugins.sources.foreign.page import Block, Kind, Page, Unreadable
from plugins.sources.foreign.word import read_word
from plugins.sources.foreign.word_body import MOST_PARAGRAPHS
from plugins.sources.foreign.word_package import PARTS
from plugins.sources.markup import inspect

from .word_files import (
    EMF,
    JPEG,
    PNG,
    changed,
    docx,
    listed,
    numbering,
    p,
    package,
    picture,
    r,
    table,
    text_box,
)

TEXT = p("正文是这样的一段话，比小标题长得多，说的是一件事情的经过和结果。")


def blocks(*body: str, **parts: str | bytes) -> tuple[Block, ...]:
    return read_word(docx(*body, **parts)).blocks


def texts(*body: str, **parts: str | bytes) -> list[str]:
    return [block.text for block in blocks(*body, **parts)]


def told(page: Page) -> list[str]:
    return [remark.message.code for remark in page.remarks]


def quoted(page: Page) -> str:
    return "\n".join(remark.message.message.zh for remark in page.remarks)


# Headings and lines


@pytest.mark.parametrize(
    ("style", "level"), [("1", 1), ("2", 2), ("3", 3), ("4", 2), ("5", 3), ("t", 1), ("s", 2)]
)
def test_headings_are_known_by_style_in_either_language_by_inheritance_and_by_outline(
    style: str, level: int
) -> None:
    (block,) = blocks(p("标题", style=style))
    assert (block.kind, block.level, block.text) == (Kind.HEADING, level, "标题")


@pytest.mark.parametrize(
    "heading",
    [
        p(r("小标题", "w:b")),
        p(r("小", "w:b"), " ", r("标题", 'w:b w:val="1"')),
        p("小标题", style="b"),
        p(r("小标题", 'w:sz w:val="32"')),
        p(r("小标题", 'w:rFonts w:eastAsia="黑体"')),
    ],
    ids=["bold", "bold in parts", "bold by style", "bigger", "black type"],
)
def test_a_line_that_stands_whole_in_bold_or_bigger_type_is_strong_and_has_no_marks(heading: str) -> None:
    first, second = blocks(heading, TEXT)
    assert first.strong
    assert "*" not in first.text
    assert not second.strong


def test_a_text_that_is_bold_throughout_has_no_strong_lines() -> None:
    assert not any(block.strong for block in blocks(p(r("第一段话。", "w:b")), p(r("第二段话。", "w:b"))))


def test_bold_that_is_turned_off_is_not_bold() -> None:
    (block,) = blocks(p(r("甲", 'w:b w:val="0"'), "乙"))
    assert block.text == "甲乙"


def test_centred_lines_say_so_by_themselves_or_by_style() -> None:
    found = blocks(p("甲", properties='<w:jc w:val="center"/>'), p("乙", style="m"), p("丙"))
    assert [block.centred for block in found] == [True, True, False]


@pytest.mark.parametrize("indent", ["　　", "    ", "\u00a0\u00a0", " 　\u00a0"])
def test_indents_by_spaces_of_any_kind_are_removed(indent: str) -> None:
    assert texts(p(f"{indent}今年以来", indent)) == ["今年以来"]


def test_indents_by_tabs_are_removed_and_a_tab_between_words_is_a_space() -> None:
    tab = r(inside="<w:tab/>")
    assert texts(p(tab, tab, "姓名", tab, "年龄")) == ["姓名 年龄"]


def test_empty_paragraphs_are_counted_before_the_next_line() -> None:
    assert [block.gap for block in blocks(p("甲"), p(), p("　"), p("乙"), p("丙"))] == [0, 2, 0]


def test_lines_count_all_paragraphs() -> None:
    assert [block.line for block in blocks(p("甲"), p(), table(["乙", "丙"], ["丁", "戊"]), p("己"))] == [
        1,
        3,
        7,
    ]


def test_a_line_that_was_broken_by_hand_is_two_but_a_heading_stays_one() -> None:
    broken = r("甲", inside="<w:br/>"), r("乙")
    assert texts(p(*broken), p(*broken, style="1")) == ["甲", "乙", "甲 乙"]


def test_bold_subhead_and_text_in_one_paragraph_are_told_apart() -> None:
    subhead, text = blocks(p(r("小标题", "w:b", inside="<w:br/>"), "后面是正文，比小标题长得多。"))
    assert (subhead.strong, text.strong) == (True, False)


def test_marks_within_a_line_are_kept() -> None:
    line = p(
        "一",
        r("二", "w:b"),
        r("三", "w:i"),
        r("四", "w:strike"),
        "x",
        r("2", 'w:vertAlign w:val="superscript"'),
    )
    assert texts(line) == ["一**二***三*~~四~~x<sup>2</sup>"]


def test_what_is_markdown_by_accident_is_escaped_and_no_more() -> None:
    assert texts(p("1. 2017-10-12 Q&A 138****1234 <b>")) == [r"1\. 2017-10-12 Q&A 138\*\*\*\*1234 &lt;b>"]


# Lists and numbers

FORMS = numbering(
    ("bullet", "·"), ("decimal", "%1."), ("chineseCounting", "%1、"), ("japaneseCounting", "（%1）")
)


def test_lists_are_markdown_lists_whose_numbers_go_on() -> None:
    body = listed("甲"), listed("乙", level=1), p("隔"), listed("一", 2), p("断"), listed("二", 2)
    assert texts(*body, numbering=FORMS) == ["- 甲", "    - 乙", "隔", "1. 一", "断", "2. 二"]


def test_numbers_of_other_kinds_which_are_in_no_text_are_restored_as_words() -> None:
    body = listed("成立顾问团", 3), listed("建平台", 3), listed("细目", 4)
    assert texts(*body, numbering=FORMS) == ["一、成立顾问团", "二、建平台", "（一）细目"]


def test_a_numbered_heading_keeps_its_number() -> None:
    heading = p("概况", style="1", properties='<w:numPr><w:ilvl w:val="0"/><w:numId w:val="3"/></w:numPr>')
    (block,) = blocks(heading, numbering=FORMS)
    assert (block.kind, block.text) == (Kind.HEADING, "一、概况")


def test_a_number_of_an_unknown_kind_is_written_in_digits_and_told() -> None:
    page = read_word(docx(listed("甲"), numbering=numbering(("thaiCounting", "%1、"))))
    assert page.blocks[0].text == "1、甲"
    assert told(page) == ["number-form"]


# Links, pictures, tables


def link(relation: str, text: str) -> str:
    return f'<w:hyperlink r:id="{relation}">{r(text)}</w:hyperlink>'


def test_links_are_kept_where_their_scheme_is_allowed() -> None:
    page = read_word(docx(p("见", link("a", "网站")), link_a="https://example.org/a (1)"))
    assert page.blocks[0].text == "见[网站](https://example.org/a%20%281%29)"


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "file:///etc/passwd", "java\tscript:1", "a.docx", "http://"]
)
def test_of_other_links_the_words_stay_and_the_address_is_told(address: str) -> None:
    page = read_word(docx(p(link("a", "网站")), link_a=address.replace("\t", "&#9;")))
    assert page.blocks[0].text == "网站"
    assert told(page) == ["link-left-out"]


def field(code: str, words: str = "") -> str:
    parts = [f'<w:fldChar w:fldCharType="begin"/><w:instrText>{code}</w:instrText>']
    parts += [f'<w:fldChar w:fldCharType="separate"/><w:t>{words}</w:t>'] if words else []
    return "".join(r(inside=part) for part in [*parts, '<w:fldChar w:fldCharType="end"/>'])


def test_a_link_that_is_a_field_is_a_link() -> None:
    assert texts(p("见", field(' HYPERLINK "https://example.org/" ', "网站"), "。")) == [
        "见[网站](https://example.org/)。"
    ]


def test_a_field_shows_its_words_and_one_that_draws_instead_is_told() -> None:
    page = read_word(docx(p("第", field(" PAGE ", "3"), "页", field(r" EQ \o\ac(○,1) "), "号")))
    assert page.blocks[0].text == "第3页号"
    assert told(page) == ["field-left-out"]
    assert r"EQ \o\ac(○,1)" in quoted(page)


def test_pictures_come_out_as_they_are_with_caption_credit_and_alternative() -> None:
    body = (
        p(picture("a", "会场坐满了人")),
        p("▲图为会议现场。"),
        p("陈静 摄"),
        p("正文。"),
        p(picture("b")),
        p("图注", style="c"),
    )
    page = read_word(docx(*body, image_a=JPEG, image_b=PNG))
    assert page.pictures == {"picture-1.jpg": JPEG, "picture-2.png": PNG}
    first, _, second = page.blocks
    assert (first.file, first.text, first.alt) == ("picture-1.jpg", "▲图为会议现场。 陈静 摄", "会场坐满了人")
    assert (second.file, second.text) == ("picture-2.png", "图注")


@pytest.mark.parametrize(
    "line", ["图书馆里座无虚席。", "记者 蔺洋 通讯员 景琦 文/图", "记者 蔺洋 文 陈静 摄", "会议结束。"]
)
def test_a_line_below_a_picture_that_is_no_caption_is_a_line(line: str) -> None:
    picture_block, text = blocks(p(picture("a")), p(line), image_a=JPEG)
    assert picture_block.text == ""
    assert text.text == line


@pytest.mark.parametrize("name", ["C:\\Users\\zhang\\1.jpg", "IMG_2017.JPG", "图片 1"])
def test_the_name_of_a_file_is_no_text_alternative(name: str) -> None:
    assert blocks(p(picture("a", name)), image_a=JPEG)[0].alt == ""


def test_a_text_alternative_by_a_program_is_told() -> None:
    page = read_word(docx(p(picture("a", "图片包含 人员\n\n描述已自动生成")), TEXT, image_a=JPEG))
    assert page.blocks[0].alt == "图片包含 人员"
    assert told(page) == ["machine-alt"]


def test_the_same_picture_twice_is_one_file() -> None:
    page = read_word(docx(p(picture("a")), p(picture("b")), image_a=JPEG, image_b=JPEG))
    assert list(page.pictures) == ["picture-1.jpg"]
    assert [block.file for block in page.blocks] == ["picture-1.jpg"] * 2


@pytest.mark.parametrize(
    ("body", "parts", "code"),
    [
        (picture("a"), {"image_a": EMF}, "picture-format"),
        (picture("a"), {"image_a": b"no picture"}, "picture-format"),
        (picture("a", how="link"), {"linkedimage_a": "http://example.org/a.jpg"}, "linked-picture"),
        (picture("a"), {}, "picture-missing"),
        (picture("a", crop='<a:srcRect l="5000" b="0"/>'), {"image_a": JPEG}, "cropped-picture"),
    ],
)
def test_a_picture_with_something_amiss_is_told(body: str, parts: dict[str, str | bytes], code: str) -> None:
    assert told(read_word(docx(p(body), TEXT, **parts))) == [code]


def test_the_name_and_the_type_of_a_picture_in_the_package_do_not_matter() -> None:
    files = {"../../evil.png": JPEG}
    raw = docx(p(picture("a")), image_a=PNG)
    with ZipFile(BytesIO(raw)) as old:
        files.update({name: old.read(name) for name in old.namelist()})
    files["word/_rels/document.xml.rels"] = files["word/_rels/document.xml.rels"].replace(
        b"image_a.bin", b"../../../evil.png"
    )
    page = read_word(package(files))
    assert page.pictures == {}
    assert told(page) == ["picture-missing", "no-text"]


def test_tables_are_markdown_tables() -> None:
    cell = p("一等奖") + p("2|3组")
    (block,) = blocks(table(["姓名", "奖"], ["张三", cell]))
    assert (block.kind, block.text) == (Kind.TABLE, "| 姓名 | 奖 |\n|---|---|\n| 张三 | 一等奖<br>2\\|3组 |")


def test_merged_cells_are_split_and_told() -> None:
    across = '<w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>' + p("合计") + "</w:tc>"
    down = [
        f"<w:tc><w:tcPr><w:vMerge{start}/></w:tcPr>{p(text)}</w:tc>"
        for start, text in ((' w:val="restart"', "甲"), ("", ""))
    ]
    rows = (f"<w:tr>{across}</w:tr>", *(f"<w:tr>{cell}<w:tc>{p('乙')}</w:tc></w:tr>" for cell in down))
    page = read_word(docx(f"<w:tbl>{''.join(rows)}</w:tbl>"))
    assert page.blocks[0].text == "| 合计 |  |\n|---|---|\n| 甲 | 乙 |\n|  | 乙 |"
    assert told(page) == ["table-merged-cells"]


def test_a_table_in_a_table_is_words_of_its_cell_and_told() -> None:
    page = read_word(docx(table(["甲", "乙"], ["丙", table(["丁", "戊"])])))
    assert page.blocks[0].text == "| 甲 | 乙 |\n|---|---|\n| 丙 | 丁<br>戊 |"
    assert told(page) == ["table-in-table"]


def test_a_table_that_only_lays_out_is_taken_apart_with_captions_to_their_pictures() -> None:
    pictures = [p(picture("a")), p(picture("b"))]
    page = read_word(docx(table(pictures, ["图为甲。", "图为乙。"]), TEXT, image_a=JPEG, image_b=PNG))
    assert [(block.file, block.text) for block in page.blocks[:2]] == [
        ("picture-1.jpg", "图为甲。"),
        ("picture-2.png", "图为乙。"),
    ]
    assert told(page) == ["table-taken-apart"]


# What a story cannot have


def test_notes_of_both_kinds_stand_last_and_their_marks_stay() -> None:
    foot, end = (r(inside=f'<w:{kind}Reference w:id="2"/>') for kind in ("footnote", "endnote"))
    page = read_word(
        docx(
            p("甲", end, "乙", foot, "。"),
            p("丙"),
            footnotes=f'<w:footnote w:id="-1" w:type="separator">{p("线")}</w:footnote><w:footnote w:id="2">{p("脚")}{p("注")}</w:footnote>',
            endnotes=f'<w:endnote w:id="2">{p("尾注")}</w:endnote><w:endnote w:id="3">{p("没有注码")}</w:endnote>',
        )
    )
    assert [block.text for block in page.blocks] == ["甲[^1]乙[^2]。", "丙", "[^1]: 尾注", "[^2]: 脚 注"]
    assert [(block.kind, block.line) for block in page.blocks[2:]] == [(Kind.NOTE, 1)] * 2
    assert told(page) == ["note-left-out"]
    assert "没有注码" in quoted(page)


def test_notes_are_notes_on_the_page() -> None:
    page = read_word(
        docx(
            p("甲", r(inside='<w:footnoteReference w:id="1"/>')),
            footnotes=f'<w:footnote w:id="1">{p("注释")}</w:footnote>',
        )
    )
    html = visible("\n\n".join(block.text for block in page.blocks))
    assert "注释" in html
    assert "[^" not in html


def test_the_mark_of_a_note_that_is_not_there_is_told() -> None:
    assert told(read_word(docx(p("甲", r(inside='<w:endnoteReference w:id="9"/>'))))) == ["note-missing"]


def test_insertions_are_kept_deletions_left_out_and_both_quoted() -> None:
    page = read_word(
        docx(p("参加", changed("del", "三十二"), changed("ins", "三十三"), "人", changed("moveFrom", "移")))
    )
    assert page.blocks[0].text == "参加三十三人"
    assert told(page) == ["tracked-deletion", "tracked-insertion"] or set(told(page)) == {
        "tracked-deletion",
        "tracked-insertion",
    }
    assert all(words in quoted(page) for words in ("“三十二”", "“三十三”", "“移”"))


def test_a_paragraph_whose_end_was_deleted_goes_on_in_the_next() -> None:
    cut = "<w:rPr><w:del/></w:rPr>"
    assert texts(p("甲", properties=cut), p("乙", properties=cut), p("丙", style="1")) == ["甲乙丙"]
    assert texts(p("甲", properties=cut)) == ["甲"]


def test_a_row_that_was_deleted_is_left_out_and_quoted() -> None:
    row = f"<w:tr><w:trPr><w:del/></w:trPr><w:tc>{p('旧')}</w:tc></w:tr>"
    page = read_word(docx(table(["甲", "乙"], ["丙", "丁"]).replace("</w:tbl>", row + "</w:tbl>")))
    assert "旧" not in page.blocks[0].text
    assert "“旧”" in quoted(page)


def test_text_boxes_follow_their_paragraph_and_are_told_once() -> None:
    page = read_word(docx(p("前", text_box(p("框内"), table(["甲", "乙"], ["丙", "丁"]))), p("后")))
    assert [block.text for block in page.blocks] == [
        "前",
        "框内",
        "| 甲 | 乙 |\n|---|---|\n| 丙 | 丁 |",
        "后",
    ]
    assert told(page) == ["text-box"]


def test_wordart_and_words_in_drawings_are_lines() -> None:
    art = r(inside='<w:pict><v:shape><v:textpath string="艺术字"/></v:shape></w:pict>')
    drawn = r(
        inside="<w:drawing><a:graphic><a:txBody><a:p><a:r><a:t>图形字</a:t></a:r></a:p></a:txBody></a:graphic></w:drawing>"
    )
    assert texts(p(art), p(drawn)) == ["艺术字", "图形字"]


def test_hidden_text_is_not_published_but_quoted() -> None:
    page = read_word(docx(p("可见", r("电话", "w:vanish"), r("号码", "w:vanish"))))
    assert page.blocks[0].text == "可见"
    assert "“电话号码”" in quoted(page)


def test_a_picture_that_was_deleted_or_hidden_is_told_and_not_taken_out() -> None:
    deleted = f"<w:del>{picture('a')}</w:del>"
    hidden = picture("a").replace("<w:rPr>", "<w:rPr><w:vanish/>")
    page = read_word(docx(p("甲", deleted), p("乙", hidden), image_a=JPEG))
    assert page.pictures == {}
    assert told(page) == ["tracked-deletion", "hidden-text"]


def test_comments_are_told_with_author_words_and_place() -> None:
    anchored = r(inside='<w:commentReference w:id="7"/>')
    comments = f'<w:comment w:id="7" w:author="李四">{p("数字要核实")}</w:comment>'
    page = read_word(docx(p("甲"), p("乙", anchored), comments=comments))
    assert [(remark.line, remark.message.message.zh) for remark in page.remarks] == [
        (2, "李四的批注：“数字要核实”")
    ]


def test_heads_and_feet_of_pages_are_told_but_for_page_numbers() -> None:
    page = read_word(docx(TEXT, header=p("内部资料"), footer=p("第 1 页 共 3 页")))
    assert told(page) == ["page-margin"]
    assert "内部资料" in quoted(page)


def test_equations_become_plain_words_and_are_told() -> None:
    page = read_word(docx(p("因为", "<m:oMath><m:r><m:t>a+b</m:t></m:r></m:oMath>")))
    assert page.blocks[0].text == "因为a+b"
    assert told(page) == ["equation"]


@pytest.mark.parametrize(
    "inside",
    [
        '<w:drawing><a:graphic><c:chart r:id="a"/></a:graphic></w:drawing>',
        '<w:drawing><a:graphic><dgm:relIds r:dm="a"/></a:graphic></w:drawing>',
        '<w:object><o:OLEObject ProgID="Excel.Sheet.12" r:id="a"/></w:object>',
    ],
    ids=["chart", "SmartArt", "file"],
)
def test_what_other_programs_drew_is_told(inside: str) -> None:
    assert told(read_word(docx(p("甲", r(inside=inside))))) == ["left-out"]


def test_a_document_within_the_document_is_told() -> None:
    assert told(read_word(docx(TEXT, '<w:altChunk r:id="a"/>'))) == ["left-out"]


def test_symbols_of_special_fonts_are_read_or_told() -> None:
    symbols = [r(inside=f'<w:sym w:font="Wingdings" w:char="{code}"/>') for code in ("F0FC", "F999", "zz")]
    page = read_word(docx(p("甲", *symbols)))
    assert page.blocks[0].text == "甲✓"
    assert told(page) == ["symbol-left-out"] * 2


def test_readings_above_characters_stand_in_brackets() -> None:
    ruby = f"<w:ruby><w:rt>{r('xíng')}</w:rt><w:rubyBase>{r('荥')}</w:rubyBase></w:ruby>"
    assert texts(p("古", r(inside=ruby), "镇")) == ["古荥（xíng）镇"]


def test_macros_are_told_and_never_kept() -> None:
    raw = docx(TEXT)
    with ZipFile(BytesIO(raw)) as old:
        files = {name: old.read(name) for name in old.namelist()}
    page = read_word(package({**files, "word/vbaProject.bin": b"Sub Evil()"}))
    assert told(page) == ["macros"]
    assert page.pictures == {}


def test_a_file_without_text_is_a_page_with_a_remark() -> None:
    assert told(read_word(docx())) == ["no-text"]
    page = read_word(docx(p(picture("a")), image_a=JPEG))
    assert (len(page.blocks), told(page)) == (1, ["no-text"])


# Nothing is lost

WORDS = st.text(alphabet="惠济区党建甲乙12*_#<>&[]|~`. ", min_size=1, max_size=8)
RUNS = st.one_of(
    st.builds(r, WORDS),
    st.builds(r, WORDS, st.sampled_from(["w:b", "w:i", "w:vanish", "w:strike", 'w:sz w:val="40"'])),
    st.builds(changed, st.sampled_from(["ins", "del", "moveFrom", "moveTo"]), WORDS.filter(str.strip)),
    WORDS.map(lambda words: text_box(p(r(words)))),
    WORDS.map(
        lambda words: f"<w:smartTag><w:sdt><w:sdtContent>{r(words)}</w:sdtContent></w:sdt></w:smartTag>"
    ),
    WORDS.map(lambda words: f'<w:fldSimple w:instr="PAGE">{r(words)}</w:fldSimple>'),
    WORDS.map(lambda words: r(words).replace("<w:r>", "<w:unheardOf>").replace("</w:r>", "</w:unheardOf>")),
    WORDS.map(lambda words: r(words, inside="<w:br/>")),
    st.just(r(inside='<w:footnoteReference w:id="1"/>')),
    st.just(r(inside='<w:fldChar w:fldCharType="begin"/>')),
    st.just(picture("a")),
)
PARAGRAPHS = st.builds(
    lambda runs, style, properties: p(*runs, style=style, properties=properties),
    st.lists(RUNS, max_size=4),
    st.sampled_from(["", "1", "b", "c", "m"]),
    st.sampled_from(["", "<w:rPr><w:del/></w:rPr>", '<w:numPr><w:numId w:val="1"/></w:numPr>']),
)
TABLES = st.lists(st.lists(PARAGRAPHS, min_size=2, max_size=2), min_size=1, max_size=3).map(
    lambda rows: table(*rows)
)


def characters(text: str) -> Counter[str]:
    return Counter("".join(text.split()))


@settings(max_examples=60)
@given(st.lists(st.one_of(PARAGRAPHS, TABLES), max_size=5), WORDS)
def test_every_character_is_in_the_blocks_or_in_the_remarks(body: list[str], note: str) -> None:
    raw = docx(
        *body,
        footnotes=f'<w:footnote w:id="1">{p(r(note))}</w:footnote>',
        numbering=numbering(("bullet", "·")),
        image_a=JPEG,
    )
    page = read_word(raw)
    without_copies = re.sub(r"<mc:Fallback>.*?</mc:Fallback>", "", "".join(body))
    written = unescape("".join(re.findall(r"<w:(?:t|delText)\b[^>]*>([^<]*)<", without_copies))) + note
    kept = "\n\n".join(f"## {block.text}" if block.level else block.text for block in page.blocks)
    read = visible(kept.replace("<br>", " ")) + quoted(page)
    assert not characters(written) - characters(read)
    assert inspect(kept).refused == ()


# Bad input


def code_of(raw: bytes) -> str:
    with pytest.raises(Unreadable) as refused:
        read_word(raw)
    assert refused.value.message.suggestion
    return refused.value.message.code


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1000)


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (b"", "empty-file"),
        (OLE, "old-word-file"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "password-protected"),
        (b"{\\rtf1 text}", "not-a-word-file"),
        (b"%PDF-1.7", "not-a-word-file"),
        ("纯文字".encode(), "not-a-word-file"),
        (package({"xl/workbook.xml": b"<x/>"}), "not-a-word-file"),
        (package({"ppt/presentation.xml": b"<x/>"}), "not-a-word-file"),
        (package({"a.txt": b"x"}), "not-a-word-file"),
        (docx(TEXT)[:-30], "damaged-file"),
        (docx(TEXT)[:300], "damaged-file"),
        (docx("<w:p>"), "damaged-file"),
        (package({"word/document.xml": b"<a/>"}), "damaged-file"),
        (package({"word/document.xml": b"<" + b"\xff" * 9}), "damaged-file"),
        (package({f"{number}": b"" for number in range(PARTS + 1)}), "oversized-package"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_cannot_be_read_says_why_and_what_to_do(raw: bytes, code: str) -> None:
    assert code_of(raw) == code


def test_a_part_that_grows_when_unpacked_is_refused_before_it_has_grown() -> None:
    assert code_of(docx(p("甲" * 11_000_000))) == "oversized-package"
    assert code_of(docx(p(picture("a")), image_a=bytes(110_000_000))) == "oversized-package"


@pytest.mark.parametrize(
    "doctype",
    [
        '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>',
        '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE x SYSTEM "http://example.org/x.dtd">',
    ],
)
def test_a_document_type_is_refused(doctype: str) -> None:
    document = f'{doctype}<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body/></w:document>'
    assert code_of(package({"word/document.xml": document.encode()})) == "damaged-file"
    assert code_of(package({"word/document.xml": document.encode("utf-16")})) == "damaged-file"


def test_elements_without_end_are_refused() -> None:
    deep = "<w:sdt>" * 5_000 + "</w:sdt>" * 5_000
    assert code_of(docx(deep)) == "damaged-file"


def test_too_much_text_is_refused() -> None:
    assert code_of(docx(*[p("一段文字" * 1_000)] * 510)) == "text-too-long"
    assert code_of(docx("<w:p/>" * (MOST_PARAGRAPHS + 1))) == "text-too-long"


def test_the_strict_kind_of_file_is_read_too() -> None:
    document = b'<d:document xmlns:d="http://purl.oclc.org/ooxml/wordprocessingml/main"><d:body><d:p><d:r><d:t>\xe7\x94\xb2</d:t></d:r></d:p></d:body></d:document>'
    assert [block.text for block in read_word(package({"word/document.xml": document})).blocks] == ["甲"]


@given(st.binary(max_size=200), st.integers(0, 3_000))
def test_bytes_that_were_changed_are_read_or_refused_but_raise_nothing_else(noise: bytes, place: int) -> None:
    raw = docx(TEXT, p("二"), image_a=JPEG)
    with suppress(Unreadable):
        read_word(raw[:place] + noise + raw[place + len(noise) :])
