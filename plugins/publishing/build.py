"""`invoke build`: the site of this folder, checked, and only what has changed written anew."""

import gc
import time
from pathlib import Path
from typing import Any

import pelican

from plugins.fastbuild import finished
from plugins.fastbuild.writer import Report
from plugins.sources.terminal import language

DEVELOPMENT, PRODUCTION = "pelicanconf.py", "publishconf.py"


def build(output: Path = Path("output"), production: bool = False) -> int:
    """Build the site of this folder into `output`. Returns the exit code; 0 is success.

    A build that fails leaves the last good site: pages take their places when all of them are rendered.
    """
    started = time.monotonic()
    reports: list[Report] = []

    def keep(_: Any, report: Report) -> None:
        reports.append(report)

    with finished.connected_to(keep):
        if code := _run_pelican(output, PRODUCTION if production else DEVELOPMENT):
            return code
    print(_summary(reports[-1], output, time.monotonic() - started), flush=True)
    gc.freeze()  # the command ends here: Python need not look through all that was read once more
    return 0


def _run_pelican(output: Path, settings: str) -> int:
    """Run Pelican as its command line would; anything it logs as an error fails the build."""
    try:
        pelican.main(["-s", settings, "-o", str(output), "--fatal", "errors", "--log-handler", "plain"])
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else 1
    return 0


def _summary(report: Report, output: Path, seconds: float) -> str:
    counts = (report.new, report.changed, report.same, report.removed)
    if language() == "en":
        return "{}: {} new, {} changed, {} unchanged, {} removed, {:.1f} s".format(output, *counts, seconds)
    return "{}：新增 {} 个文件，改动 {} 个，不变 {} 个，删除 {} 个，用时 {:.1f} 秒".format(
        output, *counts, seconds
    )
