"""`invoke build`: the site of this folder, checked, and only what has changed written anew."""

import logging
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pelican

from plugins.checks import checked
from plugins.fastbuild import finished
from plugins.fastbuild.build import Behind
from plugins.fastbuild.writer import Report
from plugins.sources.terminal import language

from .outcome import Outcome, failure_of
from .progress import shown_progress
from .words import because, summary

logger = logging.getLogger(pelican.__name__)

BEHIND = 75
"""The exit code of a build that has waited and cannot go on (EX_TEMPFAIL of sysexits.h)."""

DEVELOPMENT, PRODUCTION = "pelicanconf.py", "publishconf.py"


def build(output: Path = Path("output"), production: bool = False, why: str = "") -> int:
    """Build the site of this folder into `output`. Returns the exit code; 0 is success.

    A build that fails leaves the last good site: pages take their places when all of them are rendered. `why` is the
    address or file of a page: why it was rendered is told.
    """
    return attempt(output, production, why).code


def attempt(
    output: Path = Path("output"), production: bool = False, why: str = "", **resident: Any
) -> Outcome:
    """`build`, and what was wrong. `resident` are settings of a process that stays."""
    started = [time.monotonic()]
    reports: list[Report] = []
    found: list[tuple[Any, ...]] = []

    def keep(_: Any, report: Report) -> None:
        reports.append(report)

    def note(_: Any, problems: tuple[Any, ...]) -> None:
        found.append(problems)

    more = {"FASTBUILD_WHY": _file_of(why, output) if why else None, **resident}
    if pause := resident.get("FASTBUILD_PAUSE"):

        def wait() -> None:
            pause()
            started[0] = time.monotonic()

        more["FASTBUILD_PAUSE"] = wait
    with finished.connected_to(keep), checked.connected_to(note), shown_progress():
        code, failures = _run_pelican(output, PRODUCTION if production else DEVELOPMENT, more)
    problems = (*found[-1], *failures) if found else failures or None
    if code:
        return Outcome(code, problems)
    lang = language()
    print(summary(reports[-1], str(output), time.monotonic() - started[0], lang), flush=True)
    if why:
        print(*because(_file_of(why, output), reports[-1].why, lang), sep="\n", flush=True)
    return Outcome(0, problems)


def _run_pelican(output: Path, settings: str, more: dict[str, Any]) -> tuple[int, tuple[Any, ...]]:
    """Run Pelican as its command line would; anything it logs as an error fails the build.

    Returns the exit code, and the failure that is not one of the content.
    """
    arguments = pelican.parse_arguments(["-s", settings, "-o", str(output), "--fatal", "errors"])
    pelican.init_logging(
        level=arguments.verbosity,
        fatal=arguments.fatal,
        name=pelican.__name__,
        handler=logging.StreamHandler(),  # Pelican's own draws boxes
        logs_dedup_min_level=getattr(logging, arguments.logs_dedup_min_level),
    )
    with _errors_kept() as said:
        try:
            site, found = pelican.get_instance(arguments)
            found.update((name, value) for name, value in more.items() if value)
            site.run()
        except Behind:
            return BEHIND, ()
        except SystemExit as stop:
            code = stop.code if isinstance(stop.code, int) else 1
            return code, (failure_of(stop, said[-1]),) if code and said else ()
        except KeyboardInterrupt:
            print(file=sys.stderr)
            return 130, ()
        except Exception as failure:
            words = said[-1] if said else ""
            logger.critical("%s: %s", type(failure).__name__, failure, exc_info=True)
            return 1, (failure_of(failure, words),)
    return 0, ()


@contextmanager
def _errors_kept() -> Iterator[list[str]]:
    """What is logged as an error meanwhile."""
    said: list[str] = []
    handler = logging.Handler(logging.ERROR)
    handler.emit = lambda record: said.append(record.getMessage())  # type: ignore[method-assign]
    logger.addHandler(handler)
    try:
        yield said
    finally:
        logger.removeHandler(handler)


def _file_of(page: str, output: Path) -> str:
    """The file of the site that an editor means: by its address, with or without the output folder before it."""
    name = page.replace("\\", "/").removeprefix(f"{output.as_posix()}/").removeprefix("/")
    return f"{name}index.html" if not name or name.endswith("/") else name
