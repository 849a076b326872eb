"""A composed story as a file: front matter, text, and its pictures below `content/pictures/`."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import PurePosixPath
from typing import Any

from plugins.newsroom.byline import parse_byline
from plugins.newsroom.person import People, Role
from plugins.newsroom.problem import Message, Severity, warning
from plugins.newsroom.registries import Registries
from plugins.newsroom.text import unbroken
from plugins.sources.foreign.page import Block, Remark
from plugins.sources.front_matter import write_fields
from plugins.sources.pictures import Refused, opened

from .bylines import is_credit_of_picture, signature, take_from_end
from .composed import Composition, Part, Passage, Story
from .suggesting import Suggestion, Told, suggest

PICTURES = ".jpg .jpeg .png .webp .avif"
"""Endings of files that the site can use."""

_ROLES: tuple[Role, ...] = ("reporter", "correspondent", "photographer", "editor")
_MOST_WORDS = 6


@dataclass(frozen=True, slots=True)
class Filing:
    """What the editor said of all stories of a file."""

    date: datetime
    status: str
    edition: Mapping[str, str]
    archive: bool
    category: str = ""


@dataclass(slots=True)
class Draft:
    """A story to be written: its files by their paths below `content/`, and what is not sure."""

    path: str
    story: Story
    fields: dict[str, Any]
    body: str
    pictures: dict[str, bytes]
    suggestion: Suggestion
    remarks: list[Remark] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The whole file."""
        return f"{write_fields(self.fields)}\n{self.body}"


@dataclass(frozen=True, slots=True)
class Source:
    """The page that a story comes from, and what is known of all its stories."""

    composition: Composition
    pictures: Mapping[str, bytes]
    filing: Filing


def draft(story: Story, order: int, source: Source, slug: str, path: str, registries: Registries) -> Draft:
    """The file of `story`, the `order`-th of its page (0: its order is not known)."""
    suggestion = suggest(told(story), registries)
    made = Draft(path, story, {}, "", {}, suggestion, list(story.remarks))
    made.fields = _fields(made, order, source, slug, registries)
    parts = [
        part for passage in story.passages for part in _written(passage, made, source, registries.people)
    ]
    made.body = "\n\n".join(parts)
    if not suggestion.section_sure and not source.filing.category:
        made.remarks.append(Remark(story.first, _section_unsure(suggestion.section, registries)))
    return made


def told(story: Story) -> Told:
    """The words of a story, for suggestions."""
    headline = story.headline
    above = " ".join(filter(None, (headline.kicker, headline.title, headline.subtitle)))
    paragraphs = [passage for passage in story.passages if passage.part is Part.PARAGRAPH][:1]
    subheads = [passage for passage in story.passages if passage.part is Part.SUBHEAD]
    return Told(unbroken(above), "\n".join(passage.text for passage in (*paragraphs, *subheads)), story.text)


def _fields(made: Draft, order: int, source: Source, slug: str, registries: Registries) -> dict[str, Any]:
    story, filing, furniture = made.story, source.filing, source.composition.furniture
    printed = {"paper": furniture.paper, "page": furniture.page, "page_name": furniture.page_name}
    edition = {**printed, **filing.edition, "order": str(order) if order else ""}
    named = edition.get("paper") or edition.get("page")
    dated = {"paper": edition.pop("paper"), "date": f"{filing.date:%Y-%m-%d}" if named else ""}
    names = _names(story, registries.people)
    editors = tuple(dict.fromkeys((*names.pop("editor", ()), *furniture.editors)))
    return {
        "title": story.headline.title,
        "kicker": story.headline.kicker,
        "subtitle": story.headline.subtitle,
        "date": f"{filing.date:%Y-%m-%d %H:%M}",
        "category": filing.category or made.suggestion.section,
        **names,
        "editor": editors,
        "byline": story.byline,
        "towns": made.suggestion.towns,
        "topics": made.suggestion.topics,
        "project": made.suggestion.projects,
        "source": furniture.source,
        "slug": slug,
        "status": filing.status if filing.status != "published" else "",
        "edition": {key: value for key, value in (dated | edition).items() if value},
        "dateline": story.dateline,
        "archive": "true" if filing.archive else "",
    }


def _names(story: Story, people: People) -> dict[str, Any]:
    """The names by field, where the byline is clear; one name as text, several as a list."""
    byline = parse_byline(story.byline, people)
    if any(
        message.severity is Severity.ERROR or message.code == "byline-glued-names"
        for message in byline.messages
    ):
        return {}
    found = {role: byline.names(role) for role in _ROLES}
    return {
        role: names[0] if len(names) == 1 and role != "editor" else names
        for role, names in found.items()
        if names
    }


def _written(passage: Passage, made: Draft, source: Source, people: People) -> Iterator[str]:
    match passage.part:
        case Part.SUBHEAD:
            yield f"{'#' * passage.level} {passage.text}"
        case Part.CAPTION:
            yield _comment(f"图说（缺图片）：{passage.text}")
        case Part.TURN:
            yield _comment(passage.text)
        case Part.PICTURE if passage.picture is not None:
            yield from _picture(passage, passage.picture, made, source, people)
        case _:
            yield passage.text


def _comment(text: str) -> str:
    """Readers never see it."""
    return f"<!-- {re.sub('-(?=-)|(?<=-)>', '- ', text)} -->"


def _picture(passage: Passage, block: Block, made: Draft, source: Source, people: People) -> Iterator[str]:
    """A picture as docs/editing.md has it; what the site cannot use, or nobody signed, stays a comment."""
    data = source.pictures.get(block.file, b"")
    if refusal := _refusal(block.file, data):
        made.remarks.append(Remark(block.line, _unusable(block.file, refusal)))
        yield _comment(f"图片 {block.file}（没有导入）：{passage.text}")
        return
    slug = made.fields["slug"]
    ending = PurePosixPath(block.file).suffix.lower().replace(".jpeg", ".jpg")
    folder = PurePosixPath(made.path).parent.as_posix().removeprefix("news/")
    file = f"{folder}/{slug}-{len(made.pictures) + 1}{ending}"
    made.pictures[f"pictures/{file}"] = data
    caption, credit = _credit(passage.text, people)
    alt = block.alt or caption
    line = f'![{_in_brackets(alt or "画面里有什么")}]({file} "{_in_quotes(caption)}｜{_in_quotes(credit or "谁拍的")}")'
    if alt and credit:
        yield line
        return
    made.remarks.append(Remark(block.line, _incomplete(file, bool(alt), bool(credit))))
    yield _comment(f"补上署名和替代文字，再去掉这一行首尾的注释符号 {line}")


def _credit(caption: str, people: People) -> tuple[str, str]:
    """The caption, and who made the picture, where it says so at its end: 会议现场。陈静 摄."""
    text, credit = take_from_end(caption, people)
    if credit:
        return text, credit
    words = caption.split()
    tails = [" ".join(words[-count:]) for count in range(1, min(len(words), _MOST_WORDS) + 1)]
    short = next(
        (tail for tail in tails if is_credit_of_picture(tail, people) or _is_taken_by(tail, people)), ""
    )
    labelled = next((tail for tail in reversed(tails) if short and _is_labelled(tail, people)), short)
    return (
        (caption.removesuffix(labelled).rstrip(), signature(labelled, people)) if labelled else (caption, "")
    )


def _is_taken_by(text: str, people: People) -> bool:
    """Whether `text` is a name or two and 摄: 陈静 摄."""
    return text.endswith("摄") and len(text) <= 10 and bool(signature(text, people))


def _is_labelled(text: str, people: People) -> bool:
    """Whether `text` is a byline that begins with a label, as in 记者 张三 李四 摄."""
    credits = parse_byline(text, people).credits if signature(text, people) else ()
    return bool(credits) and bool(credits[0].label) and text.startswith(credits[0].label)


def _refusal(file: str, data: bytes) -> Message | None:
    """Why the site cannot use a picture."""
    if not file.lower().endswith(tuple(PICTURES.split())):
        return warning("picture-format", "格式不能用", "its format cannot be used")
    try:
        with opened(data) as picture:
            picture.load()
    except Refused as refused:
        return refused.message
    return None


def _in_brackets(text: str) -> str:
    return re.sub(r"([\\\[\]])", r"\\\1", text)


def _in_quotes(text: str) -> str:
    return re.sub(r'([\\"])', r"\\\1", text)


def _unusable(file: str, why: Message) -> Message:
    return warning(
        "picture-not-imported",
        f"图片 {file} 没有导入：{why.message.zh}",
        f"The picture {file} was not imported: {why.message.en}",
        ("另存为 JPEG，放进 content/pictures/", "save it as a JPEG and put it into content/pictures/"),
    )


def _incomplete(file: str, has_alt: bool, has_credit: bool) -> Message:
    zh = "、".join([*([] if has_credit else ["署名"]), *([] if has_alt else ["替代文字"])])
    en = " and ".join([*([] if has_credit else ["credit"]), *([] if has_alt else ["text alternative"])])
    return warning(
        "picture-not-shown",
        f"图片存成了 content/pictures/{file}，但没有{zh}，暂不显示",
        f"The picture is at content/pictures/{file}, but has no {en}, and is not shown yet",
        (
            "在稿件里把它那一行补全，去掉 <!-- 和 -->",
            "complete its line in the story and remove <!-- and -->",
        ),
    )


def _section_unsure(section: str, registries: Registries) -> Message:
    name = registries.sections[section].name
    return warning(
        "section-unsure",
        f"栏目不能确定，先归入“{name.zh}”",
        f"The section is not sure; “{name.en}” was taken",
        ("核对 category 一行", "check the line category"),
    )
