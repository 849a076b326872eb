"""Rule: numbers by GB/T 15835-2011, where a mistake can be told for certain (docs/domain.md §7).

Years are not shortened ('17年, 17年10月, 2016—17年); 〇 is no zero and no letter (二0一七年); one number is not
written in two scripts (4千, but 4万 and 4亿 are right, and 4千米 is a unit). Fixed expressions stay in Chinese:
第一书记, 第三季度; their wrong forms (第1书记) are in content/data/wording.yaml.
"""

import re
from collections.abc import Iterator

from plugins.newsroom.problem import Message, warning
from plugins.newsroom.registries import Registries
from plugins.sources.text import Found

from .proof import Proof

_QUICK = re.compile(r"[0-9０OoＯ](?:[0-9]年|[百千十一二三四五六七八九])")
_SHORT_YEAR = re.compile(
    r"['’‘][0-9]{2}年|(?<![0-9.])[0-9]{2}年(?=(?:0?[1-9]|1[0-2])月(?!个))|(?<=[0-9]{4}[—–~～至-])[0-9]{2}年(?![0-9])"
)
_ZERO = re.compile(r"[一二三四五六七八九][0０OoＯ][一二三四五六七八九〇零0０OoＯ]{2}(?=年)")
_TWO_SCRIPTS = re.compile(
    r"[0-9][百千](?![米克瓦伏帕焦卡赫兆安字分斤赛年货姓合])|(?<![0-9第])[0-9]十(?![字堰])"
)
_NOW_ZERO = str.maketrans("0０OoＯ", "〇〇〇〇〇")


def check(proof: Proof, _: Registries) -> Iterator[Found]:
    """Yield a warning for each number that the standard writes otherwise."""
    text = proof.text
    if not _QUICK.search(text):
        return
    for found in _SHORT_YEAR.finditer(text):
        yield proof.line_at(found.start()), _short_year(found[0])
    for found in _ZERO.finditer(text):
        yield proof.line_at(found.start()), _zero(found[0])
    for found in _TWO_SCRIPTS.finditer(text):
        yield proof.line_at(found.start()), _two_scripts(found[0])


def _short_year(year: str) -> Message:
    digits = year.strip("'’‘年")
    return warning(
        "number-form",
        f"年份不能简写：“{year}”",
        f"A year is not shortened: “{year}”",
        (f"写全四位，如 20{digits}年", f"write four digits, such as 20{digits}年"),
    )


def _zero(year: str) -> Message:
    right = year.translate(_NOW_ZERO)
    return warning(
        "number-form",
        f"汉字年份里的零写成“〇”：“{year}年”",
        f"The zero of a Chinese year is 〇: “{year}年”",
        (f"{right}年", f"{right}年"),
    )


def _two_scripts(number: str) -> Message:
    return warning(
        "number-form",
        f"一个数不能半是阿拉伯数字半是汉字：“{number}”",
        f"One number is not written in two scripts: “{number}”",
        ("全用阿拉伯数字（4000），或全用汉字（四千）", "all digits (4000) or all Chinese (四千)"),
    )
