"""Quantities as pages print them, in Chinese and in English. Nothing is rounded, no qualifier is dropped."""

from decimal import Decimal
from fractions import Fraction

from ._late import late
from .charts import Figure
from .printed import Printed
from .quantity import ABOUT, Bound, Quantity
from .text import Lang

_QUALIFIERS: dict[Lang, dict[Bound, str]] = {
    "zh": {Bound.EXACT: "", Bound.ABOVE: "超过", Bound.BELOW: "近", ABOUT: "约"},
    "en": {Bound.EXACT: "", Bound.ABOVE: "more than", Bound.BELOW: "nearly", ABOUT: "about"},
}
_ENGLISH = {
    **{"名": "people", "人": "people", "人次": "participations", "元": "yuan", "组": "groups", "年": "years"},
    **dict.fromkeys(("个", "项", "条", "家", "次", "件", "场", "处"), ""),
}
"""Units; what is counted by a measure word is named by the label."""

_HUNDRED_MILLION, _TEN_THOUSAND = Decimal(10) ** 8, Decimal(10) ** 4
_BILLION, _MILLION = Decimal(10) ** 9, Decimal(10) ** 6
_PHRASE = late(r"(?P<before>约|近|超过|超)?\s*(?P<value>[\d,.]+[万亿]?)(?P<after>[多余])?\s*(?P<unit>.*)")


def phrase(quantity: Quantity, lang: Lang) -> str:
    """A quantity that was calculated, in words: 超过13005人, more than 13,005 people."""
    figure = _figure(quantity, "", lang)
    return f"{figure.before}{figure.value}{figure.counted}"


def said(printed: Printed, lang: Lang) -> str:
    """A quantity that was published: in Chinese as it was printed."""
    return printed.text if lang == "zh" else phrase(printed.quantity, lang)


def figure(printed: Printed, label: str, lang: Lang) -> Figure:
    """The same, set large over its `label`."""
    found = _PHRASE.fullmatch(printed.text) if lang == "zh" else None
    if not found:
        return _figure(printed.quantity, label, lang)
    return Figure(found["value"], found["before"] or found["after"] or "", found["unit"], label)


def _figure(quantity: Quantity, label: str, lang: Lang) -> Figure:
    value = _scaled(quantity, lang)
    unit = quantity.unit if lang == "zh" else _ENGLISH.get(quantity.unit, quantity.unit)
    return Figure(value, _QUALIFIERS[lang][quantity.bound], unit, label)


def _scaled(quantity: Quantity, lang: Lang) -> str:
    """The number, money in millions or 亿 where that is as exact and shorter."""
    number = quantity.number
    scales: tuple[tuple[Decimal, str], ...] = ()
    if quantity.unit == "元":
        zh = ((_HUNDRED_MILLION, "亿"), (_TEN_THOUSAND, "万"))
        scales = zh if lang == "zh" else ((_BILLION, " billion"), (_MILLION, " million"))
    for scale, word in scales:
        if number >= scale:
            return f"{_plain(number / scale, lang)}{word}"
    return _plain(number, lang)


def _plain(number: Decimal, lang: Lang) -> str:
    text = f"{number:,f}" if lang == "en" else f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def percent(rate: Fraction) -> str:
    """A rate with one decimal, halves to the even one; without it where it is whole."""
    tenths = round(rate * 1000)
    return f"{tenths // 10}%" if tenths % 10 == 0 else f"{tenths // 10}.{tenths % 10}%"
