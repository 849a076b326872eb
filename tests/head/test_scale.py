"""A synthetic newsroom with everything that a site has: validators find nothing.

`VALIDATE_ARTICLES=1000 python -m pytest tests/head/test_scale.py` looks at a larger one.
"""

import os

import pytest

from plugins.workshop.corpus import make_newsroom
from plugins.workshop.party_corpus import make_party_work
from tests.browser.validating import complaints
from tests.desk import Built, build

from .conftest import ORIGIN
from .looking import wrong_feeds, wrong_pages, wrong_sitemaps

ARTICLES = int(os.environ.get("VALIDATE_ARTICLES", "60"))
BRANCHES = 12


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Built:
    folder = tmp_path_factory.mktemp("large")
    make_newsroom(folder, ARTICLES)
    make_party_work(folder, ARTICLES // 2, BRANCHES)
    built = build(folder / "content", folder / "output", SITEURL=ORIGIN)
    assert built.code == 0, built.said
    assert sum(name.startswith("news/") for name in built.files) == ARTICLES
    return built


def test_no_page_sitemap_or_feed_is_wrong(large: Built) -> None:
    assert [*wrong_pages(large), *wrong_sitemaps(large), *wrong_feeds(large)] == []


@pytest.mark.node
def test_no_page_is_invalid_html(large: Built) -> None:
    pages = sorted(large.output / name for name in large.files if name.endswith(".html"))
    assert complaints(pages) == ""
