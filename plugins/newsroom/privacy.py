"""Numbers that belong to one person: mobile telephones, identity cards, bank cards; and homes (docs/domain.md §4).

Hot lines (12345), landlines (0371-…) and masks (138****1234) are none of these. Digits may be full width and may
stand in the groups in which people write them. What is found is shown masked: logs are public.
"""

import re
from collections.abc import Iterator
from datetime import date
from typing import Literal, NamedTuple

Kind = Literal["mobile-number", "identity-number", "bank-card", "home-address"]


class Private(NamedTuple):
    """Something private in a text, from `start` to `end`; `shown` is safe to print."""

    kind: Kind
    start: int
    end: int
    shown: str


_HALF = str.maketrans(
    {
        **{chr(0xFF10 + n): str(n) for n in range(10)},
        "　": " ",
        "\u00a0": " ",
        "－": "-",
        "Ｘ": "X",
        "‐": "-",
        "‑": "-",
        "–": "-",
        "—": "-",
    }
)
_LONG = re.compile("[0-9０-９](?:[ \u00a0\u3000‐-―－-]?[0-9０-９]){10}")
"""Eleven digits, or `_HOMES`: most texts have neither, and are looked at no further."""

_HOMES = "单元"

_S = r"[ -]?"
_MOBILE = re.compile(
    rf"(?<!\w)(?<!\d[.-])(?:(?:\+|00)?86{_S})?(1[3-9](?:\d{_S}\d{{4}}{_S}\d{{4}}|\d{_S}\d{{3}}{_S}\d{{5}}|\d\d{_S}\d{{3}}{_S}\d{{4}}))"
    r"(?!\w|[.-]\d)(?! ?(?:多|余)?(?:元|人|吨|次|件|平方|立方|千瓦))",
    re.ASCII,
)
"""Numbers of eleven digits since 2010 (MIIT): 1, then 3 to 9. What a unit follows is an amount."""

_IDENTITY = re.compile(rf"(?<!\w)([1-8]\d{{5}}){_S}((?:19|20)\d{{6}}){_S}(\d{{3}}[\dXx])(?!\w)", re.ASCII)
_CARD = re.compile(
    rf"(?<!\w)(?<!\d[.-])\d{{4}}(?:{_S}\d{{4}}){{2}}{_S}\d{{3,4}}(?:{_S}\d{{1,3}})?(?!\w|[.-]\d)", re.ASCII
)
_UNIONPAY, _OTHERS = re.compile(r"62\d{14,17}"), re.compile(r"(?:4\d{15}|5[1-5]\d{14}|35\d{14}|3[47]\d{13})")
_CARD_TALK = re.compile(r"卡号|银行卡|储蓄卡|信用卡|借记卡|账号|帐号|账户|帐户|开户", re.ASCII)
_HOME = re.compile(
    r"\d+ ?号?[楼幢栋座] ?\d+ ?单元 ?\d{1,2}层? ?\d{1,4} ?[室号户]|\d+ ?单元 ?\d{3,4} ?[室号户]"
)
_ADDRESS = re.compile(r"https?://[^\s)）。，；]*")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def private(text: str) -> Iterator[Private]:
    """Everything private in `text`, in no order; a number is told once."""
    if not (_LONG.search(text) or _HOMES in text):
        return
    text = text.translate(_HALF)
    identities = [found for found in _IDENTITY.finditer(text) if is_identity("".join(found.groups()))]
    for found in identities:
        yield Private("identity-number", *found.span(), f"{found[1][:2]}*************{found[3][1:]}")
    for found in _MOBILE.finditer(text):
        number = _digits(found[1])
        if not _in_address(text, found):
            yield Private("mobile-number", *found.span(), f"{number[:3]}****{number[-4:]}")
    for found in _CARD.finditer(text):
        number = _digits(found[0])
        if not any(found.start() < other.end() and other.start() < found.end() for other in identities) and (
            _is_card(number, text[max(found.start() - 20, 0) : found.start()])
            and not _in_address(text, found)
        ):
            yield Private("bank-card", *found.span(), f"{number[:4]}****{number[-4:]}")
    for found in _HOME.finditer(text):
        yield Private("home-address", *found.span(), re.sub(r"\d", "*", found[0]))


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text)


def _in_address(text: str, found: "re.Match[str]") -> bool:
    """Whether it is a part of a web address, where long numbers name pages."""
    return any(at.start() <= found.start() < at.end() for at in _ADDRESS.finditer(text))


def is_identity(number: str) -> bool:
    """Whether 18 characters are an identity number: a day that exists and the check character of GB 11643-1999."""
    try:
        date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return False
    total = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, number, strict=False))
    return number[17].upper() == "10X98765432"[total % 11]


def _is_card(number: str, before: str) -> bool:
    """Cards of China begin with 62; numbers of other makes only where words before say that they are cards."""
    known = _UNIONPAY.fullmatch(number) or (_OTHERS.fullmatch(number) and _CARD_TALK.search(before))
    return bool(known) and is_luhn(number)


def is_luhn(number: str) -> bool:
    """The check digit of cards (ISO/IEC 7812-1, annex B)."""
    doubled = (int(digit) * (1 + at % 2) for at, digit in enumerate(reversed(number)))
    return sum(value - 9 if value > 9 else value for value in doubled) % 10 == 0
