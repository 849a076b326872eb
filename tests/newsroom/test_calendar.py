from calendar import monthrange
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.newsroom.calendar import Move, is_theme_day, theme_day, theme_days

MONTHS = st.tuples(st.integers(1, 9999), st.integers(1, 12))


@pytest.mark.parametrize(
    ("year", "month", "day"), [(2017, 9, 8), (2017, 10, 13), (2017, 11, 10), (2020, 2, 14), (2024, 3, 8)]
)
def test_the_theme_party_day_is_the_second_friday(year: int, month: int, day: int) -> None:
    assert theme_day(year, month) == date(year, month, day)


def test_the_day_of_the_visit_was_no_theme_party_day() -> None:
    assert not is_theme_day(date(2017, 10, 11))


def test_a_moment_counts_by_its_day() -> None:
    assert is_theme_day(datetime(2017, 10, 13, 23, 59))


@pytest.mark.parametrize(("year", "month"), [(2017, 0), (2017, 13), (0, 1)])
def test_a_month_that_does_not_exist_is_refused(year: int, month: int) -> None:
    with pytest.raises(ValueError, match=r"must be in|out of range"):
        theme_day(year, month)


@given(MONTHS)
def test_every_month_has_exactly_one_theme_party_day(month: tuple[int, int]) -> None:
    days = [date(*month, day) for day in range(1, monthrange(*month)[1] + 1)]
    assert [day for day in days if is_theme_day(day)] == [theme_day(*month)]


@given(MONTHS)
def test_exactly_one_friday_comes_before_it(month: tuple[int, int]) -> None:
    day = theme_day(*month)
    assert sum(date(*month, earlier).weekday() == 4 for earlier in range(1, day.day)) == 1


@given(st.integers(1, 9998))
def test_a_year_has_a_theme_day_in_each_month(year: int) -> None:
    days = [day for day, _ in theme_days(year)]
    assert [day.month for day in days] == list(range(1, 13))
    assert all(map(is_theme_day, days))


def test_a_holiday_moves_a_theme_day_and_says_why() -> None:
    move = Move.model_validate(
        {"id": "2018-02", "date": "2018-02-08", "reason": {"zh": "春节", "en": "holiday"}}
    )
    days = dict(theme_days(2018, [move]))
    assert days[date(2018, 2, 8)] == move
    assert date(2018, 2, 9) not in days
    assert move.is_within_its_month
    assert not Move(id=move.id, date=date(2018, 3, 1), reason=move.reason).is_within_its_month
