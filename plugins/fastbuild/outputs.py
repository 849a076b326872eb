"""The files of the site: what is there, what was known of it, and new files in their places."""

import os
import shutil
from collections.abc import Callable, Collection, Iterable, Set
from itertools import compress
from operator import eq
from pathlib import Path

from .files import UNSURE, Known, Stamp, digest, read, remember, short, size, stamp
from .state import Output, State, key_in, stamp_in

_TEMPORARY = ".fastbuild-new"

_AHEAD = ".fastbuild-ahead"
"""A folder for files that processes make before it is known whether they will take a place."""

Written = tuple[str, bytes, bool, Stamp, bytes]
"""A file: its name and key, whether it had to be written, and what is to be remembered of it (`Known`)."""


def left_behind(names: Iterable[str]) -> list[str]:
    """Those of files that a killed build has left beside the site's."""
    return [name for name in names if name.endswith(_TEMPORARY)]


class Outputs:
    """The output folder during one build."""

    def __init__(self, root: str, state: State, look: Callable[[], dict[str, Stamp]]) -> None:
        self.root = os.path.abspath(root)
        self._prefix = os.path.join(self.root, "")
        os.makedirs(self.root, exist_ok=True)
        self.state, self.known = state, state.outputs
        self._look = look
        """Asks for the files that are there."""
        self._there: dict[str, Stamp] | None = None
        self._same: set[str] | None = None
        """The files that nobody has touched since the last build wrote them."""
        self._ahead: dict[str, str] = {}
        """Where new files are that another process has made, by their names."""
        self._folders = {""}
        """Folders below it that are known to be there."""
        self.new = self.changed = self.removed = 0

    @property
    def there(self) -> dict[str, Stamp]:
        """The files of the site before the build; those that a killed one has left beside them are removed."""
        if self._there is None:
            self._there = self._look()
            for name in left_behind(self._there):
                if not name.startswith(f"{_AHEAD}/"):  # those may be of this build
                    os.unlink(os.path.join(self.root, name))
                del self._there[name]
        return self._there

    def trust(self) -> None:
        """Take all files for what the last build has left, without a look."""
        self._there = {name: stamp_in(output) for name, output in self.known.items()}
        self._same = set(self.known)

    def are_as_seen(self, now: dict[str, Stamp], but: Iterable[str]) -> bool:
        """Whether the files that are there `now` are those of `there`, `but` for these, which this build has written.

        Where there are links, they never are: what they lead to may be something else.
        """
        before = self.there
        for name in but:
            now.pop(name + _TEMPORARY, None)
            now.pop(name, None)
            if name in before:
                now[name] = before[name]
        return now == before and UNSURE not in before.values()

    @property
    def same(self) -> set[str]:
        """The files that nobody has touched since the last build wrote them, as their stamps tell."""
        if self._same is None:
            there = self.there
            stamps = map(stamp_in, self.known.values())
            self._same = set(compress(self.known, map(eq, stamps, map(there.get, self.known))))
            if UNSURE in there.values():
                self._same.difference_update([name for name, seen in there.items() if seen == UNSURE])
        return self._same

    def are_untouched(self, names: Collection[str]) -> bool:
        """Whether all of these files are still there as the last build wrote them."""
        return self.same.issuperset(names) or all(map(self.is_untouched, names))

    def is_untouched(self, name: str) -> bool:
        """Whether the file that the last build wrote is still there as it was."""
        if name in self.same:
            return True
        output, seen = self.known.get(name), self.there.get(name)
        if output is None or seen is None:
            return False
        key, written, _ = Output.of(output)
        path = os.path.join(self.root, name)
        known = remember(path, read(path), seen)  # a checkout elsewhere has other stamps
        if known.digest != written:
            return False
        self.known[name] = Output(key, known.digest, known.stamp).packed()
        return True

    def is_done(self, name: str, key: bytes) -> bool:
        """Whether the file that the last build wrote shows the same, and is there untouched."""
        output = self.known.get(name)
        return bool(output and key and key == key_in(output) and self.is_untouched(name))

    # -- writing

    def put(self, name: str, data: bytes) -> tuple[Known, bool]:
        """Write a file, and say whether that was necessary; one that has these bytes already is left as it is.

        What readers see now stays until everything is rendered: the new file waits beside it.
        """
        path = f"{self._prefix}{name}"
        seen = self.there.get(name)
        if seen is not None and (not seen or size(seen) == len(data)) and read(path) == data:
            return remember(path, data, seen), False
        if seen is not None:
            path += _TEMPORARY
        if seen is None:
            self._make_folder(name.rpartition("/")[0])
        written = _save(path, data)
        return Known(stamp(written) if seen is None else UNSURE, digest(data)), True

    def put_ahead(self, name: str, data: bytes) -> tuple[str, bytes]:
        """Write what may become a file of the site. Returns where it is, and its digest."""
        self._make_folder(_AHEAD)
        path = f"{self._prefix}{_AHEAD}/{short(name.encode()).hex()}{_TEMPORARY}"
        _save(path, data)
        return path, digest(data)

    def _make_folder(self, folder: str) -> None:
        """Most often the one above it is there."""
        if folder in self._folders:
            return
        try:
            os.mkdir(f"{self._prefix}{folder}")
        except OSError:
            os.makedirs(f"{self._prefix}{folder}", exist_ok=True)
        self._folders.add(folder)

    def accept(self, name: str, path: str, made: bytes) -> tuple[Known, bool]:
        """As `put`, of a file that is to be replaced, by one that another process has put ahead."""
        _, written, seen = Output.of(self.known[name])
        if written == made and self.is_untouched(name):
            return Known(seen, made), False
        self._ahead[name] = path
        return Known(UNSURE, made), True

    def take_place(self, name: str, known: Known) -> Known:
        """The new file in the place of the old one, whole; what to remember of it there."""
        if name not in self.there:
            return known
        path = os.path.join(self.root, name)
        try:
            os.replace(self._ahead.pop(name, path + _TEMPORARY), path)
        except FileNotFoundError:
            return known
        return Known(stamp(os.stat(path)), known.digest)

    def give_up(self, names: Collection[str]) -> None:
        """These new files will not take their places."""
        for name in names:
            Path(self.root, name + _TEMPORARY).unlink(missing_ok=True)

    def close(self) -> None:
        """Let go of what was put ahead and is not needed."""
        shutil.rmtree(os.path.join(self.root, _AHEAD), ignore_errors=True)

    def record(self, name: str, key: bytes, written: bool, known: Known) -> None:
        """What is to be remembered of a file."""
        if name not in self.there:
            self.new += 1
        elif written:
            self.changed += 1
        self.same.discard(name)
        after = Output(key, known.digest, known.stamp).packed()
        if self.known.get(name) != after:
            self.known[name] = after

    # -- afterwards

    def prune(self, made: Set[str], copies: set[str]) -> None:
        """Remove what earlier builds wrote or copied and this one has neither made nor copied."""
        # All that was made is known: where there is no more, nothing that is known was not made.
        more = [name for name in self.known if name not in made] if len(self.known) > len(made) else []
        for name in {*more, *self.state.copies.keys() - made} - copies:
            self.known.drop([name])
            path = os.path.join(self.root, name)
            if os.path.isfile(path):
                self.removed += 1
                os.unlink(path)
                self._remove_empty(os.path.dirname(path))
        self.state.copies.become({name: self._seen(name) for name in copies})
        self.known.drop(copies)  # known by their names only, from a state that could not be read

    def _seen(self, name: str) -> Stamp:
        path = os.path.join(self.root, name)
        return stamp(os.stat(path)) if os.path.exists(path) else UNSURE

    def _remove_empty(self, folder: str) -> None:
        while folder != self.root:
            try:
                os.rmdir(folder)
            except OSError:
                return
            folder = os.path.dirname(folder)


def _save(path: str, data: bytes) -> os.stat_result:
    """Write a new file; its state afterwards."""
    file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0), 0o666)
    try:
        while data:
            data = data[os.write(file, data) :]
        return os.fstat(file)
    finally:
        os.close(file)
