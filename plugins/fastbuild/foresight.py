"""What can be foreseen when a build begins: it is planned by a process of its own while articles are still to be read."""

import datetime
import marshal
from typing import Any

from blinker import Signal

from . import apart
from .build import Build
from .inputs import Inputs
from .jobs import MADE
from .state import Group, State, key_in
from .workers import OnCall, cores, wanted
from .writer import FastWriter

foreseen = Signal(
    "sent with a build, in a process of its own, if articles are gone and nothing else has changed (`Build.gone`)"
)


class Unforeseen(Exception):
    """Raised by who hears `foreseen`, or by what it has made: what it would need is not known yet."""


class Foresight:
    """A process that waits until something can be foreseen.

    It is started before articles are in memory: what a parent changes while it has children is copied. So it is told of
    the last build what it has to know, which is made files; and it plans nothing else (`write_made`, `write_made_group`).
    """

    def __init__(self, settings: Any) -> None:
        self._settings = settings
        self.planned = OnCall(self._plan, apart.dump, apart.load)
        """`apart.Planned`, or None where that could not be told."""
        self.has_begun = False

    def begin(self, build: Build) -> None:
        """Plan what will be if the articles are gone that are gone for `build`."""
        outputs, groups = build.state.outputs.items(), build.state.groups.items()
        made = {name: output for name, output in outputs if key_in(output).startswith(MADE)}
        alone = {name: group for name, group in groups if not group[_BESIDE]}
        self.planned.call(marshal.dumps((list(build.gone), made, alone)))
        self.has_begun = True

    def forget(self) -> None:
        """End the process if nobody has asked for its plan."""
        self.planned.forget()

    def _plan(self, told: bytes) -> apart.Planned | None:
        gone, outputs, groups = marshal.loads(told)
        state = State()
        state.outputs.set_all(outputs.items())
        state.groups.set_all(groups.items())
        writer = self._writer(state, frozenset(gone))

        def plan() -> None:
            foreseen.send(writer.build)

        try:
            return apart.planned(plan, writer.site, writer.jobs, writer.groups, writer.keys, workers=1)
        except Unforeseen:
            return None

    def _writer(self, state: State, gone: frozenset[str]) -> FastWriter:
        """A writer of a build that has read nothing."""
        settings, now = self._settings, datetime.datetime.now(datetime.UTC)
        unknown: Any = None
        inputs = Inputs(settings, {}, state)
        build = Build(settings, unknown, state, unknown, inputs, 1, now, 0, {}, None)
        settings["FASTBUILD"], build.gone = build, gone
        build.writer = writer = FastWriter(settings["OUTPUT_PATH"], settings)
        return writer


def foresight(settings: Any) -> Foresight | None:
    """None where nobody would hear of it, or it could not be told (`Build.changes`), or there is no second core."""
    is_heard = (
        foreseen.receivers and settings.get("FASTBUILD_LATE_TEXTS") and not settings.get("FASTBUILD_PAUSE")
    )
    return Foresight(settings) if is_heard and min(cores(), wanted(settings)) > 1 else None


_BESIDE = Group._fields.index("beside")
