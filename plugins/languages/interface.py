"""The interface in one language: its strings (gettext), its dates, its tag."""

from datetime import date, datetime
from gettext import GNUTranslations, NullTranslations
from hashlib import blake2b
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

from plugins.fastbuild.environment import version
from plugins.fastbuild.kept import Kept
from plugins.newsroom.text import LANGS, Lang

TAGS: dict[Lang, str] = {"zh": "zh-CN", "en": "en"}
"""BCP 47 tags for `lang` and `hreflang`."""

OWN_NAMES: dict[Lang, str] = {"zh": "中文", "en": "English"}
"""What speakers call their language."""
_MONTHS = "January February March April May June July August September October November December".split()


class Weekday(NamedTuple):
    """A day of the week, Monday first."""

    name: str
    short: str


_WEEKDAYS: dict[Lang, tuple[Weekday, ...]] = {
    "zh": tuple(Weekday(f"星期{number}", number) for number in "一二三四五六日"),
    "en": tuple(
        Weekday(name, name[:3]) for name in "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
    ),
}


class Interface:
    """What templates need to speak one language. Source strings are English; `zh` has a catalogue."""

    def __init__(self, lang: Lang, strings: NullTranslations, traditional: bool = False) -> None:
        self.lang = lang
        self.traditional = traditional
        """Whether Chinese pages have a Traditional Chinese edition."""
        self.tag = TAGS[lang]
        self.own_name = OWN_NAMES[lang]
        self.gettext = strings.gettext
        self.ngettext = strings.ngettext
        self.weekdays = _WEEKDAYS[lang]

    def __fastbuild__(self) -> str:
        """What tells one interface from another in one build; catalogues belong to the theme."""
        return self.lang

    def weekday(self, day: date) -> str:
        """星期四, or Thursday."""
        return self.weekdays[day.weekday()].name

    def lunar(self, day: date) -> str:
        """农历八月廿三; "" in English, and for years that nobody has calculated (before 1900, after 2100)."""
        if self.lang != "zh":
            return ""
        from borax.calendars.lunardate import LunarDate  # for one page in thousands

        try:
            lunar = LunarDate.from_solar(day)
        except ValueError:
            return ""
        return f"农历{'闰' if lunar.leap else ''}{lunar.cn_month}月{lunar.cn_day}"

    def date(self, day: date) -> str:
        """2017年10月12日, or 12 October 2017."""
        if self.lang == "zh":
            return f"{day.year}年{day.month}月{day.day}日"
        return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"

    def moment(self, moment: datetime) -> str:
        """The date with hours and minutes."""
        return f"{self.date(moment)} {moment:%H:%M}"

    def year(self, year: int) -> str:
        """2017年, or 2017."""
        return f"{year}年" if self.lang == "zh" else str(year)

    def month(self, year: int, month: int) -> str:
        """2017年10月, or October 2017."""
        return f"{year}年{month}月" if self.lang == "zh" else f"{_MONTHS[month - 1]} {year}"

    def month_name(self, month: int) -> str:
        """10月, or October."""
        return f"{month}月" if self.lang == "zh" else _MONTHS[month - 1]

    def join(self, words: list[str]) -> str:
        """A list of names as it is printed."""
        return ("、" if self.lang == "zh" else ", ").join(words)


def read_interfaces(
    translations: Path, kept: Kept | None = None, traditional: bool = False
) -> dict[Lang, Interface]:
    """An interface a language, from `<lang>/LC_MESSAGES/messages.po` below `translations`; `kept` keeps them compiled."""
    return {
        lang: Interface(
            lang, _strings(translations / lang / "LC_MESSAGES" / "messages.po", lang, kept), traditional
        )
        for lang in LANGS
    }


def _strings(path: Path, lang: Lang, kept: Kept | None) -> NullTranslations:
    """The catalogue at `path`; none means that source strings are shown."""
    if not path.exists():
        return NullTranslations()
    read = path.read_bytes()
    name = blake2b(read + version("babel").encode(), digest_size=16).hexdigest()
    compiled = kept.load(lang, name) if kept else None
    if compiled is None:
        compiled = _compiled(read)
        if kept:
            kept.trim([])
            kept.save(lang, name, compiled)
    return GNUTranslations(BytesIO(compiled))


def _compiled(catalogue: bytes) -> bytes:
    from babel.messages.mofile import write_mo  # needed by hardly any build
    from babel.messages.pofile import read_po

    compiled = BytesIO()
    write_mo(compiled, read_po(BytesIO(catalogue)))
    return compiled.getvalue()
