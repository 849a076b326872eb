"""Writing: everything is planned first; only what shows something else than before is rendered."""

import os
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence, Set
from itertools import islice
from logging import getLogger
from typing import Any, NamedTuple

from pelican import signals
from pelican.generators import Generator
from pelican.paginator import Paginator
from pelican.writers import Writer

from . import article_pages
from .apart import Others
from .article_pages import ArticlePages
from .build import Behind, Build
from .claims import Claims
from .derived import Derivation, Derived, DerivedJob
from .files import digest
from .groups import Groups
from .jobs import GIVEN, UNKNOWN, FeedJob, Job, MadeJob, PageJob, Shared, SharedValues, with_given
from .keys import Keys
from .outputs import Outputs
from .rendering import Rendering
from .state import key_in
from .templates import Sight, Sights
from .why import Reason, Why

logger = getLogger(__name__)


class Report(NamedTuple):
    """What a build did to the files that are written by templates, or made by plugins (`write_made`)."""

    new: int
    changed: int
    same: int
    removed: int
    rendered: int
    why: tuple[Reason, ...] = ()
    """Of the file that `FASTBUILD_WHY` names: why it was rendered, or not."""
    derived: int = 0
    """How many of those that were rendered were made of others (`derive`)."""
    deriving: float = 0.0
    """The seconds of a processor that this took, of all processes together."""


class FastWriter(Writer):  # type: ignore[misc]
    """Pelican's Writer, which plans until `flush` and then writes whole files on all cores."""

    def __init__(self, output_path: str, settings: Any = None) -> None:
        super().__init__(output_path, settings=settings)
        self.build: Build = settings["FASTBUILD"]
        self.site = Outputs(output_path, self.build.state, lambda: self.build.output.result())
        self.jobs: dict[str, Job | None] = {}
        """What is planned, by name; None is written already."""
        self.claims = Claims(self.site, self.jobs)
        self.groups = Groups(self.build.state.groups, self.site, self.claims.all)
        asked = settings.get("FASTBUILD_WHY")
        self.why = Why(self, asked) if asked else None
        self.last: list[Callable[[], None]] = []
        """What plans when all else is planned."""
        self._kept: Set[str] = frozenset()
        """What need not be looked at, after a pause."""
        self.flushed = False
        self._sights: dict[int, Sights] = {}
        self._shared = SharedValues(self._sight)
        self._of_groups: set[Shared] = set()
        """What pages of groups see of the context."""
        self.build.steady = self._shared.steady
        # A plugin that works on each written file must see each of them, in this process.
        seen = (signals.content_written, signals.feed_written, signals.feed_generated)
        self.watched = any(signal.receivers for signal in seen)
        self.derived = Derived(self.site)
        self.articles = ArticlePages(self.build, self.site, self.watched)
        self.keys = Keys(self.build, self.site, self.watched)
        self.others = Others(
            self.build, self.site, self.jobs, self.groups, self.claims, self.keys, self.derived
        )
        self.rendering = Rendering(self.build, self.site, self.keys, self.derived)

    # -- planning

    def write_file(
        self,
        name: Any,
        template: Any,
        context: Any,
        relative_urls: bool = False,
        paginated: Any = None,
        template_name: str | None = None,
        override_output: bool = False,
        url: str | None = None,
        **kwargs: Any,
    ) -> None:
        """Plan one page, or the pages of a list, under the names that Pelican gives them."""
        if not name:
            return
        if template_name in self.settings["PAGINATED_TEMPLATES"] and paginated is None:
            paginated = {key: value for key, value in kwargs.items() if key in {"articles", "dates"}}
        if not paginated or template_name not in self.settings["PAGINATED_TEMPLATES"]:
            self._plan_page(name, template, context, kwargs, relative_urls, override_output)
            return
        for save_as, values in self._pages(name, url, paginated, template_name, kwargs):
            self._plan_page(save_as, template, context, values, relative_urls, override_output)

    def write_made(self, name: str, key: bytes, make: Callable[[], bytes]) -> None:
        """Plan a file that is no page: `make` returns what is to be in it, in a process of its own perhaps.

        `key` stands for everything that it is made of, code and versions too: as long as it is that of the last
        build, and the file is there untouched, it is not made again, whatever else has changed.
        """
        if self.claims.one(name):
            self._plan(MadeJob(name, key, make))

    def write_articles(
        self, articles: Iterable[Any], template_of: Callable[[str], Any], context: Any, relative: bool
    ) -> None:
        """Plan the pages of articles, as `write_file` would one by one; none of them overrides another file."""
        local = context.get("localsiteurl")
        own = dict.fromkeys((*article_pages.GIVEN, *GIVEN, *(["SITEURL"] if relative else ())))
        seen: dict[str, Shared] = {}
        pages = []
        for article in articles:
            if (shared := seen.get(article.template)) is None:
                template = template_of(article.template)
                shared = seen[article.template] = self._shared.of(template, context, own)
            mine = article.__dict__
            addresses = mine.get("fastbuild_addresses")
            name = addresses[1] if addresses else article.save_as
            pages.append((name, article, shared, mine.get("fastbuild_path")))
        claimed = self.claims.all([page[0] for page in pages])
        if len(claimed) < len(pages):
            pages = [page for page in pages if page[0] in claimed]
        self.articles.add(pages, [*seen.values()], local, relative)

    def write_group(
        self,
        name: str,
        template: Any,
        context: Any,
        own: tuple[str, ...],
        texts: Sequence[Any] = (),
        *,
        key: bytes = UNKNOWN,
        write: Callable[[], None],
    ) -> None:
        """Plan pages of one template that belong together; `write` writes them, and gives them the values `own`.

        Equal keys must mean that they show the same, but for what they take from the context, and the texts of
        articles, which are given as `texts`. If the key and the texts are those of the last build, and what it has
        written is there untouched, `write` is not called. It is called where there is no key.
        """
        beside = self._beside(template, context, own)
        if texts and self.build.waits:
            beside = UNKNOWN  # they may change meanwhile
        is_known = key and beside and not self.watched
        seen = map(self.build.prints.source, texts)
        self._place(
            self.groups.write(name, digest(beside, key, *seen) if is_known else UNKNOWN, write, beside)
        )

    def keep_group(self, name: str, template: Any, context: Any, own: tuple[str, ...]) -> bool:
        """Plan the pages of a group, without its key, as the last build left them; False where that cannot be done.

        It is asked for groups that `write_group` would be given the key and the texts of the last build for, by whoever
        can tell that from what has changed (`Build.changes`).
        """
        if self.build.changes is None or self.watched:
            return False
        return self.groups.keep(name, self._beside(template, context, own))

    def keep_pages(self, names: Sequence[str], template: Any, context: Any, own: tuple[str, ...]) -> set[str]:
        """Plan pages of a group that is written in the same way; those for which that can be done."""
        beside = self._beside(template, context, own)
        if not names or not beside or self.build.changes is None or self.watched:
            return set()
        same, known = self.site.same, self.site.known
        kept = [name for name in names if name in same and key_in(known[name]).startswith(beside)]
        self.groups.note(*kept)
        return self.claims.all(kept)

    def names_of(self, group: str) -> tuple[str, ...]:
        """The files of a group that is planned, in the order in which they were written."""
        return self.groups.names(group)

    def _beside(self, template: Any, context: Any, own: tuple[str, ...]) -> bytes:
        """Stands for what pages of a group take from the context; empty where that cannot be told."""
        shared = self._shared.of(template, context, dict.fromkeys((*own, *GIVEN)))
        self._of_groups.add(shared)
        return shared.key(self.build.prints)

    def write_made_group(self, name: str, key: bytes, write: Callable[[], None]) -> None:
        """Plan made files that belong together; `write` plans them, and `key` stands for what all of them are made of.

        As with `write_group`, `write` is not called where nothing has changed.
        """
        self._place(self.groups.write(name, digest(key), write))

    def keep_made_groups(self, start: str) -> bool:
        """Plan all groups whose names start so as the last build left them; False where that cannot be done.

        It is asked by whoever can tell from what has changed (`Build.changes`) that they would be planned so again.
        """
        return self.build.changes is not None and self.groups.keep_all(start)

    def plan_last(self, plan: Callable[[], None], is_foreseen: bool = False) -> None:
        """Have `plan` called when nothing is waited for any more: until then texts may change (`FASTBUILD_PAUSE`).

        For made files that are made of what articles say, and for nothing else: a process of its own may plan them. If
        whoever plans hears `foreseen`, and it has come true, they are planned already.
        """
        if not self.build.has_a_core_to_spare():
            self.last.append(plan)
        else:
            self.others.plan(plan, is_foreseen)

    def was_planned(self, name: str, key: bytes) -> bool:
        """Whether the last build has planned this group of made files with this key (`write_made_group`)."""
        return self.groups.had(name, digest(key))

    def derive(self, derivation: Derivation) -> None:
        """Make further files of files of this build: of each that `derivation` has a name for, one.

        They are made where the other one is rendered, and not again as long as that has the same bytes.
        """
        self.derived.add(derivation)

    def _place(self, names: Sequence[str]) -> None:
        """These pages stand one after another."""
        self.rendering.places.update((name, at / len(names)) for at, name in enumerate(names))

    def _pages(
        self, name: str, url: Any, lists: Any, template_name: Any, kwargs: Any
    ) -> Iterator[tuple[str, Any]]:
        per_page = self.settings["PAGINATED_TEMPLATES"][template_name] or self.settings["DEFAULT_PAGINATION"]
        paginators = {
            key: Paginator(name, url, value, self.settings, per_page) for key, value in lists.items()
        }
        count = next(iter(paginators.values())).num_pages
        pages = {key: [paginator.page(n + 1) for n in range(count)] for key, paginator in paginators.items()}
        for number in range(count):
            values = dict(kwargs)
            for key, paginator in paginators.items():
                values[f"{key}_paginator"] = paginator
                values[f"{key}_page"] = pages[key][number]
                values[f"{key}_previous_page"] = pages[key][number - 1] if number else None
                values[f"{key}_next_page"] = pages[key][number + 1] if number + 1 < count else None
            save_as = values[f"{next(reversed(paginators))}_page"].save_as
            self.rendering.places[save_as] = number / count
            yield save_as, values

    def _plan_page(
        self, name: str, template: Any, context: Any, kwargs: dict[str, Any], relative: bool, override: bool
    ) -> None:
        if not self.claims.one(name, override):
            return
        own = with_given(name, kwargs, context.get("localsiteurl"), relative)
        self._plan(PageJob(name, self._shared.of(template, context, own), own))

    def _plan(self, job: Job) -> None:
        self.jobs[job.name] = job
        self.groups.note(job.name)
        if self.flushed:
            self._plan_derived([job.name])
            both = (job, *self.derived.of(job.name))
            left = [one for one, _ in self._left(both)]
            self._write_all([job] if job in left else left, {})

    def _sight(self, template: Any) -> Sight:
        environment = template.environment
        sights = self._sights.get(id(environment))
        if sights is None:
            sights = self._sights[id(environment)] = Sights(environment, self.build.state.sights)
        return sights.of(template.name)

    def write_feed(
        self,
        elements: Any,
        context: Any,
        path: str | None = None,
        url: str | None = None,
        feed_type: str = "atom",
        override_output: bool = False,
        feed_title: str | None = None,
    ) -> Any:
        """Plan a feed. It is returned only where there is no path to write it to, or another plugin looks at feeds."""
        if not path or not self.claims.one(path, override_output):
            return super().write_feed(elements, context, None, url, feed_type, override_output, feed_title)
        elements = list(elements[: self.settings["FEED_MAX_ITEMS"]])

        def make() -> Any:
            return super(FastWriter, self).write_feed(
                elements, context, None, url or path, feed_type, override_output, feed_title
            )

        if not self.watched:
            self._plan(FeedJob(path, make, (feed_type, url or path, feed_title), elements, context))
            return None
        feed = make()
        self._write_all([FeedJob(path, lambda: feed, (), [], context)], {})
        self.jobs[path] = None
        signals.feed_written.send(os.path.join(self.site.root, path), context=context, feed=feed)
        return feed

    # -- writing

    def flush_after(self, pause: Callable[[], object]) -> None:
        """Everything is planned: wait until there is something to do, catch up with it, and write. Raises `Behind`.

        The files of the site are taken for what they were before it. Whether they are is looked at meanwhile, and asked last.
        """
        with self.build.store.left_alone():
            self.keys.look_ahead(self.jobs.values())
            with_articles = filter(self.keys.sees_articles, self._of_groups)
            seen = [(shared, shared.key(self.build.prints)) for shared in with_articles]
            pause()
        scout = self.build.catch_up()
        self._shared.forget_keys()
        if any(shared.key(self.build.prints) != key for shared, key in seen):
            raise Behind  # groups were kept that see a text in the context
        self._kept = self.keys.unchanged()
        try:
            self.flush()
        except FileNotFoundError:
            raise Behind from None  # of the site, most likely
        if not self.site.are_as_seen(scout.result(), self.rendering.begun):
            raise Behind

    def flush(self) -> None:
        """Render and write what was planned; what comes later is written at once."""
        for plan in self.last:
            plan()
        for job, place in self.articles.jobs(self.claims.overridden):
            self.jobs[job.name] = job
            self.rendering.places[job.name] = place
        self.flushed = True
        self.site.there  # noqa: B018  what a child has seen can be had once only: before there are more of them
        first = 0
        with self.rendering.together():
            for other in self.others.begun():
                if not other.is_ready():  # do something else first
                    self._render(list(islice(self.jobs, first, None)))
                    first = len(self.jobs)
                for plan in self.others.join(other):
                    self.flushed = False  # to be rendered with what others have planned
                    plan()
                    self.flushed = True
            self.rendering.accept(self.others.accepted)
            self._render(list(islice(self.jobs, first, None)))
        if self.why:
            if not self.why.has_looked:
                self.why.before(self.jobs, {})
            self.why.after()
        logger.info("fastbuild: %d of %d files rendered", self.rendering.rendered, len(self.jobs))

    def _render(self, names: Sequence[str]) -> None:
        """Render what has to be written of these planned files, and what is made of them."""
        first = len(self.jobs)
        doubtful = [name for name in names if name not in self._kept]
        jobs = self._left(filter(None, map(self.jobs.__getitem__, doubtful)))
        keys = {job.name: key for job, key in jobs}
        derived = self._plan_derived(names)
        jobs += self._left(job for job in derived if job.source not in keys)  # others follow their source
        keys.update((job.name, key) for job, key in jobs)
        if self.why and self.why.name in {*names, *islice(self.jobs, first, None)}:
            self.why.before(self.jobs, keys)
        self._write_all([job for job, _ in jobs], keys)

    def _plan_derived(self, names: Collection[str]) -> list[DerivedJob]:
        """Plan what is made of these files."""
        planned = [job for job in self.derived.candidates(names) if self.claims.one(job.name)]
        for job in planned:
            self.jobs[job.name] = job
            self.derived.plan(job)
        return planned

    def _left(self, jobs: Iterable[Job]) -> list[tuple[Job, bytes]]:
        """Those that have to be written, each with its key; the others are there, and show the same."""
        keyed = ((job, self.keys.to_compare(job)) for job in jobs)
        return [(job, key) for job, key in keyed if not self.site.is_done(job.name, key)]

    def _write_all(self, jobs: Sequence[Job], keys: Mapping[str, bytes]) -> None:
        if not jobs:
            return
        # A build that is killed after this has left files that nobody else knows.
        self.build.store.begin(self.claims.take_new(), self.build.state)
        self.rendering.write(jobs, keys)

    # -- afterwards

    def prune(self, copies: set[str]) -> None:
        """Everything is written: remove what is not made any more, and remember what was planned."""
        state = self.build.state
        self.site.prune(self.jobs.keys(), copies)
        state.groups.become(self.groups.planned)
        state.mixed.drop([path for path in self.build.former if path not in state.sources])
        state.starts.become(self.articles.starts())
        if self.build.changes is None or not self.build.changes.only_texts:
            self.keys.remember(self.keys.mixed(self.articles.articles()))
        state.parts.become(self._shared.all_parts(self.build.prints))

    def report(self) -> Report:
        """What this build did."""
        site = self.site
        same = len(self.jobs) - site.new - site.changed
        why = tuple(self.why.reasons) if self.why else ()
        rendered = self.rendering.rendered, why, self.derived.made, self.derived.seconds
        return Report(site.new, site.changed, same, site.removed, *rendered)


class FlushGenerator(Generator):  # type: ignore[misc]
    """Stands last among the generators of plugins: renders what they have planned, before files are copied."""

    def generate_output(self, writer: FastWriter) -> None:
        """Called by Pelican."""
        if pause := self.settings.get("FASTBUILD_PAUSE"):
            writer.flush_after(pause)
        else:
            writer.flush()
