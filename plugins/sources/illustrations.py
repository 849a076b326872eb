"""Pictures in a text: each in a paragraph of its own, `![替代文字](2017/10/a.jpg "图说｜署名")`.

They are found before any Markdown engine sees the text, so that every engine puts them in the same places, and
so that HTML which only looks like a picture never becomes one.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from hashlib import blake2b
from html import escape
from typing import NamedTuple

from plugins.newsroom.model import Refused
from plugins.newsroom.picture import Picture
from plugins.newsroom.problem import Message, error
from plugins.newsroom.refusals import refusals
from plugins.newsroom.text import Text

EXAMPLE = (
    '![画面里有什么](2017/10/a.jpg "图说｜谁拍的")',
    '![what it shows](2017/10/a.jpg "caption｜who took it")',
)
"""How a picture is written, for messages in both languages."""

_OPENINGS = ("![", "！[", "!【", "！【")
_WELL_FORMED = re.compile(
    r'!\[((?:[^\]\\]|\\.)*+)\]\([ \t]*([^\s()]+)(?:[ \t]+"((?:[^"\\]|\\.)*+)")?[ \t]*\)'
)
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_BAR = re.compile(r"[|｜]")
_FENCE = re.compile(r" {0,3}(`{3,}(?=[^`]*$)|~{3,})")
_AS_TYPED_IN_CHINESE = str.maketrans("！【】（）“”", '![]()""')


class Illustration(NamedTuple):
    """A line of a text that is a picture, or was meant to be one."""

    line: int
    """Counted from the first line of the text, which is 0."""
    source: str
    """As it was written."""
    picture: Picture | None
    """None exactly when there are messages."""
    messages: tuple[Message, ...] = ()


def illustrations(markdown: str) -> tuple[Illustration, ...]:
    """Every picture of `markdown`, in order, those with mistakes among them. Code and comments have none."""
    if not any(opening in markdown for opening in _OPENINGS):
        return ()
    lines = markdown.split("\n")
    return tuple(
        _read(lines, number)
        for number in _lines_of_text(lines)
        if lines[number].lstrip().startswith(_OPENINGS)
    )


def _lines_of_text(lines: list[str]) -> Iterator[int]:
    """The numbers of the lines that are neither in a block of code between fences nor in a comment."""
    fence, commented = "", False
    for number, line in enumerate(lines):
        if fence:
            mark = line.strip()
            fence = "" if mark.startswith(fence) and not mark.strip(fence[0]) else fence
        elif commented:
            commented = "-->" not in line
        elif opening := _FENCE.match(line):
            fence = opening[1]
        elif line.lstrip(" ").startswith("<!--"):
            commented = "-->" not in line
        elif not line.startswith(("    ", "\t")):
            yield number


def _read(lines: list[str], number: int) -> Illustration:
    source = lines[number]
    around = lines[max(number - 1, 0) : number] + lines[number + 1 : number + 2]
    found = _WELL_FORMED.fullmatch(source.strip())
    if found is None:
        return Illustration(number, source, None, (_not_a_picture(source),))
    if source[:1].isspace() or any(line.strip() for line in around):
        return Illustration(number, source, None, (_NOT_ALONE,))
    try:
        return Illustration(number, source, Picture.model_validate(_said(found)))
    except Refused as failure:
        messages = tuple(_for_a_text(message, found) for _, message in refusals(Picture, failure))
        return Illustration(number, source, None, messages)


def _said(found: "re.Match[str]") -> dict[str, str]:
    """What a well-formed picture says; what stands behind the last bar is the credit."""
    alt, file, title = (_ESCAPED.sub(r"\1", part or "").strip() for part in found.groups())
    caption, credit = "", ""
    if bars := list(_BAR.finditer(title)):
        caption, credit = title[: bars[-1].start()].strip(), title[bars[-1].end() :].strip()
    said = {"file": file, "alt": alt, "caption": caption, "credit": credit}
    return {name: value for name, value in said.items() if value}


def _for_a_text(message: Message, found: "re.Match[str]") -> Message:
    """The schema tells what to do with a field; in a text it is a part of the line."""
    if message.code == "path-outside":
        return replace(message, suggestion=_WHERE_PICTURES_ARE)
    if message.code != "missing-field":
        return message
    said = _said(found)
    title = said.get("caption") or _ESCAPED.sub(r"\1", found[3] or "").strip(" |｜")
    shown = [
        f'![{said.get("alt", alt)}]({said["file"]} "{title or caption}｜{said.get("credit", credit)}")'
        for alt, caption, credit in (
            ("画面里有什么", "图说", "谁拍的"),
            ("what it shows", "caption", "who took it"),
        )
    ]
    return replace(message, suggestion=Text(zh=shown[0], en=shown[1]))


def _not_a_picture(source: str) -> Message:
    """The line as it was most likely meant, if that is one."""
    meant = source.translate(_AS_TYPED_IN_CHINESE).strip()
    return error(
        "bad-picture",
        f"图片写法不对：“{source.strip()[:60]}”",
        f"This is not how a picture is written: “{source.strip()[:60]}”",
        (meant, meant) if _WELL_FORMED.fullmatch(meant) else EXAMPLE,
    )


_NOT_ALONE = error(
    "picture-not-alone",
    "图片要单独成段",
    "A picture stands in a paragraph of its own",
    ("前后各空一行，行首不空格", "an empty line before and after it, and no space at its start"),
)


_WHERE_PICTURES_ARE = Text(
    zh="图片先放进 content/pictures/，再写它在那里的路径，如 2017/10/a.jpg（只用英文字母、数字和 - _ .）",
    en="put the picture into content/pictures/ and write its path there, such as 2017/10/a.jpg (a-z, digits and - _ .)",
)


class SetAside(NamedTuple):
    """A text in which a word stands for each picture."""

    text: str
    words: dict[str, str]
    """The words in order, each with the line that it stands for."""

    def put_back(self, html: str) -> str:
        """`html`, which was made of the text and is safe: with a marker for each word that is a paragraph.

        Words that are not are what they stand for, as text.
        """
        for number, (word, source) in enumerate(self.words.items()):
            html = html.replace(f"<p>{word}</p>", marker(number))
            html = html.replace(word, escape(source))
        return html


def set_aside(markdown: str) -> SetAside:
    """Every picture of `markdown` as a word, which no text can hold: it is made of the whole text.

    A picture with a mistake is left out; no page is made of such a text.
    """
    found = illustrations(markdown)
    if not found:
        return SetAside(markdown, {})
    stem = blake2b(markdown.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
    lines, words = markdown.split("\n"), dict[str, str]()
    for line, source, picture, _ in found:
        lines[line] = word = f"picture{stem}n{len(words)}n" if picture else ""
        if picture:
            words[word] = source
    return SetAside("\n".join(lines), words)


def marker(number: int) -> str:
    """What stands in safe HTML for a picture. The allow-list knows no such element, so no text can write one."""
    return f'<figure data-picture="{number}"></figure>'
