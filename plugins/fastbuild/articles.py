"""Articles that were revived: what is small is there at once, text and whatever else is large when it is asked for."""

from collections.abc import Iterator
from datetime import date, tzinfo
from typing import Any

from pelican.contents import Article
from pelican.urlwrappers import URLWrapper

from .store import Source

SMALL = 300
"""Characters. Longer text is not kept in the row of an article."""

_ADDRESS = frozenset(
    {"slug", "lang", "date", "category", "author", "_status", "override_url", "override_save_as"}
)
"""Attributes that an address may be made of."""

_BUILD = frozenset({"settings", "_context", "source_path", "translations"})
"""Attributes that belong to the build, not to the source."""

_OWN = frozenset(
    {
        "settings",
        "_context",
        "source_path",
        "fastbuild_source",
        "fastbuild_path",
        "fastbuild_rest",
        "fastbuild_addresses",
    }
)
"""Attributes that say where an article hangs, not what it shows."""


class FastArticle(Article):  # type: ignore[misc]
    """An article that was revived, or read to be. Its address is worked out once, unless what it is made of changes.

    A build makes a subclass of it, which holds what all articles of the build share.
    """

    fastbuild_revival: Any
    """Loads what is not in the row: `rest(path, source)`."""
    fastbuild_source: Source
    fastbuild_path: str

    def __setattr__(self, name: str, value: Any) -> None:
        if name in _ADDRESS or name == "status":
            self.__dict__.pop("fastbuild_addresses", None)
        super().__setattr__(name, value)

    def __getattr__(self, name: str) -> Any:
        source = self.__dict__.get("fastbuild_source")
        if source is None or name not in source.names or "fastbuild_rest" in self.__dict__:
            raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}")
        rest: dict[str, Any] = self.fastbuild_revival.rest(self.fastbuild_path, source)
        self.__dict__["fastbuild_rest"] = True
        for word, value in rest.items():
            self.__dict__.setdefault(word, value)
        return self.__dict__[name]

    def __delattr__(self, name: str) -> None:
        getattr(self, name)  # what was loaded is not loaded again
        super().__delattr__(name)

    @property
    def url(self) -> str:
        """Where readers find it."""
        return self._addresses()[0]

    @property
    def save_as(self) -> str:
        """The file that it is written to."""
        return self._addresses()[1]

    def _addresses(self) -> tuple[str, str]:
        known: tuple[str, str] | None = self.__dict__.get("fastbuild_addresses")
        if known is None:
            known = (str(self.get_url_setting("url")), str(self.get_url_setting("save_as")))
            self.__dict__["fastbuild_addresses"] = known
        return known

    def get_relative_source_path(self, source_path: str | None = None) -> str | None:
        """As Pelican's; of the article itself known already."""
        if source_path is None and "relative_source_path" in self.__dict__:
            known: str | None = self.__dict__["relative_source_path"]
            return known
        found: str | None = super().get_relative_source_path(source_path)
        return found

    def refresh_metadata_intersite_links(self) -> None:
        """As Pelican does, but only where there are links."""
        source = self.__dict__.get("fastbuild_source")
        if source is None or source.linked or "fastbuild_rest" in self.__dict__:
            super().refresh_metadata_intersite_links()

    def fastbuild_late(self) -> Iterator[tuple[str, Any]]:
        """What plugins have hung on the article, changed in it or taken from it, since it was read."""
        mine, source = self.__dict__, self.fastbuild_source
        row = source.row
        kept = 0
        for name, value in mine.items():
            if name in row:
                was = row[name]
                if was is value or (type(value) is list and value == was):
                    kept += 1
                    continue
            elif name in source.names:
                continue
            if name not in _OWN:
                yield name, value
        if kept < len(row):
            yield from ((name, None) for name in sorted(row.keys() - mine.keys() - _OWN))
        if "fastbuild_rest" in mine:
            yield from self._late_of_the_rest(source)

    def _late_of_the_rest(self, source: Source) -> Iterator[tuple[str, Any]]:
        """The same for what was loaded since; it is compared with what is loaded once more, as it was read."""
        rest = self.fastbuild_revival.rest(self.fastbuild_path, source)
        for name, was in rest.items():
            if (value := self.__dict__.get(name)) != was:
                yield name, value


def take_apart(article: Article) -> tuple[dict[str, Any], dict[str, Any]]:
    """The row of an article that has just been read, and the rest."""
    row: dict[str, Any] = {}
    rest: dict[str, Any] = {}
    for name, value in vars(article).items():
        if name not in _BUILD:
            (row if _is_small(value) else rest)[name] = value
    return row, rest


def _is_small(value: Any) -> bool:
    kind = type(value)
    if kind is str:
        return len(value) <= SMALL
    if kind in _PLAIN or issubclass(kind, (date, tzinfo, URLWrapper)):
        return True
    if kind is list or issubclass(kind, tuple):
        return len(value) <= 20 and all(map(_is_small, value))
    return False


_PLAIN = {int, float, bool, type(None), bytes}


def revive(kind: type[FastArticle], root: str, path: str, source: Source) -> FastArticle:
    """The article of `source`, which is `path` below `root`, alive."""
    article = kind.__new__(kind)
    mine = article.__dict__
    mine.update(source.row)
    for name in source.lists:
        mine[name] = list(mine[name])
    mine["translations"] = []
    mine["source_path"] = f"{root}{path}"
    mine["fastbuild_source"] = source
    mine["fastbuild_path"] = path
    return article
