"""Content is checked before Pelican reads it; what the last build has found is used as far as it holds."""

import pickle
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from plugins.checks import checked as content_checked
from plugins.checks import run
from plugins.checks.outline import Outline, PackedOutlines
from plugins.fastbuild.build import Build
from plugins.sources.folders import FOLDERS

from .ahead import DATA, FEW, ReadAhead, only_manuscripts

if TYPE_CHECKING:
    from plugins.checks.data import Data


class ContentRefused(SystemExit):
    """The content has errors, which were printed; nothing is written. Not an `Exception`: Pelican would add a traceback."""


def check(settings: Any) -> None:
    """Check everything; where nothing but manuscripts has changed since the last build, these, if that is enough."""
    _accept(settings, _checked_some(settings) or _checked_all(settings))


def check_again(settings: Any, paths: list[str]) -> None:
    """A build that has waited goes on: these manuscripts are not what they were."""
    outlines = PackedOutlines(settings["FASTBUILD"].memory)
    was = {path: outlines.pop(path, None) for path in paths}
    _accept(settings, _again(settings, settings["CHECKED"], was, outlines) or _checked_all(settings))


def _checked_some(settings: Any) -> run.Checked | None:
    """What was found before, and what is to be said of manuscripts that have come or changed, if that is enough."""
    build: Build = settings["FASTBUILD"]  # knows what is as it was
    paths, before = only_manuscripts(build), PackedOutlines(build.state.memory)
    if paths is None or len(paths) > FEW or _CHECKED not in build.notes:
        return None
    was = {path: before.get(path) for path in paths}
    outlines = PackedOutlines(build.memory)  # of changed manuscripts it holds none
    content, registries = Path(settings["PATH"]), _data(settings).registries
    assert registries is not None  # nothing would have been noted
    production, findings = settings.get("PRODUCTION", False), build.notes[_CHECKED]
    known = run.checked_before(content, registries, production, build.lasting_memory, findings)
    return _again(settings, known, was, outlines)


def _again(
    settings: Any, known: run.Checked, was: dict[str, Outline | None], outlines: PackedOutlines
) -> run.Checked | None:
    """`known`, and what is to be said of the manuscripts in `was`; None if that is not enough."""
    build: Build = settings["FASTBUILD"]
    came = {path for path in was if f"content/{path}" not in build.state.inputs}
    gone = {path for path in was if f"content/{path}" not in build.inputs}
    if any(outline is None and path not in came for path, outline in was.items()):
        return None
    told = {path: None if path in came else outline for path, outline in was.items()}
    checked = run.check_again(known, told, gone, outlines, build.lasting_memory, _ahead(build))
    if checked and checked.ties is not known.ties:
        build.notes[_CHECKED] = checked.findings()
    return checked


def _checked_all(settings: Any) -> run.Checked:
    build: Build = settings["FASTBUILD"]
    checked = run.check_content(
        Path(settings["PATH"]),
        settings.get("PRODUCTION", False),
        kept=PackedOutlines(build.memory),
        files=build.inputs.names(FOLDERS),
        originals=build.lasting_memory,
        data=_data(settings),
        ahead=_ahead(build),
    )
    build.notes[_CHECKED] = checked.findings()
    return checked


def _ahead(build: Build) -> run.Ahead | None:
    ahead = ReadAhead.of(build)
    return ahead.read if ahead else None


def _accept(settings: Any, checked: run.Checked) -> None:
    """Say what was found; raises `ContentRefused` where there are errors."""
    from plugins.checks.report import left_out, report

    content_checked.send(settings, problems=checked.problems)
    if checked.problems or checked.exempted:
        print(report(checked), file=sys.stderr)
    if checked.errors:
        raise ContentRefused(1)
    if checked.left_out:
        print(left_out(checked), file=sys.stderr)
    settings["CHECKED"] = checked


def _data(settings: Any) -> "Data":
    """What data files say. They are what articles are read with (`FASTBUILD_SOURCE_INPUTS`): nothing is noted longer."""
    from plugins.checks.data import read_data

    notes = settings["FASTBUILD"].notes
    known: Data = pickle.loads(notes[DATA]) if DATA in notes else read_data(Path(settings["PATH"]))
    if known.registries and DATA not in notes:
        notes[DATA] = pickle.dumps(known, pickle.HIGHEST_PROTOCOL)
    return known


_CHECKED = "checked"
"""What a build notes for the next by this name: what was found."""
