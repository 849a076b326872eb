"""`invoke build`: the site of this folder, checked, and only what has changed written anew."""

import gc
import logging
import sys
import time
from pathlib import Path
from typing import Any

import pelican

from plugins.fastbuild import finished
from plugins.fastbuild.build import Behind
from plugins.fastbuild.writer import Report
from plugins.sources.terminal import language

from .progress import shown_progress
from .words import because, summary

logger = logging.getLogger(pelican.__name__)

BEHIND = 75
"""The exit code of a build that has waited and cannot go on (EX_TEMPFAIL of sysexits.h)."""

DEVELOPMENT, PRODUCTION = "pelicanconf.py", "publishconf.py"


def build(output: Path = Path("output"), production: bool = False, why: str = "", **resident: Any) -> int:
    """Build the site of this folder into `output`. Returns the exit code; 0 is success.

    A build that fails leaves the last good site: pages take their places when all of them are rendered. `why` is the
    address or file of a page: why it was rendered is told. `resident` are settings of a process that stays.
    """
    started = [time.monotonic()]
    reports: list[Report] = []

    def keep(_: Any, report: Report) -> None:
        reports.append(report)

    more = {"FASTBUILD_WHY": _file_of(why, output) if why else None, **resident}
    if pause := resident.get("FASTBUILD_PAUSE"):

        def wait() -> None:
            pause()
            started[0] = time.monotonic()

        more["FASTBUILD_PAUSE"] = wait
    with finished.connected_to(keep), shown_progress():
        if code := _run_pelican(output, PRODUCTION if production else DEVELOPMENT, more):
            return code
    lang = language()
    print(summary(reports[-1], str(output), time.monotonic() - started[0], lang), flush=True)
    if why:
        print(*because(_file_of(why, output), reports[-1].why, lang), sep="\n", flush=True)
    gc.freeze()  # the command ends here: Python need not look through all that was read once more
    return 0


def _run_pelican(output: Path, settings: str, more: dict[str, Any]) -> int:
    """Run Pelican as its command line would; anything it logs as an error fails the build."""
    asked = ["-s", settings, "-o", str(output), "--fatal", "errors", "--log-handler", "plain"]
    arguments = pelican.parse_arguments(asked)
    pelican.init_logging(
        level=arguments.verbosity,
        fatal=arguments.fatal,
        name=pelican.__name__,
        handler=pelican.LOG_HANDLERS[arguments.log_handler],
        logs_dedup_min_level=getattr(logging, arguments.logs_dedup_min_level),
    )
    try:
        site, found = pelican.get_instance(arguments)
        found.update((name, value) for name, value in more.items() if value)
        site.run()
    except Behind:
        return BEHIND
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else 1
    except KeyboardInterrupt:
        print(file=sys.stderr)
        return 130
    except Exception as failure:
        logger.critical("%s: %s", type(failure).__name__, failure, exc_info=True)
        return 1
    return 0


def _file_of(page: str, output: Path) -> str:
    """The file of the site that an editor means: by its address, with or without the output folder before it."""
    name = page.replace("\\", "/").removeprefix(f"{output.as_posix()}/").removeprefix("/")
    return f"{name}index.html" if not name or name.endswith("/") else name
