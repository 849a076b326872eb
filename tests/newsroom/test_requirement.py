"""A reading tells which records show that a requirement was met, and nothing more."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.newsroom.branch import Branch
from plugins.newsroom.requirement import MONTHS, Period, Requirement, periods, read
from plugins.newsroom.text import Text
from plugins.newsroom.work import Work

NAME = Text(zh="甲", en="A")


def requirement(every: str = "month", **more: object) -> Requirement:
    return Requirement.model_validate({"id": "r", "name": NAME, "kind": "theme-day", "every": every, **more})


def branch(id_: str, **more: object) -> Branch:
    return Branch.model_validate({"id": id_, "name": NAME, "kind": "branch", **more})


def work(held: date, *branches: str, kind: str = "theme-day") -> Work:
    return Work(kind, held, branches, (), None, None, None)  # type: ignore[arg-type]


@pytest.mark.parametrize("every", MONTHS)
@given(last=st.integers(1, 12))
def test_periods_lie_side_by_side_from_january_to_the_last_month(every: str, last: int) -> None:
    found = periods(requirement(every), 2017, last)
    months = [month for period in found for month in range(period.first, period.last + 1)]
    assert months == list(range(1, len(months) + 1))
    assert len(months) - MONTHS[every] < last <= len(months)


def test_a_period_in_which_it_did_not_hold_from_beginning_to_end_is_not_asked_for() -> None:
    held = requirement("quarter", valid_from="2017-02-01", valid_to="2017-09-30")
    assert periods(held, 2017, 12) == (Period(2017, 4, 6), Period(2017, 7, 9))


@given(st.lists(st.dates(date(2016, 12, 1), date(2018, 1, 31)), max_size=20))
def test_each_record_of_the_year_is_evidence_once(days: list[date]) -> None:
    works = [work(day, "a") for day in days]
    readings = read(requirement(), [branch("a")], works, 2017, 12)
    shown = [number for reading in readings for number in reading.works]
    assert sorted(shown) == [number for number, day in enumerate(days) if day.year == 2017]
    assert all(reading.period.holds(days[number]) for reading in readings for number in reading.works)


def test_another_kind_another_branch_and_a_partner_are_no_evidence() -> None:
    day = date(2017, 1, 13)
    works = [work(day, "a", kind="study"), work(day, "b"), work(day, "b")._replace(partners=("a",))]
    assert [reading.works for reading in read(requirement(), [branch("a")], works, 2017, 1)] == [()]


def test_a_branch_is_not_asked_for_periods_before_it_was_there() -> None:
    readings = read(requirement(), [branch("a", valid_from="2017-02-15")], [], 2017, 3)
    assert [reading.period.first for reading in readings] == [3]
