"""Articles that were revived: what is small is there at once, text and whatever else is large when it is asked for."""

import os
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import cache
from html import unescape
from itertools import chain
from re import Match
from typing import Any, NamedTuple
from urllib.parse import unquote, urlparse

from pelican.contents import Article, Content
from pelican.settings import DEFAULT_CONFIG

from .files import digest
from .state import Source

_ADDRESS = frozenset(
    {"slug", "lang", "date", "category", "author", "status", "_status", "override_url", "override_save_as"}
)
"""Attributes that an address may be made of."""

_OWN = frozenset(
    {
        "settings",
        "_context",
        "source_path",
        "fastbuild_source",
        "fastbuild_path",
        "fastbuild_rest",
        "fastbuild_late",
        "fastbuild_addresses",
    }
)
"""Attributes that say where an article hangs, not what it shows."""


_WINDING = re.compile(r"//|/\.|\\|/$")
"""In a path: what `os.path.normpath` may change."""

Link = tuple[str, ...]
"""A link into the site: its kind (filename, static …), and the paths that Pelican tries, in their order."""


class Hung(NamedTuple):
    """An attribute that a plugin gives to articles (`Build.hang`)."""

    make: Callable[[Any], Any]
    others: Collection[str] | None


class FastArticle(Article):  # type: ignore[misc]
    """An article while it is read: what Pelican works out again and again is worked out once."""

    @property
    def url(self) -> str:
        """Where readers find it."""
        known: tuple[str, str] = self.__dict__.get("fastbuild_addresses") or self._addresses()
        return known[0]

    @property
    def save_as(self) -> str:
        """The file that it is written to."""
        known: tuple[str, str] = self.__dict__.get("fastbuild_addresses") or self._addresses()
        return known[1]

    def _addresses(self) -> tuple[str, str]:
        self.__dict__["fastbuild_format"] = super().url_format  # for both
        made = (str(self.get_url_setting("url")), str(self.get_url_setting("save_as")))
        del self.__dict__["fastbuild_format"]
        self.__dict__["fastbuild_addresses"] = made
        return made

    @property
    def url_format(self) -> dict[str, Any]:
        """What addresses are made of."""
        known: dict[str, Any] = self.__dict__.get("fastbuild_format") or super().url_format
        return known

    def _has_valid_save_as(self) -> bool:
        """As Pelican's; a plain path is one at a glance."""
        name = self.save_as
        if not name.startswith("/") and ".." not in name and os.sep == "/":
            return True
        return bool(super()._has_valid_save_as())

    def get_relative_source_path(self, source_path: str | None = None) -> str | None:
        """As Pelican's; of a file that plainly stands below `PATH`, at a glance."""
        mine = self.__dict__
        if source_path is None and "relative_source_path" in mine:
            known: str | None = mine["relative_source_path"]
            return known
        path = source_path or mine["source_path"]
        root = f"{self.settings['PATH']}/"
        if path and path.startswith(root) and not _WINDING.search(path, len(root) - 1):
            return str(path[len(root) :])
        found: str | None = super().get_relative_source_path(source_path)
        return found


class _OnDemand:
    """What a class has of an attribute that an article is not given before somebody asks for it."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __get__(self, article: "RevivedArticle | None", kind: type) -> Any:
        if article is None:
            raise AttributeError(self._name)
        return article.fastbuild_demand(self._name)


class RevivedArticle(FastArticle):
    """An article that was read, by this build or an earlier one.

    A build makes a subclass of it, which holds what all articles of the build share.
    """

    fastbuild_revival: Any
    """Loads what is not in the row: `rest(path, source)`."""
    fastbuild_hung: Mapping[str, Hung] = {}
    """What plugins hang on articles, and is made when it is asked for (`Build.hang`)."""
    fastbuild_shapes: frozenset[tuple[str, ...]] = frozenset()
    """The names that `fastbuild_learn` was told."""
    fastbuild_source: Source
    fastbuild_path: str

    def __setattr__(self, name: str, value: Any) -> None:
        mine = self.__dict__
        if name in _ADDRESS:
            mine.pop("fastbuild_addresses", None)
        mine["fastbuild_late"] = _and(mine.get("fastbuild_late", ()), name)
        object.__setattr__(self, name, value)

    @classmethod
    def fastbuild_learn(cls, shape: tuple[str, ...]) -> None:
        """Articles of this class may have attributes of these names, and not have them yet.

        Pelican asks every article for what hardly any has: that costs little only where no method of ours is asked, too.
        """
        cls.fastbuild_shapes = cls.fastbuild_shapes | {shape}
        for name in shape:
            if not any(name in vars(base) for base in cls.__mro__):
                setattr(cls, name, _OnDemand(name))

    def fastbuild_demand(self, name: str) -> Any:
        """An attribute that is not in the row: loaded with all others, or made."""
        mine = self.__dict__
        source: Source | None = mine.get("fastbuild_source")
        if source is None or name not in source.names or "fastbuild_rest" in mine:
            if source is not None and (hung := self.fastbuild_hung.get(name)):
                made = mine[name] = hung.make(self)
                return made
            raise AttributeError(name)
        rest: dict[str, Any] = self.fastbuild_revival.rest(self.fastbuild_path, source)
        mine["fastbuild_rest"] = True
        self.fastbuild_revival.loaded.append(self)
        for word, value in rest.items():
            mine.setdefault(word, value)
        return mine[name]

    def fastbuild_unload(self) -> None:
        """Let go of what is not in the row, and of what can be made again."""
        mine = self.__dict__
        for name in (*self.fastbuild_source.names, "fastbuild_rest"):
            mine.pop(name, None)
        let_go(mine[name] for name in (*mine.get("fastbuild_late", ()), *self.fastbuild_hung) if name in mine)

    def __delattr__(self, name: str) -> None:
        getattr(self, name)  # what was loaded is not loaded again
        super().__delattr__(name)
        self.__dict__["fastbuild_late"] = _and(self.__dict__.get("fastbuild_late", ()), name)

    def _update_content(self, content: str, siteurl: str) -> str:
        """As Pelican does, but only where there are links."""
        source = self.__dict__.get("fastbuild_source")
        if source is not None and not source.links and content is self.__dict__.get("_content"):
            return str(content)
        updated: str = super()._update_content(content, siteurl)
        return updated

    @property
    def summary(self) -> Any:
        """As Pelican's, which asks the metadata; where nobody has changed it, it is in the row too."""
        mine = self.__dict__
        if (
            self.fastbuild_source.fields
            or "_summary" in mine.get("fastbuild_late", ())
            or "fastbuild_rest" in mine
        ):
            return super().summary
        return self.fastbuild_source.row["_summary"] if "_summary" in mine else super().summary

    @summary.setter
    def summary(self, value: Any) -> None:
        """Pelican's does nothing either."""

    def fastbuild_targets(self) -> list[str | None]:
        """Where the links into the site lead, in order; None for one that leads nowhere."""
        return [self._target(link) for link in self.fastbuild_source.links]

    def _target(self, link: Link) -> str | None:
        kind, *paths = link
        places = ("generated_content", "static_content") if kind == "filename" else ("static_content",)
        for place in places:
            for path in paths:
                if (found := self._context[place].get(path)) is not None:
                    return str(found.url)
        return None

    def fastbuild_changes(self) -> list[tuple[str, Any]]:
        """What plugins have hung on the article, changed in it or taken from it, since it was read."""
        mine = self.__dict__
        source = mine["fastbuild_source"]
        row, late = source.row, mine.get("fastbuild_late", ())
        changes = []
        for name in late:
            value = mine.get(name)
            if name in _OWN or name in source.names or (name == "translations" and not value):
                continue
            if name not in row or value != row[name]:
                changes.append((name, value))
        changes += [(name, getattr(self, name)) for name in self.fastbuild_hung if name not in late]
        for name in source.lists:  # may have been changed in place
            if name not in late and mine[name] != row[name]:
                changes.append((name, mine[name]))
        if "fastbuild_rest" in mine:
            changes += self._late_of_the_rest(source)
        return changes

    def _late_of_the_rest(self, source: Source) -> Iterator[tuple[str, Any]]:
        """The same for what was loaded since; it is compared with what is loaded once more, as it was read."""
        rest = self.fastbuild_revival.rest(self.fastbuild_path, source)
        for name, was in rest.items():
            if (value := self.__dict__.get(name)) != was:
                yield name, value


@cache
def _and(names: tuple[str, ...], name: str) -> tuple[str, ...]:
    """`names`, in order, with one more: what articles have been given since they were read is the same for most of them."""
    return names if name in names else tuple(sorted((*names, name)))


def with_links_in_fields(articles: Iterable[Content]) -> list[Content]:
    """Those that may have some; the others have been revived, and say at a glance that they have not."""
    return [
        article
        for article in articles
        if (source := (mine := article.__dict__).get("fastbuild_source")) is None
        or source.fields
        or "fastbuild_rest" in mine
        or "_summary" in mine.get("fastbuild_late", ())
    ]


def having(contents: Collection[Content], name: str) -> list[Content]:
    """As `hasattr` of each; of revived articles, faster: Pelican asks all for what hardly any has."""
    if any(
        hasattr(kind, name) or name in getattr(kind, "fastbuild_hung", ())
        for kind in set(map(type, contents))
    ):
        return [content for content in contents if hasattr(content, name)]
    return [
        content
        for content in contents
        if name in (mine := content.__dict__)
        or ((source := mine.get("fastbuild_source")) is None and hasattr(content, name))
        or (source is not None and name in source.names)
    ]


def let_go(values: Iterable[Any]) -> None:
    """Have values let go of what they can make again; those that can have a method `__fastbuild_unload__`."""
    for value in values:
        kind = type(value)
        if kind in _WITHOUT:
            continue
        if unload := getattr(kind, "__fastbuild_unload__", None):
            unload(value)
        elif not issubclass(kind, Content):  # of articles, every build makes a class of its own
            _WITHOUT.add(kind)


_WITHOUT: set[type] = set()
"""Types that were seen not to have it: of each page several values are asked, of few types."""


def source_key(article: Article) -> bytes:
    """Stands for the source that an article was read from, without loading its text where that can be helped."""
    source = article.__dict__.get("fastbuild_source")
    if source is not None and source.digest:
        return bytes(source.digest)
    return digest(article._content or "")


def links_of(article: Article) -> tuple[tuple[Link, ...], bool]:
    """The links into the site of the text and of fields; and whether fields are to be looked at again.

    They are where they have links, and where a plugin has written a summary: Pelican puts it among the fields.
    """
    written = getattr(article, "_summary", None) != article.metadata.get("summary")
    names = article.settings["FORMATTED_FIELDS"]
    fields = [str(value) for name, value in article.metadata.items() if name in names]
    if article.settings["INTRASITE_LINK_REGEX"] == _USUAL and not any(
        mark in text for text in (article._content or "", *fields) for mark in "{|"
    ):
        return (), written
    pattern = article._get_intrasite_link_regex()
    found = [
        [_link(article, match) for match in pattern.finditer(text)]
        for text in (article._content or "", *fields)
    ]
    return tuple(chain.from_iterable(found)), written or any(found[1:])


_USUAL = DEFAULT_CONFIG["INTRASITE_LINK_REGEX"]


def _link(article: Article, match: Match[str]) -> Link:
    """Pelican's `Content._link_replacer` tries a path as it is, unquoted, and with HTML entities resolved."""
    value = match["value"]
    tried = (urlparse(value).path, unquote(urlparse(value).path), urlparse(unescape(value)).path)
    return match["what"], *dict.fromkeys(_below_content(article, path) for path in tried)


def _below_content(article: Article, path: str) -> str:
    if path.startswith("/"):
        return path[1:]
    return str(article.get_relative_source_path(os.path.join(article.relative_dir, path)))


def revive(kind: type[RevivedArticle], root: str, path: str, source: Source) -> RevivedArticle:
    """The article of `source`, which is `path` below `root`, alive."""
    if source.names not in kind.fastbuild_shapes:
        kind.fastbuild_learn(source.names)
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
