"""The theme Party days as a calendar that programs read (iCalendar, RFC 5545)."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from uuid import uuid5

from plugins.newsroom.calendar import Move, theme_days
from plugins.newsroom.registries import Registries
from plugins.newsroom.text import Lang

WIDEST = 75
"""Bytes of a line (RFC 5545 §3.1)."""

_ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})
_NAMES: dict[Lang, str] = {"zh": "主题党日", "en": "Theme Party Day"}


def calendar_feed(registries: Registries, years: Iterable[int], lang: Lang) -> bytes:
    """The theme Party days of `years` as all-day events; their ids never change, moved or not."""
    return b"".join(_folded(line) for line in _lines(registries, sorted(years), lang))


def _lines(registries: Registries, years: list[int], lang: Lang) -> Iterator[str]:
    site = registries.site
    name = f"{site.district.in_(lang)} · {_NAMES[lang]}"
    yield from ("BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:-//{site.uuid}//theme days//{lang.upper()}")
    yield from ("CALSCALE:GREGORIAN", "METHOD:PUBLISH")
    yield from (f"NAME:{_text(name)}", f"X-WR-CALNAME:{_text(name)}", "X-WR-TIMEZONE:Asia/Shanghai")
    for year in years:
        for day, move in theme_days(year, registries.theme_days):
            yield from _event(registries, day, move, lang)
    yield "END:VCALENDAR"


def _event(registries: Registries, day: date, move: Move | None, lang: Lang) -> Iterator[str]:
    """A day as a whole: it has no hour and no zone, and is the same day everywhere (RFC 5545 §3.3.4)."""
    site = registries.site
    yield "BEGIN:VEVENT"
    yield f"UID:{uuid5(site.uuid, f'theme-day {day:%Y-%m}')}"
    # When the event was last changed; the same sources make the same file, so it is the day of the site's beginnings.
    yield f"DTSTAMP:{site.founded:%Y%m%d}T000000Z"
    yield f"DTSTART;VALUE=DATE:{day:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{day + timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY;LANGUAGE={'zh-CN' if lang == 'zh' else 'en'}:{_text(_NAMES[lang])}"
    if move:
        yield f"DESCRIPTION:{_text(move.reason.in_(lang))}"
    yield from ("TRANSP:TRANSPARENT", "END:VEVENT")


def _text(words: str) -> str:
    return words.translate(_ESCAPED)


def _folded(line: str) -> bytes:
    """With its end; longer lines go on behind a space, and no character is cut."""
    parts: list[bytes] = []
    part = b""
    for char in line:
        data = char.encode()
        if len(part) + len(data) > WIDEST - bool(parts):
            parts.append(part)
            part = b""
        part += data
    return b"\r\n ".join([*parts, part]) + b"\r\n"
