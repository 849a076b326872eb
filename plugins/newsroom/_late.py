"""Patterns that are compiled when they are first used: together they take longer than reading a story."""

import re
from typing import Any, cast


class _Late:
    def __init__(self, pattern: str) -> None:
        self.pattern = pattern

    def __getattr__(self, name: str) -> Any:
        method = self.__dict__[name] = getattr(re.compile(self.pattern), name)
        return method


def late(pattern: str) -> "re.Pattern[str]":
    """`re.compile(pattern)`, later."""
    return cast("re.Pattern[str]", _Late(pattern))
