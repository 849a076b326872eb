"""Reading: articles whose source has not changed are revived from the store, the others are read on all cores."""

import os
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from zoneinfo import ZoneInfo

from pelican import generators, signals
from pelican.contents import Article, SkipStub
from pelican.generators import ArticlesGenerator

from .build import Build
from .store import Source, dump, load
from .workers import cores, share

WORTH_A_FORK = 200
"""Files to read. Below it, starting a child costs more than it saves."""

_SHARED = ("settings", "_context", "timezone")
"""Attributes that belong to the build, not to the source: left out of the store, put back on revival."""


_ADDRESS = frozenset(
    {"slug", "lang", "date", "category", "author", "_status", "override_url", "override_save_as"}
)
"""Attributes that an address may be made of."""


class FastArticle(Article):  # type: ignore[misc]
    """An article that was revived, or read to be. Its address is worked out once, unless what it is made of changes."""

    fastbuild_source: bytes
    fastbuild_linked: bool
    fastbuild_base: dict[str, Any]

    def __setattr__(self, name: str, value: Any) -> None:
        if name in _ADDRESS or name == "status":
            self.__dict__.pop("fastbuild_addresses", None)
        super().__setattr__(name, value)

    def fastbuild_late(self) -> Iterator[tuple[str, Any]]:
        """What plugins have hung on the article, or changed in it, since it was read."""
        base = self.fastbuild_base
        for name, value in vars(self).items():
            if name not in base or base[name] is not value:
                yield name, value

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


class Members(list[Any]):
    """The articles of a tag, category or author. Pelican asks of every article whether it is among them."""

    def __contains__(self, article: object) -> bool:
        if getattr(self, "counted", -1) != len(self):
            self.counted = len(self)
            self.ids = {id(member) for member in self}
        return id(article) in self.ids


@contextmanager
def _linear_translations() -> Iterator[None]:
    """Pelican looks for every article in the list of all originals; while this lasts, in a set of them."""
    stock = generators.process_translations

    def process_translations(contents: list[Any], translation_id: Any = None) -> tuple[list[Any], list[Any]]:
        if not translation_id:
            return contents, []
        ordered = _Once(contents)
        originals, _ = stock(ordered, translation_id)
        known = {id(original) for original in originals}
        return originals, [content for content in list.__iter__(ordered) if id(content) not in known]

    generators.process_translations = process_translations
    try:
        yield
    finally:
        generators.process_translations = stock


class _Once(list[Any]):
    """A list that Pelican can sort and walk through to group it; the second walk, for translations, ends at once."""

    walked = False

    def __iter__(self) -> Iterator[Any]:
        first, self.walked = not self.walked, True
        return super().__iter__() if first else iter(())


def make_generator(build: Build) -> type[ArticlesGenerator]:
    """An `ArticlesGenerator` that revives what it can. Pelican makes one of it a run."""

    class FastArticlesGenerator(ArticlesGenerator):  # type: ignore[misc]
        """Reads what has changed, before Pelican asks for it file by file."""

        revival: "_Revival | None" = None

        def __init__(self, *args: Any, **kwargs: Any) -> None:
            super().__init__(*args, **kwargs)
            for name in ("tags", "categories", "authors"):
                setattr(self, name, defaultdict(Members))

        def get_files(self, paths: Any, exclude: Any = None, extensions: Any = None) -> list[str]:
            """In order: Pelican's own set has none, and what is equal otherwise would move."""
            if self.revival is None or extensions is not None:
                return sorted(super().get_files(paths, exclude, extensions))
            return self.revival.files

        def generate_context(self) -> None:
            files = self.get_files(self.settings["ARTICLE_PATHS"], exclude=self.settings["ARTICLE_EXCLUDES"])
            self.revival = _Revival(self, build, files)
            with _linear_translations():
                super().generate_context()
            self.revival = None

        def add_source_path(self, content: Any, static: bool = False) -> None:
            """As Pelican does, with the path that is known already."""
            key = "static_content" if static else "generated_content"
            self.context[key][content.relative_source_path] = content

        def add_static_links(self, content: Any) -> None:
            """As Pelican does, but only where there are links."""
            if getattr(content, "fastbuild_linked", True):
                super().add_static_links(content)

        def get_cached_data(self, path: str, default: Any = None) -> Any:
            """Pelican asks here for an article that it need not read."""
            return self.revival.article(path, default) if self.revival else default

        def check_disabled_readers(self) -> None:
            if self.readers.disabled_extensions:
                super().check_disabled_readers()

    return FastArticlesGenerator


class _Revival:
    """The articles of one run."""

    def __init__(self, generator: Any, build: Build, files: list[str]) -> None:
        self.generator = generator
        self.files = files
        self.settings = generator.settings
        self.build = build
        self.sources = build.state.sources
        self.timezone = ZoneInfo(self.settings.get("TIMEZONE", "UTC"))
        if self.settings.get("DEFAULT_DATE") == "fs":
            self.sources.clear()  # dates come from the clock of the file system: nothing is what it was
        self._forget_all_but(files)
        self._read_ahead(files)

    def _read_ahead(self, files: list[str]) -> None:
        """Read every changed file. Hooks on reading run where it is read: what they keep elsewhere is lost."""
        changed = [path for path in files if not self._is_known(path)]
        if not changed:
            return
        workers = min(self.build.workers, cores()) if len(changed) >= WORTH_A_FORK else 1

        def part(number: int) -> dict[str, Source]:
            return {path: made for path in changed[number::workers] if (made := self._read(path))}

        for found in share(part, workers, dump, lambda data: load(data, self.settings)):
            self.sources.update(found)
            self.build.changed = True

    def article(self, path: str, default: Any) -> Any:
        """The article of `path`, alive; `default` where Pelican must see for itself why there is none."""
        source = self.sources.get(path)
        if source is None:
            return default
        article = FastArticle.__new__(FastArticle)
        state: dict[str, Any] = article.__dict__
        state.update(source.state)
        state["metadata"] = dict(state["metadata"])  # rewritten in place when links are resolved
        state["translations"] = []
        state["settings"], state["_context"], state["timezone"] = (
            self.settings,
            self.generator.context,
            self.timezone,
        )
        state["fastbuild_source"], state["fastbuild_linked"] = source.digest, source.linked
        self._decide_by_the_clock(article)
        state["fastbuild_base"] = dict(state)
        return article

    def _forget_all_but(self, files: list[str]) -> None:
        """Sources that are gone leave the store."""
        for path in self.sources.keys() - set(files):
            del self.sources[path]
            self.build.changed = True

    def _is_known(self, path: str) -> bool:
        full = os.path.join(self.generator.path, path)
        source = self.sources.get(path)
        if source is None:
            return False
        if self.build.files.digest(full, f"source {path}") == source.digest:
            return True
        del self.sources[path]
        return False

    def _read(self, path: str) -> Source | None:
        """The source, or None where Pelican must see for itself; one that changes meanwhile is read next time."""
        full = os.path.join(self.generator.path, path)
        before = self.build.files.digest(full, f"source {path}")
        generator = self.generator
        try:
            article = generator.readers.read_file(
                base_path=generator.path,
                path=path,
                content_class=FastArticle,
                context=generator.context,
                preread_signal=signals.article_generator_preread,
                preread_sender=generator,
                context_signal=signals.article_generator_context,
                context_sender=generator,
            )
        except Exception:
            return None  # Pelican reads it again and reports it in its own way
        if isinstance(article, SkipStub) or not article.is_valid():
            return None
        return self._source(article, before)

    def _source(self, article: Any, digest: bytes) -> Source:
        article.save_as  # noqa: B018  worked out here, on all cores
        state = {name: value for name, value in vars(article).items() if name not in _SHARED}
        return Source(digest, state, _links(article))

    def _decide_by_the_clock(self, article: Any) -> None:
        """A story of tomorrow is a draft today, and is not tomorrow (`WITH_FUTURE_DATES`)."""
        if self.settings["WITH_FUTURE_DATES"] or not hasattr(article, "date"):
            return
        asked = article.metadata.get("status", "published")
        if article.date > self.build.now:
            self.build.ahead.append(article.date)
        status = "draft" if article.date > self.build.now else asked.lower()
        if status != article.status:
            article.status = status


def _links(article: Any) -> bool:
    """Whether a link of the text or of a field leads into the site."""
    fields = [
        str(value) for name, value in article.metadata.items() if name in article.settings["FORMATTED_FIELDS"]
    ]
    pattern = article._get_intrasite_link_regex()
    return any(pattern.search(text) for text in (article._content or "", *fields))
