"""Putting manuscripts in outline."""

from collections.abc import Iterator

from plugins.newsroom import addresses
from plugins.newsroom.article import Article
from plugins.newsroom.exemption import exemptions
from plugins.sources.manuscript import Manuscript

from .outline import Outline
from .unique_addresses import is_reserved

_FIELDS = ("slug", "aliases", "translation_of", "date", "kind")
_FILE_LINK = "{filename}"


def outline(manuscript: Manuscript) -> Outline:
    """`manuscript` in outline."""
    publication, article = manuscript.publication, manuscript.article
    exempted = exemptions(manuscript.head, manuscript.body, manuscript.body_line)
    if publication is None:
        return Outline(manuscript.path, manuscript.problems, exemptions=exempted)
    claims = _claims(manuscript)
    files = tuple(dict.fromkeys(addresses.file_of(address) for _, address in claims))
    return Outline(
        path=manuscript.path,
        problems=manuscript.problems,
        slug=publication.slug,
        lang=publication.lang,
        is_article=article is not None,
        claims=claims,
        files=() if any(is_reserved(address) for _, address in claims) else files,
        translation_of=article.translation_of if article else None,
        pictures=tuple(_pictures(manuscript)),
        links=tuple(
            (link.removeprefix(_FILE_LINK), _line(manuscript, link))
            for link in manuscript.inspection.links
            if link.startswith(_FILE_LINK)
        ),
        inward=tuple(
            (link, _line(manuscript, link))
            for link in manuscript.inspection.links
            if link.startswith("/") and not link.startswith("//")
        ),
        exemptions=exempted,
        dated=_dated(article),
        facts=manuscript.activity.work if manuscript.activity else None,
        sample=bool(article and article.sample),
        lines=tuple((name, manuscript.lines[name,]) for name in _FIELDS if (name,) in manuscript.lines),
    )


def _dated(article: Article | None) -> int | None:
    """The date that an article claims, unless it says that it was filed later, or is not published."""
    if article is None or article.archive or article.status == "draft":
        return None
    return int(article.date.timestamp())


def _claims(manuscript: Manuscript) -> tuple[tuple[str, str], ...]:
    match manuscript.publication:
        case Article(date=date, slug=slug, lang=lang, aliases=aliases, folder=folder):
            own = addresses.article(date, slug, lang, folder)
            return ("slug", own), *(("aliases", alias) for alias in aliases)
        case page:
            assert page is not None
            return (("slug", addresses.page(page.slug, page.lang)),)


def _pictures(manuscript: Manuscript) -> Iterator[tuple[str, int]]:
    article = manuscript.article
    if article and article.cover:
        yield article.cover.file, manuscript.lines.get(("cover", "file"), manuscript.line_of("cover"))
    for found in manuscript.inspection.pictures:
        if found.picture:
            yield found.picture.file, manuscript.body_line + found.line


def _line(manuscript: Manuscript, link: str) -> int:
    """The first line with this link; the first with any where it is written in disguise."""
    found = manuscript.body.find(link)
    if found < 0:
        found = max(manuscript.body.find(_FILE_LINK), 0)
    return manuscript.body_line + manuscript.body.count("\n", 0, found)
