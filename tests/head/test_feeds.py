import json
import re
from pathlib import Path
from xml.etree import ElementTree

import feedparser
import pytest
from bs4 import BeautifulSoup

from tests.desk import ROOT, Built, Desk, build

from .conftest import ORIGIN
from .looking import wrong_feeds

FEEDS = [
    f"{prefix}{folder}feed.atom"
    for prefix in ("", "en/")
    for folder in (
        "",
        "sections/party/",
        "towns/yingbinlu/",
        "towns/guxing/",
        "topics/party-cloud/",
        "people/lin-yang/",
    )
]


@pytest.mark.parametrize("name", FEEDS)
def test_every_feed_is_well_formed_and_says_what_atom_demands(site: Built, name: str) -> None:
    parsed = feedparser.parse(site.read(name))
    assert not parsed.bozo, parsed.get("bozo_exception")
    assert parsed.version == "atom10"
    assert parsed.feed.id.startswith("urn:uuid:")
    assert parsed.feed.title
    assert parsed.feed.updated.endswith("+08:00")
    for entry in parsed.entries:
        assert entry.id.startswith("urn:uuid:")
        assert entry.title
        assert entry.updated
        assert entry.published
        assert entry.link.endswith(".html")
        assert entry.authors or parsed.feed.authors


def test_feeds_hold_the_stories_of_their_listing(site: Built) -> None:
    def titles(name: str) -> list[str]:
        return [entry.title for entry in feedparser.parse(site.read(name)).entries]

    assert len(titles("feed.atom")) == len(titles("en/feed.atom")) == 4
    assert titles("towns/yingbinlu/feed.atom") == ["迎宾路街道举办主题演讲比赛"]
    assert titles("en/towns/yingbinlu/feed.atom") == ["Yingbinlu Subdistrict holds themed speech contest"]
    assert titles("towns/guxing/feed.atom") == []


def ids(site: Built) -> dict[str, list[str]]:
    feeds = {
        name: feedparser.parse(content) for name, content in site.files.items() if name.endswith(".atom")
    }
    return {name: [feed.feed.id, *(entry.id for entry in feed.entries)] for name, feed in feeds.items()}


def test_ids_survive_a_change_of_domain(site: Built, tmp_path: Path) -> None:
    moved = build(ROOT / "content", tmp_path / "output", SITEURL="https://news.example.org/portal")
    assert ids(moved) == ids(site)
    feed = feedparser.parse(moved.read("feed.atom"))
    assert feed.feed.link == "https://news.example.org/portal/"
    assert feed.entries[0].link.startswith("https://news.example.org/portal/news/2017/10/")


def test_no_two_feeds_and_no_two_stories_share_an_id(site: Built) -> None:
    feeds = ids(site)
    assert len({found[0] for found in feeds.values()}) == len(feeds)
    assert len(set(feeds["feed.atom"])) == 5
    assert not set(feeds["feed.atom"]) & set(feeds["en/feed.atom"])


def test_a_feed_holds_only_stories_in_its_own_language(desk: Desk) -> None:
    desk.story("only-zh")
    desk.story("only-en", lang="en", title="Only in English")
    built = desk.build()
    assert [entry.title for entry in feedparser.parse(built.read("feed.atom")).entries] == ["一条消息"]
    assert [entry.title for entry in feedparser.parse(built.read("en/feed.atom")).entries] == [
        "Only in English"
    ]


def test_an_updated_story_says_so(desk: Desk) -> None:
    desk.story(updated="2017-10-13 09:30")
    (entry,) = feedparser.parse(desk.build().read("feed.atom")).entries
    assert entry.updated == "2017-10-13T09:30:00+08:00"
    assert entry.published == "2017-10-12T08:00:00+08:00"


def test_schemas_and_programs_accept_every_feed(online: Built, newsroom: Built) -> None:
    assert [*wrong_feeds(online), *wrong_feeds(newsroom)] == []


def test_a_feed_has_the_whole_text_and_its_links_lead_back_to_the_site(newsroom: Built) -> None:
    parsed = feedparser.parse(newsroom.read("feed.atom"), sanitize_html=False)
    text = BeautifulSoup(parsed.entries[0].content[0].value, "html.parser")
    dateline = text.find("b", class_="dateline")
    assert dateline is not None
    assert dateline.get_text() == "本报讯"
    links = [str(link["href"]) for link in text.find_all("a")]
    page = f"{ORIGIN}/news/2017/10/one.html"
    assert links[:2] == [f"{ORIGIN}/news/2017/10/two.html", "https://example.com/"]
    assert all(link.startswith(f"{page}#") for link in links[2:])
    assert len(links) == 4
    for picture in text.find_all("img"):
        assert str(picture["src"]).removeprefix(f"{ORIGIN}/") in newsroom.files
    assert [picture["alt"] for picture in text.find_all("img")] == ["开工仪式", "开工现场"]


def test_a_feed_has_the_picture_of_a_story_with_its_credit(newsroom: Built) -> None:
    (entry,) = [one for one in feedparser.parse(newsroom.read("feed.atom")).entries if "media_content" in one]
    (picture,) = entry.media_content
    assert (picture["medium"], picture["width"], picture["height"]) == ("image", "640", "480")
    assert entry.media_credit[0]["content"] == "陈静 摄"


def test_atom_and_json_say_the_same(newsroom: Built) -> None:
    for prefix in ("", "en/"):
        atom = feedparser.parse(newsroom.read(f"{prefix}feed.atom"), sanitize_html=False)
        told = json.loads(newsroom.read(f"{prefix}feed.json"))
        assert told["title"] == atom.feed.title
        assert [(item["id"], item["url"], item["title"]) for item in told["items"]] == [
            (entry.id, entry.link, entry.title) for entry in atom.entries
        ]
        texts = [BeautifulSoup(item["content_html"], "html.parser").get_text() for item in told["items"]]
        assert [text.strip() for text in texts] == [
            BeautifulSoup(entry.content[0].value, "html.parser").get_text().strip() for entry in atom.entries
        ]


def test_no_draft_hidden_future_or_sample_story_is_in_any_feed(newsroom: Built) -> None:
    feeds = "".join(newsroom.read(name) for name in newsroom.files if re.search(r"feed\.(atom|json)$", name))
    assert "/one.html" in feeds
    for slug in ("drafted", "unlisted", "tomorrow", "made-up", "work"):
        assert f"/{slug}.html" not in feeds


def test_a_corrected_text_is_a_corrected_feed(desk: Desk) -> None:
    desk.story(body="党园。\n")
    desk.build()
    desk.story(body="党员。\n")
    built = desk.build()
    for name in ("feed.atom", "feed.json", "sections/party/feed.atom"):
        assert "党员" in built.read(name)
        assert "党园" not in built.read(name)


def test_what_xml_does_not_know_is_in_no_feed(desk: Desk) -> None:
    desk.story(body="甲\x0b乙\ufffe丙\n")
    built = desk.build(SITEURL=ORIGIN)
    assert list(wrong_feeds(built)) == []


def test_all_feeds_are_listed_for_readers_and_for_programs(online: Built) -> None:
    for prefix in ("", "en/"):
        written = {
            name for name in online.files if re.fullmatch(rf"{prefix}(?!en/|hant/).*feed\.(atom|json)", name)
        }
        shown = online.page(f"{prefix}feeds/index.html").select("main section a[type^='application/']")
        assert {str(link["href"]).removeprefix("/portal/") for link in shown} == written
        outlines = ElementTree.fromstring(online.read(f"{prefix}feeds/feeds.opml")).iter("outline")
        listed = {line.get("xmlUrl") for line in outlines} - {None}
        assert listed == {f"{ORIGIN}/portal/{name}" for name in written if name.endswith(".atom")}


def test_pages_name_their_feeds(online: Built) -> None:
    def named(page: str) -> list[str]:
        links = online.page(page).find_all("link", type=re.compile("^application/(atom|feed)"))
        return [str(link["href"]) for link in links]

    assert named("index.html") == ["/portal/feed.atom", "/portal/feed.json"]
    assert named("towns/guxing/index.html") == ["/portal/towns/guxing/feed.atom"]
    assert named("people/lin-yang/index.html") == ["/portal/people/lin-yang/feed.atom"]
    assert named("archive/2017/index.html") == []


def test_the_map_of_the_site_leads_to_every_list(online: Built) -> None:
    for prefix in ("", "en/"):
        page = online.page(f"{prefix}sitemap/index.html")
        links = {str(link["href"]).removeprefix("/portal/") for link in page.select("main a")}
        for folder in (
            "sections/party/",
            "towns/guxing/",
            "topics/party-cloud/",
            "people/lin-yang/",
            "archive/2017/",
        ):
            assert f"{prefix}{folder}" in links
        assert {f"{prefix}feeds/", f"{prefix}data/", f"{prefix}about.html"} <= links
