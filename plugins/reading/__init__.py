"""Pelican reads our manuscripts: checked first, then each Markdown file as a validated article."""

import pickle
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from pelican import signals

from plugins.checks import checked as content_checked
from plugins.checks.outline import PackedOutlines
from plugins.fastbuild.build import Build, helping, renewing
from plugins.sources.folders import FOLDERS

from .ahead import ReadAhead, changed_manuscripts, changed_texts, read_ahead
from .links import Links
from .qr import qr_code
from .reader import ManuscriptReader
from .typesetting import clauses, extent, headings, is_long, parts, with_anchors, with_dateline

if TYPE_CHECKING:
    from plugins.checks.data import Data
    from plugins.checks.run import Ahead, Checked


class ContentRefused(SystemExit):
    """The content has errors, which were printed; nothing is written. Not an `Exception`: Pelican would add a traceback."""


def _split_siteurl(pelican: Any) -> None:
    """Keep the host apart from `SITEURL`, so that every link in the pages is relative to the root."""
    address = urlsplit(pelican.settings["SITEURL"])
    pelican.settings["SITE_ORIGIN"] = f"{address.scheme}://{address.netloc}" if address.netloc else ""
    pelican.settings["SITEURL"] = address.path.rstrip("/")


def _ask_first(pelican: Any) -> None:
    """Pelican asks for generators once a run, before it makes any. Which manuscripts have changed is known by now."""
    settings = pelican.settings
    settings.pop("CHECKED", None)
    build: Build = settings["FASTBUILD"]
    ahead = ReadAhead.of(build)
    if ahead and _DATA in build.notes:
        ahead.ask_for(changed_manuscripts(build), build.notes[_DATA])


def _check(settings: Any) -> None:
    """Check everything; where nothing but texts has changed since the last build, these, if that is enough."""
    _accept(settings, _checked_texts(settings) or _checked_all(settings))


def _check_again(settings: Any, paths: list[str]) -> None:
    """A build that has waited goes on: these manuscripts are not what they were."""
    from plugins.checks.run import check_again

    outlines = PackedOutlines(settings["FASTBUILD"].memory)
    was = {path: outlines.pop(path, None) for path in paths}
    _accept(settings, check_again(settings["CHECKED"], was, outlines) or _checked_all(settings))


def _checked_texts(settings: Any) -> "Checked | None":
    """What was found before, if it still holds."""
    from plugins.checks.run import check_again, checked_before

    build: Build = settings["FASTBUILD"]  # knows what is as it was
    texts, before = changed_texts(build), PackedOutlines(build.state.memory)
    if texts is None or _CHECKED not in build.notes:
        return None
    was = {path: before.get(path) for path in texts}
    outlines = PackedOutlines(build.memory)  # of changed manuscripts it holds none
    content, registries = Path(settings["PATH"]), _data(settings).registries
    assert registries is not None  # nothing would have been noted
    production, findings = settings.get("PRODUCTION", False), build.notes[_CHECKED]
    known = checked_before(content, registries, production, build.lasting_memory, findings)
    return check_again(known, was, outlines, _ahead(build))


def _checked_all(settings: Any) -> "Checked":
    from plugins.checks.run import check_content

    build: Build = settings["FASTBUILD"]
    checked = check_content(
        Path(settings["PATH"]),
        settings.get("PRODUCTION", False),
        kept=PackedOutlines(build.memory),
        files=build.inputs.names(FOLDERS),
        originals=build.lasting_memory,
        data=_data(settings),
        ahead=_ahead(build),
    )
    build.notes[_CHECKED] = checked.findings()
    return checked


def _ahead(build: Build) -> "Ahead | None":
    ahead = ReadAhead.of(build)
    return ahead.read if ahead else None


def _accept(settings: Any, checked: "Checked") -> None:
    """Say what was found; raises `ContentRefused` where there are errors."""
    from plugins.checks.report import left_out, report

    content_checked.send(settings, problems=checked.problems)
    if checked.problems or checked.exempted:
        print(report(checked), file=sys.stderr)
    if checked.errors:
        raise ContentRefused(1)
    if checked.left_out:
        print(left_out(checked), file=sys.stderr)
    settings["CHECKED"] = checked


def _data(settings: Any) -> "Data":
    """What data files say. They are what articles are read with (`FASTBUILD_SOURCE_INPUTS`): nothing is noted longer."""
    from plugins.checks.data import read_data

    notes = settings["FASTBUILD"].notes
    known: Data = pickle.loads(notes[_DATA]) if _DATA in notes else read_data(Path(settings["PATH"]))
    if known.registries and _DATA not in notes:
        notes[_DATA] = pickle.dumps(known, pickle.HIGHEST_PROTOCOL)
    return known


_DATA, _CHECKED = "data", "checked"
"""What a build notes for the next: what data files say, and what was found."""


def _install(generator: Any) -> None:
    """Give templates the site, the ways to write an address, and the filters that set type."""
    from plugins.newsroom.text import unbroken  # not needed where nothing has changed

    links = Links(generator.settings["SITE_ORIGIN"], generator.settings["SITEURL"])
    site = generator.settings["CHECKED"].registries.site
    generator.env.globals.update(
        site=site, href=links.href, absolute=links.absolute, elsewhere=links.elsewhere, qr_code=qr_code
    )
    generator.env.filters.update(
        clauses=clauses,
        extent=extent,
        headings=headings,
        is_long=is_long,
        parts=parts,
        unbroken=unbroken,
        with_anchors=with_anchors,
        with_dateline=with_dateline,
    )


def _check_first(readers: Any) -> None:
    """Pelican makes readers with its generators, before it reads or writes anything."""
    if "CHECKED" not in readers.settings:
        _check(readers.settings)


def _use_our_reader(readers: Any) -> None:
    readers.reader_classes["md"] = ManuscriptReader


def _forget_manuscripts(generators: Any) -> None:
    """Everything has been read: what is written is made of Pelican's articles."""
    generators[0].settings["CHECKED"].forget()


def register() -> None:
    """Called by Pelican."""
    signals.initialized.connect(_split_siteurl)
    signals.get_generators.connect(_ask_first)
    signals.generator_init.connect(_install)
    signals.readers_init.connect(_check_first)
    signals.readers_init.connect(_use_our_reader)
    signals.all_generators_finalized.connect(_forget_manuscripts)
    helping.connect(read_ahead)
    renewing.connect(_check_again)
