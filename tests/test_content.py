"""The repository's own stories: every figure and name of the newspaper page, and nothing that was not on it."""

import pytest

from plugins.checks.run import check_content
from plugins.newsroom.article import Article
from plugins.newsroom.text import unbroken
from plugins.sources.manuscript import Manuscript

from .desk import ROOT, manuscripts

CHECKED = check_content(ROOT / "content", workers=1)
STORIES = {
    m.path.removeprefix("news/2017/10/"): m for m in manuscripts(CHECKED) if m.path.startswith("news/")
}

MECHANISMS, VISIT, PROJECTS, CONTEST = (
    "jizhi-chuangxin-dangjian",
    "chengshi-dangjian-guanmo",
    "disipi-zhongdian-xiangmu",
    "yanjiang-bisai",
)

CHINESE = {
    MECHANISMS: (
        "7名 3次 每月第二个周五 13000多名 58项 6万余人次 92% 298个党支部 11200余名 2600多条 57000余次 14家 8个镇 49名 75个村 "
        "每季度 245名 一年 5年 14名优秀党员 5名优秀干部 4个村 古荥大运河文化区 河南省社会科学院 省委党校 郑州市委党校 郑州大学 "
        "河南财经政法大学 十个一 党员中心户 三定三评 星级评定 积分 党员先锋岗 党员示范岗生产线 红色驿站 第一书记 突击队"
    ),
    VISIT: (
        "10月11日下午 省委组织部党员电化教育处处长宋海民 郑州市委组织部部务委员刘华安 惠济区委书记黄钊 "
        "区委常委、组织部长孙梅 良库工舍 党员活动室 创业孵化基地 党建展厅 良语讲堂 三同一创 引领、服务、凝聚、创新 双创型 "
        "清华园社区 红歌长廊 党史长廊 便民服务大厅 一长五员 五星党员 主题党日 党群一家亲 朝夕安康 充分肯定"
    ),
    PROJECTS: (
        "第四批次 5个 总投资7亿元 年度投资1.3亿元 2月21日 3月18日 5月18日 24个项目 7个重大项目建设工作领导小组 "
        "条块同责，四级联动 河南省体育中心九年一贯制学校 惠济区薛岗（东）安置区 杏花街 贾庄路 兴盛苑（花漾里） "
        "具体化、到一线、解难题、能落地 项目化、节点化、责任化 抓项目就是抓发展、抓民生"
    ),
    CONTEST: "33人 建设国家中心城市，我该怎么办 优秀团员、党员 一等奖评出2组 二等奖5组 三等奖8组 17组获优秀奖 街道机关 社区 两新",
}

ENGLISH = {
    MECHANISMS: (
        "seven experts|second Friday of each month|more than 13,000|58 activities|over 60,000 participations|92%|298 Party branches"
        "|more than 11,200|more than 2,600|some 57,000 views|14 Red Stations|eight towns|49 county-level leaders|75 villages"
        "|245 officials|one year|within five years|Fourteen outstanding Party members|another five|four villages"
    ),
    VISIT: "11 October|Song Haimin|Liu Hua'an|Huang Zhao|Sun Mei|Liangku Gongshe|Qinghuayuan Community",
    PROJECTS: "700 million yuan|130 million yuan|21 February|18 March|18 May|24 projects|Five projects|seven",
    CONTEST: "33 |two groups|five second|eight third|17 received awards of excellence",
}

PRINTED = {
    MECHANISMS: (
        "抓实基层 夯实基础",
        "惠济区以机制创新激发党建工作活力",
        None,
        "记者 蔺洋 通讯员 景琦 文/图",
    ),
    VISIT: (
        "全省城市基层党建工作经验交流座谈会",
        "第三观摩组到惠济区实地观摩",
        None,
        "记者 蔺洋 通讯员 陈静 文/图",
    ),
    PROJECTS: (
        None,
        "惠济区举行2017年第四批次重点项目开工仪式",
        "五大项目集中开工，总投资7亿元",
        "记者 蔺洋 通讯员 吕柯 文/图",
    ),
    CONTEST: ("喜迎十九大", "迎宾路街道举办主题演讲比赛", None, "记者 蔺洋 通讯员 鲁情情 乔淑洁 文/图"),
}


def words(manuscript: Manuscript) -> str:
    """All that the story says, on one line."""
    article = manuscript.article
    assert article is not None
    return " ".join(f"{article.title} {article.summary} {manuscript.body}".split())


def test_the_repositorys_content_has_no_problem() -> None:
    assert CHECKED.problems == ()
    assert len(STORIES) == 8


@pytest.mark.parametrize("slug", CHINESE)
def test_every_figure_name_and_term_of_the_page_is_in_the_chinese_story(slug: str) -> None:
    text = words(STORIES[f"{slug}.md"])
    assert [fact for fact in CHINESE[slug].split() if fact not in text] == []


@pytest.mark.parametrize("slug", ENGLISH)
def test_every_figure_is_in_the_english_twin(slug: str) -> None:
    text = words(STORIES[f"{slug}.en.md"]).casefold()
    assert [fact for fact in ENGLISH[slug].split("|") if fact.casefold() not in text] == []


@pytest.mark.parametrize("slug", PRINTED)
def test_headlines_and_bylines_are_as_printed(slug: str) -> None:
    article = STORIES[f"{slug}.md"].article
    assert article is not None
    assert (article.kicker, unbroken(article.title), article.subtitle, article.byline) == PRINTED[slug]


@pytest.mark.parametrize("name", STORIES)
def test_the_assumed_day_is_marked_as_archive(name: str) -> None:
    article = STORIES[name].article
    assert isinstance(article, Article)
    assert f"{article.date:%Y-%m-%d %H:%M}" == "2017-10-12 08:00"
    assert article.archive


@pytest.mark.parametrize("slug", PRINTED)
def test_twins_are_filed_alike(slug: str) -> None:
    def filed(name: str) -> object:
        article = STORIES[name].article
        assert article is not None
        return (
            article.category,
            article.towns,
            article.topics,
            article.project,
            article.names,
            article.edition,
        )

    assert filed(f"{slug}.md") == filed(f"{slug}.en.md")
