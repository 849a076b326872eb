"""What a reader does, in a real browser."""

import pytest
from playwright.sync_api import Browser, Page

from tests.desk import ROOT

pytestmark = pytest.mark.browser

PAGES = [
    f"{prefix}{path}"
    for prefix in ("/", "/en/")
    for path in (
        "",
        "news/2017/10/jizhi-chuangxin-dangjian.html",
        "sections/party/",
        "sections/livelihood/",
        "towns/jiangshanlu/",
        "topics/party-cloud/",
        "people/lin-yang/",
        "archive/2017/",
        "towns/",
        "about.html",
        "feeds/",
        "sitemap/",
        "overview/",
        "branches/sample-community-1/",
        "branches/sample-community/2017/",
        "theme-days/2017/",
        "projects/",
        "statistics/2017/",
    )
]
PAGES += [f"/hant/{path}" for path in ("", "news/2017/10/jizhi-chuangxin-dangjian.html", "archive/2017/")]


def overflow(page: Page) -> int:
    """Pixels by which the page is wider than its window."""
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))


@pytest.mark.node
@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing_to_complain_of(page: Page, path: str) -> None:
    page.goto(path)
    # Run outside the page's own world, so that the policy on scripts stays what it is for readers.
    page.context.new_cdp_session(page).send("Page.setBypassCSP", {"enabled": True})
    page.reload()
    page.add_script_tag(path=ROOT / "tests/web/node_modules/axe-core/axe.min.js")
    result = page.evaluate("axe.run()")
    assert [(v["id"], [n["html"] for n in v["nodes"]]) for v in result["violations"]] == []


@pytest.mark.parametrize("path", PAGES)
def test_nothing_is_wider_than_a_small_phone_nor_than_a_window_with_doubled_text(
    page: Page, path: str
) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(path)
    assert overflow(page) == 0
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(path)
    page.evaluate("document.documentElement.style.setProperty('font-size', '200%')")
    assert overflow(page) == 0


def test_a_reader_finds_all_four_stories_from_the_front_page_and_reads_them(page: Page) -> None:
    page.goto("/")
    links = page.locator("main a[href*='/news/2017/10/']").evaluate_all(
        "all => all.map(a => a.getAttribute('href'))"
    )
    stories = sorted(set(links))
    assert len(stories) == 4
    for story in stories:
        page.goto("/")
        page.locator(f"main a[href='{story}']").first.click()
        assert page.url.endswith(story)
        assert page.locator("h1").is_visible()
        assert page.locator("main").inner_text().count("。") > 3


def test_the_language_link_lands_on_the_twin_and_back(page: Page) -> None:
    page.goto("/news/2017/10/yanjiang-bisai.html")
    page.get_by_role("link", name="English").click()
    assert page.url.endswith("/en/news/2017/10/yanjiang-bisai.html")
    assert "speech contest" in page.locator("h1").inner_text()
    page.get_by_role("link", name="中文").click()
    assert page.url.endswith("/news/2017/10/yanjiang-bisai.html")
    assert "/en/" not in page.url


def test_the_keyboard_skips_to_the_text_and_shows_where_it_is(page: Page) -> None:
    page.goto("/news/2017/10/yanjiang-bisai.html")
    page.keyboard.press("Tab")
    skip = page.locator(":focus")
    assert skip.inner_text() == "跳到正文"
    box = skip.bounding_box()
    assert box is not None
    assert box["y"] >= 0
    assert skip.evaluate("link => getComputedStyle(link).outlineStyle") != "none"
    page.keyboard.press("Enter")
    page.wait_for_url("**#main")


def test_everything_is_there_without_javascript(chromium: Browser, address: str) -> None:
    context = chromium.new_context(java_script_enabled=False, base_url=address)
    page = context.new_page()
    page.goto("/")
    page.get_by_role("navigation").first.get_by_role("link", name="党建").click()
    page.locator("main a", has_text="惠济区以机制创新激发党建工作活力").first.click()
    assert "298个党支部" in page.locator("main").inner_text()
    context.close()


def test_a_page_that_is_not_there_is_answered_with_the_sites_own_words(
    chromium: Browser, address: str
) -> None:
    context = chromium.new_context(base_url=address)
    page = context.new_page()
    response = page.goto("/no/such/page.html")
    assert response is not None
    assert response.status == 404
    assert page.locator("main a").count() > 0
    assert "惠济新闻" in page.title()
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_keeps_its_contrast_in_both_schemes(page: Page, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    page.goto("/")
    colours = page.evaluate(
        "[getComputedStyle(document.body).color, getComputedStyle(document.body).backgroundColor]"
        ".map(c => c.match(/\\d+/g).slice(0, 3).map(Number))"
    )
    assert contrast(*colours) > 10


def contrast(one: list[int], other: list[int]) -> float:
    """WCAG 2.2 contrast ratio of two sRGB colours."""

    def luminance(rgb: list[int]) -> float:
        linear = [c / 255 / 12.92 if c / 255 <= 0.04045 else ((c / 255 + 0.055) / 1.055) ** 2.4 for c in rgb]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)
