"""Random choices of the synthetic newsroom.

Choices come from `random.Random(int).random()` alone, whose sequence Python promises to keep for a seed
(docs of `random`, "Notes on Reproducibility"), seeded with SHA-256 of what is chosen; nothing depends on the
clock, the locale, the hash seed or a set's order.
"""

import hashlib
import random
from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")


class Draws:
    """Random choices that are the same on every machine."""

    def __init__(self, *purpose: object) -> None:
        seed = hashlib.sha256(" ".join(map(str, purpose)).encode()).digest()
        self._random = random.Random(int.from_bytes(seed, "big")).random

    def below(self, end: int) -> int:
        """0 … end - 1."""
        return int(self._random() * end)

    def chance(self, share: float) -> bool:
        """True in `share` of all cases."""
        return self._random() < share

    def one(self, items: Sequence[T]) -> T:
        """Any of `items`."""
        return items[self.below(len(items))]

    def some(self, items: Sequence[T], count: int) -> tuple[T, ...]:
        """`count` different ones."""
        left = list(items)
        return tuple(left.pop(self.below(len(left))) for _ in range(count))
