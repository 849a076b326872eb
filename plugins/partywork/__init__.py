"""The registers of party work become pages, charts, calendars and open data (docs/decisions/011-party-work.md)."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from pelican import signals

from plugins.fastbuild import finished
from plugins.fastbuild.build import Behind, renewing

if TYPE_CHECKING:
    from .generator import PartyworkGenerator

_HISTORY, _SEEN = "PARTYWORK_HISTORY", "trace.head"


class History:
    """Where the repository is; an object that fastbuild cannot look into, since a commit is no other environment."""

    def __init__(self, head: str) -> None:
        self.head = head


def _generators(_: Any) -> "type[PartyworkGenerator]":
    from .generator import PartyworkGenerator  # not needed by a build before which nothing has changed

    return PartyworkGenerator


def _look_at_history(pelican: Any) -> None:
    """A commit changes what pages say of records, and no file that fastbuild looks at."""
    from .trace import head

    settings = pelican.settings
    history = settings[_HISTORY] = History(head(Path(settings["PATH"])))
    if history.head != _seen(settings):
        settings["FASTBUILD_IDLE"] = False


def _seen(settings: Any) -> str:
    """What the history was for the last build that ended well."""
    try:
        return Path(settings["CACHE_PATH"], _SEEN).read_text(encoding="ascii")
    except (OSError, ValueError):
        return ""


def _look_again(settings: Any, paths: list[str]) -> None:
    """A build has waited, with pages planned by the history as it was."""
    from .trace import head

    if head(Path(settings["PATH"])) != settings[_HISTORY].head:
        raise Behind


def _remember(pelican: Any, report: Any) -> None:
    """The build has ended well."""
    settings = pelican.settings
    history = settings.get(_HISTORY)
    if history and history.head != _seen(settings):
        Path(settings["CACHE_PATH"], _SEEN).write_text(history.head, encoding="ascii")


def _work_out(generators: list[Any]) -> None:
    """Every generator has read what it reads; towns' pages are written by another one than ours."""
    from .generator import PartyworkGenerator

    for generator in generators:
        if isinstance(generator, PartyworkGenerator):
            generator.work_out()


def register() -> None:
    """Called by Pelican."""
    signals.initialized.connect(_look_at_history)
    signals.get_generators.connect(_generators)
    signals.all_generators_finalized.connect(_work_out)
    finished.connect(_remember)
    renewing.connect(_look_again)
