"""Files that are planned together, each group by one key: of a group that shows what it did, none is planned by itself."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from .jobs import UNKNOWN
from .outputs import Outputs
from .state import Group

_NONE = Group(UNKNOWN, (), UNKNOWN)


class Groups:
    """Those of one build; `before` are those of the last one, and files that stay as they are are claimed by name."""

    def __init__(
        self,
        before: Mapping[str, tuple[Any, ...]],
        site: Outputs,
        claim: Callable[[Sequence[str]], object],
    ) -> None:
        self._before, self._site, self._claim = before, site, claim
        self.planned: dict[str, tuple[Any, ...]] = {}
        """`Group` as a plain tuple, by name."""
        self._open: list[str] | None = None
        """The files of the group that is being written."""

    def note(self, *names: str) -> None:
        """Files are planned; they belong to the group that is being written, if there is one."""
        if self._open is not None:
            self._open += names

    def write(
        self, name: str, key: bytes, write: Callable[[], None], beside: bytes = UNKNOWN
    ) -> Sequence[str]:
        """Plan a group, by `write` if its key is another one, or its files are; the names that `write` has planned."""
        before = self._known(name)
        if key and key == before.key and self._site.are_untouched(before.names):
            self._keep(name, before._replace(beside=beside))
            return ()
        self._open = []
        write()
        names, self._open = tuple(self._open), None
        self.planned[name] = (key, names, beside)
        return names

    def keep(self, name: str, beside: bytes) -> bool:
        """Plan a group as it was, of which nothing can have changed but `beside`; False where it has, or its files."""
        before = self._known(name)
        is_same = bool(beside) and beside == before.beside and self._site.are_untouched(before.names)
        if is_same:
            self._keep(name, before)
        return is_same

    def keep_all(self, start: str) -> bool:
        """Plan the groups whose names start so as they were; none of them if any has changed, or its files."""
        kept = {name: self._known(name) for name in self._before if name.startswith(start)}
        is_same = all(group.key and self._site.are_untouched(group.names) for group in kept.values())
        if is_same:
            for name, group in kept.items():
                self._keep(name, group)
        return is_same

    def had(self, name: str, key: bytes) -> bool:
        """Whether the last build has planned this group with this key."""
        return self._known(name).key == key

    def names(self, name: str) -> tuple[str, ...]:
        """The files of a group that is planned, in the order in which they were written."""
        return Group(*self.planned[name]).names

    def _known(self, name: str) -> Group:
        return Group(*self._before.get(name, _NONE))

    def _keep(self, name: str, group: Group) -> None:
        self._claim(group.names)
        self.planned[name] = tuple(group)
