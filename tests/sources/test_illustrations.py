import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.reading.typesetting import parts
from plugins.sources.engines import Engine
from plugins.sources.illustrations import illustrations, marker
from plugins.sources.markup import excerpt, inspect, to_html

PICTURE = '![现场](2017/10/a.jpg "图说｜陈静 摄")'
ENGINES: tuple[Engine, ...] = ("comrak", "markdown")


def test_a_picture_is_a_paragraph_with_what_it_shows_a_caption_and_a_credit() -> None:
    (found,) = illustrations(f"正文。\n\n{PICTURE}\n\n正文。")
    assert (found.line, found.source, found.messages) == (2, PICTURE, ())
    picture = found.picture
    assert picture is not None
    assert (picture.file, picture.alt, picture.caption, picture.credit, picture.focus) == (
        "2017/10/a.jpg",
        "现场",
        "图说",
        "陈静 摄",
        (50, 50),
    )


@pytest.mark.parametrize(
    ("title", "caption", "credit"),
    [
        ("图说｜陈静 摄", "图说", "陈静 摄"),
        ("图说|陈静 摄", "图说", "陈静 摄"),
        ("｜资料图片", None, "资料图片"),
        (" | 资料图片 ", None, "资料图片"),
        ("左|右｜陈静 摄", "左|右", "陈静 摄"),
        (r"他说\"好\"｜陈静 摄", '他说"好"', "陈静 摄"),
        ("<b>&amp;|x", "<b>&amp;", "x"),
    ],
)
def test_what_stands_behind_the_last_bar_is_the_credit(title: str, caption: str | None, credit: str) -> None:
    (found,) = illustrations(f'![现场](a.jpg "{title}")')
    assert found.picture is not None
    assert (found.picture.caption, found.picture.credit) == (caption, credit)


@pytest.mark.parametrize(
    ("markdown", "code", "advice"),
    [
        ("![现场](a.jpg)", "missing-field", '![现场](a.jpg "图说｜谁拍的")'),
        ('![现场](a.jpg "开工")', "missing-field", '![现场](a.jpg "开工｜谁拍的")'),
        ('![现场](a.jpg "开工｜")', "missing-field", '![现场](a.jpg "开工｜谁拍的")'),
        ('![](a.jpg "开工｜陈静 摄")', "missing-field", '![画面里有什么](a.jpg "开工｜陈静 摄")'),
        ('![现场](../a.jpg "开工｜陈静 摄")', "path-outside", "content/pictures/"),
        ('![现场](https://example.org/a.jpg "开工｜陈静 摄")', "path-outside", "content/pictures/"),
        ('![现场](//example.org/a.jpg "开工｜陈静 摄")', "path-outside", "content/pictures/"),
        ('![现场](data:image/png;base64,AAAA "开工｜陈静 摄")', "path-outside", "content/pictures/"),
        ('![现场](javascript:alert "开工｜陈静 摄")', "path-outside", "content/pictures/"),
        ("![现场](a.jpg “开工｜陈静 摄”)", "bad-picture", '![现场](a.jpg "开工｜陈静 摄")'),
        ("！【现场】（a.jpg “开工｜陈静 摄”）", "bad-picture", '![现场](a.jpg "开工｜陈静 摄")'),
        ("![现场](a.jpg '开工｜陈静 摄')", "bad-picture", "2017/10/a.jpg"),
        (f"{PICTURE}。", "bad-picture", "2017/10/a.jpg"),
        (f"{PICTURE}{PICTURE}", "bad-picture", "2017/10/a.jpg"),
        (f"正文\n{PICTURE}", "picture-not-alone", "空一行"),
        (f"{PICTURE}\n正文", "picture-not-alone", "空一行"),
        (f"　　{PICTURE}", "picture-not-alone", "行首不空格"),
        (f"- 一\n\n  {PICTURE}", "picture-not-alone", "行首不空格"),
        ('![现场](a.jpg "a\x07b｜陈静 摄")', "control-character", "删去"),
        (f'![{"字" * 201}](a.jpg "开工｜陈静 摄")', "bad-value", "200"),
    ],
)
def test_a_picture_with_a_mistake_is_told_once_with_what_to_write_and_never_shown(
    markdown: str, code: str, advice: str
) -> None:
    inspection = inspect(markdown)
    found = [message for picture in inspection.pictures for message in picture.messages]
    assert [message.code for message in found] == [code]
    assert inspection.refused == ()
    assert found[0].suggestion is not None
    assert advice in found[0].suggestion.zh
    for engine in ENGINES:
        assert "<img" not in to_html(markdown, engine)
        assert "<figure" not in to_html(markdown, engine)


@pytest.mark.parametrize(
    "markdown",
    [
        f"```\n{PICTURE}\n```",
        f"~~~ md\n\n{PICTURE}\n\n~~~\n",
        f"````\n```\n{PICTURE}\n````",
        f"    {PICTURE}",
        f"\t{PICTURE}",
        f"<!-- {PICTURE} -->",
        f"<!--\n\n{PICTURE}\n\n-->",
        "好！[注](/a.html)",
        "",
    ],
)
def test_code_comments_and_links_are_no_pictures(markdown: str) -> None:
    assert illustrations(markdown) == ()
    assert inspect(markdown).refused == ()


@pytest.mark.parametrize("engine", ENGINES)
def test_in_safe_html_a_marker_stands_for_each_picture(engine: Engine) -> None:
    html = to_html(f"一。\n\n{PICTURE}\n\n二。\n\n{PICTURE}\n", engine)
    assert html == f"<p>一。</p>\n{marker(0)}\n<p>二。</p>\n{marker(1)}"
    assert parts(html) == ("<p>一。</p>\n", 0, "\n<p>二。</p>\n", 1)
    assert excerpt(to_html(f"{PICTURE}\n\n一。", engine)) == "一。"


@pytest.mark.parametrize(
    "forged",
    [
        marker(0),
        f"    {marker(0)}",
        f"`{marker(0)}`",
        f"```\n{marker(0)}\n```",
        f"<p>{marker(0)}</p>",
        f"[x](/a.html '{marker(0)}')",
        f"<a title='{marker(0)}' href='/a.html'>x</a>",
        marker(0).replace("<", "&lt;"),
        f'<pre><a title="\n\n{PICTURE}\n\n">x</a></pre>',
        '<pre><a title="\n\n![x](a.jpg "｜x onclick=alert(1) ")\n\n">x</a></pre>',
        f"<pre>\n\n{PICTURE}\n\n</pre>",
    ],
)
@pytest.mark.parametrize("engine", ENGINES)
def test_no_text_can_write_a_marker_or_break_out_of_where_it_stands(forged: str, engine: Engine) -> None:
    html = to_html(forged, engine)
    assert not [part for part in parts(html) if isinstance(part, int)]
    assert "<figure" not in html
    assert "onclick" not in re.sub(r'"[^"]*"', "", html)


LINES = st.sampled_from(
    [
        PICTURE,
        '![](a.jpg "x")',
        "![x](a.jpg",
        marker(0),
        "正文",
        "",
        "",
        "```",
        "~~~",
        "<!--",
        "-->",
        "<pre>",
        "</pre>",
        "<blockquote>",
        "</blockquote>",
        "- 一",
        "> 二",
        "    三",
        "| a | b |",
        "|--|--|",
        "[^1]",
        "[^1]: 注",
        "## 题",
        "<a title='",
        "'>",
    ]
)


@given(st.lists(LINES, max_size=12), st.sampled_from(ENGINES))
def test_markers_stand_for_pictures_in_their_order_and_for_nothing_else(
    lines: list[str], engine: Engine
) -> None:
    markdown = "\n".join(lines)
    inspection = inspect(markdown)
    shown = [part for part in parts(to_html(markdown, engine)) if isinstance(part, int)]
    good = [found for found in inspection.pictures if found.picture]
    assert shown == sorted(set(shown))
    assert set(shown) <= set(range(len(good)))
    if engine == "comrak" and not inspection.refused:
        assert len(shown) == len(good)


@given(st.text(alphabet=st.sampled_from("![]()\"'｜|\\ \n\tab.jpg/<>`~-！【】（）“”")))
def test_whatever_is_written_is_read_without_a_failure(markdown: str) -> None:
    for found in illustrations(markdown):
        assert (found.picture is None) == bool(found.messages)

    assert "<img" not in to_html(markdown)
