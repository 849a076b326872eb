"""A story as the form can show it: ids instead of names, lists where there may be several.

Editors write `towns: 古荥` as well as `towns: [guxing]`; Decap shows only the second, and what it does not show it loses
when something is chosen. Nothing is written to the file before an editor saves it.
"""

from datetime import datetime
from typing import Any

import yaml

from plugins.newsroom.article import Article
from plugins.newsroom.picture import FOCUS
from plugins.newsroom.registries import Registries
from plugins.sources.front_matter import Document, read_document

_REFERENCES = ("category", "towns", "topics", "branch", "project")
_LISTS = ("reporter", "correspondent", "photographer", "editor", "reviewed", "aliases")
_FLAGS = ("archive", "sample")


def readable(text: str, registries: Registries) -> str:
    """`text`, its front matter rewritten; as it is, where it is not a valid story."""
    document = read_document(text)
    try:
        article = Article.model_validate(document.fields.value, context=registries.context)
    except ValueError:
        return text
    header = yaml.safe_dump(
        _fields(document, article), allow_unicode=True, sort_keys=False, width=float("inf")
    )
    return f"---\n{header}---\n{document.body}"


def _fields(document: Document, article: Article) -> dict[str, Any]:
    fields: dict[str, Any] = dict(document.fields.value)
    for name in _REFERENCES + _LISTS + _FLAGS:
        if name in fields:
            value = getattr(article, name)
            fields[name] = list(value) if isinstance(value, tuple) else value
    for name in ("date", "updated"):
        if isinstance(moment := getattr(article, name), datetime):
            fields[name] = f"{moment:%Y-%m-%d %H:%M}"
    if article.cover and "focus" in fields["cover"]:
        words = {point: word for word, point in FOCUS.items()}
        fields["cover"] = {
            **fields["cover"],
            "focus": words.get(article.cover.focus, fields["cover"]["focus"]),
        }
    return fields
