"""Builds of one process, as `pelican --autoreload` makes them."""

import gc
from pathlib import Path

import pytest

from plugins import fastbuild
from plugins.fastbuild.articles import FastArticle

from .newsroom import Site


def test_what_builds_of_one_process_have_read_does_not_add_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fastbuild, "WORTH_A_SEARCH", 1)
    site = Site(tmp_path)
    for name in ("a", "b", "c"):
        site.story(name)
    alive = []
    for number in range(5):
        site.story("changing", title=f"第{number}稿")
        site.incremental()
        alive.append(sum(issubclass(type(one), FastArticle) for one in gc.get_objects()))
    assert alive[1] >= 4
    assert max(alive[1:]) == alive[1]
