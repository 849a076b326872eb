"""The calendar is read by programs as it is meant."""

from datetime import date, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from plugins.newsroom.calendar import Move, theme_day
from plugins.newsroom.registries import Registries
from plugins.newsroom.registry import Registry
from plugins.partywork.calendar_feed import calendar_feed
from plugins.sources.registries import read_registries
from tests.desk import ROOT, Built


def events(data: bytes) -> list[Any]:
    return list(Calendar.from_ical(data).walk("VEVENT"))


def test_the_published_calendar_has_the_theme_days_of_the_year(site: Built) -> None:
    for name in ("theme-days/theme-days.ics", "en/theme-days/theme-days.ics"):
        calendar = Calendar.from_ical((site.output / name).read_bytes())
        assert str(calendar["X-WR-TIMEZONE"]) == "Asia/Shanghai"
        days = [event.decoded("DTSTART") for event in calendar.walk("VEVENT")]
        assert [day for day in days if day.year == 2017] == [theme_day(2017, month) for month in range(1, 13)]


def test_events_last_the_whole_day_and_have_no_hour(registries: Registries) -> None:
    for event in events(calendar_feed(registries, [2017, 2018], "zh")):
        start, end = event.decoded("DTSTART"), event.decoded("DTEND")
        assert type(start) is date
        assert end - start == timedelta(days=1)
        assert str(event["SUMMARY"]) == "主题党日"


def test_ids_are_unique_and_the_same_in_every_language_and_after_a_move(registries: Registries) -> None:
    def ids(registries: Registries, lang: Any) -> list[str]:
        return [str(event["UID"]) for event in events(calendar_feed(registries, [2018], lang))]

    move = Move.model_validate({"id": "2018-02", "date": "2018-02-08", "reason": {"zh": "春节", "en": "x"}})
    moved = Registries(**{**vars(registries), "theme_days": Registry([move])})
    first = ids(registries, "zh")
    assert len(set(first)) == 12
    assert ids(registries, "en") == ids(moved, "zh") == first
    february = events(calendar_feed(moved, [2018], "zh"))[1]
    assert february.decoded("DTSTART") == date(2018, 2, 8)
    assert str(february["DESCRIPTION"]) == "春节"


@given(st.text(st.characters(codec="utf-8", exclude_categories=["C", "Zl", "Zp"]), min_size=1, max_size=200))
def test_any_reason_comes_back_as_it_was_and_no_line_is_too_long(reason: str) -> None:
    move = Move.model_validate({"id": "2018-02", "date": "2018-02-08", "reason": {"zh": reason, "en": "x"}})
    feed = calendar_feed(_with(move), [2018], "zh")
    assert str(events(feed)[1]["DESCRIPTION"]) == reason
    assert all(len(line) <= 75 for line in feed.split(b"\r\n"))


def _with(move: Move) -> Registries:
    read, _ = read_registries(ROOT / "content")
    assert read is not None
    return Registries(**{**vars(read), "theme_days": Registry([move])})
