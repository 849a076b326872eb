"""Finding stories, as readers do: by keyboard, on a slow line, with a file missing, without the script."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from plugins.workshop.corpus import make_newsroom
from tests.desk import Built, Desk, build

from .conftest import served

pytestmark = pytest.mark.browser

STORIES = 120
"""More than are scanned, so that files of terms and texts are loaded."""


@pytest.fixture(scope="session")
def synthetic(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """A synthetic newsroom, built."""
    folder = tmp_path_factory.mktemp("synthetic")
    make_newsroom(folder, STORIES)
    built = build(folder / "content", folder / "output", TRADITIONAL_EDITION="1")
    assert built.code == 0, built.said
    return built


@pytest.fixture
def library(chromium: Browser, synthetic: Built) -> Iterator[Page]:
    """A page of the synthetic site, on which errors of requests are the test's own."""
    with served(synthetic.output) as address:
        context = chromium.new_context(viewport={"width": 390, "height": 844}, base_url=address)
        page = context.new_page()
        errors: list[str] = []
        page.on("pageerror", lambda error: errors.append(str(error)))
        yield page
        context.close()
        assert errors == []


def results(page: Page) -> list[str]:
    return page.locator("[data-find=list] h2 a").all_inner_texts()


def status(page: Page) -> str:
    return page.locator("[data-find=status]").inner_text()


def search(page: Page, words: str) -> None:
    page.get_by_role("searchbox").fill(words)
    page.get_by_role("searchbox").press("Enter")


def test_results_appear_while_typing_marked_and_counted_and_the_address_carries_the_question(
    page: Page,
) -> None:
    page.goto("/search/")
    page.get_by_role("searchbox").press_sequentially("演讲比赛")
    expect(page.locator("[data-find=list] h2")).to_have_count(1)
    assert page.locator("h2 mark").all_inner_texts() == ["演讲比赛"]
    expect(page.get_by_role("status")).to_have_text("找到1篇")
    assert page.locator("[data-find=status]").get_attribute("role") == "status"
    assert page.evaluate("new URLSearchParams(location.search).get('q')") == "演讲比赛"
    page.locator("[data-find=list] a").click()
    expect(page.locator("h1")).to_contain_text("演讲比赛")
    page.go_back()
    expect(page.locator("[data-find=list] h2")).to_have_count(1)


def test_an_address_with_a_question_is_answered_and_back_takes_a_filter_off(page: Page) -> None:
    page.goto("/search/?q=党建")
    expect(page.get_by_role("status")).to_contain_text("找到")
    before = status(page)
    page.get_by_text("筛选和排序").click()
    page.get_by_label("类别").select_option("news")
    expect(page.get_by_role("status")).to_have_text("找到2篇")
    assert "kind=news" in page.url
    page.go_back()
    expect(page.get_by_role("status")).to_have_text(before)
    expect(page.get_by_label("类别")).to_have_value("")


def test_traditional_characters_find_simplified_text(page: Page) -> None:
    page.goto("/search/")
    search(page, "黨建雲")
    expect(page.locator("[data-find=list] mark").first).to_have_text("党建云")


def test_a_former_name_leads_to_its_town(page: Page) -> None:
    page.goto("/search/?q=老鸦陈")
    link = page.locator("[data-find=ways] a")
    expect(link).to_have_text("江山路街道")
    expect(link).to_have_attribute("href", "/towns/jiangshanlu/")


@pytest.mark.parametrize("words", ["古荥镇", "古滎鎮"])
def test_the_traditional_edition_leads_to_its_own_pages(page: Page, words: str) -> None:
    page.goto(f"/hant/search/?q={words}")
    link = page.locator("[data-find=ways] a")
    expect(link).to_have_text("古滎鎮")
    expect(link).to_have_attribute("href", "/hant/towns/guxing/")


def test_the_traditional_edition_finds_the_same_and_shows_it_in_its_own_characters(library: Page) -> None:
    found = []
    for folder, words in (("", "社区"), ("/hant", "社区"), ("/hant", "社區")):
        library.goto(f"{folder}/search/?q={words}")
        expect(library.locator("[data-find=list] h2")).to_have_count(10)
        library.locator("[data-find=more]").click()
        expect(library.locator("[data-find=list] h2")).to_have_count(20)
        links = library.locator("h2 a").evaluate_all("links => links.map(link => link.getAttribute('href'))")
        found.append([link.removeprefix("/hant") for link in links])
        said = library.locator("[data-find=list], [data-find=status]").all_inner_texts()
        assert bool(re.search("[区务发这为]", "".join(said))) is not bool(folder)
        assert all(link.startswith(f"{folder}/news/") for link in links)
    assert found[0] == found[1] == found[2]


def test_marks_stand_where_the_words_are_whatever_the_characters_before_them_became(
    chromium: Browser, tmp_path: Path
) -> None:
    desk = Desk(tmp_path)
    desk.register(
        "hant", "- {simplified: 办法, traditional: 辦理的方法}\n- {simplified: 走进去, traditional: 走進}\n"
    )
    body = "先后在里面理发、发展；沿着公里和里程走进去，干部的办法，后来找到这里的书记。后面还有。\n"
    desk.story(title="里面、后面和沿着办法，书记理发", category="party", body=body)
    built = desk.build(TRADITIONAL_EDITION="1")
    assert built.code == 0, built.said
    with served(built.output) as at:
        context = chromium.new_context(base_url=at)
        page = context.new_page()
        for words in ("书记", "書記"):
            page.goto(f"/hant/search/?q={words}")
            expect(page.locator("[data-find=list] h2 a")).to_have_text("裡面、後面和沿著辦理的方法，書記理髮")
            expect(page.locator("[data-find=list] h2 mark")).to_have_text("書記")
            excerpt = page.locator("[data-find=list] .sum")
            expect(excerpt.locator("mark")).to_have_text("書記")
            expect(excerpt).to_contain_text("走進，幹部的辦理的方法，後來找到這裡的書記。後面還有。")
            expect(page.locator("[data-find=list] .section")).to_have_text("黨建")
        for words in ("沿着", "沿著"):
            page.goto(f"/hant/search/?q={words}")
            expect(page.locator("h2 mark")).to_have_text("沿著")
        context.close()


def test_nothing_found_is_said(page: Page) -> None:
    page.goto("/search/?q=没有这样的词")
    expect(page.get_by_role("status")).to_contain_text("没有稿件包含这些词")
    assert results(page) == []


@pytest.mark.parametrize(
    "words", ["<img src=x onerror=alert(1)>", "\"'><script>alert(1)</script>", "%00\\", "((", "a" * 3000]
)
def test_a_question_is_never_more_than_text(page: Page, words: str) -> None:
    page.add_init_script("window.alert = () => { throw Error('run'); }")
    page.goto("/search/")
    page.evaluate("words => { location.search = new URLSearchParams({ q: words }) }", words)
    expect(page.get_by_role("searchbox")).to_have_value(words)
    expect(page.get_by_role("status")).to_have_text(re.compile("没有稿件|找到|^$"))
    assert page.locator("main img, main script").count() == 0


def test_english_stories_have_an_index_of_their_own(page: Page) -> None:
    page.goto("/en/search/?q=speech")
    expect(page.get_by_role("status")).to_contain_text("Stories found: ")
    assert all(re.search("[A-Za-z]", title) for title in results(page))
    assert page.locator("[data-find=list] a").first.get_attribute("href").startswith("/en/")  # type: ignore[union-attr]


def test_everything_can_be_done_by_keyboard(library: Page) -> None:
    library.goto("/search/")
    library.get_by_role("searchbox").focus()
    library.keyboard.type("社区")
    library.keyboard.press("Enter")
    expect(library.locator("[data-find=list] h2")).to_have_count(10)
    more = library.get_by_role("button", name="更多结果")
    for _ in range(60):
        if more.evaluate("button => button === document.activeElement"):
            break
        library.keyboard.press("Tab")
    library.keyboard.press("Enter")
    expect(library.locator("[data-find=list] h2")).to_have_count(20)
    assert (
        library.evaluate("document.activeElement.textContent") == library.locator("h2 a").nth(10).inner_text()
    )


def test_only_what_is_asked_for_is_loaded_and_nothing_before_a_question(library: Page) -> None:
    loaded: list[str] = []
    library.on("request", lambda request: loaded.append(request.url) if "index/" in request.url else None)
    library.goto("/search/")
    library.wait_for_load_state("networkidle")
    assert loaded == []
    search(library, "社区")
    expect(library.locator("[data-find=list] h2")).to_have_count(10)
    assert len([url for url in loaded if "characters" in url]) == 0
    assert len([url for url in loaded if "recent" in url or "settled" in url]) <= 2
    before = len(loaded)
    search(library, "社区 ")
    expect(library.locator("[data-find=list] h2")).to_have_count(10)
    assert len(loaded) == before


def test_a_slow_line_says_that_it_is_searching_and_a_later_question_wins(library: Page) -> None:
    library.goto("/search/")
    waiting: list[Route] = []
    library.route("**/newest.bin", lambda route: waiting.append(route))
    search(library, "社区")
    expect(library.get_by_role("status")).to_have_text("正在查找…")
    search(library, "没有这样的词")
    for route in waiting:
        route.continue_()
    expect(library.get_by_role("status")).to_contain_text("没有稿件包含这些词")
    library.wait_for_timeout(300)
    assert results(library) == []


@pytest.mark.parametrize(
    ("folder", "missing"),
    [
        ("", "**/newest.bin"),
        ("", "**/index/recent/*"),
        ("", "**/index/stories/*"),
        ("/hant", "**/hant/search/index/newest.bin"),
        ("/hant", "**/characters.bin"),
    ],
)
def test_a_missing_file_is_an_error_that_another_try_mends(library: Page, folder: str, missing: str) -> None:
    library.goto(f"{folder}/search/")
    library.route(missing, lambda route: route.fulfill(status=404))
    search(library, "第1号")
    expect(library.get_by_role("status")).to_contain_text(re.compile("查找[没沒]有完成"))
    assert results(library) == []
    library.unroute(missing)
    library.get_by_role("button", name="查找").click()
    expect(library.get_by_role("status")).to_contain_text("找到")
    assert results(library)


def test_without_the_script_the_form_leads_to_the_lists(chromium: Browser, address: str) -> None:
    context = chromium.new_context(java_script_enabled=False, base_url=address)
    page = context.new_page()
    page.goto("/search/")
    expect(page.locator("[data-find=filters]")).to_be_hidden()
    expect(page.locator("select").first).to_be_hidden()
    expect(page.locator("noscript p")).to_be_visible()
    page.get_by_role("searchbox").fill("党建")
    page.get_by_role("searchbox").press("Enter")
    page.wait_for_url(re.compile(r"\?q=.*#ways$"))
    expect(page.get_by_role("link", name="古荥镇").first).to_be_visible()
    context.close()


def test_titles_with_markup_are_shown_as_they_are_written(chromium: Browser, tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    title = "<img src=x onerror=alert(1)>的标题"
    desk.story(title=f"'{title}'", body="正文 &lt;script&gt;alert(1)&lt;/script&gt; 正文。\n")
    built = desk.build()
    assert built.code == 0, built.said
    with served(built.output) as at:
        context = chromium.new_context(base_url=at)
        page = context.new_page()
        errors: list[str] = []
        page.on("dialog", lambda dialog: errors.append(dialog.message))
        page.goto("/search/?q=的标题")
        expect(page.locator("[data-find=list] h2 a")).to_have_text(title)
        expect(page.locator("[data-find=list] .sum")).to_contain_text("<script>alert(1)</script>")
        assert page.locator("main img, main script").count() == 0
        context.close()
    assert errors == []
