"""Looking at the pictures that manuscripts show, on all cores; a build looks only at those that have changed."""

import os
from collections.abc import Collection, MutableMapping
from functools import partial
from hashlib import blake2b
from pathlib import Path

import PIL

from plugins.newsroom.original import Original
from plugins.newsroom.problem import Message

from .spreading import spread

WORTH_A_PROCESS = 8
"""To look at a picture of a camera takes as long as to read a hundred manuscripts."""

Originals = MutableMapping[str, tuple[bytes, Original]]
"""By path below `content/`: `pictures/2017/10/a.jpg`; each with what stands for the code that has looked at it."""

_FOLDER = "pictures/"
_EYES = Path(__file__).parents[1] / "sources" / "pictures.py"


def look_at_all(
    content: Path, files: Collection[str], known: Originals, workers: int | None = None
) -> dict[str, Original | Message]:
    """What each of `files`, paths below `content/pictures/`, is, or what is wrong with it.

    Those in `known` are not looked at; good ones are added to it.
    """
    if not files:
        return {}
    eyes, found = _eyes(), dict[str, Original | Message]()
    for file in files:
        before = known.get(_FOLDER + file)
        if before is not None and before[0] == eyes:
            found[file] = before[1]
    unknown = [file for file in files if file not in found]
    for file, original in zip(unknown, _look_at(content, unknown, workers), strict=True):
        found[file] = original
        if isinstance(original, Original):
            known[_FOLDER + file] = eyes, original
    return found


def _eyes() -> bytes:
    """Stands for the code that looks at pictures: what was seen by another may be something else."""
    return blake2b(PIL.__version__.encode() + _EYES.read_bytes(), digest_size=16).digest()


def _look_at(content: Path, files: list[str], workers: int | None) -> list[Original | Message]:
    if not files:
        return []
    workers = workers or min(os.cpu_count() or 1, len(files) // WORTH_A_PROCESS + 1)
    if workers < 2 or len(files) < workers:
        return _look_at_some(content, files)
    return spread(partial(_look_at_some, content), files, workers)


def _look_at_some(content: Path, files: list[str]) -> list[Original | Message]:
    from plugins.sources.pictures import look  # and Pillow, which is not needed where no picture is new

    return [look(content, file) for file in files]
