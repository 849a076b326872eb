"""Reading: articles whose source has not changed are revived from the store, the others are read on all cores."""

import os
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta
from itertools import chain
from typing import Any

from pelican import signals
from pelican.contents import Content, SkipStub
from pelican.generators import ArticlesGenerator

from .article_pages import given
from .articles import FastArticle, RevivedArticle, having, links_of, revive, with_links_in_fields
from .build import Build, Changes
from .pickles import dump
from .rows import Once, put_together, take_apart
from .state import Source
from .texts import Spoilt
from .workers import Runs, progress, share

WORTH_A_FORK = 200
"""Files to read. Below it, starting a child costs more than it saves."""


class Members(list[Any]):
    """The articles of a tag, category or author. Pelican asks of every article whether it is among them."""

    def __contains__(self, article: object) -> bool:
        if getattr(self, "counted", -1) != len(self):
            self.counted = len(self)
            self.ids = {id(member) for member in self}
        return id(article) in self.ids


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
            stock = super().get_files
            if any(os.path.isfile(os.path.join(self.path, path)) for path in paths):
                return sorted(stock(paths, exclude, extensions))
            asked = repr((paths, exclude, extensions, sorted(self.readers.extensions)))
            return build.inputs.listed(
                asked,
                lambda: stock(paths, exclude, extensions),
                lambda path: self._include_path(path, extensions),
            )

        def generate_context(self) -> None:
            files = self.get_files(self.settings["ARTICLE_PATHS"], exclude=self.settings["ARTICLE_EXCLUDES"])
            self.revival = build.revival = _Revival(self, build, files)
            super().generate_context()
            self.revival = None

        def generate_pages(self, writer: Any) -> None:
            self._writer = writer
            super().generate_pages(writer)

        def generate_articles(self, write: Any) -> None:
            """As Pelican does; nobody is told of each article where nobody listens, and most are planned together."""
            if signals.article_generator_write_article.receivers:
                super().generate_articles(write)
                return
            articles = [
                *(*self.translations, *self.articles),
                *(*self.hidden_translations, *self.hidden_articles),
            ]
            overriding = set(map(id, having(articles, "override_save_as")))
            single = articles if build.waits else [one for one in articles if id(one) in overriding]
            together = [] if build.waits else [one for one in articles if id(one) not in overriding]
            relative = self.settings["RELATIVE_URLS"]
            self._writer.write_articles(together, self.get_template, self.context, relative)
            with build.steady():
                for article in single:
                    write(
                        article.save_as,
                        self.get_template(article.template),
                        self.context,
                        override_output=id(article) in overriding,
                        url=article.url,
                        **given(article),
                    )

        def generate_categories(self, write: Any) -> None:
            """Pelican gathers what it would write, even where the site has no such pages; so for tags and authors."""
            if self.settings["CATEGORY_SAVE_AS"]:
                super().generate_categories(write)

        def generate_tags(self, write: Any) -> None:
            if self.settings["TAG_SAVE_AS"]:
                super().generate_tags(write)

        def generate_authors(self, write: Any) -> None:
            if self.settings["AUTHOR_SAVE_AS"]:
                super().generate_authors(write)

        def add_source_path(self, content: Any, static: bool = False) -> None:
            """As Pelican does, which works out again where a source is."""
            path = content.__dict__.get("fastbuild_path")
            if path is None or static:
                super().add_source_path(content, static)
            else:
                self.context["generated_content"][path] = content

        def add_static_links(self, content: Any) -> None:
            """As Pelican does, but only where there are links."""
            source = content.__dict__.get("fastbuild_source")
            if source is None or (
                source.links and any(kind in {"static", "attach"} for kind, *_ in source.links)
            ):
                super().add_static_links(content)

        def get_cached_data(self, path: str, default: Any = None) -> Any:
            """Pelican asks here for an article that it need not read."""
            return self.revival.article(path, default) if self.revival else default

        def refresh_metadata_intersite_links(self) -> None:
            """As Pelican does, which asks every article; most have nothing to refresh."""
            kinds = (self.articles, self.drafts, self.hidden_articles)
            translations = (self.translations, self.drafts_translations, self.hidden_translations)
            for article in with_links_in_fields(chain(*kinds, *translations)):
                article.refresh_metadata_intersite_links()

        def check_disabled_readers(self) -> None:
            if self.readers.disabled_extensions:
                super().check_disabled_readers()

    return FastArticlesGenerator


class _Revival:
    """The articles of one run."""

    def __init__(self, generator: Any, build: Build, files: list[str]) -> None:
        self.generator = generator
        self.build = build
        self.sources = build.state.sources
        self.settings = generator.settings
        self.root = os.path.join(generator.path, "")
        shared = {
            "settings": generator.settings,
            "_context": generator.context,
            "fastbuild_revival": self,
            "fastbuild_hung": build.hung,
        }
        self.kind = type(RevivedArticle.__name__, (RevivedArticle,), shared)
        self.loaded: list[Any] = []
        """Articles whose rest was loaded."""
        self._before: dict[str, Source] = {}
        """What sources were that have changed or are gone."""
        long_past = build.now - timedelta(days=2)  # whatever the time zones
        self._long_past, self._year = long_past.toordinal(), long_past.year
        self._once = Once()
        if self.settings.get("DEFAULT_DATE") == "fs":
            self.sources.clear()  # dates come from the clock of the file system: nothing is what it was
        paths = list(map(_plain, files))
        for path in self.sources.keys() - set(paths):
            self._forget(path)
        self._read_ahead(list(self._unknown(paths)))
        if self.settings.get("FASTBUILD_LATE_TEXTS"):
            build.changes = self._changes()

    def _read_ahead(self, changed: Sequence[str]) -> None:
        """Read every changed file. Hooks on reading run where it is read: what they keep elsewhere is lost."""
        if not changed:
            return
        workers = self.build.workers if len(changed) >= WORTH_A_FORK else 1
        files = self.build.files
        asides = self.build.store.texts.asides(workers) if workers > 1 else []
        dealt = Runs(len(changed), workers)

        def part(number: int) -> list[tuple[str, Any, Any]]:
            found = []
            mine = (changed[at] for run in dealt.of(number) for at in run)
            for done, path in enumerate(mine):
                if not number and done % 50 == 0:
                    progress.send(
                        self, doing="read", done=min(done * workers, len(changed)), all=len(changed)
                    )
                if source := self._read(path):
                    if asides and isinstance(source.rest, bytes):
                        source = source._replace(rest=asides[number].put(source.rest))
                    found.append((path, tuple(source), files.used[_name(path)]))
            if asides:
                asides[number].flush()
            return found

        shapes: dict[tuple[str, ...], tuple[str, ...]] = {}
        try:
            parts = share(part, workers, dump, self.build.store.loader.load)
        finally:
            dealt.close()
        for found in parts:
            files.used.update([(_name(path), known) for path, _, known in found])
            self.sources.set_all(
                [
                    (path, (*source[:-1], shapes.setdefault(source[-1], source[-1])))
                    for path, source, _ in found
                ]
            )
        self.build.read += [path for path in changed if path in self.sources]

    def article(self, path: str, default: Any) -> Any:
        """The article of `path`, alive; `default` where Pelican must see for itself why there is none."""
        path = _plain(path)
        source = self.sources.get(path)
        if source is None:
            return default
        article = revive(self.kind, self.root, path, _as_source(Source, source))
        known = article.__dict__
        if "date" not in known or known["date"].year >= self._year or known.get("_status") == "draft":
            self._decide_by_the_clock(article)
        return article

    def unload(self) -> None:
        """Let go of everything that was loaded since `loaded` was emptied; it is loaded again when it is asked for."""
        for article in self.loaded:
            article.fastbuild_unload()
        self.loaded.clear()
        forget_texts()

    def rest(self, path: str, source: Source) -> Any:
        """The attributes of an article that are not in its row; read again if the store has lost them."""
        try:
            rest = self.build.store.rest(source)
        except Spoilt:
            again = self._read(path)
            if again is None:
                raise
            source, rest = again, self.build.store.rest(again)
        return put_together(source.row, rest)

    def renew(self, path: str) -> RevivedArticle | None:
        """Read an article again; None if more than its text has changed, which others may have used already."""
        article = self.generator.context["generated_content"].get(path)
        old, new = Source(*self.sources[path]), self._read(path)
        if new is None or not isinstance(article, RevivedArticle):
            return None
        if not self._differ_in_text(path, old, new):
            return None
        article.fastbuild_unload()
        article.__dict__["fastbuild_source"] = new
        self.sources[path] = tuple(new)
        self.build.read.append(path)
        return article

    def _changes(self) -> Changes | None:
        """What has changed, if that is nothing but sources of articles, and of each is known what it was."""
        build, changed = self.build, self.build.changed_inputs
        paths = {name.removeprefix("content/") for name in changed or () if name.startswith("content/")}
        if changed is None or len(paths) < len(changed) or paths != {*build.read, *build.former}:
            return None
        texts, rows = set(), dict[str, Any]()
        for path in paths:
            was, new = self._before.get(path), self.sources.get(path)
            if (was is None and _name(path) in build.state.inputs) or (
                new is None and _name(path) in build.inputs
            ):
                return None  # another build has read it that did not end, or it is no article any more
            if was and new and self._differ_in_text(path, was, Source(*new)):
                texts.add(path)
            else:
                rows[path] = was.row if was else None
        return Changes(frozenset(texts), rows)

    def _differ_in_text(self, path: str, old: Source, new: Source) -> bool:
        """Whether these sources of `path` are the same but for their texts, as far as can be told."""
        if (old.row, old.links, old.fields, old.names) != (new.row, new.links, new.fields, new.names):
            return False
        try:
            was = put_together(old.row, self.build.store.rest(old))
        except Spoilt:
            return False
        is_now = self.rest(path, new)
        return all(was[name] == is_now[name] for name in old.names if name != "_content")

    def _unknown(self, paths: Iterable[str]) -> Iterator[str]:
        """The sources that have come or changed."""
        sources, used = self.sources, self.build.files.used
        doubtful = [
            path
            for path in paths
            if (source := sources.get(path)) is None or used.get(_name(path), _NEVER)[1] != source[0]
        ]
        for path in doubtful:
            if path in sources:
                if self._digest(path) == sources[path][0]:
                    continue
                self._forget(path)
            yield path

    def _forget(self, path: str) -> None:
        known = self._before[path] = Source(*self.sources[path])
        self.build.former[path] = known.row["fastbuild_addresses"][1]
        del self.sources[path]

    def _digest(self, path: str) -> bytes:
        return self.build.files.digest(self.root + path, _name(path))

    def _read(self, path: str) -> Source | None:
        """The source, or None where Pelican must see for itself."""
        generator = self.generator
        digest = self._digest(path)
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
        if not self.build.files.is_as_it_was(self.root + path, _name(path)):
            digest = b""  # it changed meanwhile: to be read again by the next build
        if signals.content_object_init.receivers:
            vars(article).pop(
                "fastbuild_addresses", None
            )  # who listens may have changed what they are made of
        article.save_as  # noqa: B018  worked out here, on all cores
        row, rest = take_apart(article, self._once)
        lists = tuple(name for name, value in row.items() if type(value) is list)
        return Source(digest, *links_of(article), row, lists, dump(rest), tuple(sorted(rest)))

    def _decide_by_the_clock(self, article: Any) -> None:
        """A story of tomorrow is a draft today, and is not tomorrow (`WITH_FUTURE_DATES`)."""
        known = vars(article)
        if (
            "date" in known
            and known["date"].toordinal() < self._long_past
            and known.get("_status") != "draft"
        ):
            return  # at a glance
        if self.settings["WITH_FUTURE_DATES"] or not hasattr(article, "date"):
            return
        if article.date > self.build.now:
            self.build.ahead.append(article.date)
            status = "draft"
        elif article.status == "draft":
            # Read while it lay in the future, or written as a draft.
            status = article.metadata.get("status", "published").lower()
        else:
            return
        if status != article.status:
            article.status = status


def forget_texts() -> None:
    """Have Pelican forget the finished texts that it keeps, and with them the articles that they belong to."""
    for name in ("get_content", "get_summary"):
        Content.__dict__[name].cache.clear()


_as_source = tuple.__new__
"""`Source(*values)`, for many."""

_NEVER = b"", None
"""What is known of a file that nobody has looked at."""


def _plain(path: str) -> str:
    """A path below `PATH`; Pelican lists files of `ARTICLE_PATHS = [""]`, the default, as `./…`."""
    return path.removeprefix("./")


def _name(path: str) -> str:
    """The name by which a source is known among files."""
    return f"content/{path}" if os.sep == "/" else f"content/{path}".replace(os.sep, "/")
