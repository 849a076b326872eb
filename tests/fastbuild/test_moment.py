"""What is in the future for one build may be there for the next, though nobody has edited anything."""

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st

from plugins.fastbuild.store import Store

from .newsroom import NOW, Site

SLUGS = ("story-a", "story-b", "story-c")
HOURS = st.integers(-30, 30)
STORIES = st.tuples(
    st.sampled_from(SLUGS), st.sampled_from(["zh", "en"]), HOURS, st.sampled_from(["正文。\n", "另文。\n"])
)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return Site(tmp_path_factory.mktemp("moment"))


@settings(max_examples=5)
@given(
    steps=st.lists(st.tuples(HOURS, st.lists(STORIES, max_size=2)), min_size=3, max_size=6),
    stays=st.booleans(),
)
def test_stories_come_and_go_with_the_hour(
    site: Site, steps: list[tuple[int, list[Any]]], stays: bool
) -> None:
    for path in (site.content / "news").rglob("*.md"):
        path.unlink()
    for slug, hours in zip(SLUGS, (-40, 2, 20), strict=True):
        site.story(slug, date=f"{NOW + timedelta(hours=hours):%Y-%m-%d %H:%M}")
    store: dict[str, Store] = {"FASTBUILD_STORE": site.store()} if stays else {}
    for hours, stories in [(0, []), *steps]:
        for slug, lang, date, body in stories:
            for path in (site.content / "news").rglob(f"{slug}{'.en' if lang == 'en' else ''}.md"):
                path.unlink()
            twin = {"lang": "en"} if lang == "en" else {}
            site.story(slug, body, date=f"{NOW + timedelta(hours=date):%Y-%m-%d %H:%M}", **twin)
        event("nothing but the hour" if not stories else "an edit, too")
        moment = NOW + timedelta(hours=hours)
        built = site.incremental(**store, FASTBUILD_NOW=moment)
        assert built == site.clean(FASTBUILD_NOW=moment)
