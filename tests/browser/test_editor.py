"""The web editor in a real browser: what it saves passes the check, and is on the page after the rebuild."""

import re
import shutil
import time
from collections.abc import Iterator
from http import HTTPStatus
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Locator, Page, expect

from plugins.editor.config import configuration
from plugins.editor.generator import files
from plugins.editor.tools import FOLDER, bundle, installed
from plugins.newsroom.article import Article
from plugins.newsroom.registries import Registries
from plugins.publishing.server import open_server
from tests.desk import ROOT, Desk
from tests.drawing import photograph

from .local import Running, furnish, running

pytestmark = [pytest.mark.browser, pytest.mark.node]

EDIT = "from plugins.editor.edit import edit; edit(8810)"
NEW = "/admin/#/collections/news/new"
BRANCH = "- {id: jia-1, name: {zh: 甲村党支部, en: Jia village branch}, kind: branch, sector: rural}\n"
RICH = '惠济区**重点**，*强调*，x<sup>2</sup>。\n\n## 小标题\n\n* 一\n* 二\n\n![画面](2017/10/a.jpg "图说｜资料图片")\n\n尾段。\n'
NOTES = "正文。[^1]\n\n| 项目 | 数 |\n|--|--:|\n| 甲 | 1 |\n\n[^1]: 注释 内容。\n\n尾段。\n"


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    desk = Desk(tmp_path_factory.mktemp("editor"))
    folder = furnish(desk)
    installed(ROOT / FOLDER)
    (folder / FOLDER.parts[0]).symlink_to(ROOT / FOLDER.parts[0])
    desk.write("pictures/2017/10/a.jpg", photograph(640, 400))
    desk.story("rich", RICH, towns="古荥镇", reporter="蔺洋 李四", aliases="[old/a.html]", sample="true")
    desk.story("notes", NOTES)
    desk.register("branches", BRANCH)
    desk.story("twins")
    desk.story("twins", "Text.\n", title="A story", lang="en")
    return desk


@pytest.fixture(scope="module")
def server(house: Desk) -> Iterator[Running]:
    with running(house.content.parent, EDIT) as found:
        yield found


@pytest.fixture
def page(chromium: Browser, server: Running) -> Iterator[Page]:
    """The editor; a complaint of the browser and a request that leaves this machine fail the test."""
    context = chromium.new_context(
        viewport={"width": 1280, "height": 900}, base_url=server.address, timezone_id="Asia/Shanghai"
    )
    context.set_default_timeout(20_000)
    opened = context.new_page()
    complaints: list[str] = []
    opened.on(
        "console", lambda message: complaints.append(told(message)) if message.type == "error" else None
    )
    opened.on("pageerror", lambda problem: complaints.append(str(problem)))
    ours = (server.address, "blob:", "data:")
    opened.on(
        "request",
        lambda request: None if request.url.startswith(ours) else complaints.append(request.url),
    )
    yield opened
    context.close()
    assert [text for text in complaints if "富文本保不住" not in text and text != "Object"] == []


def told(message: ConsoleMessage) -> str:
    return f"{message.text} ({message.location['url']})"


def field(page: Page, label: str) -> Locator:
    """The control of the Chinese version that is called `label`."""
    name = page.locator("label", has_text=re.compile(rf"^{label}( \(可选\))?$")).first.get_attribute("for")
    return page.locator(f"#{name}")


def choose(page: Page, label: str, *options: str) -> None:
    for option in options:
        field(page, label).click()
        field(page, label).press_sequentially(option)
        page.get_by_role("option", name=option).first.click()


def save(page: Page) -> None:
    press_save(page)
    expect(page.get_by_text("修改已保存")).to_be_visible()


def press_save(page: Page) -> None:
    expect(page.get_by_text("含未保存的修改")).to_be_visible()
    page.get_by_role("button", name="发布", exact=True).click()
    page.get_by_role("menuitem", name=re.compile("发布")).first.click()


def visit(page: Page, address: str) -> None:
    """Open a page of the site that the build after a save brings."""
    late = time.monotonic() + 30
    while page.request.get(address).status == HTTPStatus.NOT_FOUND and time.monotonic() < late:
        page.wait_for_timeout(100)
    page.goto(address)


def open_story(page: Page, slug: str) -> None:
    page.goto(f"/admin/#/collections/news/entries/2017/10/{slug}")
    expect(field(page, "网址名")).to_have_value(slug)


def test_a_new_story_is_written_saved_checked_and_on_the_page(
    page: Page, house: Desk, server: Running
) -> None:
    page.goto(NEW)
    field(page, "主题").fill("惠济区|测试消息")
    field(page, "网址名").fill("ceshi-xiaoxi")
    field(page, "发布时间").fill("2017-10-01T07:30")  # in UTC that is another month
    choose(page, "栏目", "党建")
    choose(page, "镇街", "大河路街道", "古荥镇")
    choose(page, "专题", "主题党日")
    choose(page, "记者", "蔺洋")
    field(page, "引题").fill("不要了")
    field(page, "引题").fill("")
    text = page.locator("[data-slate-editor]:visible").first
    text.click()
    page.keyboard.type("第一段。\n第二段，有5*3和[方括号]。")
    save(page)
    story = house.content / "news/2017/10/ceshi-xiaoxi.md"
    assert house.codes() == ["unknown-person"], story.read_text(encoding="utf-8")  # 李四, in another story
    written = house.check().manuscript("news/2017/10/ceshi-xiaoxi.md").article
    assert written is not None
    assert (written.category, written.towns, written.topics) == (
        "party",
        ("dahelu", "guxing"),
        ("theme-party-day",),
    )
    assert (f"{written.date:%Y-%m-%d %H:%M}", written.reporter) == ("2017-10-01 07:30", ("蔺洋",))
    assert (written.kicker, written.cover, written.edition) == (None, None, None)
    assert not list(house.content.rglob("ceshi-xiaoxi.en.md")), "nobody has written an English version"
    page.wait_for_url(re.compile("/entries/"))
    expect(field(page, "网址名")).to_have_value("ceshi-xiaoxi")
    text.get_by_text("第二段").click()
    page.keyboard.press("End")
    page.keyboard.insert_text("又加一句。")
    save(page)
    assert "又加一句。" in story.read_text(encoding="utf-8")
    assert len(list(house.content.rglob("ceshi-xiaoxi*"))) == 1
    visit(page, "/news/2017/10/ceshi-xiaoxi.html")
    paragraph = page.locator("article p", has_text="又加一句。")
    expect(paragraph).to_be_visible()
    said = paragraph.inner_text().replace("又加一句。", "")
    assert said == "第二段，有5*3和[方括号]。", (
        "wherever the caret was: the editor puts it back while it saves"
    )


def test_a_record_of_work_is_written_saved_checked_and_on_its_branchs_page(
    page: Page, house: Desk, server: Running
) -> None:
    page.goto("/admin/#/collections/activities/new")
    field(page, "主题").fill("甲村党支部开展主题党日")
    field(page, "网址名").fill("jia-zhuti-dangri")
    field(page, "发布时间").fill("2017-10-13T18:00")
    choose(page, "栏目", "党建")
    choose(page, "类型", "主题党日")
    choose(page, "记录的党支部", "甲村党支部")
    choose(page, "地点", "古荥镇")
    field(page, "参加人数").fill("20多名")
    page.locator("[data-slate-editor]:visible").first.click()
    page.keyboard.type("正文。")
    save(page)
    written = house.check().manuscript("activities/2017/10/jia-zhuti-dangri.md").activity
    assert written is not None
    assert (written.kind, written.branches, written.place) == ("theme-day", ("jia-1",), "guxing")
    assert written.participants is not None
    assert (written.participants.text, written.eligible, written.awards) == ("20多名", None, ())
    visit(page, "/branches/jia-1/")
    expect(page.get_by_role("link", name="甲村党支部开展主题党日")).to_be_visible()


def test_an_english_version_is_written_beside_the_chinese(page: Page, house: Desk) -> None:
    open_story(page, "twins")
    titles = page.locator("label", has_text=re.compile("^主题$"))
    expect(titles).to_have_count(2)
    english = page.locator(f"#{titles.nth(1).get_attribute('for')}")
    expect(english).to_have_value("A story")
    english.fill("Another story")
    choose(page, "镇街", "花园口镇")
    save(page)
    twins = [house.check().manuscript(f"news/2017/10/twins{ending}").article for ending in (".md", ".en.md")]
    assert [(twin.title, twin.lang, twin.towns) for twin in twins if twin] == [
        ("一条消息", "zh", ("huayuankou",)),
        ("Another story", "en", ("huayuankou",)),
    ]


def test_what_a_story_says_is_still_there_after_an_edit(page: Page, house: Desk) -> None:
    before = house.check().manuscript("news/2017/10/rich.md").article
    open_story(page, "rich")
    expect(page.get_by_label("图片署名").nth(1)).to_have_value("资料图片")
    choose(page, "镇街", "花园口镇")
    choose(page, "记者", "景琦")
    page.locator("[data-slate-editor]:visible").first.get_by_text("尾段。").click()
    page.keyboard.press("End")
    page.keyboard.insert_text("〔改〕")
    save(page)
    after = house.check().manuscript("news/2017/10/rich.md")
    assert before is not None
    chosen = {"towns": ("guxing", "huayuankou"), "reporter": ("蔺洋", "李四", "景琦")}
    assert after.article == Article(**{**vars(before), **chosen})
    assert "〔改〕" in after.body, "wherever the caret was"
    assert after.body.replace("〔改〕", "").strip() == RICH.strip()


def test_rich_text_never_loses_a_note(page: Page, house: Desk) -> None:
    story = house.content / "news/2017/10/notes.md"
    before = story.read_text(encoding="utf-8")
    open_story(page, "notes")
    page.locator("[data-slate-editor]:visible").first.get_by_text("尾段。").click()
    page.keyboard.press("End")
    page.keyboard.insert_text("〔改〕")
    press_save(page)
    expect(page.get_by_text("富文本保不住注释").first).to_be_visible()
    assert story.read_text(encoding="utf-8") == before


def test_the_editor_is_in_chinese_and_shows_the_story_as_the_site_would(page: Page) -> None:
    page.goto("/admin/")
    expect(page.get_by_role("link", name="内容", exact=True)).to_be_visible()
    open_story(page, "rich")
    page.get_by_title("打开/关闭国际化").click()
    if not page.locator("iframe").count():
        page.get_by_title("打开/关闭预览").click()
    preview = page.frame_locator("iframe")
    expect(preview.locator("h1")).to_have_text("一条消息")
    expect(preview.locator("figure img").first).to_have_js_property("complete", True)
    family = preview.locator("h1").evaluate("title => getComputedStyle(title).fontFamily")
    assert "Song" in family


def test_a_page_elsewhere_can_neither_read_nor_write(
    chromium: Browser, server: Running, house: Desk, tmp_path: Path
) -> None:
    (tmp_path / "index.html").write_text("<title>x</title>", encoding="utf-8")
    context = chromium.new_context()
    page = context.new_page()
    before = {path: path.read_bytes() for path in house.content.rglob("*") if path.is_file()}
    with open_server(tmp_path, "127.0.0.1", 8830) as elsewhere:
        Thread(target=elsewhere.serve_forever, daemon=True).start()
        page.goto(f"http://127.0.0.1:{elsewhere.server_port}/")
        tried = page.evaluate(
            """async (at) => {
                const save = JSON.stringify({ branch: "main", action: "persistEntry", params: { branch: "main",
                    dataFiles: [{ slug: "x", path: "content/news/2017/10/x.md", raw: "x" }], assets: [],
                    options: { commitMessage: "x", useWorkflow: false, status: "x" } } });
                const ways = [
                    { headers: { "Content-Type": "application/json" } },
                    { headers: { "Content-Type": "text/plain" }, mode: "no-cors" },
                    { mode: "no-cors" },
                ];
                return Promise.all(ways.map((way) =>
                    fetch(`${at}/admin/api`, { method: "POST", body: save, ...way }).then(
                        (answer) => answer.type, () => "refused")));
            }""",
            server.address,
        )
        elsewhere.shutdown()
    context.close()
    assert tried == ["refused", "opaque", "opaque"]
    assert {path: path.read_bytes() for path in house.content.rglob("*") if path.is_file()} == before


def test_the_editor_of_a_published_site_keeps_to_its_policy_and_asks_who_writes(
    chromium: Browser, registries: Registries, tmp_path: Path
) -> None:
    gitea = {"backend": "gitea", "repo": "huiji/portal", "base_url": "https://git.example.org", "app_id": "x"}
    for name, data in files(configuration(registries, gitea), bundle(installed(ROOT / FOLDER))):
        (tmp_path / "admin").mkdir(exist_ok=True)
        (tmp_path / "admin" / name).write_bytes(data)
    shutil.copytree(ROOT / "theme/static", tmp_path / "theme")
    page = chromium.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    with open_server(tmp_path, "127.0.0.1", 8830) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        at = f"http://127.0.0.1:{server.server_port}/"
        page.on("request", lambda asked: None if asked.url.startswith(at) else complaints.append(asked.url))
        page.goto(f"{at}admin/")
        expect(page.get_by_role("button", name=re.compile("Gitea"))).to_be_visible(timeout=20_000)
        server.shutdown()
    page.close()
    assert complaints == []
