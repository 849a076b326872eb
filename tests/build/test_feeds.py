from pathlib import Path

import feedparser
import pytest

from tests.desk import ROOT, Built, Desk, build

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
