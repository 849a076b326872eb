"""What search reads of an article."""

import re
from collections.abc import Iterator
from html import unescape
from typing import Any

from plugins.newsroom.activity import Activity
from plugins.newsroom.article import Article
from plugins.newsroom.registries import Registries
from plugins.newsroom.text import unbroken

from .records import Record

_BREAK, _TAG = re.compile(r"<br ?/?>"), re.compile(r"<[^>]*>")
_SPACE = re.compile(r"[\s\ufff9-\ufffb]+")
"""Marks of annotations are what traditional.py writes; fields have none (newsroom/fields.py)."""


def record_of(article: Any, registries: Registries) -> Record:
    """The record of one of Pelican's articles, which was read from a validated manuscript."""
    story: Article = article.record
    return Record(
        address=article.save_as,
        day=f"{story.date:%Y-%m-%d}",
        title=unbroken(story.title),
        section=story.category,
        towns=story.places,
        topics=tuple(dict.fromkeys(story.topics)),
        kind="work" if isinstance(story, Activity) else "news",
        sample=story.sample,
        heads="\n".join(dict.fromkeys(filter(None, _heads(article, registries)))),
        body=plain(article._content),
    )


def plain(html: str) -> str:
    """The words of safe HTML on one line; blocks end with a line feed in the source, so words never run together."""
    return _SPACE.sub(" ", unescape(_TAG.sub("", _BREAK.sub("\n", html)))).strip()


def _heads(article: Any, registries: Registries) -> Iterator[str | None]:
    story: Article = article.record
    yield from (unbroken(line) for line in (story.kicker, story.subtitle, story.summary) if line)
    yield story.byline
    yield from (credit.name for credit in article.signed.credits)
    for id_ in story.places:
        yield from (name.in_(story.lang) for name in registries.places[id_].names)  # former names too
    yield registries.sections[story.category].name.in_(story.lang)
    yield from (registries.topics[id_].name.in_(story.lang) for id_ in story.topics)
    yield from (registries.projects[id_].name.in_(story.lang) for id_ in story.project)
    yield from (registries.branches[id_].name.in_(story.lang) for id_ in _branches(story))
    for picture in (*([story.cover] if story.cover else ()), *article.body_pictures):
        yield from (picture.caption, picture.credit)


def _branches(story: Article) -> Iterator[str]:
    if story.branch is not None:
        yield story.branch
    if isinstance(story, Activity):
        yield from (*story.branches, *story.partners)
