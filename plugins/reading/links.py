"""Addresses as links: relative to the root of the host, or absolute where a page must say who it is."""

from dataclasses import dataclass
from urllib.parse import quote


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
