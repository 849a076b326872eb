"""The charts of a year: each states its finding, and carries its numbers with what they are made of."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import get_args

from plugins.newsroom.branch import Sector
from plugins.newsroom.charts import Amount, Bars, Source
from plugins.newsroom.statistics import SMALL, grouped, months, participation
from plugins.newsroom.work import KINDS, Work

from .ledger import Ledger
from .words import Words


class Charts:
    """The charts of the works of one year, in one language."""

    def __init__(
        self, year: int, works: Sequence[Work], ledger: Ledger, words: Words, kind_name: Callable[..., str]
    ) -> None:
        self._year, self._works, self._ledger, self._words = year, works, ledger, words
        self._kind_name = kind_name
        self._ui = words.ui
        as_of = max((work.held for work in works), default=None)
        self._source = Source(self._ui.gettext("records of work on this site"), None, as_of)

    def all(self) -> Iterator[Bars]:
        """In the order in which a page shows them."""
        yield self.coverage()
        yield self.participation()
        yield self.kinds()
        yield self.towns()
        yield self.sectors()

    def coverage(self) -> Bars:
        """Month by month: how many branches recorded a theme Party day."""
        found = self._ledger.coverages(self._year)
        gettext = self._ui.gettext
        amounts = tuple(
            Amount(self._words.month(month), one.recorded, self._words.coverage(one)) for month, one in found
        )
        finding = gettext("No theme Party day was recorded.")
        if any(one.recorded for _, one in found):
            finding = gettext("Each month, %(branches)s branches recorded a theme Party day.") % {
                "branches": self._words.range([one.recorded for _, one in found])
            }
        return self._bars(
            gettext("Theme Party days, by month"),
            finding,
            (gettext("Month"), gettext("Branches with a record, of all")),
            amounts,
            gettext(
                "Branches are counted that existed on the theme Party day of the month. Partners are not."
            ),
        )

    def participation(self) -> Bars:
        """Month by month: participants over those who could have come."""
        gettext = self._ui.gettext
        by_month = grouped(self._works, lambda work: [work.held.month])
        amounts, few = [], False
        for month in months(self._works):
            one = participation(by_month.get(month, ()))
            few = few or 0 < one.told < SMALL
            rate = float(one.rate) if one.rate is not None else None
            amounts.append(Amount(self._words.month(month), rate, self._words.participation(one)))
        whole = participation(self._works)
        finding = gettext("No record tells both numbers.")
        if printed := self._words.participation(whole):
            finding = gettext("In the whole year: %s.") % printed
        return self._bars(
            gettext("Participation, by month"),
            finding,
            (gettext("Month"), gettext("Took part, of those who could have")),
            tuple(amounts),
            self._words.told(whole, few),
        )

    def kinds(self) -> Bars:
        """How many records there are of each kind."""
        gettext = self._ui.gettext
        rows = [(self._kind_name(kind), kind) for kind in KINDS.values()]
        return self._counts(
            gettext("Records, by kind"), gettext("Kind"), rows, grouped(self._works, lambda work: [work.kind])
        )

    def towns(self) -> Bars:
        """How many records there are of each town, by code."""
        gettext = self._ui.gettext
        places = sorted(self._ledger.registries.places, key=lambda place: place.code)
        rows = [(place.name.in_(self._ui.lang), place.id) for place in places]
        return self._counts(
            gettext("Records, by town"), gettext("Towns"), rows, grouped(self._works, self._ledger.places)
        )

    def sectors(self) -> Bars:
        """How many records there are of each field."""
        gettext = self._ui.gettext
        rows = [(self._words.sector(name), name) for name in get_args(Sector)]
        return self._counts(
            gettext("Records, by field"), gettext("Field"), rows, grouped(self._works, self._ledger.sectors)
        )

    def _counts(
        self, heading: str, head: str, rows: Iterable[tuple[str, str]], groups: dict[str, list[Work]]
    ) -> Bars:
        rows = list(rows)
        counts = {id_: len(groups.get(id_, ())) for _, id_ in rows}
        named = {id(work) for works in groups.values() for work in works}
        note = self._unnamed(len(self._works) - len(named))
        finding = self._ui.gettext("%(records)s, of which some are in several rows.")
        if sum(counts.values()) <= len(self._works):
            finding = self._ui.gettext("%(records)s in all.")
        amounts = tuple(Amount(label, counts[id_], str(counts[id_])) for label, id_ in rows)
        said = finding % {"records": self._words.records(len(self._works))}
        return self._bars(heading, said, (head, self._ui.gettext("Records")), amounts, note)

    def _unnamed(self, count: int) -> str:
        """Records that are in no row."""
        if not count:
            return ""
        text = self._ui.ngettext("%d record tells none of these.", "%d records tell none of these.", count)
        return text % count

    def _bars(
        self, heading: str, finding: str, heads: tuple[str, str], amounts: tuple[Amount, ...], note: str
    ) -> Bars:
        return Bars(
            heading=heading, finding=finding, source=self._source, heads=heads, amounts=amounts, note=note
        )
