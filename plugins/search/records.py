"""What search knows of a story: what it is found by, and what a result shows."""

from collections.abc import Iterator
from typing import NamedTuple

from .terms import facet, weighed


class Record(NamedTuple):
    """One story in one language, as `theme/static/js/search.js` reads it: the order of fields is part of the format."""

    address: str
    day: str
    """YYYY-MM-DD."""
    title: str
    section: str
    towns: tuple[str, ...]
    topics: tuple[str, ...]
    kind: str
    """news, or work: a record of what a branch did."""
    sample: bool
    heads: str
    """What stands above and around the text, a line each: other headlines, names, places, topics."""
    body: str

    def terms(self) -> tuple[set[str], set[str], set[str]]:
        """What it is found by, in its text, above it, and in its title (terms.py, weighed)."""
        return weighed(self.title, self.heads, self.body, self._filed())

    def _filed(self) -> Iterator[str]:
        yield facet("section", self.section)
        yield facet("kind", self.kind)
        yield from (facet("town", id_) for id_ in self.towns)
        yield from (facet("topic", id_) for id_ in self.topics)
