"""Rule: a link to a file (`{filename}`), or to the address of a story, page or list, leads to one (docs/domain.md §4)."""

import posixpath
import re
from collections.abc import Iterable, Iterator, Sequence
from difflib import get_close_matches
from urllib.parse import unquote, urlsplit

from plugins.newsroom import addresses
from plugins.newsroom.problem import Message, Problem, error
from plugins.newsroom.registries import Registries

from .outline import Folder, Outline
from .unique_addresses import is_reserved

_LISTS = {
    "sections": "sections",
    "towns": "places",
    "topics": "topics",
    "people": "people",
    "branches": "branches",
}
"""The registers of what has a list of its own, by the folder of these lists."""

_LIST = re.compile(rf"(?P<start>(?:en/)?(?P<folder>{'|'.join(_LISTS)})/)(?P<id>[^/]+)")
_MANUSCRIPT = re.compile(r"(?:en/)?(?:(?:news|activities)/.+|[^/]+\.html)")
"""Where stories, records of work and pages are; what else is on the site, nobody writes by hand."""


def check(content: Folder, outlines: Sequence[Outline], registries: Registries) -> Iterator[Problem]:
    """Yield an error for each link to a file, story, page or list that is not there.

    Addresses of stories and pages are looked up where all manuscripts were read: they stand in them.
    """
    known = set(content.paths)
    are_all = len(outlines) == len(known) and any(outline.inward for outline in outlines)
    owners = {at: outline.path for outline in outlines for at in _addresses(outline)} if are_all else {}
    for outline in outlines:
        for link, line in outline.links:
            if (target := named_file(outline.path, link)) not in known:
                yield _dead(target, known).at(outline.shown, line)
        for link, line in outline.inward:
            address = named_address(link)
            if found := _LIST.match(address):
                if found["id"] not in getattr(registries, _LISTS[found["folder"]]):
                    yield _no_list(address, found, registries).at(outline.shown, line)
            elif are_all and address not in owners and _is_manuscripts(address):
                yield _nobodys(address, owners).at(outline.shown, line)


def _is_manuscripts(address: str) -> bool:
    return bool(_MANUSCRIPT.fullmatch(address)) and not is_reserved(address)


def _addresses(outline: Outline) -> Iterator[str]:
    """Where the manuscript is published; one with errors, where its name says."""
    if outline.slug is None:
        stem = outline.path.removesuffix(".md").removeprefix("pages/")
        yield f"en/{stem.removesuffix('.en')}.html" if stem.endswith(".en") else f"{stem}.html"
    yield from (address for _, address in outline.claims)


def named_address(link: str) -> str:
    """The address that a link means; the Traditional edition has those of the Chinese one."""
    return unquote(urlsplit(link).path)[1:].removeprefix(addresses.TRADITIONAL)


def _nobodys(address: str, owners: dict[str, str]) -> Message:
    near = _nearest(address, owners)
    return _error(
        (
            f"链接指向的网址 /{address} 没有稿件",
            f"No story or page is at /{address}, to which the link leads",
        ),
        f"{{filename}}/{owners[near]}" if near else "",
        ("核对网址", "check the address"),
    )


def _no_list(address: str, found: re.Match[str], registries: Registries) -> Message:
    folder, id_ = found["folder"], found["id"]
    near = _nearest(id_, [record.id for record in getattr(registries, _LISTS[folder])])
    return _error(
        (
            f"链接指向的网址 /{address} 没有页面：{folder} 中没有 {id_}",
            f"No list is at /{address}, to which the link leads: {folder} has no {id_}",
        ),
        f"/{found['start']}{near}/" if near else "",
        ("核对编号", "check the id"),
    )


def named_file(path: str, link: str) -> str:
    """The file that `{filename}link` in `path` means, relative to `content/`; a leading slash means `content/`."""
    to = unquote(urlsplit(link).path)
    return to[1:] if to.startswith("/") else posixpath.normpath(posixpath.join(posixpath.dirname(path), to))


def _dead(target: str, known: set[str]) -> Message:
    near = _nearest(target, known)
    return _error(
        (f"链接指向的 content/{target} 不存在", f"The link leads to content/{target}, which does not exist"),
        f"{{filename}}/{near}" if near else "",
        ("核对文件名", "check the file's name"),
    )


def _nearest(said: str, known: Iterable[str]) -> str:
    return next(iter(get_close_matches(said, list(known), n=1)), "")


def _error(words: tuple[str, str], instead: str, advice: tuple[str, str]) -> Message:
    """`words` and `advice` in Chinese and English; `instead` is what may have been meant, or ""."""
    return error("dead-link", *words, (instead, instead) if instead else advice)
