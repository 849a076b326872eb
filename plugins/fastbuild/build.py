"""One run of Pelican: what it starts from, and what it leaves for the next."""

import datetime
import os
from dataclasses import dataclass, field
from logging import getLogger
from typing import Any

from .environment import environment_digest
from .files import Files
from .prints import Prints
from .store import State, Store
from .templates import Fragments

logger = getLogger(__name__)


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
        return cls(settings, store, state, files, workers, now, changed=changed)

    def finish(self) -> None:
        """Keep what this build knows."""
        if self.changed or self.state.files != self.files.used:
            self.state.files = self.files.used
            self.store.save(self.state)
