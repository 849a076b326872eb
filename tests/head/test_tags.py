"""Page tags (docs/domain.md §4) and Open Graph."""

import pytest

from plugins.newsroom.section import ColumnType
from tests.desk import Built, Desk

from .looking import ARTICLE_TAGS, tags

TYPES = ColumnType.__args__  # type: ignore[attr-defined]


def properties(site: Built, name: str) -> dict[str, str]:
    found = site.page(name).find_all("meta", property=True)
    return {str(tag["property"]): str(tag["content"]) for tag in found}


def test_a_story_carries_every_tag_of_its_own_and_those_of_its_column(newsroom: Built) -> None:
    said = tags(newsroom.read("news/2017/10/one.html"))
    assert {name: said[name] for name in said if name[0].isupper()} == {
        "SiteName": "惠济新闻",
        "SiteDomain": "news.example.org",
        "SiteIDCode": "待填",
        "ColumnName": "党建",
        "ColumnDescription": "各领域基层党组织的工作与做法。",
        "ColumnKeywords": "党建,党员,党支部,党组织,党委,主题党日,第一书记",
        "ColumnType": "工作动态",
        "ArticleTitle": "五大项目集中开工",
        "PubDate": "2017-10-12 08:00",
        "ContentSource": "郑州日报",
        "Keywords": "党建云,古荥镇",
        "Author": "蔺洋、惠组宣",
        "Description": said["Description"],
        "Image": said["Image"],
        "Url": "https://news.example.org/news/2017/10/one.html",
    }
    assert said["Description"].startswith("第一段")
    assert said["Image"].startswith("https://news.example.org/pictures/a-640-")


def test_what_a_story_does_not_tell_is_left_out(newsroom: Built) -> None:
    said = tags(newsroom.read("news/2017/10/two.html"))
    assert said["ContentSource"] == "惠济新闻"
    assert not {"Keywords", "Author", "Image"} & said.keys()


@pytest.mark.parametrize(
    ("name", "column", "kind"),
    [
        ("index.html", "惠济新闻", "首页"),
        ("sections/party/index.html", "党建", "工作动态"),
        ("towns/guxing/index.html", "古荥镇", "工作动态"),
        ("en/topics/party-cloud/index.html", "Party Building Cloud", "工作动态"),
        ("people/lin-yang/index.html", "蔺洋", "工作动态"),
        ("archive/2017/10/index.html", "2017年10月", "工作动态"),
        ("branches/index.html", "党组织", "机构职能"),
        ("statistics/2017/index.html", "统计 · 2017年", "数据发布"),
        ("data/index.html", "开放数据", "数据开放"),
        ("sections/index.html", "栏目", "工作动态"),
    ],
)
def test_lists_are_columns_of_an_official_kind(online: Built, name: str, column: str, kind: str) -> None:
    said = tags(online.read(name))
    assert (said["ColumnName"], said["ColumnType"]) == (column, kind)
    assert kind in TYPES
    assert said["ColumnDescription"]
    assert column in said["ColumnKeywords"].split(",")
    assert not set(ARTICLE_TAGS) & said.keys()


@pytest.mark.parametrize("name", ["about.html", "search/index.html", "feeds/index.html", "404.html"])
def test_pages_that_list_no_news_are_no_columns(online: Built, name: str) -> None:
    said = tags(online.read(name))
    assert "SiteName" in said
    assert "ColumnName" not in said


def test_a_section_may_be_a_column_of_another_kind(desk: Desk) -> None:
    sections = (desk.content / "data/sections.yaml").read_text(encoding="utf-8")
    notices = sections.index("- id: notices")
    desk.register(
        "sections", sections[:notices] + "- id: notices\n  column_type: 政策文件" + sections[notices + 13 :]
    )
    desk.story("notice", category="notices")
    built = desk.build()
    assert built.code == 0, built.said
    for name in ("sections/notices/index.html", "news/2017/10/notice.html"):
        assert tags(built.read(name))["ColumnType"] == "政策文件"


def test_a_kind_of_column_that_is_not_official_is_refused(desk: Desk) -> None:
    sections = (desk.content / "data/sections.yaml").read_text(encoding="utf-8")
    desk.register("sections", sections.replace("- id: party\n", "- id: party\n  column_type: 新闻\n"))
    wrong = [problem for problem in desk.problems() if problem.path == "content/data/sections.yaml"]
    assert len(wrong) == 1
    assert "column_type" in wrong[0].message.zh


def test_no_page_has_two_descriptions(online: Built) -> None:
    """HTML does not tell `Description` from `description`."""
    for name in online.files:
        if name.endswith(".html"):
            found = [
                tag
                for tag in online.page(name).find_all("meta")
                if str(tag.get("name")).lower() == "description"
            ]
            assert len(found) <= 1, name


def test_open_graph_tells_what_a_shared_link_shows(newsroom: Built) -> None:
    said = properties(newsroom, "news/2017/10/one.html")
    assert said["og:type"] == "article"
    assert said["og:title"] == "五大项目集中开工"
    assert said["og:url"] == "https://news.example.org/news/2017/10/one.html"
    assert said["og:locale"] == "zh_CN"
    assert said["og:locale:alternate"] == "en_GB"
    assert (said["og:image:width"], said["og:image:height"]) == ("640", "480")
    assert said["og:image:alt"] == "开工仪式"
    assert said["article:published_time"] == "2017-10-12T08:00:00+08:00"
    assert said["article:modified_time"] == "2017-10-13T09:30:00+08:00"


def test_without_a_host_no_address_is_absolute(site: Built) -> None:
    page = site.read("index.html")
    assert "og:url" not in page
    assert tags(page)["SiteDomain"] == "待填"
    assert '<meta name="Url"' not in site.read("news/2017/10/yanjiang-bisai.html")
