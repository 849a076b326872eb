"""A build before which nothing has changed ends at once; one before which anything has does not."""

import os
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from plugins.fastbuild import finished
from plugins.fastbuild.build import Build
from plugins.fastbuild.files import MARGIN

from .newsroom import NOW, Site


@pytest.fixture
def site(tmp_path: Path) -> Site:
    site = Site(tmp_path)
    site.story("story-a", towns="guxing")
    site.story("tomorrow", date=f"{NOW + timedelta(days=1):%Y-%m-%d %H:%M}")
    time.sleep(2 * MARGIN / 1e9)  # until the time stamps of these files are told from later ones
    site.incremental()
    site.incremental()
    return site


def is_idle(site: Site, **settings: Any) -> bool:
    """Whether a build of `site` finds nothing to do."""
    found: list[bool] = []
    ask = Build.is_idle

    def noted(build: Build) -> bool:
        found.append(ask(build))
        return found[-1]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Build, "is_idle", noted)
        site.incremental(**settings)
    return found[0]


def test_nothing_changed_is_noticed_and_told(site: Site) -> None:
    before = site.files("output")
    reports = []

    def keep(_: Any, report: Any) -> None:
        reports.append(report)

    with finished.connected_to(keep):
        assert is_idle(site)
    assert site.files("output") == before
    assert (reports[0].new, reports[0].changed, reports[0].removed, reports[0].rendered) == (0, 0, 0, 0)
    assert reports[0].same > 100


def output(site: Site, name: str) -> Path:
    return site.folder / "output" / name


CHANGES: dict[str, Callable[[Site], object]] = {
    "a story": lambda site: site.story("story-a", body="改。"),
    "a new story": lambda site: site.story("story-b"),
    "a story that is gone": lambda site: (site.content / "news/2017/10/story-a.md").unlink(),
    "a registry": lambda site: (site.content / "data/people.yaml").open("a").write("\n"),
    "a template": lambda site: (site.theme / "templates/base.html").open("a").write("\n"),
    "a static file of the theme": lambda site: (site.theme / "static/css/site.css").open("a").write("\n"),
    "a page that is gone": lambda site: output(site, "index.html").unlink(),
    "a page edited by hand": lambda site: output(site, "index.html").open("a").write("x"),
    "a copied file that is gone": lambda site: output(site, "theme/css/site.css").unlink(),
    "a time stamp": lambda site: os.utime(site.content / "data/people.yaml"),
}


@pytest.mark.parametrize("name", CHANGES)
def test_any_change_is_noticed(site: Site, name: str) -> None:
    CHANGES[name](site)
    assert not is_idle(site)
    assert site.files("output") == site.clean()


def test_a_setting_and_the_hour_of_a_story_are_noticed(site: Site) -> None:
    assert not is_idle(site, SITEURL="https://example.org")
    site.incremental()
    assert is_idle(site)
    assert not is_idle(site, FASTBUILD_NOW=NOW + timedelta(days=2))
    assert "tomorrow.html" in site.files("output")["index.html"].decode()


def test_after_a_cache_that_could_not_be_read_a_site_comes_to_rest_again(site: Site) -> None:
    for path in (site.folder / "cache").glob("*.state"):
        path.write_bytes(b"")
    assert not is_idle(site)
    assert is_idle(site)


def test_a_site_that_does_not_ask_for_it_is_never_idle(site: Site) -> None:
    site.incremental(FASTBUILD_IDLE=False)
    assert not is_idle(site, FASTBUILD_IDLE=False)


@pytest.mark.parametrize("name", ["index.html.fastbuild-new", ".fastbuild-ahead/a.fastbuild-new"])
def test_what_a_killed_build_has_left_is_something_to_do(site: Site, name: str) -> None:
    before = site.files("output")
    left = output(site, name)
    left.parent.mkdir(exist_ok=True)
    left.write_bytes(b"half a page")
    assert not is_idle(site)
    assert site.files("output") == before
    assert not output(site, ".fastbuild-ahead").exists()
    assert is_idle(site)
