"""Rule: a link to a story, by its file (`{filename}`) or its address, leads to one (docs/domain.md §4)."""

import posixpath
from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from urllib.parse import unquote, urlsplit

from plugins.newsroom import addresses
from plugins.newsroom.problem import Message, Problem, error
from plugins.newsroom.registries import Registries

from .outline import Folder, Outline


def check(content: Folder, outlines: Sequence[Outline], __: Registries) -> Iterator[Problem]:
    """Yield an error for each link to a file or story that is not there.

    Addresses are looked up where all manuscripts were read: they stand in them.
    """
    known = set(content.paths)
    for outline in outlines:
        for link, line in outline.links:
            if (target := _target(outline.path, link)) not in known:
                yield _dead(target, known).at(outline.shown, line)
    if len(outlines) == len(known) and any(outline.to_stories for outline in outlines):
        owners = {address: outline.path for outline in outlines for address in _addresses(outline)}
        for outline in outlines:
            for link, line in outline.to_stories:
                if (address := _address(link)) not in owners:
                    yield _nobodys(address, owners).at(outline.shown, line)


def _addresses(outline: Outline) -> Iterator[str]:
    """Where the manuscript is published; one with errors, where its name says."""
    if outline.slug is None:
        stem = outline.path.removesuffix(".md")
        yield f"en/{stem.removesuffix('.en')}.html" if stem.endswith(".en") else f"{stem}.html"
    yield from (address for _, address in outline.claims)


def _address(link: str) -> str:
    """The address that a link means; the Traditional edition has those of the Chinese one."""
    return unquote(urlsplit(link).path)[1:].removeprefix(addresses.TRADITIONAL)


def _nobodys(address: str, owners: dict[str, str]) -> Message:
    near = next(iter(get_close_matches(address, owners, n=1)), "")
    return error(
        "dead-link",
        f"链接指向的网址 /{address} 没有稿件",
        f"No story is at /{address}, to which the link leads",
        (f"{{filename}}/{owners[near]}",) * 2 if near else ("核对网址", "check the address"),
    )


def _target(path: str, link: str) -> str:
    """The file that `{filename}link` in `path` means, relative to `content/`; a leading slash means `content/`."""
    to = unquote(urlsplit(link).path)
    return to[1:] if to.startswith("/") else posixpath.normpath(posixpath.join(posixpath.dirname(path), to))


def _dead(target: str, known: set[str]) -> Message:
    near = next(iter(get_close_matches(target, known, n=1)), "")
    return error(
        "dead-link",
        f"链接指向的 content/{target} 不存在",
        f"The link leads to content/{target}, which does not exist",
        (f"{{filename}}/{near}",) * 2 if near else ("核对文件名", "check the file's name"),
    )
