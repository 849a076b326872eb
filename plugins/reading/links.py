"""Addresses as links: relative to the root of the host, or absolute where a page must say who it is."""

import re
from dataclasses import dataclass
from urllib.parse import quote

from markupsafe import Markup

_INSIDE = re.compile(r'(<a\b[^<>]*?\shref=")(/(?!/)|#)')
"""A link to this host, or to a part of its own page, as nh3 writes it."""


_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""Characters that XML 1.0 does not know. To name those that it does would take twenty times as long to compile."""


@dataclass(frozen=True)
class Links:
    """`origin` is `https://example.org` or "", `base` the path the site lives under: "" or `/portal`."""

    origin: str
    base: str

    def href(self, address: str) -> str:
        """The link to an address of this site (`plugins/newsroom/addresses.py`), or to a part of a page (`#`)."""
        return f"{self.base}/{quote(address, safe='/#')}"

    def absolute(self, address: str) -> str:
        """The same with scheme and host; without them in development, where the host is not known."""
        return f"{self.origin}{self.href(address)}"

    def elsewhere(self, html: str, address: str) -> Markup:
        """Safe `html` of the page at `address`, to be read outside the site: its links lead back to it."""
        start = {"/": f"{self.origin}/", "#": f"{self.absolute(address)}#"}
        return Markup(_NO_XML.sub("", _INSIDE.sub(lambda link: link[1] + start[link[2]], html)))
