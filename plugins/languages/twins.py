"""hreflang: which addresses hold the same page in which language."""

from collections.abc import Mapping
from typing import NamedTuple

from plugins.newsroom import addresses
from plugins.newsroom.text import LANGS, Lang

from .interface import TAGS

TRADITIONAL = "zh-Hant"
"""The BCP 47 tag of the Traditional Chinese edition."""


class Alternate(NamedTuple):
    """One `<link rel="alternate" hreflang>`; `hreflang` is a BCP 47 tag or `x-default`."""

    hreflang: str
    address: str


def alternates(versions: Mapping[Lang, str], has_traditional: bool = False) -> tuple[Alternate, ...]:
    """The links that every one of these pages carries, itself among them; none where there is one page only.

    The same list on each page makes them reciprocal; `x-default` is the Chinese page where there is one. With
    `has_traditional` the Chinese page may have a Traditional Chinese edition, which stands after it.
    """
    links = [Alternate(TAGS[lang], versions[lang]) for lang in LANGS if lang in versions]
    if has_traditional and "zh" in versions and (own := addresses.traditional(versions["zh"])) is not None:
        links.insert(1, Alternate(TRADITIONAL, own))
    if len(links) < 2:
        return ()
    return (*links, Alternate("x-default", links[0].address))
