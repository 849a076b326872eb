"""Made files that a process of its own plans, and makes where they are not what they were, while others are planned."""

import marshal
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, Any, ClassVar

from .jobs import MadeJob
from .prints import Prints
from .workers import Later

if TYPE_CHECKING:
    from .writer import FastWriter

Planned = tuple[list[str], list[tuple[str, bytes, bytes]], dict[str, Any], dict[str, Any]]
"""Files that are there and show the same; others with keys and bytes; the groups; what was found out about files."""


@dataclass(eq=False, slots=True)
class ReadyJob(MadeJob):
    """A file that was made already: `made_of` is its key."""

    weight: ClassVar[int] = 1

    def key(self, prints: Prints) -> bytes:
        """See `Job`."""
        return self.made_of


def begin(writer: "FastWriter", plan: Callable[[], None]) -> Later[Planned]:
    """Call `plan` in a child, where it may plan nothing but made files; for `join`."""
    writer.site.same  # noqa: B018  what a child has seen can be had once only: before there are more of them
    return Later(lambda: _planned(writer, plan), marshal.dumps, marshal.loads)


def join(writer: "FastWriter", planned: Planned) -> None:
    """Plan what the child has planned."""
    same, made, groups, known = planned
    writer.plan_ready(same, [ReadyJob(name, key, partial(bytes, data)) for name, key, data in made])
    writer.groups.planned.update(groups)
    for name, output in known.items():
        writer.site.known[name] = output


def _planned(writer: "FastWriter", plan: Callable[[], None]) -> Planned:
    jobs, groups, known = writer.jobs, writer.groups.planned, writer.site.known
    earlier = len(jobs), len(groups)
    known.touched.clear()
    plan()
    files = list(islice(jobs.items(), earlier[0], None))
    keyed = [(name, writer.keys.of(job), job) for name, job in files if job]
    made = [(name, key, job.render()) for name, key, job in keyed if not writer.site.is_done(name, key)]
    others = {name for name, *_ in made}
    same = [name for name, _ in files if name not in others]
    return same, made, dict(islice(groups.items(), earlier[1], None)), known.changes()[0]
