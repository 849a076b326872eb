"""Rule: no two files, and no old address, are published at one address (docs/domain.md §6)."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from plugins.newsroom import addresses
from plugins.newsroom.problem import Problem, error
from plugins.newsroom.registries import Registries
from plugins.sources.manuscripts import Manuscript

_RESERVED = ("index.html", "404.html")
_RESERVED_FOLDERS = ("archive/", "page/", "people/", "sections/", "theme/", "topics/", "towns/")


def check(_: Path, manuscripts: Sequence[Manuscript], __: Registries) -> Iterator[Problem]:
    """Yield an error for the second and every later file that wants an address or a slug."""
    slugs: dict[tuple[str, str, bool], str] = {}
    owners: dict[str, str] = {}
    for manuscript in manuscripts:
        publication = manuscript.publication
        if publication is None:
            continue
        key = (publication.slug, publication.lang, manuscript.article is None)
        if (first := slugs.setdefault(key, manuscript.path)) != manuscript.path:
            yield _duplicate_slug(manuscript, publication.slug, first)
            continue
        for field, address in _claims(manuscript):
            owner = _reserved(address) or owners.setdefault(addresses.file_of(address), manuscript.path)
            if owner != manuscript.path:
                yield _duplicate_address(manuscript, field, address, owner)


def _claims(manuscript: Manuscript) -> Iterator[tuple[str, str]]:
    """The addresses a file will be published at, each with the field that decides it."""
    publication, article = manuscript.publication, manuscript.article
    assert publication is not None
    if article is None:
        yield "slug", addresses.page(publication.slug, publication.lang)
        return
    yield "slug", addresses.article(article.date, article.slug, article.lang)
    yield from (("aliases", alias) for alias in article.aliases)


def _reserved(address: str) -> str:
    """What already lives at `address`: the site's own pages; "" if nothing does."""
    path = addresses.file_of(address.removeprefix("en/"))
    return "index" if path in _RESERVED or path.startswith(_RESERVED_FOLDERS) else ""


def _duplicate_slug(manuscript: Manuscript, slug: str, first: str) -> Problem:
    return error(
        "duplicate-slug",
        f"slug“{slug}”已经用在 content/{first}",
        f"The slug “{slug}” is already used by content/{first}",
        (f"换一个，如 {slug}-2", f"use another one, such as {slug}-2"),
    ).at(manuscript.shown, manuscript.line_of("slug"))


def _duplicate_address(manuscript: Manuscript, field: str, address: str, owner: str) -> Problem:
    whose = ("本站固定页面", "a page of the site itself") if owner == "index" else (f"content/{owner}",) * 2
    return error(
        "duplicate-address",
        f"网址 /{address} 已经属于{whose[0]}",
        f"The address /{address} already belongs to {whose[1]}",
        ("换一个 slug，或删去这个旧网址", "use another slug, or remove the alias"),
    ).at(manuscript.shown, manuscript.line_of(field))
