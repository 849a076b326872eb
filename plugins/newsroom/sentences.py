"""Where a paragraph ends, and where a column, a page or a picture has only cut it in two (docs/domain.md §2).

Text is inline Markdown or plain text; punctuation may still be in half width.
"""

import re
from itertools import pairwise

from ._marks import HAN

_CLOSING = "”’」』）)\"'*_~"
# A quotation or bracket ends a sentence only with the mark inside it: “主题党日” is a name, “完成。” a sentence.
_FINISHED = re.compile(rf"(?:[。！？!?：:…]|(?<=[A-Za-z{HAN}])\.)[{re.escape(_CLOSING)}]*(?:\[\^\w+\])*$")
_TAIL = 100
"""Characters at the end of a text that tell whether it is finished."""

_CANNOT_BEGIN = re.compile(r"[，。、；：！？,;:!?.…”’」』）)》〉%％]|的(?!确|士|哥)|们|之一")
_ITEM = re.compile(
    r"(?:[（(][一二三四五六七八九十\d]{1,3}[）)]|第?[一二三四五六七八九十]{1,3}[、，,是]|第[一二三四五六七八九十]{1,3}(?:步|类|种)"
    r"|\d{1,2}(?:、|[.．](?!\d))|[①-⑳●■◆▪•◎○☆★]|[-+] )"
)
_FIRST_LEVEL = re.compile(r"[一二三四五六七八九十]{1,3}、")
_SECOND_LEVEL = re.compile(r"[（(][一二三四五六七八九十]{1,3}[）)]")
_SENTENCE = re.compile(r"[^。！？!?；;，,：:]*")
# What begins the rest of a sentence more often than a sentence.
_RATHER_GOES_ON = re.compile(
    r"进行|作出|作了|予以|加以|之后|之中|其中的|活动中|工作中|现场|方面|等方面|情况|上来|下来"
)


def is_finished(text: str) -> bool:
    """Whether `text` ends as a paragraph does. Brackets with a byline are the caller's to take off first."""
    return _FINISHED.search(text.rstrip()[-_TAIL:]) is not None


def cannot_begin(text: str) -> bool:
    """Whether `text` begins with what no paragraph begins with: a closing mark, a comma, 的."""
    return _CANNOT_BEGIN.match(text) is not None


def is_item(text: str) -> bool:
    """Whether `text` begins with a number or sign of a list: （一）, 二是, 3., ●."""
    return _ITEM.match(text) is not None


def depth_of_number(text: str) -> int:
    """1 for 一、, 2 for （一）, 0 for no number of a heading."""
    return 1 if _FIRST_LEVEL.match(text) else 2 if _SECOND_LEVEL.match(text) else 0


def goes_on(first: str, rest: str) -> bool:
    """Whether `rest` is the end of a paragraph of which `first` is the beginning.

    A paragraph that ends in ； or : goes on, too, unless the next one is an item of a list.
    """
    if cannot_begin(rest):
        return True
    return not is_finished(first) and not is_item(rest)


def seems_to_go_on(text: str) -> bool:
    """Whether `text`, all alone, reads like the end of a sentence: 进行观摩。 Only a hint."""
    clause = _SENTENCE.match(text)
    ends_soon = clause is not None and text[clause.end() : clause.end() + 1] in ("。", "；", ";")
    return cannot_begin(text) or _RATHER_GOES_ON.match(text) is not None or (ends_soon and clause.end() <= 8)  # type: ignore[union-attr]


def join(*parts: str) -> str:
    """All parts of a paragraph; a space only between Latin words."""
    joined = list(parts[:1])
    for first, rest in pairwise(parts):
        latin = first[-1:].isascii() and first[-1:].isalpha() and rest[:1].isascii() and rest[:1].isalpha()
        joined.append(f" {rest}" if latin else rest)
    return "".join(joined)
