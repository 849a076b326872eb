"""The stories that the index is made of, month by month, as Pelican's articles tell them."""

from collections import defaultdict
from collections.abc import Sequence
from functools import cached_property
from hashlib import blake2b
from itertools import chain, groupby
from operator import attrgetter
from typing import Any

from plugins.fastbuild.articles import source_key
from plugins.newsroom import addresses
from plugins.newsroom.registries import Registries
from plugins.newsroom.text import LANGS, Lang

from .months import Month
from .plan import CODE, FOLDER, kept
from .reading import record_of
from .records import Record


class Stories:
    """`originals` and their translations; `settings` are Pelican's, with those of the build."""

    def __init__(self, settings: Any, originals: Sequence[Any]) -> None:
        self.settings = settings
        self.articles: defaultdict[Lang, list[Any]] = defaultdict(list)
        for article in chain.from_iterable((original, *original.translations) for original in originals):
            self.articles[article.lang].append(article)
        self._kept = kept(settings)

    def look_ahead(self) -> None:
        """Load what is kept, before anything has changed."""
        for month in chain(*self._months.values()):
            month.is_kept()

    def indexes(self) -> dict[str, list[Month]]:
        """The months of each language from the oldest, by the folder of its index. Some may have other texts by now."""
        renewed = self.settings["FASTBUILD"].renewed
        return {
            addresses.prefix(lang) + FOLDER: [
                month
                if renewed.isdisjoint(map(id, month.articles))
                else self._month(month.name, month.number, month.articles)
                for month in months
            ]
            for lang, months in self._months.items()
        }

    @cached_property
    def _months(self) -> dict[Lang, list[Month]]:
        return {lang: self._months_of(lang) for lang in LANGS}

    def _months_of(self, lang: Lang) -> list[Month]:
        articles = sorted(self.articles[lang], key=_RANK, reverse=True)
        by_month = (
            (year * 12 + month - 1, list(those)) for (year, month), those in groupby(articles, key=_MONTH)
        )
        return [self._month(f"{lang}-{number}", number, those) for number, those in by_month]

    def _month(self, name: str, number: int, articles: Sequence[Any]) -> Month:
        keys = [_key(self._about, article) for article in articles]
        sources = [vars(article).get("fastbuild_path", "") for article in articles]
        return Month(name, number, articles, keys, sources, self._read, self._kept)

    @cached_property
    def _about(self) -> bytes:
        """Stands for what all stories are read with."""
        return CODE + self._people()

    def _people(self) -> bytes:
        """Stands for the register of people, by which bylines are read."""
        people = repr([*self._registries.people])
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


_RANK, _MONTH = attrgetter("filing.rank"), attrgetter("date.year", "date.month")


def _key(about: bytes, article: Any) -> bytes:
    """Stands for all that a record is made of; all but the address tell their own lengths."""
    address = article.save_as.encode("utf-8", "surrogatepass")
    parts = about, source_key(article), article.filing.shown, address
    return blake2b(b"".join(parts), digest_size=16).digest()
