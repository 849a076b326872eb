"""Texts as rules of copy see them: written into a newsroom, read, and checked for one code."""

from collections.abc import Callable
from typing import Any

from plugins.newsroom.problem import Problem
from tests.desk import Desk


def found(desk: Desk, code: str, body: str, **fields: Any) -> list[Problem]:
    """The problems with `code` in a story with this text."""
    desk.story(body=body, **fields)
    return [problem for problem in desk.problems() if problem.code == code]


Finds = Callable[..., list[Problem]]
