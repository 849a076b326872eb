"""Settings of a development build. `publishconf.py` adds what production needs."""

import os

from jinja2 import StrictUndefined

PATH = "content"
OUTPUT_PATH = "output"
THEME = "theme"
PLUGINS = [
    "plugins.reading",
    "plugins.search",
    "plugins.languages",
    "plugins.pictures",
    "plugins.indexes",
    "plugins.partywork",
    "plugins.head",
    "plugins.fastbuild",
]
CACHE_PATH = ".cache"  # what the last build knew; CI may keep it
FASTBUILD_IDLE = FASTBUILD_LATE_TEXTS = True
FASTBUILD_STARTERS = ["tasks"]  # `pelican` goes on where `invoke build` left off
FASTBUILD_SOURCE_INPUTS = ["data"]  # names in articles are resolved against the registries

# The names, the languages and the registries live in content/data/; Pelican itself needs only these.
SITENAME = "惠济新闻"
SITEURL = os.environ.get("SITEURL", "")
TIMEZONE = "Asia/Shanghai"
DEFAULT_LANG = "zh"
PRODUCTION = False

# Chinese pages once more in Traditional Chinese, below /hant/ (docs/decisions/015-traditional-chinese.md): twice as many
# pages, which nobody edits. `TRADITIONAL_EDITION=1 invoke build` shows them.
TRADITIONAL_EDITION = os.environ.get("TRADITIONAL_EDITION", "0") not in ("", "0")

# Addresses: see plugins/newsroom/addresses.py, which a test holds equal to these.
ARTICLE_PATHS = ["news", "activities"]
ARTICLE_URL = ARTICLE_SAVE_AS = "{folder}/{date:%Y}/{date:%m}/{slug}.html"
ARTICLE_LANG_URL = ARTICLE_LANG_SAVE_AS = "{lang}/{folder}/{date:%Y}/{date:%m}/{slug}.html"
DRAFT_URL = DRAFT_SAVE_AS = "drafts/{slug}.html"
DRAFT_LANG_URL = DRAFT_LANG_SAVE_AS = "{lang}/drafts/{slug}.html"
DRAFT_PAGE_URL = DRAFT_PAGE_SAVE_AS = "drafts/pages/{slug}.html"
DRAFT_PAGE_LANG_URL = DRAFT_PAGE_LANG_SAVE_AS = "{lang}/drafts/pages/{slug}.html"
PAGE_PATHS = ["pages"]
PAGE_URL = PAGE_SAVE_AS = "{slug}.html"
PAGE_LANG_URL = PAGE_LANG_SAVE_AS = "{lang}/{slug}.html"
ARTICLE_TRANSLATION_ID = PAGE_TRANSLATION_ID = "twin_key"
WITH_FUTURE_DATES = False

# Only Markdown is read, by our own reader, and nothing else in content/ is published.
MARKDOWN_ENGINE = "comrak"  # or "markdown": Python-Markdown, ten times slower (docs/editing.md)
READERS = dict.fromkeys(("html", "rst", "markdown", "mkd", "mdown"))
STATIC_PATHS: list[str] = []

# Our indexes replace Pelican's.
DIRECT_TEMPLATES: list[str] = []
AUTHOR_SAVE_AS = CATEGORY_SAVE_AS = TAG_SAVE_AS = ""
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None

# Escaped by default; a misspelt name in a template is an error, not an empty space.
JINJA_ENVIRONMENT = {
    "autoescape": True,
    "undefined": StrictUndefined,
    "trim_blocks": True,
    "lstrip_blocks": True,
    "extensions": [],
}
