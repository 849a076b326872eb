from hypothesis import given
from hypothesis import strategies as st

from plugins.reading.typesetting import clauses, with_dateline


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
