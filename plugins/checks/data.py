"""`content/data/`: read, and checked by itself."""

from pathlib import Path
from typing import NamedTuple

from plugins.newsroom.problem import Problem
from plugins.newsroom.registries import Registries


class Data(NamedTuple):
    """What data files say, and what is wrong with them. It holds as long as they do."""

    registries: Registries | None
    """None where a file that every page needs is unusable."""
    problems: list[Problem]


def read_data(content: Path) -> Data:
    """Read all data files of `content`."""
    from plugins.sources.registries import read_registries  # with YAML: not needed where nothing has changed

    from .private_data import in_data

    registries, problems = read_registries(content)
    return Data(registries, [*problems, *in_data(content)])
