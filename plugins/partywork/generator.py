"""The generator that writes every page, calendar and data set of party work, in every language."""

from collections.abc import Callable, Iterable, Iterator, Set
from functools import cached_property, partial
from hashlib import blake2b
from pathlib import Path
from typing import Any

from pelican.generators import Generator

from plugins.indexes.later import Later
from plugins.indexes.present import PARTY_WORK, Presenter
from plugins.indexes.stories import Story, Timeline
from plugins.indexes.views import DirectoryItem, DirectoryView, Link
from plugins.newsroom import addresses
from plugins.newsroom.branch import Branch
from plugins.newsroom.registries import Registries
from plugins.newsroom.text import Lang

from .calendar_feed import calendar_feed
from .datasets import SETS, YEARLY, datasets
from .ledger import Ledger, Record
from .open_data import Catalogue, DataSet
from .present import PartyPresenter, reading_folder
from .trace import Trace, read_trace
from .views import DataView, Download, Layout

REGISTERS = (
    *("places", "branches", "batches", "projects", "stations", "contacts", "advisers", "figures"),
    *("requirements", "theme_days"),
)
"""What pages of party work show, beside records."""


class PartyworkGenerator(Generator):  # type: ignore[misc]
    """Plans pages whose values are made when a template asks for them: their keys say what they show."""

    ledger: Ledger
    presenters: dict[Lang, PartyPresenter]

    @property
    def registries(self) -> Registries:
        """What the content folder says."""
        registries: Registries = self.settings["CHECKED"].published
        return registries

    @cached_property
    def trace(self) -> Trace:
        """What the history of the repository says of files."""
        kept = Path(self.settings["CACHE_PATH"], "trace.json")
        return read_trace(Path(self.settings["PATH"]), self.settings["PARTYWORK_HISTORY"].head, kept)

    def work_out(self) -> None:
        """All articles are there: file their work, and leave what belongs on the pages of towns in the context."""
        presenters: dict[Lang, Presenter] = self.context["presenters"]
        self.ledger = Ledger(self.registries, self._with_work())
        cited = dict.fromkeys(_cited(self.registries))
        told = {story.filing.rank[2]: story for story in self._by_slugs(cited.keys())}
        self.presenters = {
            lang: PartyPresenter(presenter, self.ledger, told, lambda: self.trace)
            for lang, presenter in presenters.items()
        }
        self.about = self._about()
        sources = map(told.get, cited)
        self.cited = b"".join([story.shown for story in sources if story])
        self.context["fronts"] += self._fronts()
        self.context["beside_towns"] = {place.id: self._beside(place.id) for place in self.registries.places}

    @property
    def timeline(self) -> Timeline:
        """The stories of the site."""
        timeline: Timeline = self.context["timeline"]
        return timeline

    def _with_work(self) -> Iterator[Story]:
        """The stories that record work."""
        return (self.timeline.of(article) for article in self.timeline.originals if article.work is not None)

    def _by_slugs(self, slugs: Set[str]) -> Iterator[Story]:
        originals = zip(self.timeline.originals, self.timeline.filings, strict=True)
        return (self.timeline.of(original) for original, filing in originals if filing.rank[2] in slugs)

    def _fronts(self) -> Iterator[str]:
        """The folders of all pages that are written below."""
        yield from PARTY_WORK
        yield from (f"theme-days/{year}/" for year in self.calendar_years)
        yield from (f"statistics/{year}/" for year in self.years)
        for branch in self.ledger.branches:
            yield f"branches/{branch.id}/"
            yield from (reading_folder(branch.id, year) for year in self.ledger.years_below(branch.id))

    def _about(self) -> bytes:
        """Stands for all registers of party work."""
        made = blake2b(digest_size=16)
        for name in REGISTERS:
            for record in getattr(self.registries, name):
                made.update(repr(record).encode())
        made.update(f"{self.registries.site.commit_url} {self.registries.site.founded}".encode())
        return made.digest()

    def _beside(self, id_: str) -> dict[Lang, Later]:
        records = self.ledger.of_town.get(id_, [])
        days = repr([record.work.held for record in records]).encode()
        return {
            lang: Later(
                blake2b(self.about + self.cited + days).digest(), partial(presenter.place, id_, records)
            )
            for lang, presenter in self.presenters.items()
        }

    # -- what is written

    def generate_output(self, writer: Any) -> None:
        """Called by Pelican."""
        self._templates: dict[str, Any] = {}
        for lang, presenter in self.presenters.items():
            self._write_registers(writer, presenter)
            self._write_years(writer, presenter)
            for branch in self.ledger.branches:
                self._write_branch(writer, presenter, branch)
            self._write_calendar(writer, lang)
        self._write_data(writer)

    def _write(
        self,
        writer: Any,
        presenter: PartyPresenter,
        folder: str,
        names: tuple[str, str],
        key: bytes,
        make: Callable[[], object],
        template: str = "",
    ) -> None:
        """Plan the page at `folder`, called by `names` (title and description), that shows what `key` stands for."""
        frame = presenter.frame(folder, *names)
        layout = Later(
            repr(frame).encode() + blake2b(self.about + key).digest(), lambda: Layout(frame, make())
        )
        name = f"{template or folder.partition('/')[0]}.html"
        if name not in self._templates:
            self._templates[name] = self.env.get_template(name)
        writer.write_file(
            addresses.file_of(frame.address), self._templates[name], self.context, layout=layout
        )

    def _write_registers(self, writer: Any, presenter: PartyPresenter) -> None:
        """The pages that show registers alone."""
        pages: dict[str, Callable[[], object]] = {
            "overview/": presenter.overview,
            "branches/": presenter.branches,
            "projects/": presenter.projects,
            "data/": partial(self._data_view, presenter),
        }
        years = repr(self.years).encode()
        for folder, make in pages.items():
            name = presenter.way(folder).text
            self._write(writer, presenter, folder, (name, name), self.cited + years, make)

    @cached_property
    def years(self) -> list[int]:
        """The years that have records, the newest first."""
        return sorted(self.ledger.of_year, reverse=True)

    @cached_property
    def calendar_years(self) -> list[int]:
        """From the site's beginnings to the year after the newest story, and each that has records; the newest first."""
        founded = self.registries.site.founded.year
        originals = self.timeline.originals
        newest = originals[0].date.year if originals else founded
        return sorted({*range(founded, newest + 2), *self.years}, reverse=True)

    def _write_years(self, writer: Any, presenter: PartyPresenter) -> None:
        self._write_directory(writer, presenter, "theme-days/", self.calendar_years)
        self._write_directory(writer, presenter, "statistics/", self.years)
        for year in self.calendar_years:
            records = self.ledger.of_year.get(year, [])
            make = partial(presenter.theme_days, year, self.calendar_years, records)
            years = repr(self.calendar_years).encode()
            name = f"{presenter.way('theme-days/').text} · {presenter.ui.year(year)}"
            # Whatever is recorded is marked in the calendar, but only theme days are told.
            key = b"".join([years, self._days(records), *self._shown(records, "theme-day")])
            self._write(writer, presenter, f"theme-days/{year}/", (name, name), key, make)
        for year in self.years:
            records = self.ledger.of_year[year]
            name = f"{presenter.way('statistics/').text} · {presenter.ui.year(year)}"
            key = repr([(record.work, record.story.filing.sample) for record in records]).encode()
            make_ = partial(presenter.statistics, year, records)
            self._write(writer, presenter, f"statistics/{year}/", (name, name), key, make_)

    def _days(self, records: Iterable[Record]) -> bytes:
        return repr([record.work.held for record in records]).encode()

    def _shown(self, records: Iterable[Record], kind: str = "") -> Iterator[bytes]:
        return (record.story.shown for record in records if kind in ("", record.work.kind))

    def _write_directory(self, writer: Any, presenter: PartyPresenter, folder: str, years: list[int]) -> None:
        name = presenter.way(folder).text
        items = tuple(
            DirectoryItem(
                Link(presenter.ui.year(year), addresses.listing(f"{folder}{year}/", presenter.lang)),
                "",
                False,
            )
            for year in years
        )
        frame = presenter.frame(folder, name, name)
        view = DirectoryView(folder, presenter.trail("overview/"), items)
        template = self.env.get_template("directory.html")
        writer.write_file(
            addresses.file_of(frame.address), template, self.context, frame=frame, directory=view
        )

    def _write_branch(self, writer: Any, presenter: PartyPresenter, branch: Branch) -> None:
        """The page of an organization, and a page for each year in which branches directly below it have records."""
        records = self.ledger.of_branch.get(branch.id, [])
        name = branch.name.in_(presenter.lang)
        years = self.ledger.years_below(branch.id)
        key = b"".join([repr(years).encode(), *self._shown(records), self._traced(records)])
        make = partial(presenter.branch, branch, records)
        folder = f"branches/{branch.id}/"
        self._write(writer, presenter, folder, (name, name), key, make, "branch")
        for year in years:
            theirs = self.ledger.of_branches_below(branch.id, year)
            title = f"{name} · {presenter.ui.year(year)}"
            key = b"".join([self.cited, *self._shown(theirs)])
            reading = partial(presenter.reading, branch, year, theirs)
            folder = reading_folder(branch.id, year)
            self._write(writer, presenter, folder, (title, title), key, reading, "reading")

    def _traced(self, records: Iterable[Record]) -> bytes:
        """Stands for what the history says of these records."""
        spans = self.trace.spans
        return repr([self.trace.missing, *(spans.get(record.path) for record in records)]).encode()

    def _write_calendar(self, writer: Any, lang: Lang) -> None:
        years = self.calendar_years
        key = self.about + repr((lang, years)).encode() + _CODE
        make = partial(calendar_feed, self.registries, years, lang)
        writer.write_made(addresses.calendar(lang), key, make)

    # -- open data

    def _write_data(self, writer: Any) -> None:
        for dataset in self._datasets():
            key = self.about + dataset.key(self.ledger) + _CODE
            for name, make in dataset.files(self.ledger, self._origin).items():
                writer.write_made(f"data/{name}", key + name.encode() + self._origin.encode(), make)
        for dataset in (*SETS, *(YEARLY if self.years else ())):
            writer.write_made(f"data/{dataset.schema}.schema.json", _CODE, dataset.make_schema)
        catalogue = Catalogue(self.registries, tuple(self._datasets()), self._origin)
        key = self.about + repr((self.years, self._origin)).encode() + _CODE
        writer.write_made("data/catalog.jsonld", key, catalogue.make)

    def _datasets(self) -> Iterator[DataSet]:
        return datasets(self.years)

    @property
    def _origin(self) -> str:
        """Scheme, host and path of the site; "" where it is not known."""
        return f"{self.settings['SITE_ORIGIN']}{self.settings['SITEURL']}"

    def _data_view(self, presenter: PartyPresenter) -> DataView:
        sets = tuple(
            Download(one.title.in_(presenter.lang), one.about.in_(presenter.lang), one.links())
            for one in self._datasets()
        )
        return DataView(sets, Link("CC BY 4.0", None))


def _cited(registries: Registries) -> Iterator[str]:
    """The slugs of the stories that registers cite."""
    for name in ("batches", "projects", "contacts", "advisers", "figures", "requirements"):
        for record in getattr(registries, name):
            yield from filter(None, (getattr(record, "story", None), *_steps(record)))


def _steps(record: Any) -> Iterator[str | None]:
    return (step.story for step in getattr(record, "steps", ()))


def _code() -> bytes:
    """Stands for the code that makes files: made files outlive another environment."""
    made = blake2b(digest_size=16)
    rooms = Path(__file__).parent, Path(__file__).parents[1] / "newsroom"
    for path in sorted(file for room in rooms for file in room.glob("*.py")):
        made.update(path.read_bytes())
    return made.digest()


_CODE = _code()
