"""Rule: no word or mark is typed twice by mistake (docs/domain.md §7).

Only words of grammar are looked at, and words of three characters and more that follow themselves: 谢谢, 常常,
研究研究 and 等等 are Chinese. So are 目的的 and 为了了解: what makes each pair right is listed with it.
"""

import re
from collections.abc import Iterator

from plugins.newsroom.problem import Message, warning
from plugins.newsroom.registries import Registries
from plugins.sources.text import Found

from .proof import Proof

_RIGHT: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    word: (tuple(before), tuple(after))
    for word, before, after in (
        ("的", "目有", "确士"),
        ("了", "不得为罢除明完末", "解结却断然事"),
        ("是", "于但还要若凡只总可都正国就也或硬老", "非否"),
        ("在", "现正存所实内外潜自健好旨意", ""),
        ("和", "共总饱平温柔缓调中随祥附暖人谐", "平谐睦美气解好蔼善煦"),
        ("与", "参给赋授", "会"),
        ("及", "涉普以顾波触惠埃提危", "时早格"),
        ("把", "一两几", "脉关柄手握子"),
        ("被", "棉", "子褥套"),
        ("着", "", "急重眼手力装火陆实落想色凉迷"),
        ("也", "", "许"),
        ("就", "成造高铸将迁屈早", "业近地诊餐读医位职义学任座此事是"),
        ("并", "合吞兼一归裁", "购网联入轨行存列发排举重非不"),
        ("而", "然因从反进时继故幸甚", ""),
        ("其", "尤极与何", "他中实间余次乐"),
        ("这", "", ""),
        ("那", "", ""),
        ("们", "", ""),
    )
}
"""Words that are never doubled, with the characters before and behind a pair that make it right."""

_WORD = re.compile(rf"([{''.join(_RIGHT)}])\1")
_MARK = re.compile(r"[，、；：。][，、；：。]+")
_LONGER = re.compile(r"([一-鿿]{3,6}?)\1")


def check(proof: Proof, _: Registries) -> Iterator[Found]:
    """Yield a warning for each doubled word or mark."""
    text = proof.text
    for found in _WORD.finditer(text):
        before, after = _RIGHT[found[1]]
        if not (text.endswith(before, 0, found.start()) or text.startswith(after, found.end())):
            yield proof.line_at(found.start()), _word(proof, found, found[1])
    for found in _LONGER.finditer(text):
        if len(set(found[1])) > 1:  # 哈哈哈哈哈哈
            yield proof.line_at(found.start()), _word(proof, found, found[1])
    for found in _MARK.finditer(text):
        if found[0].strip("。"):  # 。。。 stands for an ellipsis
            yield proof.line_at(found.start()), _marks(proof, found)


def _word(proof: Proof, found: "re.Match[str]", once: str) -> Message:
    return warning(
        "doubled-word",
        f"“{once}”重复了：“{proof.around(*found.span(), 5)}”",
        f"“{once}” is doubled: “{proof.around(*found.span(), 5)}”",
        (f"只留一个“{once}”", f"keep one “{once}”"),
    )


def _marks(proof: Proof, found: "re.Match[str]") -> Message:
    return warning(
        "doubled-mark",
        f"标点重复：“{proof.around(*found.span(), 5)}”",
        f"Marks follow each other: “{proof.around(*found.span(), 5)}”",
        (
            "只留一个；一样的标点 invoke check --fix 会改好",
            "keep one; invoke check --fix does where they are the same",
        ),
    )
