"""The generator that plans the files of all pictures that pages show."""

from collections.abc import Iterator
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any

from pelican.generators import Generator

from plugins.fastbuild.build import Build
from plugins.fastbuild.kept import Kept
from plugins.newsroom.filing import Filing
from plugins.newsroom.original import Original

from .album import Album
from .making import Maker
from .products import products, stem_of


class PicturesGenerator(Generator):  # type: ignore[misc]
    """Pictures of what is written: a page that is not published leaves none behind."""

    def generate_output(self, writer: Any) -> None:
        """Plan the products of each original; those of one that is as it was are not even asked for."""
        if self._shows_the_same() and writer.keep_made_groups(_GROUP):
            return
        album: Album = self.context["album"]
        kept = Kept(Path(self.settings["CACHE_PATH"], "pictures"))
        maker = Maker(Path(self.settings["PATH"]), kept)
        keys = set()
        for file, original in self._originals(album):
            key = maker.key(original)
            plan = partial(self._plan, writer, maker, key, file, original)
            writer.write_made_group(f"{_GROUP}{file}", key.encode(), plan)
            keys.add(key)
        kept.trim(keys)

    def _plan(self, writer: Any, maker: Maker, key: str, file: str, original: Original) -> None:
        plain, better = products(file, original)
        for product in chain(reversed(list(chain.from_iterable(better))), [plain]):
            made_of = f"{key} {product.address}".encode()
            writer.write_made(product.address, made_of, partial(maker.make, file, original, product))

    def _shows_the_same(self) -> bool:
        """Whether nothing has changed since the last build but articles without pictures."""
        build: Build = self.settings["FASTBUILD"]
        if build.changes is None:
            return False
        rows, articles = build.changes.rows, self.context["generated_content"]
        were = (row["filing"] for row in rows.values() if row)
        are = (articles[path].filing for path in rows if path in articles)
        return not any(_files_of(filing) for filing in chain(were, are))

    def _originals(self, album: Album) -> Iterator[tuple[str, Original]]:
        """Every original that a page shows; of two that have the same bytes and addresses, one."""
        seen = set()
        for file in dict.fromkeys(self._files()):
            original = album.originals[file]
            if (place := (stem_of(file), original.digest)) not in seen:
                seen.add(place)
                yield file, original

    def _files(self) -> Iterator[str]:
        """The files of all pictures on pages that are written."""
        context = self.context
        articles = _with_translations(context, "articles", "hidden_articles", "drafts")
        for article in [article for article in articles if _files_of(article.filing)]:
            if article.save_as:
                yield from _files_of(article.filing)
        for page in _with_translations(context, "pages", "hidden_pages", "draft_pages"):
            if page.save_as:
                yield from (picture.file for picture in page.body_pictures)


def _files_of(filing: Filing) -> tuple[str, ...]:
    return filing.cover + filing.inside


_GROUP = "picture "
"""Begins the names of the groups of products; the file of the original follows."""


def _with_translations(context: Any, *names: str) -> list[Any]:
    originals = chain.from_iterable(map(context.__getitem__, names))
    return [each for original in originals for each in (original, *original.translations)]
