from calendar import MONDAY, Calendar
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.newsroom.calendar import theme_day
from plugins.newsroom.months import KINDS, NAMED, Mark, month_grid

MONTHS = st.tuples(st.integers(1, 9999), st.integers(1, 12))
MARKS = st.lists(
    st.builds(
        Mark,
        st.dates(date(2017, 9, 1), date(2017, 11, 30)),
        st.sampled_from(KINDS),
        st.text(min_size=1),
        st.none() | st.just("a.html"),
    )
)


@given(MONTHS)
def test_the_grid_is_pythons_own_calendar_with_weeks_from_monday(month: tuple[int, int]) -> None:
    weeks = month_grid(*month).weeks
    numbers = [[day.day.day if day else 0 for day in week] for week in weeks]
    assert numbers == Calendar(MONDAY).monthdayscalendar(*month)


@given(MONTHS)
def test_every_day_stands_once_in_the_column_of_its_weekday(month: tuple[int, int]) -> None:
    grid = month_grid(*month)
    assert all(len(week) == 7 for week in grid.weeks)
    placed = [(day.day, column) for week in grid.weeks for column, day in enumerate(week) if day]
    assert all(day.weekday() == column for day, column in placed)
    first = date(*month, 1)
    assert [day for day, _ in placed] == [first + timedelta(n) for n in range(len(placed))]


@given(MONTHS)
def test_the_theme_party_day_is_in_the_column_of_fridays(month: tuple[int, int]) -> None:
    marked = month_grid(*month, [Mark(theme_day(*month), "theme", "主题党日")])
    columns = [week.index(day) for week in marked.weeks for day in week if day and day.kind == "theme"]
    assert columns == [4]
    assert marked.weeks[1][4] or marked.weeks[2][4]


@given(MARKS)
def test_every_mark_of_the_month_is_said_on_its_day_and_no_other(marks: list[Mark]) -> None:
    grid = month_grid(2017, 10, marks)
    said = [(day.day, text) for week in grid.weeks for day in week if day for text in day.words]
    assert sorted(said) == sorted((mark.day, mark.text) for mark in marks if mark.day.month == 10)


@given(MARKS)
def test_a_key_explains_each_kind_that_is_there_and_no_other(marks: list[Mark]) -> None:
    grid = month_grid(2017, 10, marks)
    here = [mark for mark in marks if mark.day.month == 10]
    assert [key.kind for key in grid.keys] == [kind for kind in KINDS if kind in {m.kind for m in here}]
    for key in grid.keys:
        own = [mark for mark in here if mark.kind == key.kind]
        assert sorted(key.marks, key=repr) == (sorted(own, key=repr) if len(own) <= NAMED else [])


def test_a_day_is_plain_a_weekend_a_theme_day_an_event_or_today() -> None:
    grid = month_grid(
        2017,
        10,
        [
            Mark(date(2017, 10, 13), "theme", "主题党日", "topics/theme-party-day/"),
            Mark(date(2017, 10, 11), "event", "省观摩组来访"),
            Mark(date(2017, 10, 20), "today", "今天"),
        ],
    )
    kinds = {day.day.day: day.kind for week in grid.weeks for day in week if day}
    assert [kinds[day] for day in (12, 14, 13, 11, 20)] == ["plain", "weekend", "theme", "event", "today"]


def test_a_day_that_is_two_things_looks_like_the_first_and_says_both() -> None:
    day = date(2017, 10, 13)
    marks = [
        Mark(day, "today", "今天"),
        Mark(day, "event", "宣讲", "a.html"),
        Mark(day, "theme", "主题党日"),
    ]
    [found] = [d for week in month_grid(2017, 10, marks).weeks for d in week if d and d.day == day]
    assert (found.kind, found.today, found.address) == ("theme", True, "a.html")
    assert found.words == ("主题党日", "宣讲", "今天")


@pytest.mark.parametrize(("year", "month"), [(2017, 0), (2017, 13), (0, 1), (10000, 1)])
def test_a_month_that_does_not_exist_is_refused(year: int, month: int) -> None:
    with pytest.raises(ValueError, match=r"must be in|out of range"):
        month_grid(year, month)
