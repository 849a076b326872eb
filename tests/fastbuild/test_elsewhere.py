"""fastbuild on a site that is not ours: Pelican's own test site, with both themes that it ships."""

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pelican
import pytest

from tests.desk import ROOT

PELICAN = Path(pelican.__file__).parent

# Pelican's own `get_files` returns a set, whose order hangs on the hash seed: with equal dates two stock builds differ.
SETTINGS = """
import pelican.generators
from ordered_set import OrderedSet

_get_files = pelican.generators.Generator.get_files
if not hasattr(_get_files, "in_order"):
    def get_files(self, *arguments, **options):
        return OrderedSet(sorted(_get_files(self, *arguments, **options)))
    get_files.in_order = True
    pelican.generators.Generator.get_files = get_files
del pelican

AUTHOR = "Alexis"
SITENAME = "Sample"
SITEURL = "http://blog.example"
TIMEZONE = "UTC"
DEFAULT_DATE = (2020, 1, 1)
PATH = "content"
CACHE_PATH = "cache"
THEME = "{theme}"
THEME_TEMPLATES_OVERRIDES = ["overrides"]
STATIC_PATHS = ["images", "extra"]
DEFAULT_PAGINATION = 3
FEED_ALL_RSS = "feeds/all.rss.xml"
CATEGORY_FEED_RSS = "feeds/{{slug}}.rss.xml"
ARTICLE_URL = ARTICLE_SAVE_AS = ARTICLE_LANG_URL = ARTICLE_LANG_SAVE_AS = "a/{{path}}.html"
DRAFT_URL = DRAFT_SAVE_AS = "d/{{path}}.html"
PAGE_URL = PAGE_SAVE_AS = PAGE_LANG_URL = PAGE_LANG_SAVE_AS = "p/{{path}}.html"
"""


@pytest.fixture(params=["notmyidea", "simple"])
def sample(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A folder with the site and its settings."""
    shutil.copytree(PELICAN / "tests" / "content", tmp_path / "content")
    (tmp_path / "overrides").mkdir()
    (tmp_path / "overrides" / "custom.html").write_text('{% extends "article.html" %}')
    (tmp_path / "settings.py").write_text(SETTINGS.format(theme=PELICAN / "themes" / request.param))
    return tmp_path


def command(output: str, *options: str) -> list[str]:
    return [
        sys.executable,
        "-m",
        "pelican",
        "-s",
        "settings.py",
        "-o",
        output,
        "-v",
        *options,
    ]


def run(folder: Path, output: str, fast: bool = True) -> str:
    """Build; returns what was said."""
    options = ["-e", 'PLUGINS=["plugins.fastbuild"]'] if fast else []
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "COLUMNS": "200"}
    done = subprocess.run(
        command(output, *options), cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


def start(folder: Path, said: int = subprocess.DEVNULL) -> "subprocess.Popen[str]":
    """The beginning of a build into `output`, which does not wait for its end."""
    return subprocess.Popen(
        command("output", "-e", 'PLUGINS=["plugins.fastbuild"]'),
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), "COLUMNS": "200"},
        stdout=said,
        stderr=subprocess.STDOUT,
        text=True,
    )


def rendered(said: str) -> tuple[int, int]:
    """How many files were rendered, of how many."""
    found = re.search(r"(\d+) of (\d+) files rendered", said)
    assert found, said
    return int(found[1]), int(found[2])


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


def test_the_output_is_that_of_stock_pelican_and_a_second_run_renders_nothing(sample: Path) -> None:
    run(sample, "stock", fast=False)
    first = rendered(run(sample, "fast"))
    assert first[0] > 90
    assert files(sample / "fast") == files(sample / "stock")
    assert rendered(run(sample, "fast"))[0] == 0
    assert files(sample / "fast") == files(sample / "stock")


SUMMARIES = """
from pelican import signals

def write_a_summary(content):
    if hasattr(content, "title"):
        content._summary = f"In short: {content.title}"

def write_another(generator):
    for article in generator.articles[::2]:
        article._summary = f"In other words: {article.title}"
        article.title += "!"
        article.tags = list(getattr(article, "tags", []))[:1]

def register():
    signals.content_object_init.connect(write_a_summary)
    signals.article_generator_finalized.connect(write_another)
"""


def test_what_plugins_hang_on_articles_is_shown_as_by_stock_pelican(sample: Path) -> None:
    (sample / "summaries.py").write_text(SUMMARIES)
    settings = (sample / "settings.py").read_text()
    stock = f"{settings}\nPLUGIN_PATHS = ['.']\nPLUGINS = ['summaries']\n"
    (sample / "settings.py").write_text(stock)
    run(sample, "stock", fast=False)
    (sample / "settings.py").write_text(stock.replace("['summaries']", "['summaries', 'plugins.fastbuild']"))
    assert rendered(run(sample, "fast", fast=False))[0] > 90
    assert files(sample / "fast") == files(sample / "stock")
    assert rendered(run(sample, "fast", fast=False))[0] == 0
    (sample / "content" / "article.rst").write_text("New\n###\n\n:date: 2013-11-17\n\nText.\n")
    (sample / "settings.py").write_text(stock)
    run(sample, "stock", fast=False)
    (sample / "settings.py").write_text(stock.replace("['summaries']", "['summaries', 'plugins.fastbuild']"))
    run(sample, "fast", fast=False)
    assert files(sample / "fast") == files(sample / "stock")


def test_site_and_cache_copied_to_another_place_render_nothing(
    sample: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    (sample / "content" / "pages").mkdir()  # Pelican's site has none
    (sample / "content" / "pages" / "about.md").write_text("Title: About\n\n[a](|filename|/article.rst)\n")
    run(sample, "output")
    assert "About" in (sample / "output/p/pages/about.md.html").read_text()
    elsewhere = tmp_path_factory.mktemp("elsewhere") / "site"
    shutil.copytree(sample, elsewhere, copy_function=shutil.copyfile)
    assert rendered(run(elsewhere, "output"))[0] == 0
    assert files(elsewhere / "output") == files(sample / "output")


@pytest.mark.parametrize("spoil", [b"", b"fastbuild 0\n", None])
def test_a_cache_that_cannot_be_read_is_discarded_with_a_line(sample: Path, spoil: bytes | None) -> None:
    run(sample, "output")
    (cache,) = (sample / "cache").glob("*.state")
    cache.write_bytes(cache.read_bytes()[:-100] if spoil is None else spoil)
    said = run(sample, "output")
    assert "is discarded" in said
    assert rendered(said)[0] > 90


def test_a_build_that_was_killed_is_followed_by_a_right_one(sample: Path) -> None:
    run(sample, "stock", fast=False)
    for pause in (0.3, 0.4, 0.45, 0.5, 0.55, 0.6, 0.7):
        child = start(sample)
        time.sleep(pause)
        child.send_signal(signal.SIGKILL)
        child.wait()
    run(sample, "output")
    assert files(sample / "output") == files(sample / "stock")


def test_a_page_of_a_killed_build_that_is_not_made_again_is_removed(sample: Path) -> None:
    run(sample, "output")
    names = next((sample / "cache").glob("*.names"))
    (sample / "output" / "orphan.html").write_text("left behind")
    mark, known = names.read_bytes().split(b"\n", 1)
    names.write_bytes(known + b"\0orphan.html")
    run(sample, "output")
    assert not (sample / "output" / "orphan.html").exists()
    marked, again = names.read_bytes().split(b"\n", 1)
    assert len(marked) == len(mark)
    assert sorted(again.split(b"\0")) == sorted(known.split(b"\0"))


def test_with_the_cache_of_another_version_what_is_not_made_again_is_removed_all_the_same(
    sample: Path,
) -> None:
    run(sample, "output")
    (cache,) = (sample / "cache").glob("*.state")
    cache.write_bytes(b"fastbuild 0\n")
    article = next((sample / "content").glob("article.rst"))
    page = next(sample.glob("output/a/article.rst.html"))
    article.unlink()
    run(sample, "output")
    assert not page.exists()
    run(sample, "stock", fast=False)
    assert files(sample / "output") == files(sample / "stock")


def test_a_file_that_nobody_wrote_is_left_alone(sample: Path) -> None:
    run(sample, "output")
    (sample / "output" / "robots.txt").write_text("mine")
    run(sample, "output")
    assert (sample / "output" / "robots.txt").read_text() == "mine"


def test_of_two_builds_at_once_the_second_waits_and_says_so(sample: Path) -> None:
    run(sample, "output")
    lock = next((sample / "cache").glob("*.lock"))
    fcntl = pytest.importorskip("fcntl")
    with lock.open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        second = start(sample, subprocess.PIPE)
        assert second.stdout is not None
        assert any("another build is running" in line for line in second.stdout)
        assert second.poll() is None
    second.communicate(timeout=60)
    assert second.returncode == 0


def article(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"Title: {path.name}\nDate: 2020-01-01\n\nText.\n")


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A folder for a site of articles alone, whose front page tells where they come from."""
    settings = SETTINGS.replace('["overrides"]', '["overrides"]\nIGNORE_FILES = ["_*", "hidden"]')
    (tmp_path / "settings.py").write_text(settings.format(theme=PELICAN / "themes" / "simple"))
    (tmp_path / "overrides").mkdir()
    shown = "{% block content %}{% for one in articles %}{{ one.source_path }} {% endfor %}{% endblock %}"
    (tmp_path / "overrides" / "index.html").write_text('{% extends "!theme/base.html" %}' + shown)
    return tmp_path


def assert_as_pelican_builds_it(folder: Path) -> None:
    assert "Could not process" not in run(folder, "output")
    shutil.rmtree(folder / "stock", ignore_errors=True)
    run(folder, "stock", fast=False)
    assert files(folder / "output") == files(folder / "stock")


def test_files_that_come_and_go_are_those_that_pelican_finds(small: Path) -> None:
    for names in (
        ["a.md", "below/b.md"],
        ["c.md", "_ignored.md", "below/d.md"],  # beside others
        ["new/e.md", "hidden/f.md", "below/_g.md"],  # in folders that were not there
        ["hidden/h.md", "pages/i.md"],
    ):
        for name in names:
            article(small / "content" / name)
        if "new/e.md" in names:
            (small / "content" / "a.md").unlink()
        assert_as_pelican_builds_it(small)


def test_files_behind_a_link_go_with_it(small: Path) -> None:
    article(small / "content" / "a.md")
    article(small / "elsewhere" / "b.md")
    (small / "content" / "linked").symlink_to(small / "elsewhere")
    assert_as_pelican_builds_it(small)
    (small / "content" / "linked").unlink()
    assert_as_pelican_builds_it(small)
