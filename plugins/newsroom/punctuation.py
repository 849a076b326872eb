"""Half-width punctuation in Chinese text: where it stands, and what should stand there.

The half-width comma between Chinese is a typesetting leftover, not style (docs/domain.md §2); GB/T 15834-2011
gives Chinese its full-width marks. Numbers, Latin words, addresses, code and the syntax of Markdown are left as
they are: a mark is Chinese only by what stands beside it.
"""

import re
from collections.abc import Iterator

from .prose import UNSEEN, without_kept

_HAN = "〇一-鿿㐀-䶿"
_CLOSED = f"{_HAN}”’）》〉】」』"
"""What Chinese text may end with before a mark."""

_QUICK = re.compile(r"""[,;:!?()".]""")

_MARKS = {",": "，", ";": "；", ":": "：", "!": "！", "?": "？", ".": "。"}
_AFTER_CHINESE = re.compile(rf"(?<=[{_CLOSED}])([,;:!?])(?!\[| [A-Za-z])")
"""Not before a space and a Latin word: 主题党日, which is English."""
_BEFORE_CHINESE = re.compile(rf"(?<=[\w%％‰℃° {_CLOSED}])([,;])(?=[ ]?[{_HAN}“‘（《])", re.ASCII)
_STOP = re.compile(rf"(?<=[{_CLOSED}])\.(?![.\w]| [A-Za-z])")
"""Not between Chinese: 一.总则 is a numbered head."""
_DOTS = re.compile(rf"(?<=[{_CLOSED}，。！？])\.{{3,}}|\.{{3,}}(?=[{_HAN}])")
_IS_HAN = re.compile(f"[{_HAN}]")
_OUTSIDE_LATIN = re.compile(r"[A-Za-z][.,;:!?]?[ ]$")
_WIDE = {"(": "（", ")": "）"}


def full_width(text: str) -> str:
    """`text` with the marks that Chinese text should have. Doing it twice changes nothing.

    Only punctuation changes: letters, digits and everything that `half_width_marks` leaves alone stay.
    """
    pieces, done = [], 0
    for start, end, remedy in half_width_marks(text):
        pieces += [text[done:start], remedy]
        done = end
    return "".join([*pieces, text[done:]])


def half_width_marks(text: str) -> Iterator[tuple[int, int, str]]:
    """Each half-width mark of Markdown `text` that should be a Chinese one: start, end, and the Chinese one."""
    if not _QUICK.search(text):
        return
    shown, found = without_kept(text), list[tuple[int, int, str]]()
    while marks := [*_single(shown), *_brackets(shown), *_quotes(shown)]:
        found += marks  # one mark may show that its neighbour is Chinese too
        shown = _with(shown, marks)
    dots = ((dots.start(), dots.end(), "……") for dots in _DOTS.finditer(shown))
    yield from sorted([*found, *dots])


def _with(shown: str, marks: list[tuple[int, int, str]]) -> str:
    """With `marks`, each of which is one character for one."""
    characters = list(shown)
    for start, _, remedy in marks:
        characters[start] = remedy
    return "".join(characters)


def _single(shown: str) -> Iterator[tuple[int, int, str]]:
    places = {
        mark.start(1): mark[1] for rule in (_AFTER_CHINESE, _BEFORE_CHINESE) for mark in rule.finditer(shown)
    }
    places |= {stop.start(): "." for stop in _STOP.finditer(shown)}
    yield from ((place, place + 1, _MARKS[mark]) for place, mark in places.items())


def _brackets(shown: str) -> Iterator[tuple[int, int, str]]:
    """Pairs with Chinese in or around them; a pair of two widths becomes full width."""
    open_: list[int] = []
    for mark in re.finditer(r"[()（）\n]", shown):
        if mark[0] == "\n":
            open_.clear()
        elif mark[0] in "(（":
            open_.append(mark.start())
        elif open_:
            yield from _pair(shown, open_.pop(), mark.start())


def _pair(shown: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    mixed = (shown[start] == "(") != (shown[end] == ")")
    if mixed or (shown[start] == "(" and _is_chinese(shown, start, end)):
        for place in (start, end):
            if shown[place] in _WIDE:
                yield place, place + 1, _WIDE[shown[place]]


def _is_chinese(shown: str, start: int, end: int) -> bool:
    if _OUTSIDE_LATIN.search(shown, max(start - 3, 0), start):
        return False  # Liangku (良库工舍): a remark in English
    inner = shown[start + 1 : end]
    beside = shown[max(start - 1, 0) : start] + shown[end + 1 : end + 2]
    return bool(_IS_HAN.search(inner) or (inner.strip(f"{UNSEEN} ") and _IS_HAN.search(beside)))


def _quotes(shown: str) -> Iterator[tuple[int, int, str]]:
    """Straight quotes in pairs on one line, where what they hold or what stands beside them is Chinese."""
    for line in re.finditer(r'[^\n]*"[^\n]*', shown):
        places = [line.start() + at for at, char in enumerate(line[0]) if char == '"']
        if len(places) % 2:
            continue
        for start, end in zip(places[::2], places[1::2], strict=True):
            held = shown[start + 1 : end]
            beside = shown[max(start - 1, line.start()) : start] + shown[end + 1 : end + 2]
            if held.strip() and _IS_HAN.search(held + beside):
                yield start, start + 1, "“"
                yield end, end + 1, "”"
