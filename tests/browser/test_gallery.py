"""The components, each in every state (gallery.py), as a browser, a validator and a keyboard meet them."""

import gzip
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import Page

from plugins.languages.interface import read_interfaces
from plugins.newsroom.charts import Bars
from tests.desk import ROOT

from .conftest import served
from .gallery import PAGES, Chinese, English, States, render, write
from .test_reading import overflow

LANGS = list(PAGES)
BUDGET = 2600
"""Bytes of the components' part of the style sheet, compressed."""


@pytest.fixture(scope="module")
def gallery(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("gallery") / "site"
    write(folder)
    return folder


@pytest.fixture(scope="module")
def address(gallery: Path) -> Iterator[str]:
    """Where the gallery is served: `page` opens it instead of the site."""
    with served(gallery) as at:
        yield at


def states(lang: str) -> States:
    ui = read_interfaces(ROOT / "theme" / "translations")[lang]  # type: ignore[index]
    return Chinese(ui) if lang == "zh" else English(ui)


def parsed(lang: str) -> BeautifulSoup:
    return BeautifulSoup(render(lang), "html.parser")


def narrow(page: Page, lang: str, width: int, size: str = "100%") -> None:
    """Open the gallery in a window of `width` pixels, with text of `size`."""
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"/{PAGES[lang]}")
    page.evaluate("size => document.documentElement.style.setProperty('font-size', size)", size)


# -- what stands in the page


@pytest.mark.parametrize("lang", LANGS)
def test_no_component_has_script_or_style_of_its_own(lang: str) -> None:
    soup = parsed(lang)
    assert not soup.find_all(["script", "style"])
    assert not soup.find_all(style=True)
    assert not soup.find_all(lambda tag: any(key.startswith("on") for key in tag.attrs))


@pytest.mark.parametrize("lang", LANGS)
def test_every_drawing_tells_its_finding_or_is_hidden_from_those_who_listen(lang: str) -> None:
    for svg in parsed(lang).find_all("svg"):
        if svg.get("aria-hidden") != "true":
            assert svg["role"] == "img"
            assert svg.title is not None
            assert svg.title.string


@pytest.mark.parametrize("lang", LANGS)
def test_every_chart_tells_its_finding_source_and_numbers(lang: str) -> None:
    figures = parsed(lang).select(".sec figure.chart")
    charts = states(lang).charts
    assert len(figures) == len(charts)
    for figure, chart in zip(figures, charts, strict=True):
        text = figure.get_text()
        found = figure.select("table > caption" if isinstance(chart, Bars) else "svg > title")
        assert [tag.string for tag in found] == ([chart.finding] if chart.finding else [])
        assert chart.heading in text
        assert chart.source.name in text
        assert all(amount.label in text and amount.printed in text for amount in chart.amounts)


@pytest.mark.parametrize("lang", LANGS)
def test_every_figure_is_printed_with_its_qualifier_and_unit(lang: str) -> None:
    soup = parsed(lang)
    known = states(lang)
    figures = [figure for state in (*known.bands, *known.boxes) for figure in state.figures]
    printed = [dd.get_text() for dd in soup.select(".nums dd")]
    assert len(printed) == len(figures)
    for text, figure in zip(printed, figures, strict=True):
        for part in (figure.value, figure.qualifier, figure.unit):
            assert part in text


@pytest.mark.parametrize("lang", LANGS)
def test_marked_days_are_told_in_words(lang: str) -> None:
    calendars = parsed(lang).select("table.cal")
    for table, month in zip(calendars, states(lang).months(), strict=True):
        marked = [day for week in month.weeks for day in week if day and day.words]
        told = [
            str(tag.get("aria-label") or tag.select(".vh")[0].string)
            for tag in table.select(".theme, .event, .today")
        ]
        assert len(told) == len(marked)
        for words, day in zip(told, marked, strict=True):
            assert all(word in words for word in day.words)
            assert str(day.day.day) in words


def test_the_map_becomes_a_plain_list_of_all_towns_where_it_has_no_tile_for_one() -> None:
    sections = [part for part in parsed("zh").select(".sec") if part.h2 and part.h2.string == "八个镇街"]
    assert [len(section.select("svg")) for section in sections] == [1, 1, 1, 0, 0, 0, 0]
    assert [len(section.select("a")) for section in sections] == [8, 8, 8, 9, 7, 8, 0]
    assert [len(section.find_all(string=re.compile("新$"))) for section in sections] == [2, 8, 0, 9, 0, 1, 0]


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("zh", ["未开工", "已开工", "主体", "竣工", "已开工，延期", "未开工，延期"]),
        ("en", ["Not started", "Started, delayed", "Main structure", "Completed"]),
    ],
)
def test_a_stage_is_told_in_words(lang: str, words: list[str]) -> None:
    assert [step.get_text().strip() for step in parsed(lang).select(".step")] == words


def test_the_part_of_the_style_sheet_is_small_flat_and_made_of_tokens() -> None:
    sheet = (ROOT / "theme/static/css/site.css").read_text(encoding="utf-8")
    part = sheet.partition("/* ---- figures, calendars, charts ---- */")[2].partition("/* ---- wider")[0]
    rules = re.sub(r":root \{[^}]*\}", "", part)
    assert 0 < len(gzip.compress(part.encode(), 9)) <= BUDGET
    assert "!important" not in rules
    assert not re.search(r"#|rgb|hsl|@layer|&", rules)


# -- as a validator sees it


@pytest.mark.node
def test_the_gallery_is_valid_html(gallery: Path) -> None:
    web = ROOT / "tests" / "web"
    command = ["node", str(web / "node_modules/html-validate/bin/html-validate.mjs")]
    run = subprocess.run(
        [*command, "--config", str(web / ".htmlvalidate.mjs"), "--formatter", "text"]
        + [str(gallery / name) for name in PAGES.values()],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert run.returncode == 0, run.stdout + run.stderr


@pytest.mark.browser
@pytest.mark.node
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("lang", LANGS)
def test_axe_finds_nothing_to_complain_of(page: Page, lang: str, scheme: Any) -> None:
    page.emulate_media(color_scheme=scheme)
    page.context.new_cdp_session(page).send("Page.setBypassCSP", {"enabled": True})
    for width in (390, 1280):
        narrow(page, lang, width)
        page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
        page.add_script_tag(path=ROOT / "tests/web/node_modules/axe-core/axe.min.js")
        result = page.evaluate("axe.run()")
        assert [(v["id"], [n["html"] for n in v["nodes"]]) for v in result["violations"]] == []


# -- as a reader sees it


@pytest.mark.browser
@pytest.mark.parametrize(
    ("width", "size"),
    [(320, "100%"), (390, "100%"), (1280, "100%"), (1280, "200%"), (640, "200%"), (390, "162.5%")],
)
@pytest.mark.parametrize("lang", LANGS)
def test_nothing_is_wider_than_its_window_nor_a_number_than_its_column(
    page: Page, lang: str, width: int, size: str
) -> None:
    narrow(page, lang, width, size)
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    assert overflow(page) == 0
    wide = "all => all.filter(one => one.scrollWidth > one.clientWidth + 1).map(one => one.outerHTML)"
    assert (
        page.locator(".nums dd, .tbl, .cal td, .key li, .ends, .batches li, .towns li").evaluate_all(wide)
        == []
    )


@pytest.mark.browser
@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("lang", LANGS)
def test_names_stand_inside_their_tiles(page: Page, lang: str, width: int) -> None:
    narrow(page, lang, width)
    outside = (
        page.locator(".towns")
        .nth(1)
        .evaluate(
            """map => {
            const tiles = map.querySelector("path.on"), from = tiles.getScreenCTM().inverse();
            const lines = [...map.querySelectorAll("a")].flatMap(link => {
                const range = document.createRange();
                range.selectNodeContents(link);
                return [...range.getClientRects()].filter(box => box.width && box.height > 5);
            });
            const corners = lines.flatMap(box => [box.left, box.right].map(x => new DOMPoint(x, box.y + box.height / 2)));
            return [lines.length, corners.filter(point => !tiles.isPointInFill(point.matrixTransform(from))).length];
        }"""
        )
    )
    assert outside[0] >= 16
    assert outside[1] == 0


@pytest.mark.browser
@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("lang", LANGS)
def test_every_town_is_reached_by_keyboard_in_the_order_of_reading(page: Page, lang: str, width: int) -> None:
    narrow(page, lang, width)
    links = page.locator(".towns").first.locator("a")
    places = links.evaluate_all(
        "all => all.map(a => [a.offsetParent.offsetTop + a.offsetTop, a.getBoundingClientRect().x])"
    )
    links.first.focus()
    reached = []
    for _ in range(8):
        focused = page.locator(":focus")
        assert focused.evaluate("link => getComputedStyle(link).outlineStyle") == "solid"
        assert focused.evaluate("link => link.offsetHeight") >= 24
        reached.append(focused.get_attribute("href"))
        page.keyboard.press("Tab")
    assert reached == links.evaluate_all("all => all.map(a => a.getAttribute('href'))")
    assert len(set(reached)) == 8
    assert places == sorted(places)


@pytest.mark.browser
def test_what_is_marked_by_colour_is_still_marked_where_the_reader_forces_colours(page: Page) -> None:
    page.emulate_media(forced_colors="active")
    narrow(page, "zh", 1280)
    styles = page.evaluate(
        """() => [".cal .theme", ".cal .today", ".step .on", ".cal .weekend"]
            .map(one => getComputedStyle(document.querySelector(one)).backgroundColor)"""
    )
    assert len(set(styles[:3])) == 1
    assert styles[3] != styles[0]
    shapes = page.evaluate(
        """() => [".cal .theme", ".cal .today"].map(one => getComputedStyle(document.querySelector(one)).borderRadius)"""
    )
    assert shapes[0] != shapes[1]


@pytest.mark.browser
def test_white_on_red_is_printed_red(page: Page) -> None:
    page.emulate_media(media="print")
    narrow(page, "zh", 800)
    for one in (".cal .theme", ".cal .today", ".towns a.on", ".key i", ".step .on"):
        assert page.locator(one).first.evaluate("tag => getComputedStyle(tag).printColorAdjust") == "exact", (
            one
        )
