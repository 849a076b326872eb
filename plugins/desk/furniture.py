"""What stands on a page and belongs to no story: page number, date line, name of the paper, staff, telephone."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from plugins.newsroom.byline import parse_byline
from plugins.newsroom.person import People
from plugins.newsroom.text import normalise
from plugins.sources.foreign.page import Block, Kind
from plugins.sources.markup import plain

from .bylines import signature

_STAFF = ("editor", "proofreader", "layout")
_DATE = re.compile(r"(\d{4}) ?[年./-] ?(\d{1,2}) ?[月./-] ?(\d{1,2})(?: ?日|(?!\d))")
_CLOCK = re.compile(r"(?<!\d)([01]?\d|2[0-3]):([0-5]\d)(?::\d{2})?(?!\d)")
_SOURCE = re.compile(r"(?:信息来源|文章来源|稿件来源|来源|稿源) ?: ?(\S+)")
_COUNTS = re.compile(
    r"(?:发布|发表|更新)?(?:时间|日期) ?:|(?:点击|浏览|阅读|访问)(?:量|数|次数)? ?: ?\d* ?次?|字[体号] ?: ?[\[大中小\] ]+|打印本?页?|关闭窗口"
)
_WEEKDAY = re.compile(r"(?:星期|周|礼拜)[一二三四五六日天]")
_LUNAR = re.compile(r"(?:农历|[甲乙丙丁戊己庚辛壬癸][子丑寅卯辰巳午未申酉戌亥]年)[\u4e00-\u9fff]{0,10}")
_PAGE = re.compile(
    r"第? ?(?<![A-Za-z0-9])([A-Z]?\d{1,3}|[一二三四五六七八九十]{1,3}) ?版|(?<![A-Za-z0-9])([A-Z]\d{1,3})(?![A-Za-z0-9])"
)
_PAPER = re.compile(
    r"(?<![\u4e00-\u9fff])[\u4e00-\u9fff]{2,8}(?:日报|晚报|时报|晨报|早报|商报|快报|周报|都市报|[^\W\d_]报)(?![\u4e00-\u9fff])"
)
_CONTACT = re.compile(
    r"(?:编辑部|编辑|新闻|本报|报料|投稿|广告|发行|读者)[\u4e00-\u9fff]{0,4}(?:电话|热线|邮箱|信箱|传真|网址|E-?mail|QQ群?|邮编):? ?(?=[!-~]*[\d@.])[!-~]{5,}(?:[ 、]\d[\d-]+)*",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"(?:电话|热线|传真|邮箱|E-?mail) ?:? ?(?=[!-~]*\d)[!-~]{5,}", re.IGNORECASE)
_PAGE_NAME = re.compile(r"[\u4e00-\u9fff·]{2,8}")
_NAMES_A_PAGE = re.compile(
    r"(?:新闻|要闻|综合|专版|专刊|专题|时政|民生|社会|文化|副刊|关注|视点|聚焦|特刊|周刊|广场|基层|党建)$"
)
_RULE = re.compile(r"[-=_*~—─━–·•●★☆◆◇■□＊\\ ]{3,}")
_LONGEST = 80
_TOP, _BOTTOM = 6, 4
"""Blocks at which a page begins, and ends."""


@dataclass(slots=True)
class Furniture:
    """What was found. `lines` are the lines left out of the stories, as they stand in the file."""

    day: date | None = None
    clock: str = ""
    """The time of a web page: 09:30."""
    source: str = ""
    byline: str = ""
    paper: str = ""
    page: str = ""
    page_name: str = ""
    editors: tuple[str, ...] = ()
    lines: list[tuple[int, str]] = field(default_factory=list)


def clear(blocks: Sequence[Block], people: People) -> tuple[list[Block], frozenset[int], Furniture]:
    """The blocks that are left, the positions of those before which a rule was drawn, and what was taken away."""
    furniture, left, ruled = Furniture(), list[Block](), set[int]()
    after_rule, gap = False, 0
    for position, block in enumerate(blocks):
        text = plain(block.text) if block.kind is Kind.LINE else ""
        if block.kind is Kind.LINE and _RULE.fullmatch(block.text):
            after_rule, gap = True, gap + block.gap
            furniture.lines.append((block.line, text))
        elif text and _take(text, position < _TOP, position >= len(blocks) - _BOTTOM, people, furniture):
            gap += block.gap
            furniture.lines.append((block.line, text))
        else:
            left.append(replace(block, gap=block.gap + gap))
            ruled |= {len(left) - 1} if after_rule else set()
            after_rule, gap = False, 0
    return left, frozenset(ruled), furniture


@dataclass(frozen=True, slots=True)
class _Line:
    """A line by its signs of furniture, and the rest of it."""

    rest: str
    dates: list["re.Match[str]"]
    dated: bool
    contact: bool
    source: "re.Match[str] | None"
    clock: "re.Match[str] | None"
    pages: list["re.Match[str]"]
    papers: list[str]

    def tells(self, at_top: bool, at_bottom: bool) -> bool:
        """Whether it is furniture by one of them.

        At the end of a notice stands a day, too; a name alone may belong to a story but at the edges of a page.
        """
        day = self.dates and (at_top or self.dated)
        return bool(self.pages or self.source or day or (self.papers and (at_top or at_bottom)))


def _line(said: str) -> _Line:
    dates, dated, rest = list(_DATE.finditer(said)), _WEEKDAY.search(said) is not None, said
    for pattern in (_DATE, _WEEKDAY, _LUNAR):
        rest = pattern.sub(" ", rest)
    source, clock = _SOURCE.search(rest), _CLOCK.search(rest) if dates else None
    for pattern in (_SOURCE, _CLOCK, _COUNTS) if source or clock else ():
        rest = pattern.sub(" ", rest)
    contact = _CONTACT.search(rest) is not None
    rest = _CONTACT.sub(" ", rest)
    pages, papers = list(_PAGE.finditer(rest)), _PAPER.findall(rest)
    rest = _PAPER.sub(" ", _PAGE.sub(" ", rest)).strip(" ·|/:—-")
    return _Line(rest, dates, dated, contact, source, clock, pages, papers)


def _take(text: str, at_top: bool, at_bottom: bool, people: People, found: Furniture) -> bool:
    """Whether `text` is furniture and nothing else; what it says is noted."""
    said = normalise(text)
    if len(said) > _LONGEST:
        return False
    line = _line(said)
    told, name = line.tells(at_top, at_bottom), ""
    rest = _NUMBER.sub(" ", line.rest).strip() if told else line.rest
    editors = _editors(rest, people)
    if editors is None and told:
        name, editors = _name_and_editors(rest, people)
    byline = signature(rest, people) if told and editors is None else ""
    if rest and editors is None and not byline:
        beside = told and not (line.papers and not line.pages)
        if not _is_page_name(rest, beside, at_top or at_bottom, found):
            return False
        name = rest
    if not (told or name or line.contact or editors is not None):
        return False
    _note(found, line, name, byline, editors or ())
    return True


def _name_and_editors(rest: str, people: People) -> tuple[str, tuple[str, ...] | None]:
    """要闻 责编 张三: the name of a page before its staff."""
    name, _, others = rest.partition(" ")
    editors = _editors(others, people) if _PAGE_NAME.fullmatch(name) else None
    return (name, editors) if editors is not None else ("", None)


def _note(found: Furniture, line: _Line, name: str, byline: str, editors: tuple[str, ...]) -> None:
    """What is said first holds; editors are added."""
    clock = line.clock
    found.day = found.day or next(filter(None, map(_day, line.dates)), None)
    found.clock = found.clock or (f"{int(clock[1]):02}:{clock[2]}" if clock else "")
    found.source = found.source or (line.source[1] if line.source else "")
    found.byline = found.byline or byline
    found.paper = found.paper or next(iter(line.papers), "")
    found.page = found.page or next((page[1] or page[2] for page in line.pages), "")
    found.page_name = found.page_name or name
    found.editors = tuple(dict.fromkeys((*found.editors, *editors)))


def _is_page_name(text: str, told: bool, edge: bool, found: Furniture) -> bool:
    """惠济新闻 beside a page number; or by itself, right after the number or the paper's name."""
    if not _PAGE_NAME.fullmatch(text):
        return False
    expected = edge and bool(found.page or found.paper) and not found.page_name
    return told or (expected and _NAMES_A_PAGE.search(text) is not None)


def _editors(rest: str, people: People) -> tuple[str, ...] | None:
    """The editors of a line of staff, such as 责编 王某 校对 李某; None where it is no such line."""
    byline = parse_byline(rest, people) if rest else None
    if byline is None or byline.messages or not byline.credits:
        return None
    if any(credit.role not in _STAFF or not credit.label for credit in byline.credits):
        return None
    return byline.names("editor")


def _day(found: "re.Match[str]") -> date | None:
    try:
        return date(*map(int, found.groups()))
    except ValueError:
        return None
