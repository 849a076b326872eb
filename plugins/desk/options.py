"""What an editor says on the command line, read as kindly as a form would: dates, editions, folders."""

import re
from collections.abc import Iterable
from datetime import datetime
from difflib import get_close_matches

from plugins.newsroom.article import ZONE, Edition
from plugins.newsroom.fields import inside
from plugins.newsroom.problem import Message, error
from plugins.newsroom.text import normalise

MORNING = 8
"""The hour of a story whose day alone is known."""

_MOMENT = re.compile(r"(\d{4})[-./年 ]+(\d{1,2})[-./月 ]+(\d{1,2})日?(?:[ T日]*(\d{1,2})[:时点](\d{2})?分?)?")
_KEYS = {
    "报纸": "paper",
    "报": "paper",
    "版次": "page",
    "版": "page",
    "版面": "page_name",
    "版面名称": "page_name",
}
_PAIR = re.compile(r"([^=:]+)[=:](.+)")
_PAGE = re.compile(r"第?([A-Za-z]?\d{1,3}|[一二三四五六七八九十]{1,3})版?")


class Misunderstood(Exception):
    """A value that cannot be read; `message` says what to write instead."""

    def __init__(self, message: Message) -> None:
        super().__init__(message.code)
        self.message = message


def read_moment(text: str) -> datetime:
    """2017-10-12, 2017年10月12日, 2017-10-12 09:30: in Zhengzhou's time, at eight where no time is given."""
    found = _MOMENT.fullmatch(normalise(text).strip())
    if found is None:
        raise Misunderstood(_bad_date(text))
    year, month, day, hour, minute = found.groups()
    try:
        return datetime(int(year), int(month), int(day), int(hour or MORNING), int(minute or 0), tzinfo=ZONE)
    except ValueError:
        raise Misunderstood(_no_such_date(text)) from None


def read_edition(text: str) -> dict[str, str]:
    """`郑州日报 A5 惠济新闻`, in any order, or `paper=郑州日报,page=A5,page_name=惠济新闻`."""
    said: dict[str, str] = {}
    for word in re.split(r"[,，、;\s]+", normalise(text)):
        key, value = _told(word)
        if key:
            said[key] = f"{said[key]} {value}" if key == "page_name" and key in said else value
    return said


def _told(word: str) -> tuple[str, str]:
    if pair := _PAIR.fullmatch(word):
        key = _KEYS.get(pair[1], pair[1])
        if key not in ("paper", "page", "page_name"):
            raise Misunderstood(_bad_edition(word))
        return key, pair[2]
    if page := _PAGE.fullmatch(word):
        return "page", page[1].upper()
    return ("paper" if word.endswith(("报", "刊", "网")) else "page_name") if word else "", word


def read_folder(text: str) -> str:
    """A folder for stories, as a path below `content/`: news/2017/10, or content/news/2017/10."""
    path = text.strip().replace("\\", "/").removeprefix("./").rstrip("/")
    path = path.removeprefix("content/")
    try:
        inside(path)
    except ValueError:
        raise Misunderstood(_bad_folder(text)) from None
    if path != "news" and not path.startswith("news/"):
        raise Misunderstood(_bad_folder(text))
    return path


def choose(text: str, choices: Iterable[str], option: str) -> str:
    """`text`, which must be one of `choices`."""
    known = list(choices)
    if text in known:
        return text
    near = next(iter(get_close_matches(text, known, n=1, cutoff=0.5)), "")
    shown = "、".join(known)
    raise Misunderstood(
        error(
            "bad-option",
            f"{option} 没有“{text}”这个值",
            f"{option} cannot be “{text}”",
            (near or f"可用：{shown}", near or f"one of {shown}"),
        )
    )


def _bad_date(text: str) -> Message:
    return error(
        "bad-date",
        f"日期“{text}”看不懂",
        f"“{text}” is not understood as a date",
        ("写成 2017-10-12 或 2017-10-12 08:00", "write it like 2017-10-12 or 2017-10-12 08:00"),
    )


def _no_such_date(text: str) -> Message:
    return error(
        "no-such-date",
        f"日历上没有“{text}”",
        f"“{text}” does not exist",
        ("核对年、月、日、时、分", "check year, month, day, hour and minute"),
    )


def _bad_edition(word: str) -> Message:
    known = ", ".join(name for name in Edition.model_fields if name not in ("date", "order"))
    return error(
        "bad-edition",
        f"--edition 里的“{word}”看不懂",
        f"“{word}” in --edition is not understood",
        (f"写成“郑州日报 A5 惠济新闻”，或用 {known}", f"write “郑州日报 A5 惠济新闻”, or use {known}"),
    )


def _bad_folder(text: str) -> Message:
    return error(
        "path-outside",
        f"--into 的文件夹“{text}”不能用",
        f"The folder “{text}” of --into is refused",
        (
            "写 content/news/ 下面的文件夹，如 news/2017/10，只用英文字母、数字和 - _",
            "a folder below content/news/ such as news/2017/10: letters a-z, digits, - and _ only",
        ),
    )
