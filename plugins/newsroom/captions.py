"""Lines of a printed page that are neither text nor headline: captions (图说) and turns (下转, 上接)."""

import re

_CAPTION = re.compile(
    r"[▲△▼▽◀▶◄►◤◥◢◣↑↓←→]|图为|[上下左右题本]图(?:[:：为]|片?说明)|图[①-⑨一二三四五六七八九\d]{1,2}(?:[:：为]|\s)|图[:：]|图片(?:说明)?[:：]"
    r"|资料图片?$|(?:[上下左右]|本版)图片?由"
)
_LONGEST = 150
_WHERE = r"第?\s*(?:[A-Z]\d{1,3}\s*版?|(?:\d{1,3}|[A-Z]|[一二三四五六七八九十]{1,3}|头)\s*版)[^（）()【】。，\n]{0,8}"
_TURN = rf"(?:[（(【\[]\s*(?:紧?[上下]?接|下?转)\s*{_WHERE}[）)】\]]|(?:紧?上接|紧接|下转)\s*{_WHERE})"
_TURN_AT_START = re.compile(rf"{_TURN}[\s·▶►→]*")
_TURN_AT_END = re.compile(rf"[\s·▶►→]*(?P<turn>{_TURN})[\s▶►→]*$")


def is_caption(text: str) -> bool:
    """Whether `text` says of itself that it belongs to a picture: 图为…, ▲…, 资料图片."""
    return len(text) <= _LONGEST and _CAPTION.match(text) is not None


def split_turns(text: str) -> tuple[str, str, str]:
    """上接A1版 at the start of `text`, the text, and 下转A3版 at its end; "" for what is not there.

    Nothing is lost but spaces between the three.
    """
    start, end = "", ""
    if found := _TURN_AT_START.match(text):
        start, text = found[0].strip(), text[found.end() :]
    if text and (found := _TURN_AT_END.search(text)):
        end, text = found[0].strip(), text[: found.start()]
    return start, text.strip(), end
