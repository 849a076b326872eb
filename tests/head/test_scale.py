"""A synthetic newsroom with everything that a site has: validators find nothing.

`VALIDATE_ARTICLES=1000 python -m pytest tests/head/test_scale.py` looks at a larger one, and at each of its pages.
"""

import math
import os
from collections import defaultdict
from pathlib import Path

import pytest

from plugins.workshop.corpus import make_newsroom
from plugins.workshop.party_corpus import make_party_work
from tests.browser.validating import complaints
from tests.desk import Built, build

from .conftest import ORIGIN
from .looking import wrong_feeds, wrong_pages, wrong_sitemaps

ARTICLES = int(os.environ.get("VALIDATE_ARTICLES", "60"))
BRANCHES = 12
OF_EACH_KIND = None if "VALIDATE_ARTICLES" in os.environ else 12
"""Pages whose HTML is looked at. There are two of each person, alike but for names."""


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
    kinds: dict[tuple[str, ...], list[Path]] = defaultdict(list)
    for name in sorted(name for name in large.files if name.endswith(".html")):
        kinds[Path(name).parts[: 2 if name.startswith("en/") else 1]].append(large.output / name)
    assert complaints([page for kind in kinds.values() for page in spread(kind, OF_EACH_KIND)]) == ""


def spread(pages: list[Path], count: int | None) -> list[Path]:
    """So many, at most, from the first to the last one."""
    return pages[:: math.ceil(len(pages) / count)] if count else pages
