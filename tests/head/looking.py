"""What is wrong with the files of a site, by the definitions that stand beside this (schemas/README.md)."""

import json
import re
from collections.abc import Iterator
from functools import cache
from typing import Any

import feedparser
from jsonschema import Draft202012Validator
from lxml import etree

from tests.desk import Built

from .schema_org import SCHEMAS, problems

SITE_TAGS = ("SiteName", "SiteDomain", "SiteIDCode")
COLUMN_TAGS = ("ColumnName", "ColumnDescription", "ColumnKeywords", "ColumnType")
ARTICLE_TAGS = ("ArticleTitle", "PubDate", "ContentSource")
_SCRIPT = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
_TAG = re.compile(r'<meta name="([^"]+)" content="([^"]*)">')
_MOST, _LARGEST = 50_000, 50 * 1024 * 1024


def linked_data(page: str) -> list[dict[str, Any]]:
    """The nodes of a page's JSON-LD; none where it has none."""
    found = _SCRIPT.findall(page)
    assert len(found) <= 1
    return json.loads(found[0])["@graph"] if found else []


def node(page: str, kind: str) -> dict[str, Any]:
    """The one node of a page that is of class `kind`."""
    (found,) = [one for one in linked_data(page) if one["@type"] == kind]
    return found


def tags(page: str) -> dict[str, str]:
    """The page tags, as written."""
    return dict(_TAG.findall(page))


def wrong_pages(site: Built) -> Iterator[str]:
    """Pages whose tags or JSON-LD are not what they must be; redirects have none."""
    for name, content in site.files.items():
        page = content.decode() if name.endswith(".html") else ""
        if page and 'http-equiv="refresh"' not in page:
            yield from (f"{name}: {problem}" for problem in _page(name, page))


def _page(name: str, page: str) -> Iterator[str]:
    said = tags(page)
    is_story = re.match(r"(en/)?(news|activities|drafts)/", name)
    expected = (*SITE_TAGS, *((*COLUMN_TAGS, *ARTICLE_TAGS) if is_story else ()))
    yield from (f"has no {tag}" for tag in expected if not said.get(tag))
    if "noindex" in page:
        return
    for script in _SCRIPT.findall(page) or ["{}"]:
        yield from problems(json.loads(script))


@cache
def _schema(name: str) -> Any:
    tree = etree.parse(str(SCHEMAS / name))
    return etree.RelaxNG(tree) if name.endswith(".rng") else etree.XMLSchema(tree)


def wrong_sitemaps(site: Built) -> Iterator[str]:
    """Sitemaps that their schemas refuse, that are too large, or that the index does not name."""
    for name, content in site.files.items():
        if not (name.startswith("sitemap") and name.endswith(".xml")):
            continue
        tree = etree.fromstring(content)
        schema = _schema("siteindex.xsd" if name == "sitemap.xml" else "sitemaps.xsd")
        if not schema.validate(tree):
            yield f"{name}: {schema.error_log.last_error}"
        if len(tree) > _MOST or len(content) > _LARGEST:
            yield f"{name}: {len(tree)} addresses, {len(content)} bytes"
        if name != "sitemap.xml" and f"/{name}<" not in site.read("sitemap.xml"):
            yield f"{name}: is not in the index"


def wrong_feeds(site: Built) -> Iterator[str]:
    """Feeds that their schemas or a program for readers refuse."""
    for name, content in site.files.items():
        if name.endswith(".atom"):
            schema = _schema("atom.rng")
            if not schema.validate(etree.fromstring(content)):
                yield f"{name}: {schema.error_log.last_error}"
            if (parsed := feedparser.parse(content)).bozo:
                yield f"{name}: {parsed.bozo_exception}"
        elif name.endswith("feed.json"):
            validator = Draft202012Validator(json.loads((SCHEMAS / "json-feed.schema.json").read_text()))
            yield from (f"{name}: {error.message}" for error in validator.iter_errors(json.loads(content)))
