"""Datelines: the words before a story that say who sent it, from where and when."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

from ._late import late

Kind = Literal["讯", "电"]


@dataclass(frozen=True, slots=True)
class Dateline:
    """本报讯, 新华社北京10月11日电. `text` is what was printed.

    `kind` 电 was sent from elsewhere, 讯 is local; a leading 据 means a shortened wire copy
    (`excerpted`). Only what was printed is filled in. An impossible day (2月30日) leaves `year`,
    `month` and `day` empty, and `text` still shows it: it is still a dateline, without a date.
    """

    org: str | None
    place: str | None
    year: int | None
    month: int | None
    day: int | None
    kind: Kind
    excerpted: bool
    text: str

    @property
    def full_date(self) -> date | None:
        """The day, where year, month and day were all printed."""
        if self.year is None or self.month is None or self.day is None:
            return None
        return date(self.year, self.month, self.day)


# Senders whose name may stand right before a place or 讯/电, with no date between them.
_SENDERS = (
    "本报 本网 本台 本刊 本社 本站 本端 新华社 新华网 中新社 中新网 中国新闻网 中通社 人民日报 人民网 "
    "光明日报 光明网 经济日报 央视网 央广网 央视新闻 国际在线 中国网 法新社 路透社 美联社 塔斯社 "
    "河南日报 郑州日报 郑州晚报 郑报 大河报 大河网 中原网 映象网"
)
_KNOWN = f"(?:{'|'.join(_SENDERS.split())})(?:客户端)?"
# A site that nobody told us about: everything up to its first 社, 报, 网 ….
_OUTLET = r"[^\W\d_]{1,15}?(?:通讯社|报社|报网|客户端|[社报网台刊站])"
_HAN = "[\u3400-\u9fff]"
_PLACE = rf"(?:(?P<place>{_HAN}{{2,8}}?)\s?)?"
# \d and \s take full-width digits and spaces as well, and int() reads them.
_DATE = (
    r"(?:(?:(?P<year>\d{4})\s?年\s?)?(?P<month>\d{1,2})\s?月\s?(?P<day>\d{1,2})\s?日"
    r"|(?P<day_only>\d{1,2})\s?日)\s?"
)
# Not 电视, 电话, 讯息, 通讯员 …, where 电 and 讯 begin another word.
_KIND = r"专?(?P<kind>电(?![视台话力网信商影子动])|讯(?![息问号员]))"
_END = r"(?=[\s(（】\]]|$)"
_FORMS = tuple(
    late(r"\s*[【\[]?(?P<excerpted>据)?\s?" + form + r"[】\]]?")
    for form in (
        rf"(?P<org>{_KNOWN})\s?{_KIND}",
        rf"(?P<org>{_KNOWN})\s?{_PLACE}{_DATE}{_KIND}",
        rf"(?P<org>{_KNOWN})\s?{_PLACE}{_KIND}{_END}",
        rf"(?P<org>{_OUTLET})\s?{_PLACE}{_DATE}{_KIND}",
        rf"(?P<org>{_OUTLET}){_KIND}{_END}",
        rf"(?:(?P<name>[^\W\d_]{{2,12}})\s?)?{_DATE}{_KIND}",
    )
)


def parse_dateline(text: str) -> tuple[Dateline | None, str]:
    """The dateline that `text` begins with, or None, and the rest of the text.

    Nothing is changed or lost: `dateline.text + rest == text`. Credits in brackets after the
    dateline, and the space before the story, stay in the rest. Rule: docs/domain.md §2.
    """
    for form in _FORMS:
        if match := form.match(text):
            return _dateline(match), text[match.end() :]
    return None, text


def _dateline(match: re.Match[str]) -> Dateline:
    found = match.groupdict()
    name = found.get("name")
    # A lone name before the date: the place a wire came from, or the site that speaks for itself.
    wired = found["kind"] == "电"
    year, month, day = _numbers(found)
    return Dateline(
        org=found.get("org") or (None if wired else name),
        place=found.get("place") or (name if wired else None),
        year=year,
        month=month,
        day=day,
        kind="电" if wired else "讯",
        excerpted=found["excerpted"] is not None,
        text=match.group(),
    )


def _numbers(found: dict[str, str | None]) -> tuple[int | None, int | None, int | None]:
    """Year, month and day as printed; all None when together they name no day of the calendar."""
    year, month = _int(found.get("year")), _int(found.get("month"))
    day = _int(found.get("day") or found.get("day_only"))
    if day is None:
        return None, None, None
    try:
        # What was not printed may be anything: 2000 was a leap year, January has 31 days.
        date(2000 if year is None else year, 1 if month is None else month, day)
    except ValueError:
        return None, None, None
    return year, month, day


def _int(digits: str | None) -> int | None:
    return int(digits) if digits else None
