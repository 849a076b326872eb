"""`invoke build`: a whole new site beside the old one, then a switch. A build that fails leaves the old site."""

import filecmp
import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pelican

from plugins.checks.report import language

DEVELOPMENT, PRODUCTION = "pelicanconf.py", "publishconf.py"


@dataclass(frozen=True)
class Difference:
    """How a new site differs from the one before it, in files."""

    new: int
    changed: int
    same: int
    removed: int


def build(output: Path = Path("output"), production: bool = False) -> int:
    """Build the site of this folder into `output`. Returns the exit code; 0 is success."""
    started = time.monotonic()
    output = output.resolve()
    output.parent.mkdir(parents=True, exist_ok=True)
    staging = Path(tempfile.mkdtemp(prefix=".output-", dir=output.parent))
    try:
        if code := run_pelican(staging, PRODUCTION if production else DEVELOPMENT):
            return code
        difference = compare(output, staging)
        _switch(staging, output)
    finally:
        shutil.rmtree(staging, ignore_errors=True)
    print(_summary(difference, output, time.monotonic() - started))
    return 0


def run_pelican(output: Path, settings: str) -> int:
    """Run Pelican as its command line would; anything it logs as an error fails the build."""
    try:
        pelican.main(["-s", settings, "-o", str(output), "--fatal", "errors", "--log-handler", "plain"])
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else 1
    return 0


def compare(old: Path, new: Path) -> Difference:
    """Compare two sites byte by byte."""
    before, after = set(_files(old)), set(_files(new))
    both = before & after
    same = sum(filecmp.cmp(old / name, new / name, shallow=False) for name in both)
    return Difference(len(after - before), len(both) - same, same, len(before - after))


def _files(folder: Path) -> Iterator[str]:
    for path in folder.rglob("*"):
        if path.is_file():
            yield path.relative_to(folder).as_posix()


def _switch(staging: Path, output: Path) -> None:
    """Put `staging` in the place of `output`; the old site goes only when the new one stands."""
    staging.chmod(0o755)  # mkdtemp makes it private, which a web server could not read
    old = staging.with_name(f"{staging.name}-old")
    if output.exists():
        os.replace(output, old)
    os.replace(staging, output)
    shutil.rmtree(old, ignore_errors=True)


def _summary(difference: Difference, output: Path, seconds: float) -> str:
    counts = (difference.new, difference.changed, difference.same, difference.removed)
    if language() == "en":
        return "{}: {} new, {} changed, {} unchanged, {} removed, {:.1f} s".format(output, *counts, seconds)
    return "{}：新增 {} 个文件，改动 {} 个，不变 {} 个，删除 {} 个，用时 {:.1f} 秒".format(
        output, *counts, seconds
    )
