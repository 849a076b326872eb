"""`FASTBUILD_LATE_TEXTS`: where nothing but texts has changed, what cannot show them is not looked at."""

import time
from pathlib import Path
from typing import Any

import pytest

from plugins.fastbuild.article_pages import _may_show
from plugins.fastbuild.articles import RevivedArticle, revive
from plugins.fastbuild.build import Behind
from plugins.fastbuild.files import MARGIN
from plugins.fastbuild.prints import Prints
from plugins.fastbuild.rendering import Rendering
from plugins.fastbuild.state import Source
from plugins.fastbuild.writer import FastWriter
from plugins.pictures.generator import PicturesGenerator
from tests.drawing import photograph

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


def show(site: Site, what: str, template: str = "article") -> None:
    """Have the pages of stories (or of another template) show something else, too."""
    folder = site.folder / "templates"
    folder.mkdir()
    shown = f'{{% extends "!theme/{template}.html" %}}{{% block main %}}{{{{ super() }}}}<i>{what}</i>{{% endblock %}}'
    (folder / f"{template}.html").write_text(shown, encoding="utf-8")
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
    return set(site.store().load().mixed)


def test_a_text_that_was_read_by_a_build_that_did_not_end_is_not_taken_for_known(site: Site) -> None:
    site.incremental()
    store = site.store()

    def change() -> None:
        tell(site, "story-b", "另一段。")
        (site.folder / "output" / "archive" / "2017" / "index.html").write_text(
            "谁改了这一页", encoding="utf-8"
        )

    with pytest.raises(Behind):
        site.incremental(FASTBUILD_PAUSE=change, FASTBUILD_STORE=store)
    assert site.incremental(FASTBUILD_STORE=store) == site.clean()


def test_lists_that_see_a_text_in_the_context_change_with_it_though_a_build_was_waiting(site: Site) -> None:
    show(site, "{{ articles[0].content }}", "town")
    site.incremental()
    store = site.store()
    with pytest.raises(Behind):
        site.incremental(FASTBUILD_PAUSE=lambda: tell(site, "story-d", "最新的一篇。"), FASTBUILD_STORE=store)
    assert site.incremental(FASTBUILD_STORE=store) == site.clean()


def test_pictures_are_not_asked_for_where_nothing_but_texts_has_changed_unless_one_is_lost(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.write("pictures/a.jpg", photograph(400, 300))
    said = "{file: a.jpg, alt: 观摩现场, credit: 陈静 摄}"
    tell(site, "story-a", "正文。", cover=said)
    settle()
    site.incremental()
    asked: list[Any] = []
    files = PicturesGenerator._files
    monkeypatch.setattr(PicturesGenerator, "_files", lambda self: asked.append(self) or files(self))
    tell(site, "story-b", "另一段。")
    after = site.incremental()
    assert asked == []
    lost = next(name for name in sorted(after) if name.endswith(".webp") and "/a" in name)
    (site.folder / "output" / lost).unlink()
    settle()
    tell(site, "story-b", "又一段。")
    assert site.incremental()[lost] == after[lost]
    assert asked
    monkeypatch.undo()
    assert site.files("output") == site.clean()


HUNG = """
from pelican import signals

def hang(generators):
    generator = next(one for one in generators if hasattr(one, "articles"))
    articles = generator.articles
    contents = generator.context["generated_content"].values()
    generator.settings["FASTBUILD"].hang("count", contents, lambda article: len(articles), %s)

def register():
    signals.all_generators_finalized.connect(hang)
"""


def test_what_is_hung_on_articles_is_looked_at_on_all_of_them_unless_it_is_told_whose_has_changed(
    site: Site,
) -> None:
    show(site, "{{ article.count }}")
    site.plugin(HUNG % "None")
    site.incremental()
    tell(site, "story-e", "新的一篇。", 20)
    assert {f"news/2017/10/{slug}.html" for slug in STORIES} <= changed(site)
    site.plugin(HUNG % "{'news/2017/10/story-a.md'}")
    site.incremental()
    settle()
    before = site.files("output")
    tell(site, "story-f", "又一篇。", 21)
    after = site.incremental()
    shows = {name for name in after if b"<i>6</i>" in after[name] and after[name] != before.get(name)}
    beside = {"news/2017/10/story-e.html", "news/2017/10/story-f.html"}  # the one before it names the new one
    assert shows == {"news/2017/10/story-a.html", *beside}


def article(path: str, *links: tuple[str, ...], **attributes: Any) -> RevivedArticle:
    source = Source(b"", links, False, {}, (), b"", ())
    made = revive(RevivedArticle, "", path, source)
    for name, value in attributes.items():
        setattr(made, name, value)
    return made


@pytest.mark.parametrize(
    ("one", "expected"),
    [
        (article("a.md"), False),
        (article("a.md", ("filename", "c.md"), ("filename", "other.md", "d.md")), False),
        (article("a.md", ("filename", "c.md"), ("filename", "other.md", "b.md")), True),
        (article("a.md", translations=[article("c.md")]), False),
        (article("a.md", translations=[article("b.md")]), True),
        (article("a.md", layout="told"), False),
        (article("a.md", neighbour="not told"), True),
    ],
)
def test_an_article_may_show_one_that_it_links_to_or_is_translated_by_or_by_what_was_set(
    one: Any, expected: bool
) -> None:
    assert _may_show({"b.md"}, {"layout", "translations"}, vars(one)) is expected


def test_a_twin_that_comes_or_goes_is_named_on_the_page_of_the_other(site: Site) -> None:
    site.incremental()
    twin = site.story("story-b", "A story.\n", title="Story b", date="2017-10-11 08:00", lang="en")
    assert "news/2017/10/story-b.html" in changed(site)
    settle()
    twin.unlink()
    assert "news/2017/10/story-b.html" in changed(site)


def test_full_pages_that_are_older_than_a_new_story_are_not_even_planned(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(100):
        site.story(f"older-{number:03}", title=f"第{number}篇", date="2017-09-01 08:00")
    settle()
    site.incremental()
    planned: set[str] = set()
    plan = FastWriter._plan_page
    monkeypatch.setattr(
        FastWriter, "_plan_page", lambda self, name, *more: planned.add(str(name)) or plan(self, name, *more)
    )
    tell(site, "story-e", "新的一篇。", 20)
    after = site.incremental()
    monkeypatch.undo()
    assert after == site.clean()
    assert not {"page/1.html", "page/2.html"} & planned
    assert any(name.startswith("page/") for name in planned)
    settle()
    next(site.folder.rglob("older-050.md")).unlink()
    assert {"page/3.html", "en/page/3.html"} <= changed(site)
