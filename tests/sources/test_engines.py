"""Two engines, one meaning: comrak against Python-Markdown, its reference."""

import re

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from plugins.sources.markup import to_html

SAME = {
    "paragraphs": "第一段。\n\n第二段，\n接着上一行。",
    "subheads": "## 小标题\n\n正文。\n\n### 再小一级\n\n正文。",
    "strong": "**重点**，和党**建**云。",
    "strong beside Chinese punctuation": "**注意：**事项，他说**“党建云”**好用，**（一）**也行。",
    "emphasis": "*强调*的字，和 _强调_ 的字，a_b_c 不是。",
    "deleted": "~~删去~~的字。",
    "list": "要点：\n\n- 一\n- 二\n- 三",
    "list of paragraphs": "- 一\n\n- 二",
    "list within a list": "- 一\n    - 一之一\n- 二",
    "numbers": "1. 一\n2. 二",
    "numbers from three": "3. 三\n4. 四",
    "quotation": "> 引用一句。\n> 再一句。",
    "link": "见[惠济区](https://example.org/a?b=1&c=2)。",
    "link with a title": '见[惠济区](https://example.org "说明")。',
    "link to a file": "见[另一稿]({filename}/news/2017/10/a.md)。",
    "address in brackets": "见 <https://example.org>。",
    "address": "见 https://example.org 。",
    "table": "| 项 | 数 |\n|:--|--:|\n| 一 | 2 |\n| 三 | 4 |",
    "line break": "上  \n下",
    "rule": "上\n\n---\n\n下",
    "code": "用 `代码` 写。",
    "block of code": "```\n代码\n```",
    "escapes": "\\*不是强调\\*，2\\. 也不是",
    "characters of HTML": "A &amp; B < C",
    "sub and sup": "x<sup>2</sup>，H<sub>2</sub>O",
    "picture": '上\n\n![现场](2017/10/a.jpg "图说｜陈静 摄")\n\n下',
    "pictures one after another": '![一](a.jpg "｜资料图片")\n\n![二](a-b_c.jpg "*图说*|a_b_c")',
    "picture in a block of code": '```\n![一](a.jpg "｜资料图片")\n```\n\n![二](b.jpg "｜资料图片")',
    "picture in a comment": '<!--\n\n![一](a.jpg "｜资料图片")\n\n-->\n\n![二](b.jpg "｜资料图片")',
}

DIFFERENT = {
    "a list right after a paragraph": ("要点：\n- 一\n- 二", "<p>要点：</p><ul><li>一</li><li>二</li></ul>"),
    "a list indented by two spaces": (
        "- 一\n  - 一之一",
        "<ul><li>一<ul><li>一之一</li></ul></li></ul>",
    ),
    "a backslash at the end of a line": ("上\\\n下", "<p>上<br/>下</p>"),
    "a heading without a space": ("##小标题", "<p>##小标题</p>"),
    "a picture between tags": (
        '<blockquote>\n\n![一](a.jpg "｜资料图片")\n\n</blockquote>',
        '<blockquote><figure data-picture="0"></figure></blockquote>',
    ),
    "footnotes": (
        "正文[^1]。\n\n[^1]: 注释。",
        '<p>正文<sup><a href="#fn-1" id="fnref-1">1</a></sup>。</p><section><ol>'
        '<li id="fn-1"><p>注释。 <a href="#fnref-1">↩</a></p></li></ol></section>',
    ),
}
"""What `docs/editing.md` lists, with what comrak makes of it."""


def meaning(html: str) -> str:
    """The elements and their text; line breaks between them mean nothing to a reader."""
    return re.sub(r"\s*\n\s*", "", str(BeautifulSoup(html, "html.parser")))


def text(html: str) -> str:
    return re.sub(r"\s", "", BeautifulSoup(html, "html.parser").get_text())


@pytest.mark.parametrize("name", SAME)
def test_both_engines_read_what_the_guide_documents(name: str) -> None:
    comrak, reference = (to_html(SAME[name], engine) for engine in ("comrak", "markdown"))
    assert meaning(comrak) == meaning(reference)


@pytest.mark.parametrize("name", DIFFERENT)
def test_each_listed_difference_is_one(name: str) -> None:
    markdown, html = DIFFERENT[name]
    assert meaning(to_html(markdown)) == html
    assert meaning(to_html(markdown, "markdown")) != html


def test_the_way_to_a_footnote_and_back_leads_somewhere_with_both_engines() -> None:
    for engine in ("comrak", "markdown"):
        page = BeautifulSoup(to_html("正文[^1]。\n\n[^1]: 注释。", engine), "html.parser")
        links = {str(link["href"]).removeprefix("#") for link in page.find_all("a")}
        assert links == {str(found["id"]) for found in page.find_all(id=True)}


HAN = st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF)
WORDS = st.text(
    st.one_of(HAN, st.sampled_from("，。！？：；、“”‘’（）《》—…·％０１2017ABab")), min_size=1, max_size=30
)
MARKED = st.builds(
    lambda mark, words, after: f"{mark}{words}{mark}{after}", st.sampled_from(["**", "*", ""]), WORDS, HAN
)
"""Words between marks; and then one without, since of `*甲**乙*` nobody can say what is meant."""
PARAGRAPHS = st.lists(
    st.builds(lambda start, parts: start + "".join(parts), HAN, st.lists(MARKED, min_size=1, max_size=4)),
    min_size=1,
    max_size=4,
)


@given(PARAGRAPHS)
def test_random_chinese_text_has_the_same_words_and_paragraphs_with_both_engines(lines: list[str]) -> None:
    markdown = "\n\n".join(lines)
    comrak, reference = (to_html(markdown, engine) for engine in ("comrak", "markdown"))
    assert comrak.count("<p>") == reference.count("<p>") == len(lines)
    assert text(comrak) == text(reference)


@given(st.lists(st.builds(lambda word, words: word + words, HAN, WORDS), min_size=1, max_size=6))
def test_random_chinese_text_without_marks_is_the_same_to_the_letter(lines: list[str]) -> None:
    markdown = "\n\n".join(lines)
    assert to_html(markdown) == to_html(markdown, "markdown")
