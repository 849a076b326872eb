"""Reading settings: what a reader chose holds on every page, and is there before anything is drawn."""

import pytest
from playwright.sync_api import Browser, Page, expect

from .test_reading import overflow

pytestmark = pytest.mark.browser

STORY = "/news/2017/10/jizhi-chuangxin-dangjian.html"
DARK_PAPER = "rgb(22, 20, 15)"


def root(page: Page, name: str) -> str | None:
    value = page.evaluate("name => document.documentElement.getAttribute(name)", name)
    return value if value is None else str(value)


def text_size(page: Page) -> float:
    return float(page.evaluate("parseFloat(getComputedStyle(document.documentElement).fontSize)"))


def test_size_and_colours_hold_on_the_next_page(page: Page) -> None:
    page.goto("/")
    page.get_by_text("阅读设置").click()
    page.locator("#size-xl").check()
    page.locator("#theme-dark").check()
    page.goto(f"/en{STORY}")
    assert (root(page, "data-size"), root(page, "data-theme")) == ("xl", "dark")
    assert text_size(page) == 26
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == DARK_PAPER
    assert page.locator("#size-xl").is_checked()
    assert page.locator("#theme-dark").is_checked()


def test_what_was_chosen_is_there_before_anything_is_drawn(page: Page) -> None:
    page.goto("/")
    page.locator("[data-act=big]").click()
    page.add_init_script("""
        new MutationObserver((_, watch) => {
            if (!document.body) return;
            window.sizeAtFirst = document.documentElement.getAttribute("data-size");
            watch.disconnect();
        }).observe(document, { childList: true, subtree: true });
    """)
    page.goto(STORY)
    assert page.evaluate("window.sizeAtFirst") == "l"


def test_large_text_is_one_button_away_and_back(page: Page) -> None:
    page.goto("/")
    button = page.locator("[data-act=big]")
    button.click()
    assert (root(page, "data-size"), button.get_attribute("aria-pressed")) == ("l", "true")
    button.click()
    assert (root(page, "data-size"), button.get_attribute("aria-pressed")) == (None, "false")


def test_the_panel_opens_and_closes_by_keyboard_and_gives_the_focus_back(page: Page) -> None:
    page.goto("/")
    page.locator(".prefs > summary").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowRight")
    assert root(page, "data-size") == "l"
    page.keyboard.press("Escape")
    assert page.locator(".prefs").get_attribute("open") is None
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"


def test_settings_that_cannot_be_kept_still_hold_for_the_page(page: Page) -> None:
    page.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw new Error('refused') } })"
    )
    page.goto("/")
    page.locator("[data-act=big]").click()
    assert root(page, "data-size") == "l"


@pytest.mark.parametrize("size", ["l", "xl"])
@pytest.mark.parametrize(
    "path", ["/", STORY, "/archive/2017/", "/towns/jiangshanlu/", "/en/people/lin-yang/"]
)
def test_large_text_fits_a_small_phone_and_can_be_tapped(page: Page, path: str, size: str) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(path)
    page.evaluate("size => document.documentElement.setAttribute('data-size', size)", size)
    assert overflow(page) == 0
    heights = page.locator(".tools > *, .sections a, .acts > :is(button, details):visible").evaluate_all(
        "all => all.map(one => one.getBoundingClientRect().height)"
    )
    assert min(heights) >= 60  # the elder design code's tap target


def test_without_javascript_the_size_can_be_chosen_for_one_page(chromium: Browser, address: str) -> None:
    context = chromium.new_context(java_script_enabled=False, base_url=address)
    plain = context.new_page()
    plain.goto(STORY)
    plain.get_by_text("阅读设置").click()
    plain.locator("#size-xl").check()
    assert plain.locator("html").evaluate("html => getComputedStyle(html).fontSize") == "26px"
    for button in plain.locator(".js").all():
        expect(button).to_be_hidden()
    context.close()
