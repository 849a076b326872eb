"""Looking at the pictures that manuscripts show, on all cores; a build looks only at those that have changed."""

import os
from collections.abc import Collection, MutableMapping
from functools import partial
from pathlib import Path

from plugins.newsroom.original import Original
from plugins.newsroom.problem import Message

from .spreading import spread

WORTH_A_PROCESS = 8
"""To look at a picture of a camera takes as long as to read a hundred manuscripts."""

Originals = MutableMapping[str, Original]
"""By path below `content/`: `pictures/2017/10/a.jpg`."""

_FOLDER = "pictures/"


def look_at_all(
    content: Path, files: Collection[str], known: Originals, workers: int | None = None
) -> dict[str, Original | Message]:
    """What each of `files`, paths below `content/pictures/`, is, or what is wrong with it.

    Those in `known` are not looked at; good ones are added to it.
    """
    unknown = [file for file in files if _FOLDER + file not in known]
    found = dict(zip(unknown, _look_at(content, unknown, workers), strict=True)) if unknown else {}
    for file, original in found.items():
        if isinstance(original, Original):
            known[_FOLDER + file] = original
    return {file: found[file] if file in found else known[_FOLDER + file] for file in files}


def _look_at(content: Path, files: list[str], workers: int | None) -> list[Original | Message]:
    workers = workers or min(os.cpu_count() or 1, len(files) // WORTH_A_PROCESS + 1)
    if workers < 2 or len(files) < workers:
        return _look_at_some(content, files)
    return spread(partial(_look_at_some, content), files, workers)


def _look_at_some(content: Path, files: list[str]) -> list[Original | Message]:
    from plugins.sources.pictures import look  # and Pillow, which is not needed where no picture is new

    return [look(content, file) for file in files]
