"""The printed words a byline is made of, and the one pass that cuts a byline into them.

Private to `byline.py`. A byline is labels (本报记者), marks (文, 图, 摄), names, and set phrases
about pictures (图片由…提供), between separators. All text here is already normalised.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain
from typing import Literal

from ._late import late
from .person import Role

HAN = "\u3005\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U000323af"
SEPARATORS = r"\s,，、;；|/:()\[\]{}<>《》〈〉〔〕【】〖〗「」『』“”\"&…。!！?？—"


def _by_word(lines: Mapping[Role, str]) -> dict[str, Role]:
    return {word: role for role, words in lines.items() for word in words.split()}


# What stands before a name and says what its bearer did. Data: add to it freely.
LABELS = _by_word(
    {
        "reporter": "记者 记者站 小记者",
        "correspondent": "通讯员 特约通讯员",
        "intern": "见习记者 实习记者 见习生 实习生",
        "photographer": "摄影 摄影师 摄影记者 摄影通讯员 图片记者 摄像师",
        "author": "作者 撰稿 撰稿人 评论员 特约评论员",
        "editor": "编辑 责任编辑 责编 主编 总编 总编辑 编审 审核 审读 审签 初审 复审 终审 监制 策划 统筹 "
        "值班主任 值班编委 值班总编",
        "proofreader": "校对 责任校对 校检 审校",
        "layout": "版式 版式设计 版面 排版 组版 制版 美编 美术编辑 视觉 设计",
        "source": "供图 供稿 图片来源 来源 稿件来源",
    }
)
STAFF: frozenset[Role] = frozenset({"editor", "proofreader", "layout", "source"})
"""Credits of the page rather than of the story: a scope (文/图) stands before them."""
_ADJECTIVES = (
    "本报 本网 本台 本刊 本社 本站 特约 特派 首席 资深 高级 全媒体 融媒体 全媒 融媒 新媒体 文字 驻站 驻地 "
    "随行 前方 值班 本期 本版 今日 执行 副 助理 体育 时政 经济 校园 学生 少年 视频"
)
# What a paper, station or office ends in; before 记者, 通讯员 … it makes the words before it a label.
_OUTLETS = "报 网 社 台 刊 站 频道 客户端 新闻 视频 媒体 中心 日报 局 委 部 办 院 校 区 县 市 镇 街道 公司"

# What says whose the words and the pictures are. Marks are built from these atoms: 文/图, 文并摄,
# 摄影报道. No atom may be two others in a row: a mark could then be read in too many ways.
_ATOMS = _by_word(
    {
        "author": "文 文字 撰文 采写 整理 编译 综合 绘 绘图 制图 漫画 插画",
        "photographer": "图 图片 照片 摄 摄影 拍摄 摄像 影像 视频 航拍",
        "reporter": "报道",
        "source": "供图 供稿 提供",
    }
)
# Marks that are printed right behind a name (张三摄). 文 and 图 are not here: both end names (李宏图).
_GLUED = (
    "摄 摄影 摄影报道 拍摄 摄像 文并摄 文并图 文图 图文 文字 图片 照片 视频 采写 整理 编译 供图 供稿 提供"
)
_GLUED_MARKS = tuple(_GLUED.split())
# What follows 记者 in a sentence, not in a byline: 记者获悉, 记者从惠济区获悉.
_VERBS = (
    "获悉 获知 得知 了解 采访 看到 发现 注意到 走访 来到 跟随 探访 调查 "
    "报道说 报道称 表示 昨日 今日 近日 日前"
)


def _any(words: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


_IN_WORD = f"[^{SEPARATORS}]"
_STARTS, _ENDS = f"(?<!{_IN_WORD})", f"(?!{_IN_WORD})"
_WORD = late(f"{_IN_WORD}+")
_SEPARATOR = late(f"(?:[{SEPARATORS}]|{_STARTS}(?i:and){_ENDS})+")

# 摄影家协会, 编辑部, 记者节 and 摄影报道 are other words.
_NO_OTHER_WORD = "(?!部|室|家|协会|院|节|证|报道)"
_BASE = f"(?:{_any(LABELS)}){_NO_OTHER_WORD}"
# 本报记者, 特约通讯员; but 本报供图 is somebody and what they did.
_PEOPLE = f"(?:{_any(word for word, role in LABELS.items() if role != 'source')}){_NO_OTHER_WORD}"
_QUALIFIED = f"(?:{_any(_ADJECTIVES.split())})*{_PEOPLE}"
_LABEL = late(f"{_QUALIFIED}|{_BASE}")
_OUTLET_LABEL = late(
    rf"(?!{_BASE})[{HAN}A-Za-z](?:(?!{_BASE}|本[报网台刊社站])[{HAN}A-Za-z·]){{0,13}}?"
    rf"(?:(?:{_any(_OUTLETS.split())})(?:驻[{HAN}]{{1,6}}?)?{_QUALIFIED}|记者站(?:记者)?{_NO_OTHER_WORD})"
)
# Staff lines are justified: 编 辑, 校 对.
_SPACED_LABEL = late(f"{_STARTS}(?:{_any(' '.join(word) for word in LABELS)}){_ENDS}")

_ATOM = f"(?:{_any(_ATOMS)})"
_ATOM_WORD = late(_ATOM)
_MARK = late(f"{_ATOM}(?:(?: ?[/、] ?|[并兼与和及])?{_ATOM})*{_ENDS}")
_MARK_JOINT = late(" ?[/、] ?")
# 文 is a surname too: before exactly one single character it begins a spaced-out name (文 静).
_SURNAME_WEN = late(f"{_STARTS}文 (?=[{HAN}]{_ENDS}(?<![文图摄绘])(?! [{HAN}]{_ENDS}))")

_PHRASE_HINT = late("由|供图|供稿|提供|资料|网络")
_SUPPLIED_BY = late(
    rf"(?P<before>(?:[{HAN}]{{0,6}}?(?:图片?|照片|视频|资料)[均皆都]?)?由 ?(?:{_LABEL.pattern})?) ?"
    rf"(?P<name>(?!{_BASE}){_IN_WORD}(?:(?!{_BASE})(?:{_IN_WORD}|、)){{1,39}}?)"
    rf" ?(?P<after>提供|供图|供稿|拍摄|摄){_ENDS}"
)
_SUPPLIES = late(rf"(?P<name>(?:(?!{_BASE}|由){_IN_WORD}){{2,40}})(?P<after>供图|供稿|提供图片|提供){_ENDS}")
_STOCK = late(f"(?:资料图片?|资料照片|网络图片?|图片来自网络){_ENDS}")

_PROSE = late(f"(?:(?:从|在|向|就|对|随|跟|昨|今)[^{SEPARATORS}]{{0,40}}?)?(?:{_any(_VERBS.split())})")

Glue = Literal["", ":", "/", "(", " ", "、", ","]
"""What stands before a token: nothing, or the separator that says most of those that do."""


@dataclass(slots=True)
class Token:
    """A label, a mark, a set phrase (`name` in the place of … in `text`), or names.

    `chunks` of names are the words between commas; words of one chunk have spaces between them.
    """

    kind: Literal["label", "mark", "phrase", "names"]
    glue: Glue
    text: str = ""
    role: Role = "source"
    name: str = ""
    chunks: list[list[str]] = field(default_factory=list)


def tokens(text: str) -> list[Token]:
    """All tokens of `text` in their order; neighbouring names are one token."""
    found: list[Token] = []
    for token in _cut(_close_up(text)):
        if token.kind == "names" and found and found[-1].kind == "names":
            _append(found[-1].chunks, token)
        else:
            found.append(token)
    return found


def name_chunks(text: str) -> list[list[str]]:
    """The words of a list of names, without looking for labels and marks among them."""
    chunks: list[list[str]] = []
    glue, position = _skip(text, 0)
    while word := _WORD.match(text, position):
        _append(chunks, Token("names", glue, chunks=[[word.group()]]))
        glue, position = _skip(text, word.end())
    return chunks


def starts_prose(text: str) -> bool:
    """Whether `text` is a sentence that begins like a byline: 记者获悉, 据通讯员报道说."""
    label = _label_at(text, 1 if text.startswith("据") else 0)
    if label is None or not label.group().endswith(("记者", "通讯员")):
        return False
    start = label.end() + text.startswith(" ", label.end())
    return _PROSE.match(text, start) is not None


def starts_label(text: str) -> bool:
    """Whether `text` begins with a label: 记者, 本报通讯员."""
    return _label_at(text, 0) is not None


def has_label(text: str) -> bool:
    """Whether there is a label anywhere in `text`."""
    return _LABEL.search(text) is not None


def is_mark(text: str) -> bool:
    """Whether `text` is a mark and nothing else: 文, 图/文, 文并摄."""
    return _MARK.fullmatch(text) is not None


def is_no_name(word: str) -> bool:
    """Whether `word` belongs to bylines or sentences, so that it cannot be somebody's name.

    由 is a surname, but too rare: 由… 摄 is how pictures are credited.
    """
    if "由" in word or word.endswith("报道") or word.lower() == "and" or has_label(word):
        return True
    return any(pattern.match(word) for pattern in (_MARK, _STOCK, _SUPPLIES, _PROSE))


def mark_role(mark: str) -> Role:
    """The role of somebody whose name bears only a mark: 文 author, 图 photographer, 供图 source."""
    roles = [_ATOMS[atom] for atom in _ATOM_WORD.findall(mark)]
    telling: tuple[Role, ...] = ("source", "author")
    return next((role for role in telling if role in roles), roles[0])


def mark_medium(mark: str) -> str | None:
    """The medium of somebody with only a mark: the mark, unless it is a label as well (摄影, 供图)."""
    return None if mark in LABELS else mark


def _close_up(text: str) -> str:
    """Spaced-out labels, and the surname 文 of a spaced-out name, without their spaces."""
    text = _SPACED_LABEL.sub(lambda match: match.group().replace(" ", ""), text)
    return _SURNAME_WEN.sub("文", text) if "文 " in text else text


def _cut(text: str) -> Iterator[Token]:
    phrases = _PHRASE_HINT.search(text) is not None
    glue, position = _skip(text, 0)
    while position < len(text):
        found, end = _read(text, position, glue, phrases)
        yield from found
        glue, position = _skip(text, end)


def _skip(text: str, position: int) -> tuple[Glue, int]:
    """Past the separators at `position`, to a word or the end; the beginning is as good as a space."""
    separator = _SEPARATOR.match(text, position)
    return (_glue(separator.group()), separator.end()) if separator else (" ", position)


def _read(text: str, start: int, glue: Glue, phrases: bool) -> tuple[Iterable[Token], int]:
    """The tokens of the word, mark or phrase at `start`, and where it ends."""
    if mark := _MARK.match(text, start):
        return [_mark(mark.group(), glue)], mark.end()
    if phrases and (phrase := _phrase(text, start)):
        return [_phrase_token(phrase, glue)], phrase.end()
    word = _WORD.match(text, start)
    assert word is not None  # `_skip` stops only before a character that is no separator
    return _break(word.group(), glue), word.end()


def _break(word: str, glue: Glue) -> Iterator[Token]:
    """A word that labels are glued into: 本报记者蔺洋通讯员景琦."""
    position = 0
    first = _label_at(word, 0)
    more = _LABEL.finditer(word, first.end() if first else 0)
    for label in chain([first] if first else [], more):
        if position < label.start():
            yield from _peel(word[position : label.start()], glue if position == 0 else "")
        yield _label(label, glue if label.start() == 0 else "")
        position = label.end()
    if position < len(word):
        yield from _peel(word[position:], glue if position == 0 else "")


def _peel(word: str, glue: Glue) -> Iterator[Token]:
    """A name, and the marks glued behind it: 张三摄. 报道 only right behind a label: 记者张三报道.

    Behind other names it follows a place (北京报道), and which of the two it is nobody can know.
    """
    end = _name_end(word, _GLUED_MARKS if glue else (*_GLUED_MARKS, "报道"))
    if end == len(word):
        yield Token("names", glue, chunks=[[word]])
    elif _MARK.fullmatch(word):
        yield _mark(word, glue)
    else:
        yield Token("names", glue, chunks=[[word[:end]]])
        yield _mark(word[end:], "")


def _name_end(word: str, marks: tuple[str, ...]) -> int:
    """Where the name ends in a word that marks may end; a name keeps two characters."""
    end = len(word)
    while word.endswith(marks, 2, end):
        end -= next(len(mark) for mark in marks if word.endswith(mark, 2, end))
    return end


def _label_at(text: str, start: int) -> re.Match[str] | None:
    """The label at `start`, with the paper or office before it: 新华社记者, 郑报全媒体记者."""
    return _LABEL.match(text, start) or _OUTLET_LABEL.match(text, start)


def _label(match: re.Match[str], glue: Glue) -> Token:
    """摄影 and 供图 are marks as well: which of the two they are shows only from their neighbours."""
    text = match.group()
    if is_mark(text):
        return _mark(text, glue)
    base = max((word for word in LABELS if text.endswith(word)), key=len)
    return Token("label", glue, text, LABELS[base])


def _mark(printed: str, glue: Glue) -> Token:
    text = _MARK_JOINT.sub("/", printed)
    return Token("mark", glue, text, mark_role(text))


def _phrase(text: str, start: int) -> re.Match[str] | None:
    return _SUPPLIED_BY.match(text, start) or _STOCK.match(text, start) or _SUPPLIES.match(text, start)


def _phrase_token(match: re.Match[str], glue: Glue) -> Token:
    """图片由…提供 with its name apart; 资料图片 has none."""
    if "name" not in match.re.groupindex:
        return Token("phrase", glue, match.group())
    found = match.groupdict()
    label = f"{found.get('before') or ''}…{found['after']}".replace(" ", "")
    role: Role = "photographer" if found["after"] in ("拍摄", "摄") else "source"
    return Token("phrase", glue, label, role, found["name"])


def _append(chunks: list[list[str]], more: Token) -> None:
    if more.glue == " " and chunks:
        chunks[-1] += more.chunks[0]
        chunks += more.chunks[1:]
    else:
        chunks += more.chunks


def _glue(printed: str) -> Glue:
    if not printed.strip(" "):
        return " "
    if ")" in printed:
        return ","
    telling: tuple[Glue, ...] = ("(", ":", "/", "、")
    return next((glue for glue in telling if glue in printed), ",")
