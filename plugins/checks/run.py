"""Checking everything; a build reads only what has changed."""

import pickle
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, MutableMapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from plugins.newsroom.original import Original
from plugins.newsroom.problem import Problem, Severity
from plugins.newsroom.registries import WITH_SAMPLES, Registries
from plugins.sources.folders import find_files, is_manuscript
from plugins.sources.history import History

from .data import Data, read_data
from .looking import Originals, look_at_all
from .outline import Folder, Outline
from .ruling import Exempted, rule
from .site_rules import OTHER_RULES, PRODUCTION_RULES, RULES_OF_ONE, TYING_RULES
from .ties import Ties

if TYPE_CHECKING:
    from plugins.sources.manuscript import Manuscript

# Rooms that a build which reads no manuscript does without are imported where they are needed.

Outlines = MutableMapping[str, Outline]
"""By path."""

Ahead = Callable[[list[str]], Iterable[tuple[Outline, bytes]] | None]
"""The outlines of manuscripts that were read already, with these, pickled; or None."""


@dataclass(frozen=True)
class Checked:
    """A content folder as read: everything in it, and everything that is wrong with it, in order."""

    content: Path
    registries: Registries | None
    published: Registries | None
    """Those without samples in production."""
    outlines: tuple[Outline, ...]
    """None where what was found before still holds."""
    count: int
    """How many manuscripts there are, or were asked for."""
    problems: tuple[Problem, ...]
    originals: Mapping[str, Original] = field(default_factory=dict)
    """Every picture that manuscripts show, by its path below `content/pictures/`; those with an error are left out."""
    exempted: tuple[Exempted, ...] = ()
    """What was found and may be otherwise, for a reason."""
    is_shallow: bool = False
    """Whether git does not know how old everything is."""
    left_out: tuple[str, ...] = ()
    """Samples that production leaves out, by file, and by id where they stand in a register; empty in development."""
    ties: Ties | None = None
    """None where something is wrong that one manuscript decides of another."""
    _read: "dict[str, Manuscript | bytes]" = field(default_factory=dict)
    """The manuscripts that were read for this check; pickled where another process read them."""

    def manuscript(self, path: str) -> "Manuscript":
        """The manuscript at `path` below `content`; read again where an outline was enough for this check."""
        found = self._read.get(path)
        if isinstance(found, bytes):
            found = pickle.loads(found)
        if found is None:
            from plugins.sources.manuscripts import read_manuscript

            assert self.registries is not None
            found = read_manuscript(self.content, path, self.registries.context)
        return found

    def forget(self) -> None:
        """Let go of manuscripts; one that is asked for is read again."""
        self._read.clear()

    def findings(self) -> bytes:
        """What `checked_before` needs of this in a later build, without what that build knows otherwise."""
        found = self.count, self.problems, tuple(self.originals), self.exempted, self.left_out, self.ties
        return pickle.dumps(found, pickle.HIGHEST_PROTOCOL)

    @property
    def errors(self) -> int:
        """How many problems stop the build."""
        return sum(problem.severity is Severity.ERROR for problem in self.problems)

    @property
    def warnings(self) -> int:
        """How many problems only ask for a second look."""
        return len(self.problems) - self.errors


def check_content(
    content: Path,
    production: bool = False,
    workers: int | None = None,
    kept: Outlines | None = None,
    files: Iterable[str] | None = None,
    originals: Originals | None = None,
    history: Callable[[], History | None] = lambda: None,
    only: Collection[str] | None = None,
    data: Data | None = None,
    ahead: Ahead | None = None,
) -> Checked:
    """Read and check all of `content`. Never raises for what is in it.

    `kept` holds the outlines of files that are as they were, under registries that are as they were: these files
    are not read, and the others' outlines are added to it; `originals` is the same for pictures. `files` are the
    files of `content` where they are known, and `data` is what its data files say; `ahead` is asked for manuscripts before they
    are read. `history` tells what git knows of files, when everything else is done. Where there is `only`, no manuscripts are
    read but these and those that name them or are named by them.
    """
    registries, problems = data or read_data(content)
    problems = [*problems]
    if registries is None:
        history()
        return Checked(content, None, None, (), 0, tuple(sorted(problems, key=_place)))
    kept = {} if kept is None else kept
    paths, strays = _sorted_out(content, find_files(content) if files is None else files)
    manuscripts: dict[str, Manuscript | bytes] = {}

    def read(wanted: Iterable[str]) -> tuple[Outline, ...]:
        if unread := [path for path in wanted if path not in kept]:
            for found, manuscript in _read(content, registries, unread, workers, ahead):
                kept[found.path] = found
                manuscripts[found.path] = manuscript
        return tuple([kept[path] for path in wanted])

    if only is None:
        outlines = read(paths)
    else:
        from .related import related

        asked = read([path for path in paths if path in only])
        outlines = (*asked, *read(related(content, paths, only, asked)))
    problems += chain.from_iterable(found.problems for found in outlines)
    shown = dict.fromkeys(file for found in outlines for file, _ in found.pictures)
    pictures = look_at_all(content, shown, {} if originals is None else originals, workers)
    folder = Folder(content, strays, pictures, paths, known := history())
    between = [found for check in TYING_RULES for found in check(folder, outlines, registries)]
    problems += between
    for check in OTHER_RULES + (PRODUCTION_RULES if production else ()):
        problems += check(folder, outlines, registries)
    ruling = rule(problems, outlines, registries.rules, asked_history=known is not None)
    usable = {file: found for file, found in pictures.items() if isinstance(found, Original)}
    return Checked(
        content,
        registries,
        _published(registries, production),
        outlines,
        len(outlines),
        tuple(sorted(ruling.problems, key=_place)),
        usable,
        ruling.exempted,
        known is not None and known.is_shallow,
        tuple(_samples(outlines, registries)) if production else (),
        None if between else Ties.of(outlines, registries),
        manuscripts,
    )


def checked_before(
    content: Path, registries: Registries, production: bool, originals: Originals, findings: bytes
) -> Checked:
    """What an earlier build has found (`Checked.findings`); `check_again` decides what of it still holds."""
    count, problems, files, exempted, left_out, ties = pickle.loads(findings)
    pictures = look_at_all(content, files, originals)
    usable = {file: found for file, found in pictures.items() if isinstance(found, Original)}
    published = _published(registries, production)
    return Checked(
        content, registries, published, (), count, problems, usable, exempted, left_out=left_out, ties=ties
    )


def check_again(
    before: Checked,
    was: Mapping[str, Outline | None],
    gone: Collection[str],
    kept: Outlines,
    originals: Originals,
    ahead: Ahead | None = None,
) -> Checked | None:
    """What `check_content` would say when the manuscripts in `was` have changed or come (None) or are `gone`, and nothing else.

    None where all has to be looked at: others may be told otherwise now. `kept`, `originals` and `ahead` are those of
    `check_content`; `kept` does not hold the changed ones.
    """
    assert before.registries is not None
    manuscripts: dict[str, Manuscript | bytes] = {}
    if there := [path for path in was if path not in gone]:
        for found, manuscript in _read(before.content, before.registries, there, None, ahead):
            kept[found.path] = found
            manuscripts[found.path] = manuscript
    others = [path for path, outline in was.items() if outline is None or kept.get(path) != outline]
    checked = replace(before, outlines=(), _read=manuscripts)
    if others:
        old = [outline for path in others if (outline := was[path])]
        new = [kept[path] for path in others if path not in gone]
        if (changed := _changed(checked, old, new, kept, originals)) is None:
            for path in there:
                del kept[path]  # whoever looks at everything has the manuscript then, too
        return changed
    return checked


def _changed(
    before: Checked, old: Sequence[Outline], new: Sequence[Outline], kept: Outlines, originals: Originals
) -> Checked | None:
    """What is checked if the `old` outlines are gone and the `new` ones have come; None if all has to be looked at."""
    registries = before.registries
    assert registries is not None
    in_production = before.published is not registries  # where samples are counted
    ties = before.ties.changed(old, new) if before.ties else None
    if ties is None or (in_production and any(outline.sample for outline in (*old, *new))):
        return None
    shown = dict.fromkeys(file for outline in new for file, _ in outline.pictures)
    pictures = look_at_all(before.content, shown, originals)
    folder = Folder(before.content, (), pictures, kept)
    found = [problem for outline in new for problem in outline.problems]
    for check in RULES_OF_ONE:
        found += check(folder, new, registries)
    ruling = rule(found, new, registries.rules, asked_history=False)
    gone = {outline.shown for outline in old}
    problems = [problem for problem in before.problems if problem.path not in gone] + ruling.problems
    usable = {file: found for file, found in pictures.items() if isinstance(found, Original)}
    return replace(
        before,
        count=before.count - len(old) + len(new),
        problems=tuple(sorted(problems, key=_place)),
        originals={**before.originals, **usable},
        ties=ties,
    )


def _published(registries: Registries, production: bool) -> Registries:
    return registries.without_samples() if production else registries


def _read(
    content: Path,
    registries: Registries,
    paths: list[str],
    workers: int | None,
    ahead: Ahead | None,
) -> "Iterable[tuple[Outline, Manuscript | bytes]]":
    if ahead and (found := ahead(paths)) is not None:
        return found
    from .by_itself import read_all

    return read_all(content, registries, paths, workers)


def _samples(outlines: Iterable[Outline], registries: Registries) -> Iterator[str]:
    """What `Checked.left_out` says."""
    yield from (outline.shown for outline in outlines if outline.sample)
    for name in WITH_SAMPLES:
        for record in getattr(registries, name):
            if record.sample:
                yield f"content/data/{name}.yaml: {record.id}"


def _place(problem: Problem) -> tuple[str, int, str, str]:
    return problem.place


def _sorted_out(content: Path, files: Iterable[str]) -> tuple[list[str], tuple[str, ...]]:
    """The manuscripts and the other files, each in order."""
    ordered = sorted(files)
    strays = tuple(path for path in ordered if not path.endswith(".md") and not is_manuscript(content, path))
    if not strays:
        return ordered, ()
    others = set(strays)
    return [path for path in ordered if path not in others], strays
