"""Made files that a process of its own plans, and makes where they are not what they were, while others are planned."""

import marshal
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain, islice
from typing import Any, ClassVar, NamedTuple

from .build import Build
from .claims import Claims
from .derived import Derived
from .files import read
from .groups import Groups
from .jobs import Job, MadeJob
from .keys import Keys
from .outputs import Outputs, Written
from .prints import Prints
from .workers import Later, share

MANY = 64
"""Made files, of which each takes about a millisecond. For fewer, another process is not worth its start."""


@dataclass(eq=False, slots=True)
class ReadyJob(MadeJob):
    """A file that was made already: `made_of` is its key."""

    weight: ClassVar[int] = 1

    def key(self, prints: Prints) -> bytes:
        """See `Job`."""
        return self.made_of


class Planned(NamedTuple):
    """What a process of its own has planned. It takes all files for what the last build has left: nobody has looked yet."""

    same: list[str]
    """Files that show the same."""
    made: list[tuple[str, bytes, str, bytes]]
    """Others, with their keys; where they are, and their digests."""
    groups: dict[str, Any]


class Others:
    """What other processes plan for the writer of a build, as `jobs` and `groups` of made files."""

    def __init__(
        self,
        build: Build,
        site: Outputs,
        jobs: dict[str, Job | None],
        groups: Groups,
        claims: Claims,
        keys: Keys,
        derived: Derived,
    ) -> None:
        self._build, self._site, self._jobs, self._derived = build, site, jobs, derived
        self._groups, self._claims, self._keys = groups, claims, keys
        self._begun: dict[Later[Any], list[Callable[[], None]]] = {}
        """The children that are at it, and what each has called, or need not be called since it was foreseen what it plans."""
        self.accepted: list[Written] = []
        """Files that are made, and have only to take their places."""

    def plan(self, plan: Callable[[], None], is_foreseen: bool) -> None:
        """Call `plan` in a child, where it may plan nothing but made files; not if that was foreseen, and has come true."""
        foresight = self._build.foresight
        if is_foreseen and self._has_come_true():
            self._begun.setdefault(foresight.planned, []).append(plan)
            return
        if is_foreseen and foresight:
            foresight.forget()
        later = Later(partial(planned, plan, self._site, self._jobs, self._groups, self._keys), dump, load)
        self._begun[later] = [plan]
        self._build.children.append(later)

    def _has_come_true(self) -> bool:
        """Whether articles are gone and nothing else has changed, as was foreseen."""
        foresight, changes = self._build.foresight, self._build.changes
        if not foresight or not foresight.has_begun or changes is None:
            return False
        return not changes.texts and changes.rows.keys() == self._build.gone

    def _ready(self, name: str, key: bytes, path: str, digest: bytes) -> Job | None:
        """What is left to do for a file that was made: nothing if it takes the place of one of ours, none is made of it, and
        nobody asks why.
        """
        is_asked_for = name == self._build.settings.get("FASTBUILD_WHY")
        is_replaced = name in self._site.there and name in self._site.known
        if is_asked_for or not is_replaced or any(self._derived.candidates([name])):
            return ReadyJob(name, key, partial(read, path))
        known, written = self._site.accept(name, path, digest)
        self.accepted.append((name, key, written, *known))
        return None

    def begun(self) -> list[Later[Any]]:
        """The children that are at it; those first that have a result."""
        return sorted(self._begun, key=Later.is_ready, reverse=True)

    def join(self, later: Later[Any]) -> list[Callable[[], None]]:
        """Plan what a child has planned. Returns what has to be called in its place: files are not what it took them for, or
        something was not foreseen after all.
        """
        made: Planned | None = later.result()
        if made is None or not self._site.are_untouched(made.same):
            return self._begun[later]
        self._claims.all(made.same)
        for name, key, path, digest in made.made:
            if self._claims.one(name):
                self._jobs[name] = self._ready(name, key, path, digest)
        self._groups.planned.update(made.groups)
        return []


def planned(
    plan: Callable[[], None],
    site: Outputs,
    jobs: Mapping[str, Job | None],
    groups: Groups,
    keys: Keys,
    workers: int = 2,
) -> Planned:
    """What `plan` plans, with the files that are not what they were made; in a process of its own, whose `site` this is."""
    earlier = len(jobs), len(groups.planned)
    site.trust()
    plan()
    files = list(islice(jobs.items(), earlier[0], None))
    keyed = [(name, keys.of(job), job) for name, job in files if job]
    made = _make(site, [one for one in keyed if not site.is_done(one[0], one[1])], workers)
    others = {name for name, *_ in made}
    same = [name for name, _ in files if name not in others]
    return Planned(same, made, dict(islice(groups.planned.items(), earlier[1], None)))


def _make(
    site: Outputs, jobs: Sequence[tuple[str, bytes, Job]], workers: int
) -> list[tuple[str, bytes, str, bytes]]:
    """Make these files, whose keys are known; many of them on so many cores, since the parent will soon wait for them."""
    workers = workers if len(jobs) >= MANY else 1

    def part(number: int) -> list[tuple[str, bytes, str, bytes]]:
        # Neighbours together: they may be made of the same.
        own = jobs[len(jobs) * number // workers : len(jobs) * (number + 1) // workers]
        return [(name, key, *site.put_ahead(name, job.render())) for name, key, job in own]

    return list(chain.from_iterable(share(part, workers)))


def dump(planned: Planned | None) -> bytes:
    """For another process."""
    return marshal.dumps(tuple(planned) if planned else None)


def load(data: bytes) -> Any:
    """What `dump` was given."""
    values = marshal.loads(data)
    return Planned(*values) if values else None
