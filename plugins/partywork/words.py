"""What party work is called in one language, and sentences about its numbers."""

from collections.abc import Sequence
from datetime import date

from plugins.languages.interface import Interface
from plugins.newsroom.branch import Kind as BranchKind
from plugins.newsroom.branch import Sector
from plugins.newsroom.phrasing import percent, phrase
from plugins.newsroom.project import Stage
from plugins.newsroom.quantity import ABOUT, Bound, read_quantity
from plugins.newsroom.requirement import Period
from plugins.newsroom.statistics import SMALL, Coverage, Participation
from plugins.newsroom.work import Work


class Words:
    """The words of one language."""

    def __init__(self, interface: Interface) -> None:
        self.ui = interface

    def organization(self, kind: BranchKind) -> str:
        """What a kind of Party organization is called."""
        gettext = self.ui.gettext
        names: dict[BranchKind, str] = {
            "committee": gettext("Party committee"),
            "working-committee": gettext("Party working committee"),
            "general-branch": gettext("General Party branch"),
            "branch": gettext("Party branch"),
        }
        return names[kind]

    def sector(self, sector: Sector) -> str:
        """What a field (领域) is called."""
        gettext = self.ui.gettext
        names: dict[Sector, str] = {
            "rural": gettext("Villages"),
            "community": gettext("Communities"),
            "office": gettext("Offices"),
            "enterprise": gettext("Enterprises"),
            "social-organization": gettext("Social organizations"),
            "construction-site": gettext("Building sites"),
        }
        return names[sector]

    def stage(self, stage: Stage) -> str:
        """What a stage is called once it is reached."""
        gettext = self.ui.gettext
        names: dict[Stage, str] = {
            "started": gettext("Started"),
            "building": gettext("Under construction"),
            "structure": gettext("Main structure finished"),
            "completed": gettext("Completed"),
        }
        return names[stage]

    def unknown(self) -> str:
        """What is printed where nothing was published."""
        return self.ui.gettext("Not published")

    def day(self, day: date | None) -> str:
        """A day, or that it was not published."""
        return self.ui.date(day) if day else self.unknown()

    def month(self, month: int) -> str:
        """10月, October: a month of the year that a page is about."""
        return self.ui.month_name(month)

    def period(self, period: Period) -> str:
        """A month, a quarter or a whole year."""
        if period.first == period.last:
            return self.month(period.first)
        if period.last - period.first == 2:
            return self.ui.gettext("quarter %d") % (period.last // 3)
        return self.ui.year(period.year)

    def records(self, count: int) -> str:
        """How many records there are."""
        return self.ui.ngettext("%d record", "%d records", count) % count

    def heads(self, printed: str) -> str:
        """A headcount of a record: in Chinese as it was printed."""
        quantity = read_quantity(printed)
        if self.ui.lang == "zh" or quantity is None:
            return printed
        return phrase(quantity, self.ui.lang).removesuffix(" people")

    def numbers(self, work: Work) -> str:
        """How many took part, and of how many, as far as it is told."""
        if work.participants and work.eligible:
            told = {"part": self.heads(work.participants), "whole": self.heads(work.eligible)}
            return self.ui.gettext("%(part)s took part, of %(whole)s") % told
        if work.participants:
            return self.ui.gettext("%s took part") % self.heads(work.participants)
        return ""

    def coverage(self, found: Coverage) -> str:
        """6 of 12 branches, with the rate where there are enough of them."""
        text = self.ui.gettext("%(part)d of %(whole)d") % {"part": found.recorded, "whole": found.branches}
        if found.rate is None or found.branches < SMALL:
            return text
        return self.ui.gettext("%(numbers)s (%(rate)s)") % {"numbers": text, "rate": percent(found.rate)}

    def participation(self, found: Participation) -> str:
        """Sums with their rate; the numbers alone where records are too few, "" where none told both."""
        if found.part is None or found.whole is None:
            return ""
        sums = {"part": phrase(found.part, self.ui.lang), "whole": phrase(found.whole, self.ui.lang)}
        text = self.ui.gettext("%(part)s of %(whole)s") % sums
        if found.rate is None:
            return text
        rate = f"{self._bound(found.bound)}{percent(found.rate)}"
        return self.ui.gettext("%(numbers)s (%(rate)s)") % {"numbers": text, "rate": rate}

    def _bound(self, bound: Bound) -> str:
        gettext = self.ui.gettext
        words = {Bound.EXACT: "", Bound.ABOVE: gettext("over "), Bound.BELOW: gettext("under ")}
        return words.get(bound, gettext("about ") if bound is ABOUT else "")

    def told(self, found: Participation, few: bool) -> str:
        """How many of the records a participation is made of, and whether some of its parts have no rate."""
        of = {"told": found.told, "records": found.records}
        text = self.ui.gettext("%(told)d of %(records)d records tell both numbers.") % of
        if few:
            text += self.space + self.ui.gettext("Where fewer than %d do, there is no rate.") % SMALL
        return text

    def range(self, numbers: Sequence[int]) -> str:
        """3, or 3 to 7."""
        low, high = min(numbers), max(numbers)
        if low == high:
            return str(low)
        return self.ui.gettext("%(low)d to %(high)d") % {"low": low, "high": high}

    @property
    def space(self) -> str:
        """What stands between two sentences."""
        return "" if self.ui.lang == "zh" else " "
