"""hreflang: which addresses hold the same page in which language."""

from collections.abc import Mapping
from typing import NamedTuple

from plugins.newsroom.text import LANGS, Lang

from .interface import TAGS


class Alternate(NamedTuple):
    """One `<link rel="alternate" hreflang>`; `hreflang` is a BCP 47 tag or `x-default`."""

    hreflang: str
    address: str


def alternates(addresses: Mapping[Lang, str]) -> tuple[Alternate, ...]:
    """The links that every one of these pages carries, itself among them; none where there is one page only.

    The same list on each page makes them reciprocal; `x-default` is the Chinese page where there is one.
    """
    if len(addresses) < 2:
        return ()
    links = [Alternate(TAGS[lang], addresses[lang]) for lang in LANGS if lang in addresses]
    return (*links, Alternate("x-default", links[0].address))
