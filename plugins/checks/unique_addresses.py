"""Rule: no two files, and no old address, are published at one address (docs/domain.md §6)."""

from collections.abc import Iterator, Sequence

from plugins.newsroom import addresses
from plugins.newsroom.problem import Problem, error
from plugins.newsroom.registries import Registries

from .outline import Folder, Outline

_RESERVED = ("index.html", "404.html")
_RESERVED_FOLDERS = (
    "archive/",
    "branches/",
    "data/",
    addresses.TRADITIONAL,
    "overview/",
    "page/",
    "people/",
    "pictures/",
    "projects/",
    "search/",
    "sections/",
    "statistics/",
    "theme/",
    "theme-days/",
    "topics/",
    "towns/",
)


def check(_: Folder, outlines: Sequence[Outline], __: Registries) -> Iterator[Problem]:
    """Yield an error for the second and every later file that wants an address or a slug."""
    if _are_unique(outlines):
        return
    slugs: dict[tuple[str, str, bool], str] = {}
    owners: dict[str, str] = {}
    for outline in outlines:
        if outline.slug is None:
            continue
        key = (outline.slug, outline.lang, outline.is_article)
        if (first := slugs.setdefault(key, outline.path)) != outline.path:
            yield _duplicate_slug(outline, outline.slug, first)
            continue
        for field, address in outline.claims:
            owner = ("index" if is_reserved(address) else "") or owners.setdefault(
                addresses.file_of(address), outline.path
            )
            if owner != outline.path:
                yield _duplicate_address(outline, field, address, owner)


def _are_unique(outlines: Sequence[Outline]) -> bool:
    """Whether all is well, at a glance: builds ask it of every manuscript."""
    told = [outline for outline in outlines if outline.slug is not None]
    files = [file for outline in told for file in outline.files]
    slugs = {(outline.slug, outline.lang, outline.is_article) for outline in told}
    return (
        all(outline.files for outline in told) and len(set(files)) == len(files) and len(slugs) == len(told)
    )


def is_reserved(address: str) -> bool:
    """Whether a page of the site itself lives at `address`."""
    path = addresses.file_of(address.removeprefix("en/"))
    return path in _RESERVED or path.startswith(_RESERVED_FOLDERS)


def _duplicate_slug(outline: Outline, slug: str, first: str) -> Problem:
    return error(
        "duplicate-slug",
        f"slug“{slug}”已经用在 content/{first}",
        f"The slug “{slug}” is already used by content/{first}",
        (f"换一个，如 {slug}-2", f"use another one, such as {slug}-2"),
    ).at(outline.shown, outline.line_of("slug"))


def _duplicate_address(outline: Outline, field: str, address: str, owner: str) -> Problem:
    whose = ("本站固定页面", "a page of the site itself") if owner == "index" else (f"content/{owner}",) * 2
    return error(
        "duplicate-address",
        f"网址 /{address} 已经属于{whose[0]}",
        f"The address /{address} already belongs to {whose[1]}",
        ("换一个 slug，或删去这个旧网址", "use another slug, or remove the alias"),
    ).at(outline.shown, outline.line_of(field))
