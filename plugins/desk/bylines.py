"""Bylines where a page has them: on a line of their own, in brackets after 本报讯, behind the last sentence."""

import re

from plugins.newsroom.byline import parse_byline
from plugins.newsroom.dateline import parse_dateline
from plugins.newsroom.person import People
from plugins.newsroom.punctuation import full_width
from plugins.newsroom.text import normalise

_LONGEST = 100
_END = re.compile(r"[。！？!?：…][”’」』）)\"]*|^")
_BRACKETED = re.compile(r"\s*[（(【]([^（）()【】]+)[）)】]\s*")
_BRACKETED_END = re.compile(r"\s*[（(【]([^（）()【】]+)[）)】]\s*$")
_MOST_WORDS = 12


def signature(text: str, people: People) -> str:
    """`text` as a byline is written, where it is one and nothing else; else ""."""
    bracketed = _BRACKETED.fullmatch(text)
    said = normalise(bracketed[1] if bracketed else text)
    if not said or len(said) > _LONGEST:
        return ""
    byline = parse_byline(said, people)
    understood = all(message.code != "byline-not-understood" for message in byline.messages)
    return full_width(said) if byline.credits and understood else ""


def is_credit_of_picture(text: str, people: People) -> bool:
    """Whether a byline tells who made a picture and nothing else: 陈静 摄, 资料图片, 图片由…提供."""
    byline = parse_byline(normalise(text), people)
    pictured = {"photographer", "source"}
    return bool(byline.credits) and all(credit.role in pictured for credit in byline.credits)


def take_from_end(text: str, people: People) -> tuple[str, str]:
    """A paragraph without the byline behind its last sentence, and the byline; "" where there is none."""
    if (bracketed := _BRACKETED_END.search(text)) and (found := signature(bracketed[1], people)):
        return text[: bracketed.start()].rstrip(), found
    for end in reversed(list(_END.finditer(text))):
        tail = text[end.end() :].strip()
        if len(tail) > _LONGEST:
            break
        if end.end() and tail and (found := signature(tail, people)):
            return text[: end.end()].rstrip(), found
    return text, ""


def take_from_start(text: str, people: People) -> tuple[str, str, str]:
    """The dateline of a story's first paragraph, its byline, and the rest; "" for what is not there."""
    found, rest = parse_dateline(text)
    dateline = found.text.strip() if found else ""
    if (bracketed := _BRACKETED.match(rest)) and (byline := signature(bracketed[1], people)):
        return dateline, byline, rest[bracketed.end() :].strip()
    if dateline:
        words = rest.split()
        for count in range(min(len(words) - 1, _MOST_WORDS), 1, -1):
            if byline := signature(" ".join(words[:count]), people):
                return dateline, byline, " ".join(words[count:])
    return dateline, "", rest.strip()
