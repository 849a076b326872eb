"""Not a character of a page is lost, whatever the page: it is in a story, or told as left out."""

from collections import Counter
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.desk.composing import compose
from plugins.desk.drafts import Draft, Filing, Source, draft
from plugins.newsroom.article import ZONE
from plugins.newsroom.registries import Registries
from plugins.sources.foreign.newspaper import read_text
from plugins.sources.foreign.page import Unreadable
from plugins.sources.registries import read_registries
from tests.desk import ROOT

from .characters import folded, left_out, letters, written

PAGES = sorted((Path(__file__).parent / "pages").glob("*.txt"))
FILING = Filing(datetime(2017, 10, 12, 8, tzinfo=ZONE), "draft", {}, False)
REGISTRIES = read_registries(ROOT / "content")[0]


def drafts(text: str, registries: Registries) -> tuple[list[Draft], str]:
    """The drafts of a page, and all that came out of it."""
    composition = compose(read_text(text.encode()), registries.people)
    source = Source(composition, {}, FILING)
    made = [draft(story, 0, source, "a", "news/2017/10/a.md", registries) for story in composition.stories]
    return made, "\n".join([*map(written, made), left_out(composition)])


def test_every_character_of_the_seed_comes_out_again(registries: Registries) -> None:
    page = (PAGES[0].parent / "seed.txt").read_text(encoding="utf-8")
    _, out = drafts(page, registries)
    assert Counter(folded(page)) == Counter(folded(out))


def test_within_each_story_of_the_seed_the_words_keep_their_order(registries: Registries) -> None:
    """But for the byline, which stands at different places of the print."""
    page = folded((PAGES[0].parent / "seed.txt").read_text(encoding="utf-8"))
    for made, byline in zip(drafts(page_text(), registries)[0], BYLINES, strict=True):
        said = folded(written(made)).replace(folded(byline), "", 1)
        assert said in page.replace(folded(byline), "")


BYLINES = [
    "记者 蔺洋 通讯员 景琦 文/图",
    "记者 蔺洋 通讯员 陈静 文/图",
    "记者 蔺洋 通讯员 吕柯 文/图",
    "记者 蔺洋 通讯员 鲁情情 乔淑洁 文/图",
]


def page_text() -> str:
    return (PAGES[0].parent / "seed.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_every_letter_and_figure_of_the_hand_made_pages_comes_out_again(
    path: Path, registries: Registries
) -> None:
    page = path.read_text(encoding="utf-8")
    _, out = drafts(page, registries)
    assert letters(page) == letters(out)


HEADLINES = st.sampled_from(
    "惠济区举办读书会|喜迎新春 古荥镇举行灯会|新城街道|修路忙 村民笑|——5个项目开工,总投资7亿元|一、加强领导|记者走基层".split(
        "|"
    )
)
SENTENCES = st.sampled_from(
    "近日,惠济区举办读书会,共有13000多人参加。|他说:“今年很好。”|参与率达到92%,比去年高3.5个百分点|在“主题党日”|进行观摩。"
    "|的工作|本报讯 10月11日,新城街道开课。|本报讯（记者 张三）近日，好。|记者获悉，明天降温。".split("|")
)
OTHERS = st.sampled_from(
    "记者 张三 通讯员 李四 文/图|（记者 张三）|▲图为现场。李四 摄|资料图片|（下转A3版）|上接第一版|A5|2017年10月12日 星期四|责编 王某 校对 李某"
    "|————|日期\t地点\n3日\t东村|# 一*二*_三_|<b>粗</b>|[链](https://a.b/c)|1. 列表|二〇一七年十月|&amp;|\\*|~~删~~|`码`|| 表 | 格 |".split(
        "|"
    )
)
LINES = st.one_of(HEADLINES, SENTENCES, OTHERS)


@st.composite
def pages(draw: st.DrawFn) -> str:
    """Lines as a page has them, with blank lines between, some cut in two by a column."""
    out: list[str] = []
    for line in draw(st.lists(LINES, min_size=1, max_size=14)):
        cut = draw(st.integers(0, len(line))) if draw(st.booleans()) else len(line)
        out += [line[:cut], *([""] * draw(st.integers(0, 2))), line[cut:], *([""] * draw(st.integers(0, 3)))]
    return "\n".join(out)


def out_of(page: str) -> str:
    """What came out of a page; the page itself where it was refused as a whole."""
    assert REGISTRIES is not None
    try:
        return drafts(page, REGISTRIES)[1]
    except Unreadable:
        return page


@given(pages())
def test_every_character_of_any_page_comes_out_again(page: str) -> None:
    """But for brackets around bylines and for what Markdown is made of."""

    def characters(text: str) -> Counter[str]:
        return Counter(char for char in folded(text) if char not in r"()[]\|-#")

    assert characters(page) == characters(out_of(page))


@given(st.text(max_size=80))
def test_every_letter_and_figure_of_any_text_comes_out_again(text: str) -> None:
    assert letters(text) == letters(out_of(text))
