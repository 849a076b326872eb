"""Which file knows which stories, so that a new one changes three files at most (docs/decisions/013-search.md).

Stories are counted from the oldest. The *newest* are scanned as text. The terms of all older ones are in *settled*
files, each of which is brought up to date once in so many new stories, one after another; what has come since stands in
*recent* files, which are brought up to date more often. Everything follows from how many stories there are.
"""

from .terms import SHARDS

SETTLED_EVERY = 2 * SHARDS
"""New stories after which each settled file has been written anew once; those with an odd number do one each."""

RECENT = 32
"""Recent files; each serves as many settled ones, neighbours."""

RECENT_EVERY = 2 * RECENT
"""The same for recent files and stories with an even number."""

NEWEST = RECENT_EVERY
"""Stories that are scanned, or one more: what not all recent files know yet."""

TOGETHER = 2
"""Stories of a month in one file of texts."""


def _reach(stories: int, every: int, phase: int) -> int:
    """The last count not above `stories` that is `phase` modulo `every`; 0 where there was none."""
    return max(stories - (stories - phase) % every, 0)


def settled(shard: int, stories: int) -> int:
    """How many of `stories`, from the oldest, a settled file knows."""
    return _reach(stories, SETTLED_EVERY, 2 * shard + 1)


def recent(number: int, stories: int) -> int:
    """How many of `stories` a recent file and the settled ones that it serves know together."""
    return _reach(stories, RECENT_EVERY, 2 * number)


def served(number: int) -> range:
    """The shards that a recent file serves."""
    return range(number * SHARDS // RECENT, (number + 1) * SHARDS // RECENT)
