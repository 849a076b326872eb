"""Sitemaps, robots.txt, llms.txt."""

import re
from types import SimpleNamespace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from plugins.head import maps
from tests.desk import Built, Desk
from tests.drawing import photograph

from .conftest import ORIGIN
from .looking import wrong_sitemaps

SM = {
    "s": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "x": "http://www.w3.org/1999/xhtml",
    "i": "http://www.google.com/schemas/sitemap-image/1.1",
    "n": "http://www.google.com/schemas/sitemap-news/0.9",
}


NEWEST = f"{maps.RUNNING}.xml"


def find(site: Built, name: str, path: str) -> list[Any]:
    return etree.fromstring((site.output / name).read_bytes()).xpath(path, namespaces=SM)


def locations(site: Built) -> list[str]:
    names = [loc.text.rpartition("/")[2] for loc in find(site, "sitemap.xml", "//s:loc")]
    return [loc.text for name in names for loc in find(site, name, "//s:url/s:loc")]


def test_schemas_accept_every_sitemap(online: Built, newsroom: Built) -> None:
    assert [*wrong_sitemaps(online), *wrong_sitemaps(newsroom)] == []


def test_every_page_that_may_be_found_is_in_the_sitemap_once(online: Built) -> None:
    """But for samples, and the months that have nothing else; full pages of lists, and the page for what is not there."""
    pages = {name for name in online.files if name.endswith(".html") and "noindex" not in online.read(name)}
    left_out = re.compile(r"((?:en|hant)/)?(activities/|archive/2017/0|.*/page/|page/)|404")
    expected = {
        f"{ORIGIN}/portal/{name.removesuffix('index.html')}" for name in pages if not left_out.match(name)
    }
    found = locations(online)
    assert len(found) == len(set(found)) > 100
    assert set(found) == expected


def test_no_draft_hidden_future_or_sample_story_is_in_any_map(newsroom: Built) -> None:
    told = "".join(newsroom.read(name) for name in newsroom.files if name.startswith("sitemap"))
    assert "/one.html" in told
    for slug in ("drafted", "unlisted", "tomorrow", "made-up", "work"):
        assert f"/{slug}.html" not in told


def test_a_story_tells_its_last_change_its_languages_and_its_pictures(newsroom: Built) -> None:
    (url,) = find(newsroom, NEWEST, f"//s:url[s:loc='{ORIGIN}/news/2017/10/one.html']")
    assert url.findtext("s:lastmod", namespaces=SM) == "2017-10-13T09:30:00+08:00"
    links = {link.get("hreflang"): link.get("href") for link in url.iterfind("x:link", SM)}
    assert links == {
        "zh-CN": f"{ORIGIN}/news/2017/10/one.html",
        "en": f"{ORIGIN}/en/news/2017/10/one.html",
        "x-default": f"{ORIGIN}/news/2017/10/one.html",
    }
    pictures = [loc.text.removeprefix(f"{ORIGIN}/") for loc in url.iterfind("i:image/i:loc", SM)]
    assert len(pictures) == 2
    assert set(pictures) <= newsroom.files.keys()


def test_languages_in_the_map_are_those_on_the_page(online: Built) -> None:
    for name in (NEWEST, maps.PAGES):
        for url in find(online, name, "//s:url"):
            links = [(link.get("hreflang"), link.get("href")) for link in url.iterfind("x:link", SM)]
            address = url.findtext("s:loc", namespaces=SM).removeprefix(f"{ORIGIN}/portal/")
            page = online.page(f"{address}index.html" if address.endswith("/") or not address else address)
            shown = page.find_all("link", rel="alternate", hreflang=True)
            assert links == [(link["hreflang"], link["href"]) for link in shown], address


def test_lists_say_no_change_that_nobody_has_told(online: Built) -> None:
    assert find(online, maps.PAGES, "//s:lastmod") == []


def news(site: Built) -> list[str]:
    return [loc.text.rpartition("/")[2] for loc in find(site, NEWEST, "//s:url[n:news]/s:loc")]


def test_news_are_the_stories_of_two_days_before_the_newest(desk: Desk) -> None:
    for day, hour in ((12, "07:59"), (12, "08:01"), (14, "08:00")):
        desk.story(
            f"story-{day}-{hour.replace(':', '')}", date=f"2017-10-{day} {hour}", title=f"{hour} & <惠济>"
        )
    desk.record("work", date="2017-10-14 07:00")
    built = desk.build(SITEURL=ORIGIN)
    assert list(wrong_sitemaps(built)) == []
    assert news(built) == ["story-12-0801.html", "story-14-0800.html"]
    assert find(built, NEWEST, "//n:title")[1].text == "08:00 & <惠济>"
    assert {name.text for name in find(built, NEWEST, "//n:language")} == {"zh-cn"}
    assert "/story-12-0759.html" in built.read(NEWEST)


def test_the_newest_part_keeps_what_is_still_news_of_the_month_before(desk: Desk) -> None:
    for name, date in (("older", "09-20"), ("still", "09-30"), ("newest", "10-01")):
        desk.story(name, date=f"2017-{date} 08:00")
    built = desk.build(SITEURL=ORIGIN)
    assert list(wrong_sitemaps(built)) == []
    assert news(built) == ["still.html", "newest.html"]
    told = [loc.rpartition("portal/")[2].removeprefix(f"{ORIGIN}/") for loc in locations(built)]
    assert told.count("archive/2017/09/") == told.count("archive/2017/10/") == 1
    september = built.read("sitemap-2017-09.xml")
    assert "/older.html" in september
    assert "/archive/2017/09/" in september
    assert "/still.html" not in september


def test_a_month_that_is_news_as_a_whole_brings_its_archive_page(desk: Desk) -> None:
    for date in ("09-30", "10-01"):
        desk.story(f"on-{date}", date=f"2017-{date} 08:00")
    built = desk.build(SITEURL=ORIGIN)
    assert not any(name.startswith("sitemap-2017") for name in built.files)
    for month in ("09", "10"):
        assert built.read(NEWEST).count(f"<loc>{ORIGIN}/archive/2017/{month}/</loc>") == 1


def test_a_site_without_stories_has_a_map_of_its_pages(desk: Desk) -> None:
    built = desk.build(SITEURL=ORIGIN)
    assert built.code == 0, built.said
    assert list(wrong_sitemaps(built)) == []
    assert len(find(built, "sitemap.xml", "//s:loc")) == 1


def test_one_new_story_changes_one_part(desk: Desk) -> None:
    for month in ("2017-08", "2017-09", "2017-10"):
        desk.story(f"in-{month}", date=f"{month}-03 08:00")
    before = desk.build(SITEURL=ORIGIN).files
    desk.story("newest", date="2017-10-05 08:00", towns="guxing", topics="党建云", reporter="蔺洋")
    after = desk.build(SITEURL=ORIGIN).files
    changed = {name for name in after if before.get(name) != after[name] and "/" not in name}
    told = {name for name in changed if name.startswith("sitemap")}
    assert told == {NEWEST}
    assert not {"robots.txt", "llms.txt"} & changed


def story(number: int, pictures: int, versions: int) -> Any:
    filing = SimpleNamespace(cover=(), inside=("p.jpg",) * pictures)
    return SimpleNamespace(
        number=number, versions=dict.fromkeys(range(versions), SimpleNamespace(filing=filing))
    )


@given(
    st.lists(st.tuples(st.sampled_from([0, 1, 7000, 15000]), st.integers(1, 3)), max_size=12),
    st.sampled_from([0, 9_990, 25_000]),
)
def test_no_part_has_too_much_and_none_loses_a_story(drawn: list[tuple[int, int]], plain: int) -> None:
    stories = [
        story(n, pictures, versions) for n, (pictures, versions) in enumerate((*drawn, *[(0, 1)] * plain))
    ]
    pieces = list(maps.pieces(stories))
    assert [one.number for piece in pieces for one in piece] == list(range(len(stories)))
    for piece in pieces:
        urls = [version for one in piece for version in one.versions.values()]
        assert len(urls) <= maps.MOST_URLS
        assert len(piece) == 1 or sum(len(url.filing.inside) for url in urls) <= maps.MOST_PICTURES


def test_the_longest_addresses_leave_a_full_part_below_the_limit(desk: Desk) -> None:
    """50 MB, of which a part has as many stories and pictures as it may."""
    picture = f"{'p' * 146}.jpg"
    desk.write(f"pictures/{picture}", photograph())
    cover = f"{{file: {picture}, alt: 替代, credit: 资料图片}}"
    for lang in ("zh", "en"):
        desk.story("s" * 80, lang=lang, cover=cover, title=f"Story {lang}")
    built = desk.build(SITEURL=f"https://{'h' * 60}.{'d' * 60}.example.org/{'f' * 60}")
    assert built.code == 0, built.said
    text = built.read(NEWEST)
    pictures = [len(found) for found in re.findall(r"<image:image>.*?</image:image>", text)]
    stories = [len(url) for url in re.findall(r"<url>.*?</url>", text) if "/news/" in url]
    assert len(pictures) == len(stories) == 2
    most = (max(stories) - pictures[0]) * maps.MOST_URLS + pictures[0] * maps.MOST_PICTURES
    assert 20_000_000 < most < 50 * 1024 * 1024


def test_crawlers_are_kept_from_what_is_not_finished(site: Built, newsroom: Built) -> None:
    assert (
        site.read("robots.txt")
        == "User-agent: *\nDisallow: /drafts/\nDisallow: /en/drafts/\nDisallow: /admin/\n"
    )
    assert newsroom.read("robots.txt").endswith(f"\n\nSitemap: {ORIGIN}/sitemap.xml\n")


def test_in_production_nothing_is_kept_from_crawlers(desk: Desk) -> None:
    desk.story()
    filled = "url: https://news.example.org\nsponsor: 甲\norganizer: 乙\ncontact: 丙\nsite_code: '4101080001'\nicp: 丁\npolice: 戊\n"
    site = (desk.content / "data/site.yaml").read_text(encoding="utf-8")
    desk.write("data/site.yaml", site[: site.index("url:")] + filled)
    built = desk.build("-e", "PRODUCTION=true", 'DRAFT_SAVE_AS=""', 'DRAFT_LANG_SAVE_AS=""', SITEURL=ORIGIN)
    assert built.code == 0, built.said
    assert built.read("robots.txt") == f"User-agent: *\nDisallow:\n\nSitemap: {ORIGIN}/sitemap.xml\n"
    page = built.read("news/2017/10/a-story.html")
    assert '<meta name="SiteIDCode" content="4101080001">' in page


def test_the_file_for_language_models_leads_to_pages_that_exist(online: Built) -> None:
    lines = online.read("llms.txt").splitlines()
    assert lines[0] == "# 惠济新闻 · Huiji News"
    links = [line.rpartition("](")[2].rstrip(")") for line in lines if line.startswith("- ")]
    assert len(links) > 30
    for link in links:
        address = link.removeprefix(f"{ORIGIN}/portal/")
        assert (online.output / address / "index.html").is_file() or address in online.files, link
