from base64 import b64encode
from collections import Counter
from contextlib import suppress
from html import escape

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from plugins.sources.foreign.inline_markdown import visible
from plugins.sources.foreign.page import Kind, Page, Unreadable
from plugins.sources.foreign.webpage import read_html
from plugins.sources.foreign.webpage_text import LARGEST, MOST_TAGS
from plugins.sources.markup import inspect

from .word_files import JPEG, PNG

TEXT = "<p>正文是这样的一段话，比小标题长得多，说的是一件事情的经过和结果。</p>"


def read(html: str) -> Page:
    return read_html(html.encode())


def texts(html: str) -> list[str]:
    return [block.text for block in read(html).blocks]


def told(page: Page) -> list[str]:
    return [remark.message.code for remark in page.remarks]


def quoted(page: Page) -> str:
    return "\n".join(remark.message.message.zh for remark in page.remarks)


# Bytes


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        ("<p>惠济区".encode(), "惠济区"),
        (b"\xef\xbb\xbf" + "<p>惠济区".encode(), "惠济区"),
        ("<p>惠济区".encode("utf-16"), "惠济区"),
        ("<p>惠济区".encode("gb18030"), "惠济区"),
        ("<meta charset=gb2312><p>惠济区㐀".encode("gb18030"), "惠济区㐀"),
        ('<meta content="text/html; charset=big5"><p>惠濟區'.encode("big5"), "惠濟區"),
        ("<meta charset=rot13><p>惠济区".encode(), "惠济区"),
        ("<meta charset=utf-8><p>惠济区".encode("gb18030"), "惠济区"),
    ],
    ids=["UTF-8", "BOM", "UTF-16", "not declared", "gb2312", "Big5", "nonsense declared", "wrongly declared"],
)
def test_the_encoding_is_marked_declared_or_found_out(raw: bytes, words: str) -> None:
    assert [block.text for block in read_html(raw).blocks] == [words]


def code_of(raw: bytes) -> str:
    with pytest.raises(Unreadable) as refused:
        read_html(raw)
    assert refused.value.message.suggestion
    return refused.value.message.code


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (b"", "empty-file"),
        (b" \n ", "empty-file"),
        ("只是文字，a < b。".encode(), "not-html"),
        (b"PK\x03\x04...", "not-html"),
        (b"\xd0\xcf\x11\xe0...", "not-html"),
        (b"%PDF-1.7 <a>", "not-html"),
        (b"From: <Saved by Blink>\r\nMIME-Version: 1.0\r\n<html>", "web-archive"),
        (b"<p>\xff\xff\xff</p>", "unknown-encoding"),
        (b"<p>a<![:", "broken-html"),
        (b"<p>" + b"a" * LARGEST, "file-too-large"),
        (b"<p>" * (MOST_TAGS + 1), "file-too-large"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_cannot_be_read_says_why_and_what_to_do(raw: bytes, code: str) -> None:
    assert code_of(raw) == code


def test_nul_characters_are_not_read() -> None:
    assert texts("<p>惠\0济</p>") == ["惠济"]


@pytest.mark.parametrize(
    "opening",
    [
        "<div>",
        "<b>",
        "<ul><li>",
        "<table><tr><td>",
        "<td>",
        "<p>",
        "<blockquote>",
        "<article>",
        "<ruby><rt>",
        "<a href=/>",
    ],
)
def test_ten_thousand_elements_within_one_another_are_read(opening: str) -> None:
    assert "文" in "".join(texts(opening * 10_000 + "文"))


def test_an_element_of_our_own_in_a_page_is_one_that_nobody_knows() -> None:
    assert texts("<h1><note-mark id=1>甲</note-mark><img></h1>") == ["甲"]


# The story


@pytest.mark.parametrize(
    "html",
    [
        f"<nav>首页</nav><article>{TEXT}</article><div>热门</div>",
        f"<div>首页</div><main>{TEXT}</main><p>热门",
        f"<div>首页</div><div role=main>{TEXT}</div>热门",
        f'<div>首页</div><div id="js_content" style="visibility: hidden">{TEXT}</div>热门',
        f'<div>首页</div><div class="TRS_Editor x">{TEXT}</div>热门',
    ],
    ids=["article", "main", "role", "WeChat", "TRS"],
)
def test_the_story_is_found_and_what_stands_beside_it_is_told(html: str) -> None:
    page = read(f"<title>网站</title><body>{html}</body>")
    assert len(page.blocks) == 1
    assert "首页" in quoted(page)


def test_without_an_element_that_says_so_the_whole_page_is_the_story() -> None:
    assert texts("<div>甲</div>乙<p>丙") == ["甲", "乙", "丙"]


def test_several_articles_are_all_read_in_order() -> None:
    assert texts("<article><h1>甲</h1></article><hr><article><h1>乙</h1></article>") == ["甲", "乙"]


def test_a_headline_outside_the_story_is_taken_with_it() -> None:
    page = read(f"<h1>标题</h1><article>{TEXT}</article>")
    assert (page.blocks[0].kind, page.blocks[0].text) == (Kind.HEADING, "标题")


def test_without_a_headline_the_name_of_the_page_is_told() -> None:
    page = read(f"<html><head><title>标题_惠济区</title></head><body>{TEXT}</body></html>")
    assert told(page) == ["page-title"]
    assert "标题_惠济区" in quoted(page)


def test_scripts_and_styles_and_comments_are_no_words() -> None:
    html = f"<script>a</script><style>b</style><!-- c --><template>d</template><noscript>e</noscript>{TEXT}"
    page = read(html)
    assert len(page.blocks) == 1
    assert told(page) == []


@pytest.mark.parametrize(
    "element",
    [
        "<nav>外</nav>",
        "<footer>外</footer>",
        "<p hidden>外</p>",
        '<p style="display: NONE">外</p>',
        "<button>外</button>",
        "<svg><text>外</text></svg>",
    ],
)
def test_what_is_no_part_of_a_story_is_left_out_and_quoted(element: str) -> None:
    page = read(f"<article>{TEXT}{element}</article>")
    assert len(page.blocks) == 1
    assert told(page) == ["left-out"]
    assert "外" in quoted(page)


def test_films_and_embedded_pages_are_told_even_without_words() -> None:
    assert told(read(f"{TEXT}<iframe src=a></iframe><video src=b></video>")) == ["left-out"] * 2


def test_a_page_without_words_is_a_page_with_a_remark() -> None:
    page = read("<html><body><div id=app></div><script src=a.js></script></body></html>")
    assert (page.blocks, told(page)) == ((), ["no-text"])


# Lines


def test_lines_end_at_blocks_and_breaks_and_know_their_place() -> None:
    page = read("<h2>小标题</h2>\n<div>　　甲<br>\n&nbsp;&nbsp;乙\n<p>丙</div>丁")
    assert [(block.text, block.line) for block in page.blocks] == [
        ("小标题", 1),
        ("甲", 2),
        ("乙", 2),
        ("丙", 4),
        ("丁", 4),
    ]


def test_empty_paragraphs_and_double_breaks_and_rules_are_gaps() -> None:
    html = "<p>甲</p><p>&nbsp;</p><p><br></p><p>乙</p>丙<br><br>丁<hr>戊"
    assert [block.gap for block in read(html).blocks] == [0, 2, 0, 1, 1]


def test_line_ends_of_the_source_part_words_but_not_chinese() -> None:
    assert texts("<p>惠济\n区<b>党\n建\n</b>工作 hello\n  world") == ["惠济区**党建**工作 hello world"]


def test_entities_are_characters_and_markdown_by_accident_is_escaped() -> None:
    assert texts("<p>&lt;b&gt; &amp;amp; &ldquo;甲&rdquo; 2017-10-12 138****1234</p>") == [
        r"&lt;b> &amp;amp; “甲” 2017-10-12 138\*\*\*\*1234"
    ]


@pytest.mark.parametrize(
    "heading",
    [
        "<p><b>小标题</b></p>",
        "<p style='font-weight: bold'>小标题</p>",
        "<p><span style='font-size: 22pt'>小标题</span></p>",
        "<p><font size=5>小标题</font></p>",
        "<div><strong>小</strong><b>标题</b></div>",
    ],
)
def test_a_faked_heading_is_strong(heading: str) -> None:
    first, second = read(heading + TEXT).blocks
    assert (first.text, first.strong, second.strong) == ("小标题", True, False)


def test_bold_that_a_style_takes_back_is_none() -> None:
    assert texts(f"<b style='font-weight:normal'><p>甲</p>{TEXT}</b>")[0] == "甲"
    assert not read(f"<b style='font-weight:normal'><p>甲</p>{TEXT}</b>").blocks[0].strong


@pytest.mark.parametrize(
    "html", ["<p align=center>甲", "<center>甲</center>", "<div style='text-align:center'><p>甲</p></div>"]
)
def test_centred_lines_say_so(html: str) -> None:
    assert read(html).blocks[0].centred


def test_lists_keep_their_numbers_and_levels() -> None:
    html = "<ul><li>甲<ul><li>乙</ul><li>丙</ul>丁<ol start=3><li>一<li value=7>二<li>三</ol>"
    assert texts(html) == ["- 甲", "    - 乙", "- 丙", "丁", "3. 一", "7. 二", "8. 三"]


def test_what_goes_on_in_an_item_is_indented_unless_something_else_came_between() -> None:
    assert texts("<ul><li>甲<p>乙</p><h2>丙</h2>丁</ul>") == ["- 甲", "    乙", "丙", "丁"]
    assert texts("<blockquote><ul><li>甲<ul><li>乙</ul></ul></blockquote>") == ["> - 甲", "> - 乙"]


def test_quotations_and_preformatted_lines_are_kept() -> None:
    assert texts("<blockquote>甲<p>乙</blockquote><pre>丙\n  丁</pre><q>戊</q>") == [
        "> 甲",
        "> 乙",
        "丙",
        "丁",
        "“戊”",
    ]


def test_cells_whose_end_tags_were_left_out_are_cells() -> None:
    assert texts("<table><tr><!-- 注 --><th>甲<th>乙<tr><td><p>丙<td>丁</table>") == [
        "| 甲 | 乙 |\n|---|---|\n| 丙 | 丁 |"
    ]


def test_words_that_stand_in_no_cell_are_kept() -> None:
    kept = " ".join(texts("<table>一<caption>二</caption><tr>三<td>四</td></tr><tbody>五</tbody></table>"))
    assert sorted(set(kept) - set("| -\n")) == sorted("一二三四五")


def test_readings_stand_in_brackets_whether_the_page_has_them_or_not() -> None:
    assert texts("<ruby>荥<rt>xíng</rt></ruby>、<ruby>济<rp>（</rp><rt>jǐ</rt><rp>）</rp></ruby>") == [
        "荥（xíng）、济（jǐ）"
    ]


# Links and pictures


def test_links_are_kept_and_those_within_the_site_need_to_know_where_it_was() -> None:
    link = "<p><a href='/a.html'>甲</a><a href='#b'>乙</a>"
    assert texts("<base href='https://example.org/x/'>" + link) == ["[甲](https://example.org/a.html)乙"]
    saved = "<!-- saved from url=(0020)https://example.org/ -->"
    assert texts(saved + link) == ["[甲](https://example.org/a.html)乙"]
    page = read(link)
    assert (page.blocks[0].text, told(page)) == ("甲乙", ["link-left-out"])


def test_an_address_that_could_do_harm_is_never_a_link() -> None:
    page = read(
        "<a href='java&#10;script:alert(1)'>甲</a> <a href='data:text/html,x'>乙</a> <a href='http://[x'>丙</a>"
    )
    assert page.blocks[0].text == "甲 乙 丙"
    assert told(page) == ["link-left-out"] * 3


def data(picture: bytes) -> str:
    return f"data:image/x;base64,{b64encode(picture).decode()}"


def test_pictures_in_the_page_come_out_with_their_captions() -> None:
    page = read(
        f"<figure><img src='{data(JPEG)}' alt='会场'><figcaption>图<b>一</b></figcaption></figure>"
        f"<figure><figcaption>图二</figcaption><img src='{data(PNG)}' alt='a.png'></figure>{TEXT}"
    )
    assert page.pictures == {"picture-1.jpg": JPEG, "picture-2.png": PNG}
    assert [(block.text, block.alt) for block in page.blocks[:2]] == [("图**一**", "会场"), ("图二", "")]


@pytest.mark.parametrize(
    ("source", "code"),
    [
        ("src='https://example.org/a.jpg'", "picture-elsewhere"),
        ("src='稿件.files/image001.jpg'", "picture-elsewhere"),
        ("data-src='https://example.org/a.jpg' src='data:,'", "picture-elsewhere"),
        ("", "picture-elsewhere"),
        (f"src='{data(b'GIF89a')}'", "picture-format"),
        ("src='data:image/png;base64,%%%'", "picture-elsewhere"),
    ],
)
def test_of_other_pictures_address_or_format_is_told(source: str, code: str) -> None:
    page = read(f"{TEXT}<p>甲<img {source} alt='乙'></p>")
    assert (page.pictures, told(page)) == ({}, [code])


# Word's own HTML


def test_a_page_that_word_wrote_is_read() -> None:
    ignored = (
        "<![if !supportLists]><span style='mso-list:Ignore'>{}<span>&nbsp;&nbsp; </span></span><![endif]>"
    )
    html = f"""<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><meta charset=gb2312>
<!--[if gte mso 9]><xml><w:View>Normal</w:View></xml><![endif]--><style>p.MsoNormal {{font-size:10.5pt}}</style></head><body lang=ZH-CN>
<p class=MsoTitle>标题<o:p></o:p></p><p class=MsoNormal><o:p>&nbsp;</o:p></p>
<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'>{ignored.format("l")}要点</p>
<p class=MsoListParagraph style='mso-list:l1 level1 lfo2'>{ignored.format("3.")}第三</p>
<p class=MsoListParagraph style='mso-list:l2 level1 lfo3'>{ignored.format("一、")}小标题</p>
<p class=MsoNormal style='mso-hide:all'>暗</p>
<p class=MsoNormal><span lang=EN-US style='mso-spacerun:yes'>&nbsp; </span>正文很
长。</p></body></html>"""
    page = read_html(html.encode("gb18030"))
    assert [block.text for block in page.blocks] == ["标题", "- 要点", "3. 第三", "一、 小标题", "正文很长。"]
    assert (page.blocks[0].kind, page.blocks[1].gap) == (Kind.HEADING, 1)
    assert told(page) == ["left-out"]


# Nothing is lost

WORDS = st.text(alphabet="惠济区党建甲乙12*_#<>&[]|~`. \n", min_size=1, max_size=8)
OPENINGS = st.sampled_from(
    "p div b i s sup center h1 h2 h3 ul ol li dl dt blockquote pre table tr td th caption figure figcaption span a "
    "font section form ruby rt q unheard-of note-mark big".split()
)


@st.composite
def trees(draw: st.DrawFn, depth: int = 4) -> str:
    """HTML, well formed or not."""
    parts = ""
    for _ in range(draw(st.integers(0, 3))):
        if depth and draw(st.booleans()):
            name = draw(OPENINGS)
            closing = f"</{name}>" if draw(st.integers(0, 4)) else ""
            parts += f"<{name}>{draw(trees(depth - 1))}{closing}"
        else:
            parts += escape(draw(WORDS)) + draw(
                st.sampled_from(["", "", "<br>", "<hr>", "</p>", "</td>", "</b>"])
            )
    return parts


def characters(text: str) -> Counter[str]:
    return Counter("".join(text.split()))


@given(trees())
def test_every_character_of_the_story_is_in_the_blocks(html: str) -> None:
    page = read(f"<body>{html}<p>末")
    kept = "\n\n".join(f"## {block.text}" if block.level else block.text for block in page.blocks)
    written = BeautifulSoup(f"<body>{html}<p>末", "html.parser").get_text()
    assert not characters(written) - characters(visible(kept.replace("<br>", " ")))
    assert inspect(kept).refused == ()


@given(st.text(alphabet="<>!?/-=\"'[]ab甲&;: \n\0", max_size=60))
def test_any_characters_are_read_or_refused_but_raise_nothing_else(text: str) -> None:
    with suppress(Unreadable):
        read(f"<p>{text}")
