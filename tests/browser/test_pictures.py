"""Pictures in a real browser: they stand as wide as their pages say, so that no reader fetches more than is shown."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.desk import Desk
from tests.drawing import photograph

from .conftest import served

pytestmark = pytest.mark.browser

SAID = """
() => [...document.querySelectorAll("picture")].map(picture => {
    const rule = picture.querySelector("source").sizes.split(/,(?![^(]*\\))/).map(part => part.trim());
    const said = rule.map(part => part.match(/^(\\(min-width: [\\d.]+rem\\))? ?(.*)$/)).find(
        ([_, condition]) => !condition || matchMedia(condition).matches)[2];
    const ruler = document.createElement("div");
    ruler.style.setProperty("width", said);
    document.body.append(ruler);
    const widths = [ruler.getBoundingClientRect().width, picture.querySelector("img").getBoundingClientRect().width];
    ruler.remove();
    return widths;
})
"""
"""Of each picture: how wide its `sizes` say that it stands, and how wide it does."""


@pytest.fixture(scope="module")
def illustrated(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A site of four stories with covers; one has a picture in its text as well."""
    desk = Desk(tmp_path_factory.mktemp("pictures"))
    (desk.content / "pictures").mkdir()
    for number in range(4):
        (desk.content / "pictures" / f"{number}.jpg").write_bytes(photograph(1700, 1200, seed=number))
        desk.story(
            f"story-{number}",
            '一。\n\n![现场](0.jpg "图说｜资料图片")\n\n完。\n' if number == 3 else "完。\n",
            date=f"2017-10-1{number} 08:00",
            cover=f"{{file: {number}.jpg, alt: 现场, credit: 资料图片}}",
        )
    built = desk.build()
    assert built.code == 0, built.said
    with served(built.output) as at:
        yield at


@pytest.mark.parametrize("width", [320, 390, 600, 700, 800, 950, 1000, 1130, 1200, 1280, 1600])
@pytest.mark.parametrize(("path", "pictures"), [("/", 4), ("/news/2017/10/story-3.html", 2)])
def test_a_picture_is_as_wide_as_its_sizes_say(
    chromium: Browser, illustrated: str, path: str, pictures: int, width: int
) -> None:
    page = chromium.new_page(viewport={"width": width, "height": 900})
    page.goto(f"{illustrated}{path}")
    page.context.new_cdp_session(page).send("Page.setBypassCSP", {"enabled": True})
    page.reload()
    found = page.evaluate(SAID)
    page.close()
    assert len(found) == pictures
    assert [(said, shown) for said, shown in found if abs(said - shown) > 0.02 * shown] == []
