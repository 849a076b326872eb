"""`invoke serve` as an editor sees it: save a file, and the page that is open shows it, or what is wrong with it."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.desk import Desk

from .local import Running, furnish, running

pytestmark = pytest.mark.browser

STORY = "/news/2017/10/a-story.html"
SERVE = "from plugins.publishing.serve import serve; serve({port})"
NOTICE = "section[role]"
LONG = "\n\n".join(f"第{number}段。" for number in range(60))


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    desk = Desk(tmp_path_factory.mktemp("live"))
    furnish(desk)
    desk.story(body=LONG)
    return desk


@pytest.fixture(scope="module")
def server(house: Desk) -> Iterator[Running]:
    with running(house.content.parent, SERVE.format(port=8770)) as found:
        yield found


@pytest.fixture
def page(chromium: Browser, house: Desk, server: Running) -> Iterator[Page]:
    """A page that is open; every complaint of the browser fails the test, a broken policy among them."""
    context = chromium.new_context(viewport={"width": 800, "height": 600}, base_url=server.address)
    opened = context.new_page()
    complaints: list[str] = []
    opened.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    opened.on("pageerror", lambda problem: complaints.append(str(problem)))
    opened.goto(STORY)
    yield opened
    house.story(body=LONG)
    opened.goto(STORY)
    expect(opened.locator(NOTICE)).to_have_count(0, timeout=20_000)
    context.close()
    assert [text for text in complaints if "404 (Not Found)" not in text] == []


def test_a_saved_story_is_on_every_open_page_and_each_stays_where_it_was(house: Desk, page: Page) -> None:
    second = page.context.new_page()
    second.goto(STORY)
    page.evaluate("scrollTo(0, 900)")
    house.story(body=LONG + "\n\n刚刚写的。")
    for one in (page, second):
        expect(one.get_by_text("刚刚写的。")).to_be_attached(timeout=20_000)
    page.wait_for_function("scrollY === 900")


def test_a_problem_is_on_top_of_the_last_good_page_and_goes_when_it_is_mended(
    house: Desk, page: Page
) -> None:
    house.story(towns="古荣", body="新的正文。")
    notice = page.locator(NOTICE)
    expect(notice).to_be_visible(timeout=20_000)
    expect(notice).to_have_attribute("role", "alert")
    expect(notice.locator("code")).to_have_text("content/news/2017/10/a-story.md:6")
    expect(notice).to_contain_text("没有“古荣”这个镇街")
    expect(page.get_by_text("第0段。")).to_be_attached()
    assert page.evaluate("document.body.firstElementChild.shadowRoot !== null")
    page.goto("/no-such-page.html")
    expect(page.locator(NOTICE)).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    page.goto(STORY)
    house.story(body="改好了。")
    expect(page.get_by_text("改好了。")).to_be_attached(timeout=20_000)
    expect(page.locator(NOTICE)).to_have_count(0)


def test_a_problem_that_was_put_away_comes_back_when_it_is_another(house: Desk, page: Page) -> None:
    house.story(towns="古荣")
    expect(page.locator(NOTICE)).to_be_visible(timeout=20_000)
    page.get_by_role("button", name="收起").click()
    expect(page.locator(NOTICE)).to_have_count(0)
    page.reload()
    page.wait_for_timeout(300)  # the server has told its state again, and nothing must come of it
    expect(page.locator(NOTICE)).to_have_count(0)
    house.story(category="没有")
    expect(page.locator(NOTICE)).to_contain_text("没有“没有”这个栏目", timeout=20_000)


def test_a_warning_is_a_quieter_notice_over_the_new_page(house: Desk, page: Page) -> None:
    house.story(reporter="李四", body="有警告。")
    expect(page.get_by_text("有警告。")).to_be_attached(timeout=20_000)
    expect(page.locator(NOTICE)).to_have_attribute("role", "status")
    expect(page.locator(NOTICE)).to_contain_text("人员名册里没有“李四”")


def test_a_template_that_fails_is_told_with_its_line(house: Desk, page: Page) -> None:
    template = house.content.parent / "theme/templates/article.html"
    good = template.read_text(encoding="utf-8")
    template.write_text(good.replace("{% block main %}", "{% block main %}\n{{ nosuch }}"), encoding="utf-8")
    notice = page.locator(NOTICE)
    expect(notice.locator("code")).to_have_text(
        re.compile(r"^theme/templates/article\.html:\d+$"), timeout=20_000
    )
    expect(notice).to_contain_text("'nosuch' is undefined")
    template.write_text(good, encoding="utf-8")
    expect(page.locator(NOTICE)).to_have_count(0, timeout=20_000)


def test_nothing_of_the_notice_is_in_the_files_of_the_site(house: Desk, server: Running) -> None:
    output = house.content.parent / "output"
    pages = list(output.rglob("*.html"))
    assert pages
    assert not [page for page in pages if b"_serve" in page.read_bytes()]
    assert not (output / "_serve").exists()


def test_a_page_follows_when_the_server_comes_back(chromium: Browser, tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    folder = furnish(desk)
    desk.story()
    first = Running(folder, SERVE.format(port=8790))
    page = chromium.new_page()
    page.goto(first.address + STORY)
    first.end()
    expect(page.locator("section.gone")).to_contain_text("invoke serve", timeout=20_000)
    desk.story(body="停了以后写的。")
    port = first.address.rpartition(":")[2]
    with running(folder, SERVE.format(port=port)) as again:
        assert again.address == first.address
        expect(page.get_by_text("停了以后写的。")).to_be_attached(timeout=20_000)
        page.close()
