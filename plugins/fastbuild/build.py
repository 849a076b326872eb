"""One run of Pelican: what it starts from, and what it leaves for the next."""

import datetime
import os
import time
from dataclasses import dataclass, field
from logging import getLogger
from typing import Any

from .environment import environment_digest
from .files import Files, Stamp, is_settled, scan
from .prints import Prints
from .store import State, Store
from .templates import Fragments

logger = getLogger(__name__)


def _inputs(settings: Any) -> dict[str, Stamp | None]:
    """Every file below the content and the theme; taken before any is read, so that a later change is noticed."""
    now = time.time_ns()
    return {
        f"{kind}/{name}": seen if is_settled(seen, now) else None
        for kind in ("PATH", "THEME")
        for name, seen in scan(os.path.abspath(settings[kind]))
    }


@dataclass
class Build:
    """Shared by the reader and the writer of one run. `now` is the moment by which all of it is decided."""

    settings: Any
    store: Store
    state: State
    files: Files
    workers: int
    now: datetime.datetime
    prints: Prints = field(default_factory=Prints)
    inputs: dict[str, Stamp | None] = field(default_factory=dict)
    ahead: list[datetime.datetime] = field(default_factory=list)
    """The dates of articles that lie in the future."""
    changed: bool = False
    """Whether the state is another than the one that was loaded."""
    context: Any = None
    """Pelican's, which all generators share."""
    fragments: Fragments | None = None

    @classmethod
    def start(cls, settings: Any, store: Store) -> "Build":
        """Load what the last build knew; trust none of it if the environment is another one."""
        state = store.load()
        files = Files(state.files)
        changed = False
        environment = environment_digest(settings, files)
        if state.environment != environment:
            if state.environment:
                logger.info("fastbuild: settings, theme or plugins have changed; everything is built anew")
            state.sources.clear()
            state.sights.clear()
            state.outputs = {name: output._replace(key=None) for name, output in state.outputs.items()}
            state.environment = environment
            changed = True
        workers = int(settings.get("FASTBUILD_WORKERS") or os.cpu_count() or 1)
        now = settings.get("FASTBUILD_NOW") or datetime.datetime.now(datetime.UTC)
        return cls(settings, store, state, files, workers, now, inputs=_inputs(settings), changed=changed)

    def is_idle(self) -> bool:
        """Whether nothing has changed at all since the last build ended well, neither what it read nor what it wrote.

        Asked only of a site that says (`FASTBUILD_IDLE`) that nothing but files and the dates of its articles decide.
        """
        state = self.state
        if not self.settings.get("FASTBUILD_IDLE") or self.changed or self.inputs != state.inputs:
            return False
        if None in self.inputs.values() or (state.due is not None and self.now >= state.due):
            return False
        there = dict(scan(os.path.abspath(self.settings["OUTPUT_PATH"])))
        written = ((name, output.known.stamp) for name, output in state.outputs.items())
        return all(
            seen is not None and there.get(name) == seen for name, seen in (*written, *state.copies.items())
        )

    def finish(self) -> None:
        """Keep what this build knows."""
        due = min(self.ahead, default=None)
        if (self.state.inputs, self.state.due) != (self.inputs, due):
            self.state.inputs, self.state.due = self.inputs, due
            self.changed = True
        if self.changed or self.state.files != self.files.used:
            self.state.files = self.files.used
            self.store.save(self.state)
