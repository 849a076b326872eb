"""Rendering: what is to be written is rendered on all cores, each file with what is made of it."""

import gc
import marshal
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import chain
from typing import Any

from pelican import signals

from .articles import let_go
from .build import Build
from .derived import Derived, DerivedJob
from .files import Known, read, remember
from .jobs import Job, MadeJob, PageJob
from .keys import Keys
from .outputs import Outputs, Written
from .workers import Runs, end_without, progress, share

WORTH_A_FORK = 20
"""Pages to render, or what weighs as much. Below it, starting a child costs more than it saves."""

AT_ONCE = 1000
"""Files. What was needed to render them is let go after as many."""


class Rendering:
    """That of one build."""

    def __init__(self, build: Build, site: Outputs, keys: Keys, derived: Derived) -> None:
        self.build, self.site, self.keys, self.derived = build, site, keys, derived
        self.places: dict[str, float] = {}
        """Where pages stand among the others of their list, from 0 to 1. Those that stand at about the same place of
        theirs show the same articles: they are rendered by one process, which loads these once."""
        self._process = os.getpid()
        self.rendered = 0
        """How many files were rendered."""
        self._waiting: list[Any] | None = None
        """Those that take their places later, with others."""
        self.begun: list[str] = []
        """The names of new files that may be there."""

    @contextmanager
    def together(self) -> Iterator[None]:
        """All that is written meanwhile takes its place when this ends well."""
        self._waiting, self.begun = [], []
        try:
            yield
            self._place(self._waiting)
        except BaseException:
            self.site.give_up(self.begun)
            raise
        finally:
            self._waiting = None

    def accept(self, files: Sequence[Written]) -> None:
        """These were made by other processes: they take their places with the others."""
        assert self._waiting is not None
        self._waiting += files
        self.rendered += len(files)

    def write(self, jobs: Sequence[Job], known: Mapping[str, bytes]) -> None:
        """Render all; the new files take their places together when all are there. `known` are keys, by name."""
        if self._waiting is None:
            with self.together():
                self._render(jobs, known)
        else:
            self._render(jobs, known)

    def _place(self, files: Iterable[Any]) -> None:
        for name, key, written, *file in files:
            self.site.record(name, key, written, self.site.take_place(name, Known(*file)))

    def _render(self, jobs: Sequence[Job], known: Mapping[str, bytes]) -> None:
        is_much = sum([job.weight for job in jobs]) >= WORTH_A_FORK
        workers = min(self.build.workers, len(jobs)) if is_much and not self.keys.watched else 1
        if workers > 1:
            self.derived.prepare(jobs)
            self.keys.of_what_is_shared(jobs)
        heavy = [job for job in jobs if job.weight > 1]  # first: nobody waits long for the last light one
        light = [job for job in jobs if job.weight == 1]
        if workers > 1:
            light.sort(key=lambda job: self.places.get(job.name, 0.5))
        dealt = [(jobs, Runs(len(jobs), workers)) for jobs in (heavy, light)]
        spent, fragments = self.derived.seconds, self.build.fragments
        asides = self.build.store.texts.asides(workers) if fragments else []
        self.keys.remember(self.keys.mixed(filter(None, map(_article_of, light))))

        def part(number: int) -> tuple[list[Written], float, list[Any], dict[bytes, Any]]:
            if fragments:
                fragments.keep(asides[number])
            files = self._part(dealt, number, known)
            mine = {name for name, *_ in files}
            shown = filter(None, (_article_of(job) for job in light if job.name in mine))
            kept = fragments.taken() if fragments else {}
            return files, self.derived.seconds - spent, list(self.keys.mixed(shown)), kept

        self.begun += [one.name for job in jobs for one in (job, *self.derived.of(job.name))]
        try:
            parts: list[Any] = share(part, workers, _dump, marshal.loads)
        finally:
            for _, runs in dealt:
                runs.close()
        written, seconds, mixed, kept = zip(*parts, strict=True)
        files = list(chain.from_iterable(written))
        self.keys.remember(chain.from_iterable(mixed))
        for key, place in chain.from_iterable(texts.items() for texts in kept):
            self.build.state.fragments[key] = place
        assert self._waiting is not None
        self._waiting += files
        self.rendered += len(files)
        self.derived.count(files, spent + sum(seconds))

    def _part(
        self, dealt: Sequence[tuple[Sequence[Job], Runs]], number: int, known: Mapping[str, bytes]
    ) -> list[Written]:
        """Render, as process `number`, its runs of these jobs."""
        # Keys first: rendering loads what most of them need not know.
        own = (jobs[at] for jobs, runs in dealt for at in runs.parts[number])
        keys = {job.name: self._key(job, known) for job in own}
        revival = self.build.revival
        revival.loaded.clear()  # what was loaded before this may have been changed
        written: list[Written] = []
        mine = (jobs[at] for jobs, runs in dealt for run in runs.of(number) for at in run)
        all_, workers = sum(len(jobs) for jobs, _ in dealt), len(dealt[0][1].parts)
        for done, job in enumerate(mine):
            if number:
                end_without(self._process)
            elif done % 50 == 0:
                progress.send(self, doing="render", done=min(done * workers, all_), all=all_)
            if done % AT_ONCE == AT_ONCE - 1:
                revival.unload()
                # Contexts of templates hold themselves; what was there before is not looked at.
                gc.collect(0)
            written += self._write(job, keys.get(job.name) or self._key(job, known))
        return written

    def _key(self, job: Job, known: Mapping[str, bytes]) -> bytes:
        return known.get(job.name) or self.keys.of(job)

    def _write(self, job: Job, key: bytes) -> Iterator[Written]:
        """Write a file, and what is made of it."""
        if isinstance(job, DerivedJob):
            yield self.derived.write(job, key, job.render)
            return
        if isinstance(job, PageJob) and job.own.get("localsiteurl") is not None:
            self.build.context["localsiteurl"] = job.own["localsiteurl"]
        data = job.render()
        if isinstance(job, PageJob):
            let_go(job.own.values())
        known, written = self.site.put(job.name, data)
        if self.keys.watched and not isinstance(job, MadeJob):
            self.site.take_place(job.name, known)
            path = os.path.join(self.site.root, job.name)
            if isinstance(job, PageJob):
                signals.content_written.send(path, context={**job.shared.values, **job.own})
            data = read(path)
            known = remember(path, data)
        yield job.name, key, written, *known
        yield from self.derived.follow(job.name, data, known.digest)


def _article_of(job: Job) -> Any:
    return job.own.get("article") if isinstance(job, PageJob) else None


def _dump(written: Any) -> bytes:
    return marshal.dumps(written)
