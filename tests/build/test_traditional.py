"""The Traditional Chinese edition of the repository's own site."""

import re
from pathlib import Path
from urllib.parse import urlsplit
from xml.etree import ElementTree

import feedparser
import pytest
from pelican.settings import read_settings

from plugins.languages.markup import LINKS, READ
from plugins.newsroom import addresses
from tests.desk import ROOT, Built, Desk, build

from .test_site import SLUGS, leads_somewhere

HANT = "hant/"


def pages(built: Built) -> list[str]:
    return [name for name in built.files if name.startswith(HANT) and name.endswith(".html")]


def places(built: Built, name: str) -> list[str]:
    """The addresses in a map of the site."""
    return re.findall("<loc>([^<]*)</loc>", built.read(name))


def test_every_chinese_page_and_feed_is_there_and_nothing_else(both: Built) -> None:
    own = {name for name in both.files if name.startswith(HANT)}
    texts = {"hant/search/index/newest.bin"}  # the site has too few stories for others
    assert own == texts | {HANT + name for name in both.files if addresses.traditional(name)}
    assert {Path(name).suffix for name in own - texts} == {".html", ".atom", ".opml"}
    assert not [name for name in own if name.startswith(("hant/en/", "hant/theme/"))]
    for slug in SLUGS:
        assert f"hant/news/2017/10/{slug}.html" in own


def test_every_link_leads_to_something_and_to_the_same_edition_where_it_can(both: Built) -> None:
    dead, outside = [], []
    for name in pages(both):
        for link in both.page(name).find_all(["a", "link"], href=True):
            href, lang = str(link["href"]), link.get("hreflang")
            if urlsplit(href).scheme:
                continue
            if not leads_somewhere(both, name, href):
                dead.append((name, href))
            target = href.lstrip("/").partition("#")[0]
            if not href.startswith("#") and lang is None and addresses.traditional(target):
                outside.append((name, href))
    assert dead == []
    assert outside == []


def test_pages_say_their_script_and_tell_of_each_other(both: Built) -> None:
    for name in pages(both):
        page, simplified = both.page(name), both.page(name.removeprefix(HANT))
        assert page.html is not None
        assert page.html["lang"] == "zh-Hant", name
        links = [(link["hreflang"], link["href"]) for link in page.select("link[rel=alternate][hreflang]")]
        assert links == [
            (link["hreflang"], link["href"]) for link in simplified.select("link[rel=alternate][hreflang]")
        ]
        if not links:
            continue
        by_tag = dict(links)
        here = f"/{name.removesuffix('index.html')}"
        assert by_tag["zh-Hant"] == here, name
        assert by_tag["x-default"] == by_tag["zh-CN"] == here.replace("/hant/", "/", 1)
        if "en" in by_tag:
            english = both.page(addresses.file_of(by_tag["en"].lstrip("/")))
            assert english.select_one(f'link[hreflang="zh-Hant"][href="{here}"]'), name


def test_readers_go_there_and_back_without_a_script(both: Built) -> None:
    def way(name: str, tag: str) -> tuple[str, str]:
        link = both.page(name).select_one(f'.tools > a[hreflang="{tag}"]')
        assert link is not None
        return link.text, str(link["href"])

    story = "news/2017/10/yanjiang-bisai.html"
    assert way(story, "zh-Hant") == ("繁體", f"/hant/{story}")
    assert way(f"en/{story}", "zh-Hant") == ("繁體", f"/hant/{story}")
    assert way(f"hant/{story}", "zh-CN") == ("简体", f"/{story}")
    assert way(f"hant/{story}", "en") == ("English", f"/en/{story}")


def test_nothing_but_text_links_and_language_is_another_one(both: Built) -> None:
    names = "|".join({*READ, *LINKS, "lang", "hreflang", "content"})

    def frame(text: str) -> str:
        return re.sub(r">[^<]*<", "><", re.sub(rf' (?:{names})="[^"]*"', "", text))

    for name in pages(both):
        assert frame(both.read(name)) == frame(both.read(name.removeprefix(HANT))), name


def test_no_simplified_character_is_left_where_people_read(both: Built) -> None:
    left = set()
    for name in pages(both):
        page = both.page(name)
        for kept in page.select('[translate=no], code, pre, [lang]:not([lang="zh-Hant"])'):
            kept.decompose()
        left |= set(re.findall("[国党这们来会为对发时区实员组织动记讯]", page.get_text()))
        for tag in page.find_all(True):
            said = "".join(str(tag.get(key, "")) for key in READ)
            left |= set(re.findall("[国党这们来会为对发时区实员组织动记讯]", said))
    assert left == set()


def test_feeds_are_feeds_with_ids_of_their_own(both: Built) -> None:
    names = [name for name in both.files if name.startswith(HANT) and name.endswith(".atom")]
    assert len(names) > 10
    for name in names:
        feed, simplified = (feedparser.parse(both.read(one)) for one in (name, name.removeprefix(HANT)))
        assert not feed.bozo, feed.get("bozo_exception")
        assert feed.feed.id != simplified.feed.id
        assert len(feed.entries) == len(simplified.entries)
        assert not {entry.id for entry in feed.entries} & {entry.id for entry in simplified.entries}
        assert all("/hant/" in entry.link for entry in feed.entries), name
    assert feedparser.parse(both.read("hant/feed.atom")).feed.language == "zh-Hant"


def test_the_list_of_feeds_for_programs_has_those_of_the_edition(both: Built) -> None:
    outlines = ElementTree.fromstring(both.read("hant/feeds/feeds.opml")).iter("outline")
    listed = {line.get("xmlUrl"): line.get("text") for line in outlines if line.get("xmlUrl")}
    written = {name for name in both.files if name.startswith(HANT) and name.endswith(".atom")}
    assert listed.keys() == {f"/{name}" for name in written}
    assert listed["/hant/topics/party-cloud/feed.atom"] == "黨建雲"
    assert both.page("hant/feeds/index.html").select('a[href="/hant/feeds/feeds.opml"]')


def test_without_it_nothing_of_it_is_there_and_pages_differ_by_links_to_it_alone(
    site: Built, both: Built
) -> None:
    tells = 'rel="alternate" hreflang', "zh-Hant", "application/ld+json"

    def but_alternates(text: str) -> list[str]:
        return [line for line in text.split("\n") if not any(word in line for word in tells)]

    assert {name for name in both.files if not name.startswith(HANT)} == site.files.keys()
    for name, content in both.files.items():
        if name.endswith(".html") and not name.startswith(HANT):
            assert but_alternates(both.read(name)) == but_alternates(site.read(name)), name
            assert "zh-Hant" not in site.read(name)
        elif name.startswith("sitemap"):
            assert [place for place in places(both, name) if not place.startswith(f"/{HANT}")] == places(
                site, name
            )
            assert "zh-Hant" not in site.read(name)
        elif not name.startswith(HANT):
            assert content == site.files[name], name


def test_the_editors_list_and_marked_passages_are_heeded_under_a_path_too(desk: Desk) -> None:
    body = '惠济区花漾里，<span translate="no">原样的国</span>，`代码的国`，[里面](https://news.example.org/portal/towns/)。\n'
    desk.story(title="党群同心", body=body, aliases="/2016/old.html")
    desk.register(
        "hant", "- {simplified: 花漾里, traditional: 花漾里}\n- {simplified: 党群, traditional: 黨羣}\n"
    )
    built = desk.build(TRADITIONAL_EDITION="1", SITEURL="https://news.example.org/portal")
    assert built.code == 0, built.said
    page = built.read("hant/news/2017/10/a-story.html")
    assert '惠濟區花漾里，<span translate="no">原样的国</span>，<code>代码的国</code>' in page
    assert '<a href="https://news.example.org/portal/hant/towns/">裡面</a>' in page
    assert "<title>黨羣同心" in page
    assert (
        '<link rel="canonical" href="https://news.example.org/portal/hant/news/2017/10/a-story.html">' in page
    )
    assert "url=/portal/hant/news/2017/10/a-story.html" in built.read("hant/2016/old.html")


def test_an_old_address_cannot_lie_in_its_folder(desk: Desk) -> None:
    desk.story(aliases="/hant/towns/")
    assert desk.codes() == ["duplicate-address"]


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("- simplified: 里\n", "missing-field", 1),
        (
            "- {simplified: 里, traditional: 裡}\n- {simplified: 里, traditional: 里}\n",
            "duplicate-simplified",
            2,
        ),
        ("- {simplified: 里, traditonal: 裡, traditional: 裡}\n", "unknown-field", 1),
        ("- simplified: 里\n  traditional: <b>\n", "bad-value", 2),
        ("里: 裡\n", "not-a-list", 1),
    ],
)
def test_what_is_wrong_in_the_list_is_told_with_its_line(desk: Desk, text: str, code: str, line: int) -> None:
    desk.register("hant", text)
    (problem,) = desk.problems()
    assert (problem.path, problem.line, problem.code) == ("content/data/hant.yaml", line, code)


def test_it_is_on_in_production_and_elsewhere_by_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    def is_on(settings: str) -> object:
        return read_settings(str(ROOT / settings))["TRADITIONAL_EDITION"]

    monkeypatch.chdir(ROOT)
    monkeypatch.delenv("TRADITIONAL_EDITION", raising=False)
    assert (is_on("pelicanconf.py"), is_on("publishconf.py")) == (False, True)
    monkeypatch.setenv("TRADITIONAL_EDITION", "1")
    assert is_on("pelicanconf.py") is True


def test_two_builds_give_the_same_bytes(both: Built, tmp_path: Path) -> None:
    again = build(
        ROOT / "content", tmp_path / "again", TRADITIONAL_EDITION="1", PYTHONHASHSEED="7", LC_ALL="C"
    )
    assert again.files == both.files
