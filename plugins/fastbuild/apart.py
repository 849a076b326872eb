"""Made files that a process of its own plans, and makes where they are not what they were, while others are planned."""

import marshal
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain, islice
from typing import Any, ClassVar, NamedTuple

from .groups import Groups
from .jobs import Job, MadeJob
from .keys import Keys
from .outputs import Outputs
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
    """What a process of its own has planned."""

    same: list[str]
    """Files that are there and show the same."""
    made: list[tuple[str, bytes, bytes]]
    """Others, with their keys and their bytes."""
    groups: dict[str, Any]
    known: dict[str, Any]
    """What was found out about files."""

    def jobs(self) -> list[ReadyJob]:
        """Of the files that have to be written."""
        return [ReadyJob(name, key, partial(bytes, data)) for name, key, data in self.made]


def begin(
    plan: Callable[[], None], site: Outputs, jobs: Mapping[str, Job | None], groups: Groups, keys: Keys
) -> Later[Planned]:
    """Call `plan` in a child, where it may plan nothing but made files, as `jobs` and `groups`."""
    site.same  # noqa: B018  what a child has seen can be had once only: before there are more of them
    return Later(partial(planned, plan, site, jobs, groups, keys), dump, load)


def planned(
    plan: Callable[[], None],
    site: Outputs,
    jobs: Mapping[str, Job | None],
    groups: Groups,
    keys: Keys,
    workers: int = 2,
) -> Planned:
    """What `plan` plans, with the files that are not what they were made."""
    earlier = len(jobs), len(groups.planned)
    site.known.touched.clear()
    plan()
    files = list(islice(jobs.items(), earlier[0], None))
    keyed = [(name, keys.of(job), job) for name, job in files if job]
    made = _make([one for one in keyed if not site.is_done(one[0], one[1])], workers)
    others = {name for name, *_ in made}
    same = [name for name, _ in files if name not in others]
    new = dict(islice(groups.planned.items(), earlier[1], None))
    return Planned(same, made, new, site.known.changes()[0])


def _make(jobs: Sequence[tuple[str, bytes, Job]], workers: int) -> list[tuple[str, bytes, bytes]]:
    """Make these files, whose keys are known; many of them on so many cores, since the parent will soon wait for them."""
    workers = workers if len(jobs) >= MANY else 1

    def part(number: int) -> list[tuple[str, bytes, bytes]]:
        # Neighbours together: they may be made of the same.
        own = jobs[len(jobs) * number // workers : len(jobs) * (number + 1) // workers]
        return [(name, key, job.render()) for name, key, job in own]

    return list(chain.from_iterable(share(part, workers)))


def dump(planned: Planned | None) -> bytes:
    """For another process."""
    return marshal.dumps(tuple(planned) if planned else None)


def load(data: bytes) -> Any:
    """What `dump` was given."""
    values = marshal.loads(data)
    return Planned(*values) if values else None
