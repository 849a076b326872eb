"""How far a build has come, for people who look at a terminal."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from plugins.fastbuild.workers import progress
from plugins.sources.terminal import language

WORTH_SHOWING = 200
"""Files. Fewer are done before a bar could be read."""

_DOING = {"read": ("读取", "Reading"), "render": ("生成", "Rendering")}


@contextmanager
def shown_progress() -> Iterator[None]:
    """While this lasts, a bar on the terminal for long work; nothing where nobody looks."""
    if not sys.stderr.isatty():
        yield
        return
    from rich.console import Console
    from rich.progress import Progress

    chinese = language() == "zh"
    with Progress(console=Console(stderr=True), transient=True) as bar:
        tasks: dict[str, Any] = {}

        def show(_: Any, doing: str, done: int, all: int) -> None:
            if all < WORTH_SHOWING:
                return
            if doing not in tasks:
                zh, en = _DOING[doing]
                tasks[doing] = bar.add_task(zh if chinese else en, total=all)
            bar.update(tasks[doing], completed=done)

        with progress.connected_to(show):
            yield
