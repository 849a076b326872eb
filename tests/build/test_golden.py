"""Golden pages: what the site's pages are, letter by letter.

A change here is meant to be looked at in a browser before it is taken over, with
`UPDATE_GOLDEN=1 .venv/bin/python -m pytest tests/build/test_golden.py`.
"""

import os

import pytest

from tests.desk import ROOT, Built

FOLDER = ROOT / "tests" / "golden"
PAGES = [
    "index.html",
    "en/news/2017/10/yanjiang-bisai.html",
    "news/2017/10/disipi-zhongdian-xiangmu.html",
    "towns/jiangshanlu/index.html",
    "en/people/lin-yang/index.html",
    "archive/2017/index.html",
    "sections/culture/feed.atom",
    "statistics/2017/index.html",
    "en/projects/index.html",
    "branches/sample-community/2017/index.html",
]


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_what_was_last_looked_at(site: Built, name: str) -> None:
    golden = FOLDER / name.replace("/", "_")
    if os.environ.get("UPDATE_GOLDEN"):
        FOLDER.mkdir(exist_ok=True)
        golden.write_text(site.read(name), encoding="utf-8", newline="\n")
    assert site.read(name) == golden.read_text(encoding="utf-8")
