"""Made files that a process of its own plans, and makes where they are not what they were, while others are planned."""

import marshal
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from .jobs import MadeJob
from .prints import Prints
from .workers import Later

if TYPE_CHECKING:
    from .writer import FastWriter

Planned = tuple[list[tuple[str, bytes, bytes | None]], dict[str, Any], dict[str, Any]]
"""Names with keys and bytes (None: the file is there and shows the same), the groups, and what was found out about files."""


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
    files, groups, known = planned
    for name, key, data in files:
        writer.plan_ready(name, None if data is None else ReadyJob(name, key, partial(bytes, data)))
    writer.groups.planned.update(groups)
    for name, output in known.items():
        writer.site.known[name] = output


def _planned(writer: "FastWriter", plan: Callable[[], None]) -> Planned:
    jobs, groups, known = writer.jobs, writer.groups.planned, writer.site.known
    earlier = len(jobs), len(groups)
    known.touched.clear()
    plan()
    files = [_file(writer, name, job) for name, job in list(jobs.items())[earlier[0] :]]
    return files, dict(list(groups.items())[earlier[1] :]), known.changes()[0]


def _file(writer: "FastWriter", name: str, job: Any) -> tuple[str, bytes, bytes | None]:
    if job is None:
        return name, b"", None
    key = writer.keys.of(job)
    return name, key, None if writer.site.is_done(name, key) else job.render()
