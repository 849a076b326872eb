"""The page that it all started from: four stories, with every field as the repository's own stories have it."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from plugins.checks.run import check_content
from plugins.desk.importing import main
from plugins.newsroom.article import Article
from plugins.newsroom.problem import Severity
from plugins.newsroom.text import unbroken
from plugins.sources.manuscript import Manuscript
from tests.desk import ROOT, Desk, manuscripts

SEED = Path(__file__).parent / "pages" / "seed.txt"
OURS = ("jizhi-chuangxin-dangjian", "chengshi-dangjian-guanmo", "disipi-zhongdian-xiangmu", "yanjiang-bisai")
NEW = (
    "jizhi-chuangxin-jifa-dangjian",
    "disan-guanmozu-shidi-guanmo",
    "disi-pici-zhongdian-xiangmu",
    "yingbinlu-zhuti-yanjiang-bisai",
)


def in_order(stories: Sequence[Manuscript], slugs: Sequence[str]) -> list[Article]:
    found = {m.article.slug: m.article for m in stories if m.article and m.article.lang == "zh"}
    return [found[slug] for slug in slugs]


@pytest.fixture
def imported(desk: Desk) -> Desk:
    """The drafts of the seed, among the repository's projects without the stories that these cite."""
    projects = (ROOT / "content/data/projects.yaml").read_text(encoding="utf-8").splitlines(keepends=True)
    desk.write(
        "data/projects.yaml", "".join(line for line in projects if line.startswith(("- id:", "  name:")))
    )
    assert main([str(SEED)], "2017-10-12", "郑州日报 A5", content=str(desk.content)) == 0
    return desk


def filed(article: Article) -> dict[str, Any]:
    """All but what an editor has to say: address, summary, prizes as data."""
    by_hand = {"slug", "summary", "status", "edition", "topics", "awards"}
    said = {name: value for name, value in vars(article).items() if name not in by_hand}
    assert article.edition is not None
    return {
        **said,
        "title": unbroken(article.title),
        "topics": set(article.topics),
        "order": article.edition.order,
    }


def test_four_drafts_pass_every_check_but_for_what_the_page_itself_leaves_open(imported: Desk) -> None:
    """The page counts who took part in persons and who won in groups; our own story says so in words."""
    (problem,) = imported.problems()
    assert (problem.code, problem.severity) == ("unit-mixing", Severity.WARNING)
    assert problem.path == f"content/news/2017/10/{NEW[3]}.md"
    stories = in_order(manuscripts(imported.check()), NEW)
    assert [story.status for story in stories] == ["draft"] * 4


def test_every_field_is_what_the_repositorys_own_stories_say(imported: Desk) -> None:
    ours = in_order(manuscripts(check_content(ROOT / "content")), OURS)
    drafts = in_order(manuscripts(imported.check()), NEW)
    assert [filed(story) for story in drafts] == [filed(story) for story in ours]


def test_paragraphs_are_whole_and_subheads_are_headings(imported: Desk) -> None:
    text = (imported.content / "news/2017/10" / f"{NEW[0]}.md").read_text(encoding="utf-8")
    assert "加强对全区党建工作的谋划和指导。" in text
    assert "13000多名党员参与到“主题党日”活动中，先后" in text
    assert "党建工作开展情况，实现了" in text
    assert "首批选派245名区直机关干部到镇（街道）开展" in text
    assert [line for line in text.splitlines() if line.startswith("#")] == [
        "## 成立“党建顾问团” 借助“外脑”推动党建工作高位谋划、创新发展",
        "## 开展“主题党日”活动 推动“两学一做”学习教育融入日常、抓在经常",
        "## 打造“党建云”平台 构建“互联网+党建”工作新模式",
        "## 创新党员教育管理机制 搭建党员服务群众、发挥作用平台",
        "## 推行党员干部下沉基层 树立“重视基层、大抓基层”鲜明导向",
    ]
    visit = (imported.content / "news/2017/10" / f"{NEW[1]}.md").read_text(encoding="utf-8")
    assert "清华园社区党群服务中心进行观摩。" in visit
    assert "#" not in visit


def test_no_half_width_mark_is_left_and_figures_are_as_printed(imported: Desk) -> None:
    for slug in NEW:
        body = (
            (imported.content / "news/2017/10" / f"{slug}.md").read_text(encoding="utf-8").split("---\n")[2]
        )
        assert not set(",;:()") & set(body)
    projects = (imported.content / "news/2017/10" / f"{NEW[2]}.md").read_text(encoding="utf-8")
    assert "总投资7亿元，年度投资1.3亿元" in projects
    assert "2月21日、3月18日、5月18日" in projects


def test_from_the_text_file_to_four_built_stories_in_two_commands(desk: Desk) -> None:
    assert main([str(SEED)], "2017-10-12", status="published", content=str(desk.content)) == 0
    built = desk.build()
    assert built.code == 0, built.said
    for slug in NEW:
        assert "导入自" not in built.read(f"news/2017/10/{slug}.html")
    assert "本报讯" in built.page(f"news/2017/10/{NEW[3]}.html").get_text()
