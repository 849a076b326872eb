"""The repository's own site, as readers get it."""

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from bs4 import BeautifulSoup

from tests.desk import ROOT, Built, Desk, build

SLUGS = ("jizhi-chuangxin-dangjian", "chengshi-dangjian-guanmo", "disipi-zhongdian-xiangmu", "yanjiang-bisai")


def pages(site: Built) -> Iterator[tuple[str, BeautifulSoup]]:
    for name in site.files:
        if name.endswith(".html"):
            yield name, site.page(name)


def leads_somewhere(site: Built, page: str, link: str, base: str = "") -> bool:
    """Whether `link` on `page` leads to a file and, if it names one, to an element of it."""
    target = urlsplit(urljoin(f"{base}/{page}", link))
    path = unquote(target.path)
    if base and not path.startswith(f"{base}/"):
        return False
    name = path.removeprefix(base).lstrip("/")
    file = site.output / (f"{name}index.html" if name == "" or name.endswith("/") else name)
    if not file.is_file():
        return False
    return not target.fragment or site.page(str(file)).find(id=target.fragment) is not None


@pytest.mark.parametrize("slug", SLUGS)
@pytest.mark.parametrize("prefix", ["", "en/"])
def test_each_story_of_the_newspaper_page_is_there_in_both_languages(
    site: Built, slug: str, prefix: str
) -> None:
    page = site.page(f"{prefix}news/2017/10/{slug}.html")
    assert page.html is not None
    assert page.html["lang"] == ("en" if prefix else "zh-CN")
    assert page.h1 is not None
    assert slug in str(site.page(f"{prefix}index.html"))


def test_every_link_inside_the_site_leads_to_something(site: Built) -> None:
    dead = [
        (name, link["href"])
        for name, page in pages(site)
        for link in page.find_all(["a", "link"], href=True)
        if not urlsplit(str(link["href"])).scheme and not leads_somewhere(site, name, str(link["href"]))
    ]
    assert dead == []


def test_no_page_has_script_or_style_of_its_own_or_asks_another_host(site: Built) -> None:
    for name, page in pages(site):
        assert not page.find_all("style"), name
        scripts = page.find_all(lambda tag: tag.name == "script" and tag.get("type") != "application/ld+json")
        assert all(str(script["src"]).startswith("/theme/js/") for script in scripts), name
        assert not any(script.string for script in scripts), name
        assert not page.find_all(style=True), name
        assert not page.find_all(lambda tag: any(key.startswith("on") for key in tag.attrs)), name
        for tag in page.find_all(["link", "img", "source", "iframe"]):
            if tag.get("rel") not in (["canonical"], ["alternate"]):
                assert not urlsplit(str(tag.get("href") or tag.get("src") or "")).netloc, (name, tag)


def test_every_page_says_what_it_is(site: Built) -> None:
    for name, page in pages(site):
        assert page.title is not None, name
        assert page.title.string, name
        assert len(page.find_all("h1")) == 1, name
        assert page.find("main") is not None, name
        assert page.html is not None
        assert page.html["lang"] == ("en" if name.startswith("en/") else "zh-CN"), name


def test_hreflang_is_reciprocal_and_only_between_pages_that_exist(site: Built) -> None:
    def alternates(page: BeautifulSoup) -> dict[str, str]:
        links = page.find_all("link", rel="alternate", hreflang=True)
        return {str(link["hreflang"]): str(link["href"]) for link in links}

    seen = 0
    for name, page in pages(site):
        links = alternates(page)
        if not links:
            continue
        seen += 1
        assert set(links) == {"zh-CN", "en", "x-default"}, name
        assert links["x-default"] == links["zh-CN"]
        for link in links.values():
            assert leads_somewhere(site, name, link), (name, link)
            file = site.output / link.lstrip("/")
            twin = site.page(str(file / "index.html" if link.endswith("/") else file))
            assert alternates(twin) == links, name
    assert seen > 20


def test_pelicans_own_index_pages_are_replaced_not_doubled(site: Built) -> None:
    folders = {name.split("/")[0] for name in site.files if "/" in name}
    stories = {
        "activities",
        "archive",
        "en",
        "feeds",
        "news",
        "people",
        "search",
        "sections",
        "sitemap",
        "theme",
        "topics",
        "towns",
    }
    party_work = {"branches", "data", "overview", "projects", "statistics", "theme-days"}
    assert folders == stories | party_work
    assert {name for name in site.files if "/" not in name and name.endswith(".html")} == {
        "index.html",
        "404.html",
        "about.html",
        "accessibility.html",
    }


def test_places_topics_and_sections_without_stories_keep_a_page_but_are_not_in_the_navigation(
    site: Built,
) -> None:
    for folder in ("sections/livelihood", "towns/guxing"):
        assert "暂无稿件" in site.read(f"{folder}/index.html")
    navigation = site.page("index.html").find("nav")
    assert navigation is not None
    assert navigation.find("a", href="/sections/party/")
    assert not navigation.find("a", href="/sections/livelihood/")


def test_a_town_page_shows_code_kind_and_former_names(site: Built) -> None:
    page = site.page("towns/jiangshanlu/index.html").get_text(" ", strip=True)
    for fact in ("410108003", "街道", "老鸦陈街道", "2018年12月31日"):
        assert fact in page


def test_a_person_has_one_page_with_every_role(site: Built) -> None:
    reporter = site.page("people/lin-yang/index.html").get_text(" ", strip=True)
    assert "记者" in reporter
    for slug in SLUGS:
        assert slug in site.read("people/lin-yang/index.html")
    assert "Lin Yang" in site.read("en/people/lin-yang/index.html")


def test_what_stands_for_a_missing_number_is_said_in_development(site: Built) -> None:
    assert "待填" in site.read("index.html")


def test_two_builds_give_the_same_bytes(site: Built, tmp_path: Path) -> None:
    again = build(ROOT / "content", tmp_path / "again", PYTHONHASHSEED="7", TZ="America/New_York", LC_ALL="C")
    assert again.code == 0, again.said
    assert again.files == site.files


def test_under_a_path_every_link_stays_below_it_and_feeds_name_the_host(tmp_path: Path) -> None:
    below = build(ROOT / "content", tmp_path / "output", SITEURL="https://news.example.org/portal/")
    assert below.code == 0, below.said
    for name, page in pages(below):
        for link in page.find_all("a", href=re.compile("^/")):
            assert leads_somewhere(below, name, str(link["href"]), "/portal"), (name, link)
        assert "https://news.example.org/portal" not in [
            str(a["href"])[:31] for a in page.find_all("a", href=True)
        ]
    canonical = below.page("towns/guxing/index.html").find("link", rel="canonical")
    assert canonical is not None
    assert canonical["href"] == "https://news.example.org/portal/towns/guxing/"


def test_a_link_to_another_story_is_relative_to_the_root(desk: Desk) -> None:
    desk.story(body="[x]({filename}b-story.md#part)")
    desk.story("b-story")
    built = desk.build(SITEURL="https://news.example.org/portal")
    assert 'href="/portal/news/2017/10/b-story.html#part"' in built.read("news/2017/10/a-story.html")


def test_a_title_cannot_break_out_of_the_page(desk: Desk) -> None:
    title = "</script><b>惠济</b> & \"引号\" '单'"
    desk.story(
        title=f"'{title.replace(chr(39), chr(39) * 2)}'", kicker="<i>x</i>", summary="</title><u>y</u>"
    )
    built = desk.build()
    assert built.code == 0, built.said
    for name, content in built.files.items():
        if name.endswith((".html", ".atom", ".xml", ".json")):
            ours = (
                r'<script(?: type="module")? src="[^"]+"(?: defer)?></script>'
                r'|<script type="application/ld\+json">[^<>&]*</script>'
            )
            text = re.sub(ours, "", content.decode())
            assert not re.search(r"<b>惠济|<i>x|<u>y|</script>", text), name
    heading = built.page("news/2017/10/a-story.html").h1
    assert heading is not None
    assert title in heading.get_text()


def test_an_article_shows_the_name_its_place_had_on_its_date(desk: Desk) -> None:
    desk.story("old", date="2017-10-12 08:00", towns="jiangshanlu")
    desk.story("new", date="2019-10-12 08:00", towns="jiangshanlu")
    built = desk.build()
    assert "老鸦陈街道" in built.read("news/2017/10/old.html")
    assert "江山路街道" not in built.page("news/2017/10/old.html").main.get_text()  # type: ignore[union-attr]
    assert "江山路街道" in built.read("news/2019/10/new.html")


def test_drafts_hidden_and_future_stories_are_in_no_list(desk: Desk) -> None:
    desk.story("shown")
    desk.story("drafted", status="draft")
    desk.story("hidden", status="hidden")
    desk.story("tomorrow", date="2999-01-01 08:00")
    built = desk.build()
    assert built.code == 0, built.said
    lists = "".join(built.read(name) for name in built.files if name.endswith(("index.html", ".atom")))
    assert "shown.html" in lists
    for slug in ("drafted", "hidden", "tomorrow"):
        assert f"{slug}.html" not in lists
    assert "news/2017/10/hidden.html" in built.files
    assert {name for name in built.files if name.startswith("drafts/")} == {
        "drafts/drafted.html",
        "drafts/tomorrow.html",
    }
    for name in ("news/2017/10/hidden.html", "drafts/drafted.html"):
        assert 'content="noindex"' in built.read(name)


def test_samples_and_drafts_never_reach_production(desk: Desk) -> None:
    desk.story("real")
    desk.story("sample", sample="true")
    desk.story("drafted", status="draft")
    filled = "url: https://news.example.org\nsponsor: 甲\norganizer: 乙\ncontact: 丙\nsite_code: '4101080001'\nicp: 丁\npolice: 戊\n"
    site = (desk.content / "data/site.yaml").read_text(encoding="utf-8")
    desk.write("data/site.yaml", site[: site.index("url:")] + filled)
    options = ("PRODUCTION=true", 'DRAFT_SAVE_AS=""', 'DRAFT_LANG_SAVE_AS=""')
    built = desk.build("-e", *options)
    assert built.code == 0, built.said
    names = [name for name in built.files if name.startswith(("news/", "drafts/"))]
    assert names == ["news/2017/10/real.html"]
    assert "sample" not in built.read("index.html")


def test_an_old_address_leads_to_the_new_one(desk: Desk) -> None:
    desk.story(aliases="[/2016/old.html, /old/]")
    built = desk.build()
    for name in ("2016/old.html", "old/index.html"):
        assert "url=/news/2017/10/a-story.html" in built.read(name)


@pytest.mark.parametrize(
    ("byline", "chinese", "english"),
    [
        (
            "记者 蔺洋 通讯员 鲁情情 乔淑洁 文/图",
            "记者 蔺洋 通讯员 鲁情情 乔淑洁 文/图",
            "Lin Yang (reporter), Lu Qingqing, Qiao Shujie (correspondents)",
        ),
        ("图片由惠济区委组织部提供", "图片由惠济区委组织部提供", "惠济区委组织部 (source of the picture)"),
        ("文/蔺洋 图/陈静", "文/蔺洋 图/陈静", "Lin Yang (author), Chen Jing (photographer)"),
        (
            "记者 蔺洋 文 陈静 图",
            "记者 蔺洋（文） 记者 陈静（图）",
            "Lin Yang (reporter), Chen Jing (reporter)",
        ),
        ("本报记者蔺洋 资料图片", "本报记者 蔺洋 资料图片", "Lin Yang (reporter)"),
    ],
)
def test_a_byline_is_printed_in_chinese_as_it_was_and_in_english_by_role(
    desk: Desk, byline: str, chinese: str, english: str
) -> None:
    desk.story(byline=byline)
    desk.story(byline=byline, lang="en")
    built = desk.build()

    def shown(name: str) -> str:
        line = next(
            dt for dt in built.page(name).select("dl.meta dt") if dt.text in ("署名", "Byline")
        ).find_next("dd")
        return " ".join(line.get_text().split()) if line else ""

    assert shown("news/2017/10/a-story.html") == chinese
    assert shown("en/news/2017/10/a-story.html") == english
