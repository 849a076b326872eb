"""Pelican reads our manuscripts: checked first, then each Markdown file as a validated article."""

import sys
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from pelican import signals

from plugins.checks import checked as content_checked
from plugins.fastbuild.build import Build, renewing

from .links import Links
from .qr import qr_code
from .typesetting import clauses, extent, headings, is_long, parts, with_anchors, with_dateline


class ContentRefused(SystemExit):
    """The content has errors, which were printed; nothing is written. Not an `Exception`: Pelican would add a traceback."""


def _split_siteurl(pelican: Any) -> None:
    """Keep the host apart from `SITEURL`, so that every link in the pages is relative to the root."""
    address = urlsplit(pelican.settings["SITEURL"])
    pelican.settings["SITE_ORIGIN"] = f"{address.scheme}://{address.netloc}" if address.netloc else ""
    pelican.settings["SITEURL"] = address.path.rstrip("/")


def _check_first(pelican: Any) -> None:
    """Runs before each build; Pelican asks for generators once a run, before it reads or writes anything."""
    _check(pelican.settings)


def _check_again(settings: Any, paths: list[str]) -> None:
    """A build that has waited goes on: these manuscripts are not what they were."""
    settings["FASTBUILD"].memory.drop(paths)
    _check(settings)


def _check(settings: Any) -> None:
    from plugins.checks.report import (  # not needed by a build before which nothing has changed
        left_out,
        report,
    )
    from plugins.checks.run import check_content
    from plugins.sources.manuscripts import FOLDERS

    build: Build = settings["FASTBUILD"]  # knows what is as it was
    files = build.names(FOLDERS)
    checked = check_content(
        Path(settings["PATH"]),
        settings.get("PRODUCTION", False),
        kept=build.memory,
        files=files,
        originals=build.lasting_memory,
    )
    content_checked.send(settings, problems=checked.problems)
    if checked.problems or checked.exempted:
        print(report(checked), file=sys.stderr)
    if checked.errors:
        raise ContentRefused(1)
    if checked.left_out:
        print(left_out(checked), file=sys.stderr)
    settings["CHECKED"] = checked


def _install(generator: Any) -> None:
    """Give templates the site, the ways to write an address, and the filters that set type."""
    from plugins.newsroom.text import unbroken  # with pydantic: not needed where nothing has changed

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


def _use_our_reader(readers: Any) -> None:
    from .reader import ManuscriptReader  # with all that it takes to read

    readers.reader_classes["md"] = ManuscriptReader


def _forget_manuscripts(generators: Any) -> None:
    """Everything has been read: what is written is made of Pelican's articles."""
    generators[0].settings["CHECKED"].forget()


def register() -> None:
    """Called by Pelican."""
    signals.initialized.connect(_split_siteurl)
    signals.get_generators.connect(_check_first)
    signals.generator_init.connect(_install)
    signals.readers_init.connect(_use_our_reader)
    signals.all_generators_finalized.connect(_forget_manuscripts)
    renewing.connect(_check_again)
