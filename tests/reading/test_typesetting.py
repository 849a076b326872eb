from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from plugins.newsroom.text import unbroken
from plugins.reading.typesetting import (
    Extent,
    Heading,
    clauses,
    extent,
    headings,
    is_long,
    parts,
    with_anchors,
    with_dateline,
)
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


def test_a_bar_is_where_a_line_may_end_and_is_not_shown() -> None:
    assert clauses("惠济区以机制创新|激发党建工作活力") == (
        '<span class="clause">惠济区以机制创新</span><span class="clause">激发党建工作活力</span>'
    )


@given(st.text(alphabet=st.characters() | st.sampled_from("|｜，。 ")))
def test_nothing_of_a_headline_is_lost_and_all_of_it_is_escaped(title: str) -> None:
    html = str(clauses(title))
    assert "<" not in html.replace('<span class="clause">', "").replace("</span>", "")
    assert "".join(clauses(title).striptags().split()) == "".join(unbroken(title).split())


def test_a_dateline_begins_the_first_paragraph() -> None:
    assert (
        with_dateline("<p>一</p><p>二</p>", "本报讯") == '<p><b class="dateline">本报讯</b> 一</p><p>二</p>'
    )
    assert with_dateline("<p>一</p>", None) == "<p>一</p>"
    assert with_dateline("<ul></ul>", "<b>") == '<p><b class="dateline">&lt;b&gt;</b> </p><ul></ul>'


def test_a_bracket_begins_a_line_rather_than_be_broken() -> None:
    assert (
        clauses("讲座的做法（第二期）")
        == '<span class="clause">讲座的做法</span><span class="clause">（第二期）</span>'
    )


def test_only_a_very_long_headline_is_set_smaller() -> None:
    assert not is_long("惠济区举行2017年第四批次重点项目开工仪式")
    assert not is_long("Huiji District breaks ground on fourth batch of key projects")
    assert is_long("惠济区" * 11)


def test_headings_lead_to_the_anchors_that_the_text_has() -> None:
    html = "<h2>请来专家，借助<em>“外脑”</em></h2><p>一</p><h3>小</h3><h2>A &amp; B</h2>"
    assert headings(html) == [Heading("part-1", "请来专家，借助“外脑”"), Heading("part-2", "A & B")]
    assert with_anchors(html).count("<h2 id=") == 2
    assert all(f'<h2 id="{heading.anchor}">' in with_anchors(html) for heading in headings(html))


def test_the_length_of_a_text_is_told_roughly() -> None:
    assert extent(f"<p>{'党' * 912}，</p>", "zh") == Extent(910, 3)
    assert extent(f"<p>{'党' * 1234}</p>", "zh") == Extent(1200, 4)
    assert extent("<p>" + "Party&rsquo;s building " * 150 + "</p>", "en") == Extent(300, 2)
    assert extent("", "zh") == Extent(10, 1)


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
