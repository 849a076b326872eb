"""Plans the files of the index, in every language."""

import unicodedata
import zlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property, partial
from hashlib import blake2b
from itertools import chain, groupby
from operator import attrgetter
from pathlib import Path
from typing import Any

from plugins.fastbuild.articles import source_key
from plugins.fastbuild.environment import version
from plugins.fastbuild.kept import Kept
from plugins.fastbuild.workers import share
from plugins.newsroom import addresses
from plugins.newsroom.registries import Registries
from plugins.newsroom.text import LANGS, Lang

from .index import File, Index
from .months import Month
from .records import Record, record_of

FOLDER = "search/index/"
"""Below the root of a language."""

WORTH_A_FORK = 2
"""Months whose stories are to be read."""


class Plan:
    """The files of `originals` and their translations; `settings` are Pelican's, with those of the build."""

    def __init__(self, settings: Any, originals: Sequence[Any]) -> None:
        self.settings = settings
        self.articles: defaultdict[Lang, list[Any]] = defaultdict(list)
        for article in chain.from_iterable((original, *original.translations) for original in originals):
            self.articles[article.lang].append(article)

    def look_ahead(self) -> None:
        """Load what is kept, before anything has changed."""
        for month in chain(*self._planned.values()):
            month.is_kept()

    @cached_property
    def _kept(self) -> Kept:
        return Kept(Path(self.settings["CACHE_PATH"], "search"))

    @cached_property
    def _planned(self) -> dict[Lang, list[Month]]:
        return {lang: self._months(lang) for lang in LANGS}

    def write(self, writer: Any) -> None:
        """Plan all files. By then nothing is waited for any more."""
        renewed = self.settings["FASTBUILD"].renewed
        months = {
            lang: [
                month if renewed.isdisjoint(map(id, month.articles)) else self._again(month)
                for month in those
            ]
            for lang, those in self._planned.items()
        }
        every = list(chain(*months.values()))
        years = list[str]()
        self._keep([month for month in every if not month.is_kept()])
        for lang, those in months.items():
            folder, index = addresses.prefix(lang) + FOLDER, Index(those, self._kept, CODE)
            years += [year.name for year in index.years]
            _write(writer, folder, index.files)
            for name, key, files in index.texts():
                writer.write_made_group(folder + name, CODE + key, partial(_write, writer, folder, files))
        for month in every:
            month.keep_marks()
        self._kept.trim([*years, *(name for month in every for name in (month.key, month.name))])

    def _months(self, lang: Lang) -> list[Month]:
        """The stories that exist in `lang`, month by month, from the oldest."""
        articles = sorted(self.articles[lang], key=_RANK, reverse=True)
        by_month = (
            (year * 12 + month - 1, list(those)) for (year, month), those in groupby(articles, key=_MONTH)
        )
        return [self._of(f"{lang}-{number}", number, those) for number, those in by_month]

    def _of(self, name: str, number: int, articles: Sequence[Any]) -> Month:
        keys = [_key(self._about, article) for article in articles]
        return Month(name, number, articles, keys, self._read, self._kept)

    def _again(self, month: Month) -> Month:
        """The month, some of whose stories have other texts now."""
        return self._of(month.name, month.number, month.articles)

    @cached_property
    def _about(self) -> bytes:
        """Stands for what all stories are read with."""
        return CODE + self._people()

    def _people(self) -> bytes:
        """Stands for the register of people, by which bylines are read."""
        people = "".join(person.model_dump_json() for person in self._registries.people)
        return blake2b(people.encode("utf-8", "surrogatepass"), digest_size=16).digest()

    @property
    def _registries(self) -> Registries:
        registries: Registries = self.settings["CHECKED"].published
        return registries

    def _read(self, article: Any) -> Record:
        was_loaded = "fastbuild_rest" in vars(article)
        record = record_of(article, self._registries)
        if not was_loaded and hasattr(article, "fastbuild_unload"):
            article.fastbuild_unload()  # the text of all stories at once would be much
        return record

    def _keep(self, months: list[Month]) -> None:
        """Do the work of these months, on all cores."""
        workers = self.settings["FASTBUILD"].workers if len(months) >= WORTH_A_FORK else 1

        def part(number: int) -> None:
            for month in months[number::workers]:
                month.keep()

        if months:
            share(part, workers)


def _write(writer: Any, folder: str, files: Callable[[], Iterable[File]]) -> None:
    for name, key, make in files():
        writer.write_made(folder + name, CODE + key, make)


_RANK, _MONTH = attrgetter("filing.rank"), attrgetter("date.year", "date.month")


def _key(about: bytes, article: Any) -> bytes:
    """Stands for all that a record is made of; all but the address tell their own lengths."""
    address = article.save_as.encode("utf-8", "surrogatepass")
    parts = about, source_key(article), article.filing.shown, address
    return blake2b(b"".join(parts), digest_size=16).digest()


def _code() -> bytes:
    """Stands for the code that reads stories and makes files: made files outlive another environment."""
    made = blake2b(digest_size=16)
    rooms = Path(__file__).parents[1]
    for room in ("newsroom", "reading", "search", "sources"):
        for path in sorted(rooms.joinpath(room).glob("*.py")):
            made.update(path.read_bytes())
    for name in ("comrak", "markdown", "nh3", "opencc"):
        made.update(version(name).encode())
    made.update(f"{unicodedata.unidata_version} {zlib.ZLIB_RUNTIME_VERSION}".encode())
    return made.digest()


CODE = _code()
