"""Pelican reads our manuscripts: checked first, then each Markdown file as a validated article."""

from typing import Any
from urllib.parse import urlsplit

from pelican import signals

from plugins.fastbuild.build import helping, renewing

from .ahead import ask_ahead, read_ahead
from .links import Links
from .qr import qr_code
from .reader import ManuscriptReader
from .typesetting import clauses, extent, headings, is_long, parts, with_anchors, with_dateline


def _split_siteurl(pelican: Any) -> None:
    """Keep the host apart from `SITEURL`, so that every link in the pages is relative to the root."""
    address = urlsplit(pelican.settings["SITEURL"])
    pelican.settings["SITE_ORIGIN"] = f"{address.scheme}://{address.netloc}" if address.netloc else ""
    pelican.settings["SITEURL"] = address.path.rstrip("/")


def _ask_first(pelican: Any) -> None:
    """Pelican asks for generators once a run, before it makes any. Which manuscripts have changed is known by now."""
    pelican.settings.pop("CHECKED", None)
    ask_ahead(pelican.settings["FASTBUILD"])


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
        from .checking import check  # not needed by a build before which nothing has changed

        check(readers.settings)


def _check_again(settings: Any, paths: list[str]) -> None:
    """A build that has waited goes on: these manuscripts are not what they were."""
    from .checking import check_again

    check_again(settings, paths)


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
