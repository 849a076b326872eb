import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.newsroom.headlines import Headline, Line, looks_like_headline, tell_apart

PRINTED: dict[tuple[str, ...], tuple[str | None, str, str | None]] = {
    ("抓实基层 夯实基础", "惠济区以机制创新激发党建工作活力"): (
        "抓实基层 夯实基础",
        "惠济区以机制创新激发党建工作活力",
        None,
    ),
    ("抓实基层 夯实基础", "惠济区以机制创新", "激发党建工作活力"): (
        "抓实基层 夯实基础",
        "惠济区以机制创新|激发党建工作活力",
        None,
    ),
    ("全省城市基层党建工作经验交流座谈会 第三观摩组到惠济区实地观摩",): (
        "全省城市基层党建工作经验交流座谈会",
        "第三观摩组到惠济区实地观摩",
        None,
    ),
    ("惠济区举行2017年第四批次重点项目开工仪式 五大项目集中开工,总投资7亿元",): (
        None,
        "惠济区举行2017年第四批次重点项目开工仪式",
        "五大项目集中开工,总投资7亿元",
    ),
    ("喜迎十九大 迎宾路街道举办主题演讲比赛",): ("喜迎十九大", "迎宾路街道举办主题演讲比赛", None),
    ("喜迎十九大", "迎宾路街道", "举办主题演讲比赛"): ("喜迎十九大", "迎宾路街道|举办主题演讲比赛", None),
    ("让群众少跑腿", "——古荥镇便民服务大厅见闻"): (None, "让群众少跑腿", "——古荥镇便民服务大厅见闻"),
    ("春风行动送岗位 家门口就能上班",): (None, "春风行动送岗位 家门口就能上班", None),
    ("花园口镇完善基础设施",): (None, "花园口镇完善基础设施", None),
    ("大河路街道开展消防检查", "发现隐患12处，当场整改9处"): (
        None,
        "大河路街道开展消防检查",
        "发现隐患12处，当场整改9处",
    ),
}


@pytest.mark.parametrize("lines", PRINTED, ids=" / ".join)
def test_kicker_title_and_subtitle_are_told_apart(lines: tuple[str, ...]) -> None:
    headline = tell_apart([Line(line) for line in lines])
    assert (headline.kicker, headline.title, headline.subtitle) == PRINTED[lines]
    assert headline.sure


def test_bigger_type_is_the_title_whatever_it_says() -> None:
    lines = [Line("惠济区举行开工仪式", 1), Line("新的起点", 6), Line("古荥镇举办灯会", 1)]
    assert tell_apart(lines) == Headline("新的起点", "惠济区举行开工仪式", "古荥镇举办灯会", True)


def test_a_close_call_is_not_sure() -> None:
    both = tell_apart([Line("区委召开常委会会议"), Line("研究部署防汛工作")])
    assert both == Headline("区委召开常委会会议", None, "研究部署防汛工作", sure=False)
    assert not tell_apart([Line("十九大精神进社区 老人学得有滋味")]).sure


@given(
    st.lists(
        st.text("惠济区举办活动喜迎 ，7亿元——", min_size=1, max_size=20).filter(str.strip),
        min_size=1,
        max_size=4,
    )
)
def test_nothing_of_a_headline_is_lost(lines: list[str]) -> None:
    headline = tell_apart([Line(line) for line in lines])
    said = f"{headline.kicker or ''}{headline.title}{headline.subtitle or ''}".replace("|", "")
    assert "".join(said.split()) == "".join("".join(lines).split())


@pytest.mark.parametrize(
    "text",
    [
        "惠济区举办读书会",
        "成立“党建顾问团” 借助“外脑”推动党建",
        "我该怎么办？",
        "五大项目集中开工,总投资7亿元",
    ],
)
def test_short_lines_without_a_full_stop_look_like_headlines(text: str) -> None:
    assert looks_like_headline(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "好",
        "完成。",
        "今年以来，",
        "本报讯 惠济区",
        "，惠济区",
        "……",
        "长" * 51,
        "一，二，三，四",
        "他来了。又走了",
    ],
)
def test_sentences_and_scraps_do_not(text: str) -> None:
    assert not looks_like_headline(text)
