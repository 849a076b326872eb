"""Writing: every page is planned first, by the key of what it shows; only pages whose key is new are rendered."""

import os
from collections.abc import Iterator
from io import StringIO
from itertools import chain
from logging import getLogger
from pathlib import Path
from typing import Any, NamedTuple

from pelican import signals
from pelican.generators import Generator
from pelican.paginator import Paginator
from pelican.utils import get_relative_path, path_to_url, sanitised_join
from pelican.writers import FileOverwriteFailedError, Writer

from .build import Build
from .files import Known, Stamp, digest, read, remember, scan, stamp
from .prints import Unknown
from .store import Output
from .templates import EVERYTHING, Sights
from .workers import share

logger = getLogger(__name__)

WORTH_A_FORK = 100
"""Pages to render. Below it, starting a child costs more than it saves."""

_TEMPORARY = ".fastbuild-new"


class Report(NamedTuple):
    """What a build did to the files that are written by templates."""

    new: int
    changed: int
    same: int
    removed: int
    rendered: int


class Job(NamedTuple):
    """A page that has to be rendered: the template, and every value that it can see, as they were when it was planned."""

    name: str
    template: Any
    values: dict[str, Any]
    key: bytes | None


class FastWriter(Writer):  # type: ignore[misc]
    """Pelican's Writer, which plans until `flush` and then writes whole files on all cores."""

    def __init__(self, output_path: str, settings: Any = None) -> None:
        super().__init__(output_path, settings=settings)
        self.build: Build = settings["FASTBUILD"]
        self.root = os.path.abspath(output_path)
        os.makedirs(self.root, exist_ok=True)
        self.there = dict(self._survey())
        self.planned: dict[str, bytes | None] = {}
        self.jobs: dict[str, Job] = {}
        self.flushed = False
        self.begun = False
        self.rendered = 0
        self.removed = 0
        self.before = {name: output.known.digest for name, output in self.build.state.outputs.items()}
        self._sights: dict[int, Sights] = {}
        # A plugin that works on each written file must see each of them, in this process.
        self.watched = any(signal.receivers for signal in (signals.content_written, signals.feed_written))

    def _survey(self) -> Iterator[tuple[str, Any]]:
        for name, seen in scan(self.root):
            if name.endswith(_TEMPORARY):
                os.unlink(os.path.join(self.root, name))  # left by a build that was killed
            else:
                yield name, seen

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
        if paginated is None:
            paginated = {key: value for key, value in kwargs.items() if key in {"articles", "dates"}}
        if not (paginated and template_name in self.settings["PAGINATED_TEMPLATES"]):
            self._plan(name, template, context, kwargs, relative_urls, override_output)
            return
        for save_as, values in self._pages(name, url, paginated, template_name, kwargs):
            self._plan(save_as, template, context, values, relative_urls, override_output)

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
            yield save_as, values

    def _plan(
        self, name: str, template: Any, context: Any, kwargs: Any, relative: bool, override: bool
    ) -> None:
        sanitised_join(self.root, name)
        if not self._claim(name, override):
            return
        values = self._values(name, template, context, kwargs, relative)
        key = self._key(name, template, values)
        self.planned[name] = key
        if key is None or not self._is_there(name, key):
            self.jobs[name] = Job(name, template, values, key)
            if self.flushed:
                _, known, key = self._write(self.jobs.pop(name))
                self._record((name, self._take_place(name, known), key))
                self.rendered += 1

    def _claim(self, name: str, override: bool) -> bool:
        """Pelican's rule: a file is written once, or twice if one of the two overrides the other."""
        if name in self._overridden_files:
            if override:
                raise FileOverwriteFailedError(f'File "{name}" is set to be overridden twice')
            return False
        if name in self.planned:
            if not override:
                raise FileOverwriteFailedError(f'Failed to overwrite "{name}", which was written before')
            self.jobs.pop(name, None)
        if override:
            self._overridden_files.add(name)
        return True

    def _values(self, name: str, template: Any, context: Any, kwargs: Any, relative: bool) -> dict[str, Any]:
        """What the template can see, as it is now: a later generator may change the context."""
        local = {**kwargs, "output_file": name, "localsiteurl": context.get("localsiteurl")}
        if relative:
            local["SITEURL"] = local["localsiteurl"] = path_to_url(get_relative_path(name))
        names = self._sight(template).names
        if EVERYTHING in names:
            return {**context, **local}
        seen = {word: context[word] for word in names if word in context}
        seen.update((word, value) for word, value in local.items() if word in names or word == "localsiteurl")
        return seen

    def _sight(self, template: Any) -> Any:
        environment = template.environment
        sights = self._sights.get(id(environment))
        if sights is None:
            sights = self._sights[id(environment)] = Sights(environment, self.build.state.sights)
        return sights.of(template.name)

    def _key(self, name: str, template: Any, values: dict[str, Any]) -> bytes | None:
        sight = self._sight(template)
        if self.watched or EVERYTHING in sight.names:
            return None
        prints = self.build.prints
        parts: list[bytes | str] = [name, template.name]
        try:
            for word in sorted(sight.names):
                if word in values:
                    parts += [word, prints.once(values[word])]
                elif word in template.globals:
                    parts += [word, prints.once(template.globals[word])]
        except (Unknown, RecursionError) as unknown:
            logger.debug("fastbuild: %s cannot be keyed: %s", name, unknown)
            return None
        parts += [str(template.globals["fragment"](fragment)) for fragment in sorted(sight.fragments)]
        return digest(*parts)

    def _is_there(self, name: str, key: bytes) -> bool:
        """Whether the file that the last build wrote for `key` is still there, untouched."""
        output = self.build.state.outputs.get(name)
        seen = self.there.get(name)
        if output is None or output.key != key or seen is None:
            return False
        if output.known.stamp == seen:
            return True
        path = os.path.join(self.root, name)
        known = remember(path, read(path), seen)  # a checkout elsewhere has other stamps
        if known.digest != output.known.digest:
            return False
        self._record((name, known, key))
        return True

    # -- feeds

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
        """Feeds are few and cheap: written every time, and left alone if nothing has changed."""
        if not path or not self._claim(path, override_output):
            return super().write_feed(elements, context, None, url, feed_type, override_output, feed_title)
        self.planned[path] = None
        feed = super().write_feed(
            elements, context, None, url or path, feed_type, override_output, feed_title
        )
        complete = os.path.join(self.root, path)
        text = StringIO()
        feed.write(text, "utf-8")
        self._record((path, self._take_place(path, self._put(path, text.getvalue().encode())), None))
        signals.feed_written.send(complete, context=context, feed=feed)
        return feed

    # -- writing

    def flush(self) -> None:
        """Render and write what was planned; what comes later is written at once."""
        jobs = list(self.jobs.values())
        self.jobs = {}
        self.flushed = True
        if jobs:
            self._begin()
        workers = self.build.workers if len(jobs) >= WORTH_A_FORK and not self.watched else 1
        try:
            written = share(lambda number: [self._write(job) for job in jobs[number::workers]], workers)
            for name, known, key in chain.from_iterable(written):
                self._record((name, self._take_place(name, known), key))
        except BaseException:
            for job in jobs:
                Path(self.root, job.name + _TEMPORARY).unlink(missing_ok=True)
            raise
        self.rendered = len(jobs)
        logger.info("fastbuild: %d of %d files rendered", len(jobs), len(self.planned))

    def _write(self, job: Job) -> tuple[str, Known, bytes | None]:
        values = job.values
        if values.get("localsiteurl"):
            self.build.context["localsiteurl"] = values["localsiteurl"]
        text = job.template.render(values)
        known = self._put(job.name, text.encode())
        if self.watched:
            self._take_place(job.name, known)
            path = os.path.join(self.root, job.name)
            signals.content_written.send(path, context=values)
            known = remember(path, read(path))
        return job.name, known, job.key

    def _begin(self) -> None:
        """Before the first file is written: a build that is killed after this has left files that nobody else knows."""
        if not self.begun:
            known = self.build.state.outputs.keys() | self.build.state.copies.keys()
            self.build.store.begin(known | self.planned.keys())
            self.begun = True

    def _put(self, name: str, data: bytes) -> Known:
        """Write a file; one that has these bytes already is left as it is.

        What readers see now stays until everything is rendered: the new file waits beside it.
        """
        path = os.path.join(self.root, name)
        seen = self.there.get(name)
        if seen is not None and seen.size == len(data) and read(path) == data:
            return remember(path, data, seen)
        self._begin()
        os.makedirs(os.path.dirname(path), exist_ok=True)
        if seen is not None:
            path += _TEMPORARY
        with open(path, "wb") as file:
            file.write(data)
            file.flush()
            written = os.fstat(file.fileno()) if seen is None else None
        return Known(stamp(written) if written else None, digest(data))

    def _take_place(self, name: str, known: Known) -> Known:
        """The new file in the place of the old one, whole; what to remember of it there."""
        path = os.path.join(self.root, name)
        if name not in self.there or not os.path.exists(path + _TEMPORARY):
            return known
        os.replace(path + _TEMPORARY, path)
        return Known(stamp(os.stat(path)), known.digest)

    def _record(self, written: tuple[str, Known, bytes | None]) -> None:
        name, known, key = written
        if (output := Output(key, known)) != self.build.state.outputs.get(name):
            self.build.state.outputs[name] = output
            self.build.changed = True

    # -- afterwards

    def prune(self, copies: set[str]) -> None:
        """Remove what earlier builds wrote or copied and this one did not."""
        state = self.build.state
        gone = (state.outputs.keys() | state.copies.keys()) - self.planned.keys() - copies
        seen = {name: self._seen(name) for name in copies}
        self.build.changed |= bool(gone) or state.copies != seen
        for name in gone:
            state.outputs.pop(name, None)
            path = os.path.join(self.root, name)
            if os.path.isfile(path):
                self.removed += 1
                os.unlink(path)
                self._remove_empty(os.path.dirname(path))
        state.copies = seen
        for name in copies:
            state.outputs.pop(name, None)  # known by its name only, from a state that could not be read

    def _seen(self, name: str) -> Stamp | None:
        path = os.path.join(self.root, name)
        return stamp(os.stat(path)) if os.path.exists(path) else None

    def report(self) -> Report:
        """What this build did."""
        after = {name: self.build.state.outputs[name].known.digest for name in self.planned}
        new = len(after.keys() - self.before.keys())
        changed = sum(self.before[name] != seen for name, seen in after.items() if name in self.before)
        return Report(new, changed, len(after) - new - changed, self.removed, self.rendered)

    def _remove_empty(self, folder: str) -> None:
        while folder != self.root:
            try:
                os.rmdir(folder)
            except OSError:
                return
            folder = os.path.dirname(folder)


class FlushGenerator(Generator):  # type: ignore[misc]
    """Stands last among the generators of plugins: renders what they have planned, before files are copied."""

    def generate_output(self, writer: FastWriter) -> None:
        """Called by Pelican."""
        writer.flush()
