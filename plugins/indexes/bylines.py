"""Who signed what, worked out once a story: lists, pages and feeds in every language ask for it."""

from plugins.newsroom.article import Article
from plugins.newsroom.byline import Byline
from plugins.newsroom.credits import signed
from plugins.newsroom.person import People


class Bylines:
    """The bylines of one build."""

    def __init__(self, people: People) -> None:
        self._people = people
        self._known: dict[int, tuple[Article, Byline]] = {}

    def of(self, article: Article) -> Byline:
        """The credits of `article` (`newsroom/credits.py`)."""
        known = self._known.get(id(article))
        if known is None:
            known = self._known[id(article)] = (article, signed(article, self._people))
        return known[1]
