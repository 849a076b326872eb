"""The local server in a process of its own, on a newsroom in a temporary folder."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.desk import ROOT, Desk


def furnish(desk: Desk) -> Path:
    """Settings and a theme of its own, so that `invoke serve` can run; returns its folder."""
    folder = desk.content.parent
    for name in ("pelicanconf.py", "publishconf.py"):
        shutil.copyfile(ROOT / name, folder / name)
    shutil.copytree(ROOT / "theme", folder / "theme")
    return folder


class Running:
    """A server that runs `code`, and where it answers."""

    def __init__(self, folder: Path, code: str) -> None:
        environment = {**os.environ, "PYTHONPATH": str(ROOT), "LANG": "zh_CN.UTF-8", "TZ": "Asia/Shanghai"}
        self.process = subprocess.Popen(
            [sys.executable, "-c", code],
            cwd=folder,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
        )
        assert self.process.stdout is not None
        said = []
        for line in self.process.stdout:
            said.append(line)
            if found := re.search(r"网站在 (http://[^/]+)/", line):
                self.address = found[1]
                return
        raise AssertionError("".join(said))

    def end(self) -> None:
        self.process.terminate()
        self.process.communicate()


@contextmanager
def running(folder: Path, code: str) -> Iterator[Running]:
    """A server until the end of the block."""
    server = Running(folder, code)
    try:
        yield server
    finally:
        server.end()
