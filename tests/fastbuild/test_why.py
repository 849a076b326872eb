"""Of every file a build can say why it was rendered, or was not."""

from pathlib import Path
from typing import Any

import pytest

from plugins.fastbuild.why import Reason

from .newsroom import Site

PAGE = "news/2017/10/story-a.html"


@pytest.fixture
def site(tmp_path: Path) -> Site:
    site = Site(tmp_path)
    site.story("story-a", towns="guxing")
    site.story("story-b", date="2017-10-13 08:00")
    site.incremental()
    return site


def why(site: Site, name: str, **settings: Any) -> set[Reason]:
    """What the next build says of a file."""
    return set(site.reported(FASTBUILD_WHY=name, **settings).why)


def test_nothing_changed(site: Site) -> None:
    assert why(site, PAGE) == {Reason("same")}


def test_no_such_file(site: Site) -> None:
    assert why(site, "nowhere.html") == {Reason("unplanned")}


def test_a_new_page(site: Site) -> None:
    site.story("story-c")
    assert why(site, "news/2017/10/story-c.html") == {Reason("new")}


def test_its_own_text(site: Site) -> None:
    site.story("story-a", towns="guxing", body="更正。")
    assert Reason("source", "news/2017/10/story-a.md") in why(site, PAGE)


def test_a_neighbour_that_has_another_title(site: Site) -> None:
    site.story("story-b", title="另一个标题", date="2017-10-13 08:00")
    assert why(site, PAGE) == {Reason("value", "article"), Reason("shows", "news/2017/10/story-b.md")}


def test_a_neighbour_that_is_gone(site: Site) -> None:
    (site.content / "news/2017/10/story-b.md").unlink()
    assert Reason("shows", "news/2017/10/story-b.md") in why(site, PAGE)


def test_a_template(site: Site) -> None:
    (site.theme / "templates/components/notice.html").open("a").write("\n")
    assert why(site, PAGE) == {Reason("environment", "theme/templates/components/notice.html")}


def test_a_setting(site: Site) -> None:
    assert why(site, PAGE, SITEURL="https://example.org") == {Reason("environment")}


def test_a_registry(site: Site) -> None:
    path = site.content / "data/sections.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("zh: 党建,", "zh: 党的工作,"), encoding="utf-8")
    site.story("story-a", category="党的工作", towns="guxing")
    told = why(site, "towns/guxing/index.html")
    assert Reason("input", "content/data/sections.yaml") in told
    assert Reason("shows", "news/2017/10/story-a.md") in told


def test_a_menu_that_every_page_shows(site: Site) -> None:
    site.write("pages/about.md", "---\ntitle: 关于\nslug: about\n---\n正文。")
    assert Reason("context", "menus") in why(site, PAGE)


def test_a_file_that_is_gone_or_was_changed_by_somebody_else(site: Site) -> None:
    path = site.folder / "output" / PAGE
    path.unlink()
    assert why(site, PAGE) == {Reason("lost")}
    path.write_text("x")
    assert why(site, PAGE) == {Reason("touched")}
