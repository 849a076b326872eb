"""Telling the lines above a story apart: 引题 (kicker), 主题 (title), 副题 (subtitle) (docs/domain.md §2).

They may stand on lines of their own, share one, separated by a space, or be spread over several. What a line
says is all there is to tell by, so that the answer comes with a doubt where another was nearly as good.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ._marks import HAN
from .dateline import parse_dateline
from .sentences import cannot_begin

LONGEST = 50
"""Characters of a line that may be a headline."""

_VERBS = (
    "举行 举办 召开 开展 启动 成立 开工 开幕 揭牌 启用 发布 出台 部署 推进 推动 激发 打造 慰问 调研 观摩 视察 检查 荣获 "
    "获评 获奖 入选 上线 亮相 落幕 签约 走进 到 赴 助力 促进 实现 完成 通过 建成 开通 开放 表彰 培训 征集 公布 招募 提升 "
    "破解 走访 督导 学习 组织 开讲 开课 搭建 创建 让 送"
).split()
_VERB = re.compile("|".join(sorted(_VERBS, key=len, reverse=True)))
_SUBJECT = re.compile(
    rf"(?:(?:[省市县区镇乡]|街道)(?:委|政府|人大|政协|纪委|直)|[{HAN}0-9]{{2,12}}?(?:区|县|市|省|镇|乡|街道|办事处|村|社区|局|委|办|组|团|部|院|校|公司|协会|中心|支部|党委|政府|名\w{{1,3}}))"
    r"(?=.{2})"
)
_SLOGAN = re.compile(r"喜迎|喜庆|欢庆|庆祝|贯彻|学习宣传|学习贯彻|聚焦|纪念|致敬|决胜|牢记|不忘|深入")
_OCCASION = re.compile(r"(?:会|会议|活动|工程|系列|专题|行动|①|②|③|之[一二三四五六七八九十]+|[·:：])$")
_LISTED = re.compile(r"[-+*] |[>●■◆▪•◎○①-⑳☆★]|\d{1,3}[.)、](?!\d)")
_DASH = re.compile(r"[—–-]{1,2}")
_DETAIL = re.compile(r"[，,]|\d+(?:\.\d+)?[万亿]?[元人个项家户名]")
# What cannot end a headline: the rest stands on the next line.
_OPEN = re.compile(
    r"(?:[的和与及以在为对向把将让从到于、]|举行|举办|召开|开展|推进|激发|打造|成立|实现|第?[一二三四五六七八九十\d]+(?:批次|批|次|届|年|月|日))$"
)
_WHOLE_SUBJECT = re.compile(
    rf"[{HAN}]{{2,14}}(?:区|县|市|镇|乡|街道|办事处|社区|局|委|组|部|院|校|公司|协会|中心|支部|党委|政府)"
)
_MEANS = re.compile(r"[以用靠]")


@dataclass(frozen=True, slots=True)
class Headline:
    """The three parts. `sure` is False where another way to tell them apart was nearly as good.

    A bar (`|`) in a part stands where its printed line ended.
    """

    title: str
    kicker: str | None = None
    subtitle: str | None = None
    sure: bool = True


@dataclass(frozen=True, slots=True)
class Line:
    """A printed line: how much its type stands out (0: it is not known to), and the blank lines before it."""

    text: str
    weight: int = 0
    gap: int = 0


def looks_like_headline(text: str) -> bool:
    """Whether `text` may be a headline or a subhead: short, one clause or few, no mark at its end but ！ and ？."""
    if not 2 <= len(text) <= LONGEST or cannot_begin(text) or parse_dateline(text)[0]:
        return False
    if _LISTED.match(text) or re.search(r"[。；;]|[，,、：:.]$", text) or not any(map(str.isalpha, text)):
        return False
    return len(re.findall(r"[，,]", text)) <= 2


def tell_apart(lines: Sequence[Line]) -> Headline:
    """The parts of a block of at least one line."""
    units = _units(lines)
    scores = [_score(unit) for unit in units]
    best = max(range(len(units)), key=lambda i: (scores[i], len(units[i].text)))
    others = [score for i, score in enumerate(scores) if i != best]
    before, after = [unit.text for unit in units[:best]], [unit.text for unit in units[best + 1 :]]
    return Headline(
        units[best].text,
        " ".join(before) or None,
        " ".join(after) or None,
        all(score + 2 <= scores[best] for score in others),
    )


def _units(lines: Sequence[Line]) -> list[Line]:
    """Pieces between spaces and line ends, those put together again that are one headline."""
    units: list[Line] = []
    for line in lines:
        for number, text in enumerate(_pieces(line.text)):
            joint = "|" if number == 0 else " "
            if units and units[-1].weight == line.weight and _reads_on(units[-1].text, text):
                units[-1] = Line(f"{units[-1].text}{joint}{text}", line.weight, units[-1].gap)
            else:
                units.append(Line(text, line.weight, line.gap))
    return units


def _pieces(text: str) -> list[str]:
    """抓实基层 夯实基础 is one piece, as are Latin words; 喜迎十九大 迎宾路街道举办主题演讲比赛 are two."""
    pieces: list[str] = []
    for word in text.split():
        if pieces and _belong_together(pieces[-1], word):
            pieces[-1] += f" {word}"
        else:
            pieces.append(word)
    return pieces


def _belong_together(before: str, word: str) -> bool:
    last = before.split()[-1]
    couplet = len(last) == len(word) <= 8
    return couplet or len(word) < 3 or len(last) < 3 or (last[-1].isascii() and word[0].isascii())


def _reads_on(first: str, rest: str) -> bool:
    """Whether `first` is only the beginning of a headline that ends with `rest`: 惠济区以机制创新 激发…"""
    if _OPEN.search(first) or cannot_begin(rest):
        return True
    verb = _VERB.match(rest)
    return verb is not None and (
        _WHOLE_SUBJECT.fullmatch(first) is not None
        or (
            _SUBJECT.match(first) is not None and _MEANS.search(first) is not None and not _VERB.search(first)
        )
    )


def _score(unit: Line) -> int:
    """How much a piece reads like the title: somebody does something. 7 is most."""
    text = unit.text
    score = 10 * unit.weight
    subject = _SUBJECT.match(text)
    score += 2 * (subject is not None) + 2 * (_VERB.search(text) is not None)
    score += 1 if 8 <= len(text) <= 30 else -1 if len(text) < 6 else 0
    score -= 2 * (_SLOGAN.match(text) is not None)
    score -= 2 * (_OCCASION.search(text) is not None and _VERB.search(text) is None)
    score -= 6 * (_DASH.match(text) is not None)
    score -= 2 * (subject is None and _DETAIL.search(text) is not None)
    return score
