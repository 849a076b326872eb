"""Work for several Pythons at once."""

from collections.abc import Callable
from itertools import chain
from typing import TypeVar

Item = TypeVar("Item")
Made = TypeVar("Made")


def spread(work: Callable[[list[Item]], list[Made]], items: list[Item], workers: int) -> list[Made]:
    """What `work` makes of `items`, in their order; a share of them in this process, the others in new ones."""
    from concurrent.futures import ProcessPoolExecutor  # seldom needed

    size = -(-len(items) // workers)
    ours, *theirs = (items[start : start + size] for start in range(0, len(items), size))
    with ProcessPoolExecutor(workers - 1) as pool:
        others = pool.map(work, theirs)
        return list(chain(work(ours), *others))
