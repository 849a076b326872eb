"""Plans the files of the index, in every language; if stories are gone and nothing else has changed, before others are read."""

import marshal
import unicodedata
import zlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from hashlib import blake2b
from itertools import chain
from pathlib import Path
from typing import Any, NoReturn

from plugins.fastbuild.environment import version
from plugins.fastbuild.foresight import Unforeseen
from plugins.fastbuild.kept import Kept
from plugins.fastbuild.workers import share

from . import characters
from .index import File, Index
from .months import Month

FOLDER = "search/index/"
"""Below the root of a language."""

WORTH_A_FORK = 2
"""Months whose stories are to be read."""

_LAST = "last", "plan"
"""Where the last plan is kept: the folder of each index, with the names of its months."""


def kept(settings: Any) -> Kept:
    """What earlier builds by the same code have left. What others have is not read: it may be of another form."""
    return Kept(_folder(settings) / CODE.hex())


def _folder(settings: Any) -> Path:
    return Path(settings["CACHE_PATH"], "search")


def plan(build: Any, indexes: Mapping[str, Sequence[Month]]) -> None:
    """Plan all files. `indexes` are the months of each, by its folder."""
    known, every = kept(build.settings), list(chain(*indexes.values()))
    years = list[str]()
    characters.keep(known)
    _keep([month for month in every if not month.is_kept()], build.workers)
    for folder, months in indexes.items():
        index = Index(months, known)
        years += [year.name for year in index.years]
        _write(build.writer, folder, index.files)
        for name, key, files in index.texts():
            build.writer.write_made_group(
                folder + name, CODE + key, partial(_write, build.writer, folder, files)
            )
    for month in every:
        month.keep_marks()
    names = marshal.dumps([(folder, [month.name for month in months]) for folder, months in indexes.items()])
    if known.load(*_LAST) != names:
        known.save(*_LAST, names)
    build.writer.write_made_group(FOLDER, _key(names, every), lambda: None)
    of_months = (name for month in every for name in (month.key, month.name))
    known.trim([characters.CHARACTERS, _LAST[0], *years, *of_months])
    Kept(_folder(build.settings)).trim([CODE.hex()])


def plan_without(build: Any) -> None:
    """Plan what `plan` will if articles are gone and nothing else has changed. Raises `Unforeseen`.

    What the last build has planned was kept by search, and its key by the build itself: that these belong together, and
    no build was killed in between, is asked first.
    """
    known = kept(build.settings)
    names = known.load(*_LAST) or _NOTHING
    last = {
        folder: [Month.last(name, known, _unread) for name in those] for folder, those in marshal.loads(names)
    }
    months = {folder: [month for month in those if month] for folder, those in last.items()}
    if not build.writer.was_planned(FOLDER, _key(names, list(chain(*months.values())))):
        raise Unforeseen
    left = {folder: [month.without(build.gone) for month in those] for folder, those in months.items()}
    plan(build, {folder: [month for month in those if month.articles] for folder, those in left.items()})


_NOTHING = marshal.dumps([])


def _unread(_: str) -> NoReturn:
    """What is kept of a month is lost, and who should read the story does not know it yet."""
    raise Unforeseen


def _key(names: bytes, every: Sequence[Month]) -> bytes:
    """Stands for all that is planned."""
    return b"".join((CODE, names, *(month.key.encode() for month in every)))


def _keep(months: Sequence[Month], cores: int) -> None:
    """Do the work of these months, on all cores."""
    workers = cores if len(months) >= WORTH_A_FORK else 1

    def part(number: int) -> None:
        for month in months[number::workers]:
            month.keep()

    if months:
        share(part, workers)


def _write(writer: Any, folder: str, files: Callable[[], Iterable[File]]) -> None:
    for name, key, make in files():
        writer.write_made(folder + name, CODE + key, make)


def _code() -> bytes:
    """Stands for the code that reads stories and makes files: made files outlive another environment."""
    made = blake2b(digest_size=16)
    rooms = Path(__file__).parents[1]
    for room in ("newsroom", "reading", "search", "sources"):
        for path in sorted(rooms.joinpath(room).glob("*.py")):
            made.update(path.read_bytes())
    for name in ("comrak", "markdown", "nh3", "opencc"):
        made.update(version(name).encode())
    made.update(f"{unicodedata.unidata_version} {zlib.ZLIB_RUNTIME_VERSION}".encode())
    return made.digest()


CODE = _code()
