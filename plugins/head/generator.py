"""The generator that writes what crawlers and programs read: sitemaps, robots.txt, llms.txt."""

from collections.abc import Iterable, Iterator
from functools import partial
from itertools import chain
from typing import Any

from pelican.generators import Generator

from plugins.indexes.later import Later
from plugins.indexes.moves import Moves
from plugins.indexes.present import PARTY_WORK, Presenter
from plugins.indexes.views import Link, Menus
from plugins.newsroom import addresses
from plugins.newsroom.registries import Registries
from plugins.newsroom.text import LANGS, Lang
from plugins.pictures.album import Album

from .maps import INDEX, PAGES, Part, chapters, is_settled, page_urls

_UNFINISHED = tuple(f"{addresses.prefix(lang)}drafts/" for lang in LANGS)
_ADMIN = "admin/"


class HeadGenerator(Generator):  # type: ignore[misc]
    """Runs after all others have read; each file is planned by a key that says what it shows."""

    @property
    def registries(self) -> Registries:
        """What the content folder says."""
        registries: Registries = self.settings["CHECKED"].published
        return registries

    def generate_output(self, writer: Any) -> None:
        """Called by Pelican."""
        maps = list(self._maps(writer))
        self._write(writer, INDEX, "sitemap-index.xml", parts=tuple(maps))
        self._write(writer, "robots.txt", "robots.txt", kept_out=tuple(self._kept_out()))
        self._write(writer, "llms.txt", "llms.txt", groups=tuple(self._groups()))

    def _write(self, writer: Any, name: str, template: str, **values: Any) -> None:
        writer.write_file(name, self.env.get_template(template), self.context, **values)

    def _maps(self, writer: Any) -> Iterator[str]:
        """Plan the sitemaps; their names."""
        traditional = self.context["presenters"]["zh"].interface.traditional
        fronts, pages = self.context["fronts"], list(self._pages())
        key = repr((fronts, pages, traditional)).encode()
        self._write(
            writer, PAGES, "sitemap.xml", part=Later(key, partial(page_urls, fronts, pages, traditional))
        )
        yield PAGES
        moves: Moves | None = self.context["moves"]
        template = self.env.get_template("sitemap.xml")
        for chapter in chapters(self.context["timeline"]):
            group = chapter.name, template, self.context, ("part",)
            if not (moves and is_settled(chapter, moves) and writer.keep_group(*group)):
                parts = [(part.address, self._later(part)) for part in chapter.parts(traditional)]
                key = b"".join(f"{address} {len(view.key)} ".encode() + view.key for address, view in parts)
                writer.write_group(*group, key=key, write=partial(self._write_parts, writer, parts))
            yield from writer.names_of(chapter.name)

    def _later(self, part: Part) -> Later:
        album: Album = self.context["album"]
        site = self.registries.site
        return Later(part.shown(album, site), partial(part.urls, album, site))

    def _write_parts(self, writer: Any, parts: Iterable[tuple[str, Later]]) -> None:
        for address, view in parts:
            self._write(writer, address, "sitemap.xml", part=view)

    def _pages(self) -> Iterator[dict[Lang, str]]:
        """The pages that are no news, each in the languages that it exists in."""
        for page in self.context["pages"]:
            versions = {version.lang: version.save_as for version in (page, *page.translations)}
            yield {lang: versions[lang] for lang in LANGS if lang in versions}

    def _kept_out(self) -> Iterator[str]:
        """Folders that crawlers are to leave alone: what is not finished, and the editors' tools."""
        is_public = self.settings.get("PRODUCTION", False)
        if not is_public:
            yield from _UNFINISHED
        if self.settings.get("EDITOR") or not is_public:
            yield _ADMIN

    def _groups(self) -> Iterator[tuple[str, tuple[Link, ...]]]:
        """What there is in each language, for llms.txt; nothing in it moves when a story comes."""
        presenters: dict[Lang, Presenter] = self.context["presenters"]
        for lang, presenter in presenters.items():
            menus: Menus = self.context["menus"][lang]
            yield presenter.directory_name("sections"), tuple(link for _, link in menus.sections)
            yield presenter.interface.gettext("Lists"), tuple(_lists(presenter, menus))
            yield presenter.interface.gettext("About this site"), menus.pages


def _lists(presenter: Presenter, menus: Menus) -> Iterable[Link]:
    directories = (link for _, link in menus.directories)
    work = map(presenter.way, PARTY_WORK)
    return dict.fromkeys(chain((menus.home,), directories, work, (menus.feeds, menus.site_map)))
