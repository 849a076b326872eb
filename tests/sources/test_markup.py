import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.sources.markup import ATTRIBUTES, Inspection, Refused, excerpt, inspect, to_html


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("**注意：**事项", "<p><strong>注意：</strong>事项</p>"),
        ("## 小标题", "<h2>小标题</h2>"),
        ("- 一\n- 二", "<ul>\n<li>一</li>\n<li>二</li>\n</ul>"),
        ("[关于]({filename}/pages/about.md)", '<p><a href="{filename}/pages/about.md">关于</a></p>'),
        ("~~删~~", "<p><del>删</del></p>"),
        ("2 < 3 & “引号”", "<p>2 &lt; 3 &amp; “引号”</p>"),
    ],
)
def test_markdown_becomes_the_html_that_the_guide_promises(markdown: str, html: str) -> None:
    assert to_html(markdown) == html


def test_a_table_says_its_alignment_without_an_attribute_that_html_has_dropped() -> None:
    html = to_html("| 项 | 数 |\n|--|--:|\n| 一 | 2 |")
    assert '<th class="right">数</th>' in html
    assert " align=" not in html


@pytest.mark.parametrize(
    ("markdown", "cut"),
    [
        ("<script>alert(1)</script>", Refused("element", "script")),
        ("<iframe src=x></iframe>", Refused("element", "iframe")),
        ("正文![图](a.jpg)", Refused("element", "img")),
        ("正文![图][a]\n\n[a]: a.jpg", Refused("element", "img")),
        ("- ![图](a.jpg)", Refused("element", "img")),
        ('<img src="a.jpg" alt="图" title="图说｜署名">', Refused("element", "img")),
        ("<picture><source srcset=a.jpg></picture>", Refused("element", "picture")),
        ('<figure data-picture="0"></figure>', Refused("element", "figure")),
        ('<pre>\n\n![图](a.jpg "图说｜署名")\n\n</pre>', Refused("picture", '![图](a.jpg "图说｜署名")')),
        ("# 一级", Refused("element", "h1")),
        ('<a href="/x" onclick="y()">z</a>', Refused("attribute", "onclick")),
        ('<p style="color:red">z</p>', Refused("attribute", "style")),
        ("[x](javascript:alert(1))", Refused("address", "javascript:alert(1)")),
        ("[x](JaVaScRiPt:alert(1))", Refused("address", "JaVaScRiPt:alert(1)")),
        ('<a href="java&#115;cript:x">z</a>', Refused("address", "javascript:x")),
        ('<a href="java\tscript:x">z</a>', Refused("address", "java\tscript:x")),
        ("<data:text/html,x>", Refused("address", "data:text/html,x")),
        ("[x](vbscript:x)", Refused("address", "vbscript:x")),
    ],
)
def test_what_could_do_harm_is_named_and_never_published(markdown: str, cut: Refused) -> None:
    assert cut in inspect(markdown).refused
    html = to_html(markdown)
    assert not re.search(
        r"<(script|iframe|img|picture|figure|h1)|onclick|style=|href=.(?!/)", html, re.IGNORECASE
    )


@pytest.mark.parametrize(
    "markdown",
    [
        "普通的一段话。",
        "[站内](/about.html) [站外](https://example.org/a?b=c&d=e) [信](mailto:a@example.org) <https://example.org>",
        "`<script>` 写在代码里",
        "    <script>缩进的代码</script>",
        "2 < 3，a<b",
        "脚注[^1]。\n\n[^1]: 注。",
        "| a |\n|:-:|\n| 1 |",
        "<!-- 给编辑的话 -->正文",
    ],
)
def test_what_editors_may_write_is_not_refused(markdown: str) -> None:
    assert inspect(markdown).refused == ()


@given(st.text(alphabet=st.sampled_from("<>/=\"'&;:()[]!#*_`~|{} \nabhijnoprstv")))
def test_nothing_but_the_allow_list_ever_comes_out(markdown: str) -> None:
    html = to_html(markdown)
    assert set(re.findall(r"<([a-z0-9]+)", html)) <= set(ATTRIBUTES)
    assert set(re.findall(r"<[^>]*\s([a-z-]+)=", html)) <= {"href", "title", "id", "class", "start"}


def test_links_are_found_as_they_were_written() -> None:
    assert inspect("[a]({filename}b.md) 和 [c](/d.html)").links == ("{filename}b.md", "/d.html")
    assert inspect("没有链接") == Inspection()


def test_an_excerpt_is_the_first_paragraph_cut_at_a_clause() -> None:
    assert excerpt("<h2>题</h2><p>一 &amp; <b>二</b>。</p><p>三</p>") == "一 & 二。"
    assert excerpt(f"<p>{'字' * 50}，{'字' * 50}，{'字' * 50}</p>") == "字" * 50 + "，" + "字" * 50 + "…"
    assert excerpt(f"<p>{'字' * 500}</p>") == "字" * 120 + "…"
    assert excerpt("<ul><li>一</li></ul>") == ""
