"""JSON-LD: right by schema.org's definitions, true to the story, and shut in."""

import json
import re
from typing import Any

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from plugins.head.escaping import in_script
from tests.desk import Built

from .looking import linked_data, node, wrong_pages
from .schema_org import problems

HOST = "https://news.example.org/"
ONE, EN = "news/2017/10/one.html", "en/news/2017/10/one.html"


def test_every_page_is_right_by_schema_orgs_own_definitions(online: Built, newsroom: Built) -> None:
    assert [*wrong_pages(online), *wrong_pages(newsroom)] == []


@pytest.mark.parametrize(
    "wrong",
    [
        {"@type": "NewsArticle", "byline": "蔺洋"},
        {"@type": "NewsArticle", "author": {"@type": "Place", "name": "古荥镇"}},
        {"@type": "NewsArticle", "datePublished": "2017-13-40"},
        {"@type": "NewsArticle", "headline": ""},
        {"@type": "Article", "dateline": "本报讯"},
        {"@type": "Event", "eventStatus": "https://schema.org/Happened"},
        {"@type": "WebPage", "url": "/about.html"},
        {"name": "nothing"},
    ],
)
def test_what_schema_org_does_not_define_is_noticed(wrong: dict[str, Any]) -> None:
    assert problems({"@context": "https://schema.org", "@graph": [wrong]})


def test_a_story_tells_who_wrote_it_where_it_was_printed_and_what_it_is_about(newsroom: Built) -> None:
    said = node(newsroom.read(ONE), "NewsArticle")
    assert said["headline"] == "五大项目集中开工"
    assert said["alternativeHeadline"] == "总投资7亿元"
    assert said["author"] == [
        {"@type": "Person", "name": "蔺洋", "url": f"{HOST}people/lin-yang/"},
        {"@type": "Organization", "name": "惠组宣", "url": f"{HOST}people/huizuxuan/"},
    ]
    assert [one["name"] for one in said["contributor"]] == ["陈静"]
    assert [one["name"] for one in said["editor"]] == ["景琦"]
    assert said["dateline"] == "本报讯"
    assert said["printEdition"] == "郑州日报 2017-10-12"
    assert (said["printPage"], said["printSection"]) == ("A5", "惠济新闻")
    website, issue = said["isPartOf"]
    assert website["@type"] == "WebSite"
    assert issue["isPartOf"] == {"@type": "Newspaper", "name": "郑州日报"}
    assert said["contentLocation"] == [{"@type": "Place", "name": "古荥镇", "url": f"{HOST}towns/guxing/"}]
    assert said["articleSection"] == "党建"
    assert said["sourceOrganization"]["name"] == "郑州日报"
    assert said["dateModified"] == "2017-10-13T09:30:00+08:00"


def test_translations_name_each_other(newsroom: Built) -> None:
    zh, en = node(newsroom.read(ONE), "NewsArticle"), node(newsroom.read(EN), "NewsArticle")
    assert (zh["inLanguage"], en["inLanguage"]) == ("zh-CN", "en")
    assert [one["@id"] for one in zh["workTranslation"]] == [en["@id"]]
    assert en["translationOfWork"]["@id"] == zh["@id"]
    assert "workTranslation" not in node(newsroom.read("news/2017/10/two.html"), "NewsArticle")


def test_pictures_are_there_in_their_sizes(newsroom: Built) -> None:
    images = node(newsroom.read(ONE), "NewsArticle")["image"]
    for image in images:
        assert image["url"].removeprefix(HOST) in newsroom.files
        assert abs(image["width"] * 480 / 640 - image["height"]) <= 1
    cover = [image for image in images if "/a-" in image["url"]]
    assert {image["width"] for image in cover} == {320, 480, 640}
    assert cover[0]["caption"] == "仪式现场"
    assert cover[0]["creditText"] == "陈静 摄"
    assert images[-1]["caption"] == "塔吊林立"


def test_breadcrumbs_are_those_that_readers_see(online: Built) -> None:
    for name in (
        "towns/guxing/index.html",
        "en/archive/2017/10/index.html",
        "branches/sample-community/2017/index.html",
    ):
        page = online.read(name)
        trail = node(page, "BreadcrumbList")["itemListElement"]
        shown = BeautifulSoup(page, "html.parser").select("nav.crumb a")
        assert [one["name"] for one in trail[:-1]] == [link.get_text() for link in shown]
        assert [one["item"]["@id"] for one in trail[:-1]] == [
            HOST.rstrip("/") + str(link["href"]) for link in shown
        ]
        assert [one["position"] for one in trail] == list(range(1, len(trail) + 1))


def test_theme_days_are_events_and_open_data_are_data_sets(online: Built) -> None:
    days = [one for one in linked_data(online.read("theme-days/2017/index.html")) if one["@type"] == "Event"]
    assert len(days) == 12
    assert days[9]["startDate"] == "2017-10-13"
    sets = [one for one in linked_data(online.read("data/index.html")) if one["@type"] == "Dataset"]
    assert len(sets) >= 8
    for one in sets:
        for file in one["distribution"]:
            assert file["contentUrl"].removeprefix(f"{HOST}portal/") in online.files


def test_the_front_page_says_who_publishes(online: Built) -> None:
    page = online.read("index.html")
    assert node(page, "WebSite")["publisher"]["@id"] == node(page, "Organization")["@id"]


def test_a_record_of_work_is_an_article_but_no_news(newsroom: Built) -> None:
    said = node(newsroom.read("activities/2017/10/work.html"), "Article")
    assert said["author"] == [{"@id": f"{HOST}#publisher"}]


def test_what_nobody_is_to_find_says_nothing(newsroom: Built) -> None:
    for name in ("news/2017/10/unlisted.html", "drafts/drafted.html", "drafts/tomorrow.html"):
        assert linked_data(newsroom.read(name)) == []


@given(st.text(st.one_of(st.sampled_from("<>&'\"/!-\u2028\u2029]"), st.characters())))
def test_no_title_breaks_out_of_its_script(title: str) -> None:
    shut_in = str(in_script({"headline": title}))
    assert not re.search("[<>&\u2028\u2029]", shut_in)
    assert json.loads(shut_in) == {"headline": title}
