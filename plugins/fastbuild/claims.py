"""Which files a build is going to write: the names of what is planned, by Pelican's rule."""

import os
from collections.abc import Collection, Sequence
from typing import Any

from pelican.utils import sanitised_join
from pelican.writers import FileOverwriteFailedError

from .outputs import Outputs


class Claims:
    """Those of one build; `jobs` are what is planned, by name."""

    def __init__(self, site: Outputs, jobs: dict[str, Any]) -> None:
        self._site, self._jobs = site, jobs
        self.overridden: set[str] = set()
        """The files of which another one takes the place."""
        self._new: set[str] = set()

    def one(self, name: str, override: bool = False) -> bool:
        """Whether a file may be planned: it is written once, or twice if one of the two overrides the other."""
        if name not in self._site.known:
            if name.startswith("/") or ".." in name or os.sep != "/":
                sanitised_join(self._site.root, name)
            self._new.add(name)
        if name in self.overridden:
            if override:
                raise FileOverwriteFailedError(f'File "{name}" is set to be overridden twice')
            return False
        if name in self._jobs and not override:
            raise FileOverwriteFailedError(f'Failed to overwrite "{name}", which was written before')
        if override:
            self.overridden.add(name)
        return True

    def all(self, names: Sequence[str]) -> set[str]:
        """Those of many files that may be planned, none of which overrides another. They wait for their jobs."""
        wanted = set(names)
        if len(wanted) < len(names) or self.overridden or not self._jobs.keys().isdisjoint(wanted):
            claimed = set()
            for name in names:
                if self.one(name):
                    self._jobs[name] = None
                    claimed.add(name)
            return claimed
        known = self._site.known
        for name in [name for name in names if name not in known]:
            self.one(name)
        self._jobs.update(dict.fromkeys(names))
        return wanted

    def take_new(self) -> Collection[str]:
        """The names that no earlier build knew and nobody has taken yet."""
        new, self._new = self._new, set()
        return new
