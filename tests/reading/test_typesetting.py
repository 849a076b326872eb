from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from plugins.reading.typesetting import clauses, parts, with_dateline
from plugins.sources.illustrations import marker


def test_a_headline_of_several_clauses_may_break_between_them() -> None:
    assert clauses("五大项目集中开工，总投资7亿元") == (
        '<span class="clause">五大项目集中开工，</span><span class="clause">总投资7亿元</span>'
    )
    assert (
        clauses("抓实基层 夯实基础")
        == '<span class="clause">抓实基层</span> <span class="clause">夯实基础</span>'
    )


def test_a_headline_of_one_clause_is_left_alone() -> None:
    assert clauses("迎宾路街道举办主题演讲比赛") == "迎宾路街道举办主题演讲比赛"


def test_marks_that_close_stay_with_their_clause() -> None:
    assert clauses("“好。”他说") == '<span class="clause">“好。”</span><span class="clause">他说</span>'


@given(st.text())
def test_nothing_of_a_headline_is_lost_and_all_of_it_is_escaped(title: str) -> None:
    html = str(clauses(title))
    assert "<" not in html.replace('<span class="clause">', "").replace("</span>", "")
    assert "".join(clauses(title).striptags().split()) == "".join(title.split())


def test_a_dateline_begins_the_first_paragraph() -> None:
    assert (
        with_dateline("<p>一</p><p>二</p>", "本报讯") == '<p><b class="dateline">本报讯</b> 一</p><p>二</p>'
    )
    assert with_dateline("<p>一</p>", None) == "<p>一</p>"
    assert with_dateline("<ul></ul>", "<b>") == '<p><b class="dateline">&lt;b&gt;</b> </p><ul></ul>'


def test_a_text_is_taken_apart_at_its_pictures() -> None:
    html = f"<p>一</p>\n{marker(0)}\n{marker(1)}\n<p>二</p>"
    assert parts(html) == ("<p>一</p>\n", 0, 1, "\n<p>二</p>")
    assert all(isinstance(part, Markup | int) for part in parts(html))
    assert parts("<p>一</p>") == ("<p>一</p>",)
    assert parts(marker(12)) == (12,)
    assert parts("") == ()


def test_a_picture_before_the_first_paragraph_does_not_take_its_dateline() -> None:
    assert parts(with_dateline(f"{marker(0)}\n<p>一</p>", "本报讯")) == (
        0,
        '\n<p><b class="dateline">本报讯</b> 一</p>',
    )
