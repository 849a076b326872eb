"""What a reader does with a story: walk through it by keyboard, print it, copy its address, have it read aloud."""

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

STORY = "/news/2017/10/jizhi-chuangxin-dangjian.html"

A_VOICE = """
    window.spoken = [];
    const speech = {
        speaking: false,
        getVoices: () => [{ lang: "%s", name: "voice" }],
        addEventListener() {},
        cancel() { this.speaking = false; },
        speak(sentence) {
            window.spoken.push(sentence.text);
            this.speaking = true;
            window.endSentence = () => sentence.onend();
        },
    };
    Object.defineProperty(window, "speechSynthesis", { value: speech });
    window.SpeechSynthesisUtterance = function (text) { this.text = text; };
"""


@pytest.mark.parametrize("path", ["/", STORY, f"/en{STORY}", "/archive/2017/10/"])
def test_the_keyboard_reaches_every_control_in_order_and_shows_where_it_is(page: Page, path: str) -> None:
    page.goto(path)
    controls = page.locator("a[href], button, summary, input").evaluate_all("""all => all.filter(
        one => one.checkVisibility() && !(one.type === "radio" && !one.checked)).length""")
    seen = []
    for _ in range(controls):
        page.keyboard.press("Tab")
        seen.append(
            page.evaluate("""() => {
                const at = document.activeElement, box = at.getBoundingClientRect(), look = getComputedStyle(at);
                const all = [...document.querySelectorAll("*")];
                return { place: all.indexOf(at), ring: look.outlineStyle, high: box.height };
            }""")
        )
    places = [one["place"] for one in seen]
    assert places == sorted(places)
    assert len(set(places)) == controls
    assert all(one["ring"] == "solid" and one["high"] > 0 for one in seen)


def test_copying_puts_the_address_on_the_clipboard_and_says_so(page: Page) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(STORY)
    page.get_by_role("button", name="复制链接").click()
    expect(page.get_by_role("status")).to_have_text("已复制")
    assert page.evaluate("navigator.clipboard.readText()") == page.url


def test_printing_is_one_button_and_paper_shows_the_story_alone(page: Page) -> None:
    page.add_init_script("window.print = () => { window.printed = true; }")
    page.goto(STORY)
    page.get_by_role("button", name="打印").click()
    assert page.evaluate("window.printed")
    page.emulate_media(media="print")
    for chrome in (".util", ".sections", ".acts", ".crumb", ".foot", ".art aside"):
        expect(page.locator(chrome).first).to_be_hidden()
    for part in (".name", "h1", ".meta", ".prose"):
        expect(page.locator(part).first).to_be_visible()
    assert page.locator(".prose").evaluate("text => getComputedStyle(text).columnCount") == "2"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_paper_is_white_and_its_type_as_large_as_paper_needs_whatever_was_chosen(
    page: Page, scheme: str
) -> None:
    page.emulate_media(media="screen", color_scheme="dark")
    page.goto(STORY)
    page.locator("[data-act=big]").click()
    if scheme == "dark":
        page.evaluate("document.documentElement.setAttribute('data-theme', 'dark')")
    page.emulate_media(media="print", color_scheme="dark")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert page.locator(".prose").evaluate("text => getComputedStyle(text).fontSize") == "14px"  # 10.5 pt
    assert (
        page.locator("html").evaluate("html => getComputedStyle(html).fontSize").startswith("14.6")
    )  # 11 pt


def test_nothing_is_read_aloud_where_there_is_no_voice_of_the_language(page: Page) -> None:
    page.add_init_script(A_VOICE % "fr-FR")
    page.goto(STORY)
    expect(page.locator("[data-act=speak]")).to_be_hidden()


def test_a_story_is_read_aloud_sentence_by_sentence_until_it_is_stopped(page: Page) -> None:
    page.add_init_script(A_VOICE % "zh-CN")
    page.goto(STORY)
    button = page.locator("[data-act=speak]")
    expect(button).to_have_text("朗读")
    button.click()
    expect(button).to_have_text("停止朗读")
    for _ in range(2):
        page.evaluate("window.endSentence()")
    spoken = page.evaluate("window.spoken")
    assert spoken[0] == "惠济区以机制创新激发党建工作活力"
    assert len(spoken) == 3
    assert all(len(sentence) < 100 for sentence in spoken)
    button.click()
    expect(button).to_have_text("朗读")
    page.evaluate("window.endSentence()")
    assert len(page.evaluate("window.spoken")) == 3


def test_all_of_a_story_is_read(page: Page) -> None:
    page.add_init_script(A_VOICE % "zh-CN")
    page.goto(STORY)
    page.locator("[data-act=speak]").click()
    page.evaluate("() => { while (window.speechSynthesis.speaking) window.endSentence(); }")
    text = page.locator(".prose").inner_text()
    said = "".join(page.evaluate("window.spoken"))
    assert all(
        word in "".join(said.split()) for word in ("".join(line.split()) for line in text.splitlines())
    )


def test_the_language_link_says_where_it_leads_if_there_is_no_twin(page: Page) -> None:
    page.goto("/404.html")
    link = page.locator(".tools > a[hreflang]")
    assert "home page" in link.inner_text()
    link.click()
    assert page.url.endswith("/en/")
