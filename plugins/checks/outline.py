"""Manuscripts in outline: what the rules of the whole site need to know of them.

An outline is small, and holds as long as its file and the registries are the same: a build keeps it, so that
what has not changed need not be read again.
"""

from pathlib import Path
from typing import NamedTuple

from plugins.newsroom import addresses
from plugins.newsroom.article import Article
from plugins.newsroom.problem import Problem
from plugins.newsroom.text import Lang
from plugins.sources.manuscripts import Manuscript

_FIELDS = ("slug", "aliases", "translation_of", "cover")
_FILE_LINK = "{filename}"


class Outline(NamedTuple):
    """One manuscript. `slug` is None where it has an error; then only `path` and `problems` say anything."""

    path: str
    problems: tuple[Problem, ...]
    """What is wrong with it, looked at by itself."""
    slug: str | None = None
    lang: Lang = "zh"
    is_article: bool = False
    claims: tuple[tuple[str, str], ...] = ()
    """The addresses that it will be published at, each with the field that decides it."""
    translation_of: str | None = None
    cover: str | None = None
    links: tuple[tuple[str, int], ...] = ()
    """What follows `{filename}` in its links, each with its line."""
    lines: tuple[tuple[str, int], ...] = ()
    """Where the fields above stand."""

    @property
    def shown(self) -> str:
        """The path as an editor types it."""
        return f"content/{self.path}"

    def line_of(self, field: str) -> int:
        """The line on which one of the fields above stands, or the first line."""
        return dict(self.lines).get(field, 1)


def outline(manuscript: Manuscript) -> Outline:
    """`manuscript` in outline."""
    publication, article = manuscript.publication, manuscript.article
    if publication is None:
        return Outline(manuscript.path, manuscript.problems)
    return Outline(
        path=manuscript.path,
        problems=manuscript.problems,
        slug=publication.slug,
        lang=publication.lang,
        is_article=article is not None,
        claims=_claims(manuscript),
        translation_of=article.translation_of if article else None,
        cover=article.cover if article else None,
        links=tuple(
            (link.removeprefix(_FILE_LINK), _line(manuscript, link))
            for link in manuscript.inspection.links
            if link.startswith(_FILE_LINK)
        ),
        lines=tuple((name, manuscript.lines[name,]) for name in _FIELDS if (name,) in manuscript.lines),
    )


def _claims(manuscript: Manuscript) -> tuple[tuple[str, str], ...]:
    match manuscript.publication:
        case Article(date=date, slug=slug, lang=lang, aliases=aliases):
            own = addresses.article(date, slug, lang)
            return ("slug", own), *(("aliases", alias) for alias in aliases)
        case page:
            assert page is not None
            return (("slug", addresses.page(page.slug, page.lang)),)


def _line(manuscript: Manuscript, link: str) -> int:
    """The first line with this link; the first with any where it is written in disguise."""
    found = manuscript.body.find(link)
    if found < 0:
        found = max(manuscript.body.find(_FILE_LINK), 0)
    return manuscript.body_line + manuscript.body.count("\n", 0, found)


class Folder(NamedTuple):
    """A content folder: where it is, and the files that lie among its manuscripts and are none."""

    path: Path
    strays: tuple[str, ...] = ()
