"""Keys of planned files: what tells that one shows the same as before; most are compared ahead where a build waits."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import partial
from typing import Any

from .build import Build
from .derived import DerivedJob
from .jobs import UNKNOWN, Job, MadeJob, PageJob, Shared
from .outputs import Outputs
from .prints import TracedPrints, Unknown
from .state import key_in


class Keys:
    """Those of one build."""

    def __init__(self, build: Build, site: Outputs, watched: bool) -> None:
        self.build, self.site = build, site
        self.watched = watched
        """Whether a plugin looks at each file that is written."""
        self._done: defaultdict[tuple[Shared, bytes], set[str]] = defaultdict(set)
        """The pages that need not be rendered, as it seemed when this was made, by what their keys begin with."""
        self._made_of: defaultdict[int, list[str]] = defaultdict(list)
        """Pages by the articles that their own parts of their keys are made of."""
        self._mixed: set[str] = set()
        """The sources that were remembered (`remember`)."""

    def look_ahead(self, jobs: Iterable[Job | None]) -> None:
        """Find out which pages need not be rendered, before anything has changed."""
        prints = TracedPrints()
        for job in jobs:
            if isinstance(job, PageJob) and not self.watched:
                own, read = prints.traced(partial(job.own_key, prints))
                if own is None or not (start := job.shared.key(self.build.prints)):
                    continue
                if self.site.is_done(job.name, start + own):
                    self._done[job.shared, start].add(job.name)
                    for one in read:
                        self._made_of[one].append(job.name)

    def unchanged(self) -> set[str]:
        """The pages that need not be rendered, of those that were looked at ahead, now that articles have been renewed."""
        prints, renewed = self.build.prints, self.build.renewed
        done = set[str]()
        for (shared, start), names in self._done.items():
            if shared.key(prints) == start:
                done |= names
        return done.difference(*(self._made_of[one] for one in renewed))

    def sees_articles(self, shared: Shared) -> bool:
        """Whether pages take from the context what articles say."""
        prints = TracedPrints()
        try:
            return bool(prints.traced(partial(shared.parts, prints))[1])
        except (Unknown, RecursionError):
            return True

    def of(self, job: Job) -> bytes:
        """Empty where a plugin looks at each file that is written: it may not miss one."""
        if self.watched and not isinstance(job, MadeJob | DerivedJob):
            return UNKNOWN
        return job.key(self.build.prints)

    def of_what_is_shared(self, jobs: Iterable[Job]) -> None:
        """Make what the keys of pages begin with, before there are several processes that would."""
        for shared in {job.shared for job in jobs if isinstance(job, PageJob)}:
            shared.key(self.build.prints)

    def to_compare(self, job: Job) -> bytes:
        """The key of a file that was there after the last build; empty where it need not be known yet."""
        output = self.site.known.get(job.name)
        return UNKNOWN if output is None or not key_in(output) else self.of(job)

    # -- articles whose keys are made of others, too

    def mixed(self, articles: Iterable[Any]) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Their sources with those of the others, as far as this process has made their prints and they are not known."""
        known, others_of = self._mixed, self.build.prints.others
        for article in articles:
            path = article.__dict__.get("fastbuild_path")
            if path is not None and path not in known and (others := others_of(article)):
                yield path, tuple(sorted(others))

    def remember(self, mixed: Iterable[tuple[str, tuple[str, ...]]]) -> None:
        """What was found out about sources, by whichever process."""
        known = self.build.state.mixed
        for path, others in mixed:
            self._mixed.add(path)
            if known.get(path) != others:
                known[path] = others
