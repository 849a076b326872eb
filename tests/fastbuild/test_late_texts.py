"""`FASTBUILD_LATE_TEXTS`: where nothing but texts has changed, what cannot show them is not looked at."""

import time
from pathlib import Path
from typing import Any

import pytest

from plugins.fastbuild.files import MARGIN
from plugins.fastbuild.prints import Prints
from plugins.fastbuild.rendering import Rendering
from plugins.fastbuild.store import Store

from .newsroom import Site

NEIGHBOURS = """
from pelican import signals

def hang(generator):
    articles = sorted(generator.articles, key=lambda article: article.slug)
    for article, other in zip(articles, articles[1:] + articles[:1]):
        article.neighbour = other

def register():
    signals.article_generator_finalized.connect(hang)
"""
STORIES = [f"story-{letter}" for letter in "abcd"]


@pytest.fixture
def site(tmp_path: Path) -> Site:
    made = Site(tmp_path)
    for day, slug in enumerate(STORIES, 10):
        tell(made, slug, f"{slug}的正文。", day)
    settle()
    return made


def settle() -> None:
    """Wait until the time stamps of files are told from later ones."""
    time.sleep(2 * MARGIN / 1e9)


def tell(site: Site, slug: str, text: str, day: int = 0, **fields: Any) -> None:
    """The first paragraph, which lists show, stays as it is."""
    day = day or 10 + STORIES.index(slug)
    site.story(slug, f"第一段。\n\n{text}\n", title=slug, date=f"2017-10-{day} 08:00", **fields)


def show(site: Site, what: str) -> None:
    """Have the pages of stories show something else, too."""
    folder = site.folder / "templates"
    folder.mkdir()
    shown = f'{{% extends "!theme/article.html" %}}{{% block main %}}{{{{ super() }}}}<i>{what}</i>{{% endblock %}}'
    (folder / "article.html").write_text(shown, encoding="utf-8")
    site.settings["THEME_TEMPLATES_OVERRIDES"] = [str(folder)]


def changed(site: Site, **settings: Any) -> set[str]:
    """The files that a build changes; they are those of a clean build."""
    before = site.files("output")
    after = site.incremental(**settings)
    assert after == site.clean()
    return {name for name, data in after.items() if data != before.get(name)}


def test_only_what_can_show_a_text_is_looked_at(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(20):  # as many as are in a feed
        tell(site, f"newer-{number}", "正文。", 20)
    settle()
    site.incremental()
    tell(site, "story-b", "另一段。")
    looked: set[str] = set()
    whole = Prints._whole
    monkeypatch.setattr(Prints, "_whole", lambda self, one: looked.add(str(one.save_as)) or whole(self, one))
    site.incremental()
    monkeypatch.undo()
    assert site.files("output") == site.clean()
    assert looked == {"news/2017/10/story-b.html"}


@pytest.mark.parametrize("workers", [1, 2])
def test_a_page_that_shows_the_text_of_another_story_changes_with_it(site: Site, workers: int) -> None:
    site.plugin(NEIGHBOURS)
    show(site, "{{ article.neighbour.content }}")
    site.incremental(FASTBUILD_WORKERS=workers)
    tell(site, "story-b", "另一段。")
    pages = {name for name in changed(site, FASTBUILD_WORKERS=workers) if name.startswith("news/")}
    assert pages == {"news/2017/10/story-a.html", "news/2017/10/story-b.html"}


def test_pages_that_show_a_text_of_all_change_with_it(site: Site) -> None:
    show(site, "{{ articles[0].content }}")
    site.incremental()
    tell(site, "story-d", "最新的一篇。")  # the newest
    assert {f"news/2017/10/{slug}.html" for slug in STORIES} <= changed(site)


@pytest.mark.parametrize(
    "edit",
    [
        lambda site: tell(site, "story-b", "另一段。", topics="党建云"),
        lambda site: tell(site, "story-e", "新的一篇。", 20),
        lambda site: site.register("hant", "[]"),
        lambda site: (site.theme / "static" / "css" / "site.css").write_text("p { margin: 0 }"),
    ],
    ids=["another field", "another story", "a register", "a style"],
)
def test_what_changes_beside_a_text_is_noticed(site: Site, edit: Any) -> None:
    site.incremental()
    tell(site, "story-a", "另一段。")
    edit(site)
    assert "news/2017/10/story-a.html" in changed(site)


UNKNOWN = """
from pelican import signals

def hang(generator):
    for article in generator.articles:
        if article.slug == "story-c":
            article.secret = object()

def register():
    signals.article_generator_finalized.connect(hang)
"""


def test_a_page_that_cannot_be_keyed_is_rendered_whatever_has_changed(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.plugin(UNKNOWN)
    show(site, "{{ article.secret is defined }}")
    site.incremental()
    rendered: set[str] = set()
    write = Rendering._write
    monkeypatch.setattr(
        Rendering, "_write", lambda self, job, key: rendered.add(job.name) or write(self, job, key)
    )
    for text in ("另一段。", "又一段。"):
        settle()
        tell(site, "story-b", text)
        rendered.clear()
        site.incremental()
        pages = {name for name in rendered if name.startswith("news/")}
        assert pages == {"news/2017/10/story-b.html", "news/2017/10/story-c.html"}


def test_nothing_is_kept_of_a_story_that_is_gone(site: Site) -> None:
    site.plugin(NEIGHBOURS)
    show(site, "{{ article.neighbour.content }}")
    site.incremental()
    assert {f"{slug}.md" for slug in STORIES} == {Path(path).name for path in mixed(site)}
    next(site.folder.rglob("story-c.md")).unlink()
    site.incremental()
    assert "story-c.md" not in {Path(path).name for path in mixed(site)}


def mixed(site: Site) -> set[str]:
    """The sources of stories whose pages are known to show others."""
    (cache,) = site.folder.rglob("fastbuild-*.state")
    settings = {"CACHE_PATH": str(cache.parent), "OUTPUT_PATH": str(site.folder / "output")}
    return set(Store(settings).load().mixed)
