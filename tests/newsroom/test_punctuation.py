import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.newsroom.punctuation import full_width, half_width_marks
from tests.desk import ROOT

REMEDIED = {
    "今年以来,惠济区": "今年以来，惠济区",
    "今年以来, 惠济区": "今年以来，惠济区",
    "今年以来 ,惠济区": "今年以来，惠济区",
    "参与率达到92%,实现": "参与率达到92%，实现",
    "选手33人,5个组": "选手33人，5个组",
    "共5个,13,000人": "共5个，13,000人",
    "打开APP,登录": "打开APP，登录",
    "以“引领”,做好": "以“引领”，做好",
    "分别是:河南省": "分别是：河南省",
    "时间:10:30": "时间：10:30",
    "好!真的?是;": "好！真的？是；",
    "薛岗(东)安置区": "薛岗（东）安置区",
    "各党(工)委、镇(街道)": "各党（工）委、镇（街道）",
    "惠济区(Huiji)": "惠济区（Huiji）",
    "GDP(亿元)": "GDP（亿元）",
    "（东)和(西）": "（东）和（西）",
    "(记者 张三)": "（记者 张三）",
    '建立"党建云"平台': "建立“党建云”平台",
    "建立”党建云”平台": "建立“党建云”平台",
    "说:'好'": "说：‘好’",
    "工作完成.": "工作完成。",
    "他说“完成.”": "他说“完成。”",
    "等等...": "等等……",
    "**注意**,事项": "**注意**，事项",
    "[惠济](https://a.b/c,d),郑州": "[惠济](https://a.b/c,d)，郑州",
    "见`a,b`,好": "见`a,b`，好",
}

LEFT_ALONE = [
    "13,000多名",
    "总投资1.3亿元",
    "10:30开始",
    "比分3:0",
    "A, B",
    "x, y和z",
    "1.成立",
    "1) 成立",
    "报告.docx",
    "卡尔.马克思",
    "Huiji, Zhengzhou (Henan)",
    "the Red Songs Corridor (红歌长廊), the Party history corridor and a hall.",
    "known in Chinese as 三同一创. They also heard how it works",
    '![会场](2017/10/a.jpg "会议,现场｜陈静 摄")',
    "[惠济区](https://example.org/a,b(c);d)",
    "看https://example.org/a?b=1,2;c:3",
    "信箱a.b@example.org",
    "`代码,代码`",
    "```\n代码,代码(一)\n```",
    "<!-- 注,释 -->",
    '<sup id="甲,乙">2</sup>',
    "| 甲 | 乙 |\n|:--|--:|",
    "[^1]: 注释",
    "它's",
    "Liangku (良库工舍)",
    "党建！[会场](a.jpg)",
    "见www.example.org/a,b。",
    "    代码,代码",
    "甲&nbsp;乙&#20013;丙",
    '单个"引号',
    "**重点**和*强调*",
    "",
]


@pytest.mark.parametrize("text", REMEDIED)
def test_marks_between_chinese_become_full_width(text: str) -> None:
    assert full_width(text) == REMEDIED[text]


@pytest.mark.parametrize("text", LEFT_ALONE)
def test_figures_latin_addresses_code_and_markdown_stay(text: str) -> None:
    assert full_width(text) == text


@pytest.mark.parametrize("path", sorted((ROOT / "content").rglob("*.md")), ids=lambda path: path.name)
def test_the_repositorys_own_texts_need_no_remedy(path: object) -> None:
    text = (ROOT / str(path)).read_text(encoding="utf-8").partition("\n---\n")[2]
    assert list(half_width_marks(text)) == []


PIECES = (
    list(",.;:?!()\"'*`[]<>|-~ \n")
    + "今 年 ” “ （ ） 13 3.5 % A bc， https://a.b/c, a@b.cn `,` ](x) <b> \\, 。 ![ ...".split()
)
TEXTS = st.lists(st.sampled_from(PIECES), max_size=25).map("".join) | st.text()


@given(TEXTS)
def test_twice_changes_nothing_more(text: str) -> None:
    assert full_width(full_width(text)) == full_width(text)


@given(TEXTS)
def test_figures_and_words_are_the_same_in_the_same_order(text: str) -> None:
    def words(text: str) -> list[str]:
        return re.findall(r"\d+(?:[.,:]\d+)*|[^\W\d_]+", text)

    assert words(full_width(text)) == words(text)


@given(TEXTS)
def test_marks_come_in_order_and_change_what_they_replace(text: str) -> None:
    position = 0
    for start, end, remedy in half_width_marks(text):
        assert position <= start < end <= len(text)
        assert text[start:end] != remedy
        position = end
