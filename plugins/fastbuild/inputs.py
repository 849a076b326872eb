"""What a build may read: every file below `PATH` and `THEME`, as it is now and as the last build has seen it."""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from .environment import environment_files
from .files import UNSURE, Files, Stamp, changed_ns, is_settled, scan, stamp
from .state import State, Table, differing
from .workers import OnCall

_FOLDERS = {"content": "PATH", "theme": "THEME"}
"""What files of these settings' folders are called: `content/…`."""


def scan_inputs(settings: Any) -> Iterator[tuple[str, Stamp]]:
    """All of them, by name."""
    for name, setting in _FOLDERS.items():
        for file, seen in scan(os.path.abspath(settings[setting])).items():
            yield f"{name}/{file}", seen


def look(
    settings: Any, saved_ns: int, helpers: Sequence[OnCall[Any]]
) -> tuple[dict[str, Stamp], dict[str, str]]:
    """The inputs, and the files of the environment with the places where they stand; `helpers` are alerted if an input is newer
    than what was `saved_ns`.
    """
    inputs = {}
    for name, seen in scan_inputs(settings):
        inputs[name] = seen
        if helpers and seen and changed_ns(seen) > saved_ns:
            for helper in helpers:
                helper.alert()
            helpers = ()
    return inputs, dict(environment_files(settings))


class Inputs(dict[str, Stamp]):
    """The stamps of all, by name, from before any was read; `state` knows what they were for the last build."""

    def __init__(self, settings: Any, seen: Mapping[str, Stamp], state: State) -> None:
        super().__init__(seen)
        self._settings, self._state = settings, state
        self.files = Files(state.files, self)
        """Their digests, and those of the environment's files."""
        self._listed: dict[str, list[str]] = {}
        """What `listed` has said."""

    @property
    def has_links(self) -> bool:
        """Whether some lead elsewhere: what is there is no input."""
        return UNSURE in self.values()

    def digest(self, name: str) -> bytes:
        """The digest of one."""
        known = self.files.used.get(name)
        return known[1] if known else self.files.digest(self._path(name), name)

    def _path(self, name: str) -> str:
        """Where it stands."""
        folder, _, path = name.partition("/")
        return os.path.join(self._settings[_FOLDERS[folder]], path)

    def names(self, folders: Iterable[str]) -> list[str] | None:
        """The files below these folders of `PATH`, hidden ones left out; None if links lead elsewhere."""
        if self.has_links:
            return None
        prefixes = tuple(f"content/{folder}/" for folder in folders)
        found = (name for name in self if name.startswith(prefixes))
        return [name.removeprefix("content/") for name in found if "/." not in name]

    # -- what has changed since the last build

    def is_same(self, name: str) -> bool:
        """Whether it is the file of the last build; a link never is, since it may lead elsewhere now."""
        known = self._state.files.get(name)
        return known is not None and bool(self.get(name)) and self.digest(name) == known[1]

    def changed(self) -> list[str]:
        """Those that are not what they were, or have come or gone."""
        before = self._state.inputs
        names = [name for name in differing(self, before) if not self.is_same(name)]
        return names + [name for name in before if name not in self]

    def listed(
        self, asked: str, find: Callable[[], Iterable[str]], is_wanted: Callable[[str], bool]
    ) -> list[str]:
        """The files that `find` finds, in order; of those that have come since the last build `is_wanted` decides.

        It can do so for files that have come beside others that were found; else `find` is called.
        """
        if asked not in self._listed:
            before = self._state.listed.get(asked)
            known = self._listed_again(before, is_wanted)
            found = self._listed[asked] = known if known is not None else sorted(find())
            if found is not before and not self.has_links:  # what is behind a link is no input
                self._state.listed[asked] = found
        return self._listed[asked]

    def _listed_again(self, known: list[str] | None, is_wanted: Callable[[str], bool]) -> list[str] | None:
        if known is None:
            return None
        came = list(_as_listed(self.keys() - self._state.inputs.keys()))
        gone = set(_as_listed(self._state.inputs.keys() - self.keys()))
        if not came and not gone:
            return known
        folders = {path.rpartition(os.sep)[0] for path in known}
        if any(path.rpartition(os.sep)[0] not in folders for path in came):
            return None
        return sorted([*(path for path in known if path not in gone), *filter(is_wanted, came)])

    # -- what is remembered of them

    def still_true(self, memory: Table) -> Table:
        """What is remembered of files below `PATH`, by their paths, without those that have changed."""
        before, now = self._state.files, {} if self.has_links else self.files.used
        # Of most files what is known is the same object: they need not be looked at one by one.
        doubtful = [
            path for path in memory if now.get(f"content/{path}", now) is not before.get(f"content/{path}")
        ]
        memory.drop([path for path in doubtful if not self.is_same(f"content/{path}")])
        return memory

    def vouch_for(self, memory: Table) -> bool:
        """What was remembered in this build holds for files that are now as they were when it began; whether all of it does."""
        moved = []
        for path in [path for path in memory.touched if path in memory]:
            name = f"content/{path}"
            if self.has_not_moved(name):
                self.digest(name)
            else:
                moved.append(path)
        memory.drop(moved)
        return not moved

    def has_not_moved(self, name: str) -> bool:
        """Whether one is the file that it was when the build began, as far as stamps tell; of a link, nobody knows."""
        seen = self.get(name)
        try:
            return bool(seen) and seen == stamp(os.stat(self._path(name)))
        except FileNotFoundError:
            return False

    def keep(self, began_ns: int) -> None:
        """Leave to the next build what was seen by this one, which began to look at `began_ns`."""
        before = self._state.inputs
        before.drop(before.keys() - self.keys())
        for name in differing(self, before):
            seen = self[name]
            before[name] = seen if seen and is_settled(seen, began_ns) else UNSURE


def _as_listed(inputs: Iterable[str]) -> Iterator[str]:
    """Those below `PATH`, as Pelican lists them."""
    for name in inputs:
        if name.startswith("content/"):
            folder, file = os.path.split(name.removeprefix("content/"))
            yield os.path.join(folder or ".", file)
