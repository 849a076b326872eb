"""`pelicanconf.py`: what it promises of addresses, and of plugins that are broken."""

import json
from datetime import datetime

import pytest

import pelicanconf
from plugins.newsroom import addresses
from plugins.newsroom.text import LANGS, Lang
from tests.desk import Desk


@pytest.mark.parametrize("folder", ["news", "activities"])
@pytest.mark.parametrize("lang", LANGS)
def test_pelican_publishes_where_the_domain_says(lang: Lang, folder: str) -> None:
    article = pelicanconf.ARTICLE_SAVE_AS if lang == "zh" else pelicanconf.ARTICLE_LANG_SAVE_AS
    page = pelicanconf.PAGE_SAVE_AS if lang == "zh" else pelicanconf.PAGE_LANG_SAVE_AS
    date = datetime(2017, 2, 3)
    published = article.format(date=date, slug="a", lang=lang, folder=folder)
    assert published == addresses.article(date, "a", lang, folder)
    assert page.format(slug="a", lang=lang) == addresses.page("a", lang)


@pytest.mark.parametrize("plugin", ["plugins.no_such_room", "tests.build.broken_plugin"])
def test_a_missing_or_crashing_plugin_fails_the_build(desk: Desk, plugin: str) -> None:
    desk.story()
    assert desk.build().code == 0
    broken = desk.build("-e", f"PLUGINS={json.dumps([*pelicanconf.PLUGINS, plugin])}", to="broken")
    assert broken.code != 0
