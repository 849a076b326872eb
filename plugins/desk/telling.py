"""What an import says of itself: each story with its file, then what to look at again, line by line."""

from collections.abc import Iterator, Sequence
from typing import Any

from plugins.newsroom.problem import Message, Problem, Severity
from plugins.newsroom.registries import Registries
from plugins.newsroom.registry import Registry
from plugins.newsroom.text import unbroken

from .composed import Part
from .drafts import Draft
from .imported import Imported, Known


def message(said: Message, lang: str) -> str:
    """A message without a place."""
    text = said.message.in_(lang)
    if said.suggestion is None:
        return text
    advice = said.suggestion.in_(lang)
    return f"{text} (suggestion: {advice})" if lang == "en" else f"{text}（建议：{advice}）"


def nothing_written(lang: str) -> str:
    """The last line of an import that was stopped."""
    return "Nothing was written." if lang == "en" else "没有写入任何文件。"


def about(imported: Sequence[Imported], registries: Registries, lang: str) -> Iterator[str]:
    """Everything that was done, file by file."""
    for one in imported:
        yield from _file(one, registries, lang)
    written = sum(len(one.drafts) for one in imported)
    known = sum(len(one.known) for one in imported)
    if lang == "en":
        yield f"{written} stories written, {known} were there already; no file was overwritten."
    else:
        yield f"写入 {written} 篇稿件，{known} 篇本来就有；没有覆盖任何文件。"


def checked(problems: Sequence[Problem], files: int, lang: str) -> Iterator[str]:
    """What the checks find in the new files."""
    yield from (problem.in_(lang) for problem in problems)
    errors = sum(problem.severity is Severity.ERROR for problem in problems)
    if lang == "en":
        yield f"Checked: {errors} errors, {len(problems) - errors} warnings in {files} new files."
    else:
        yield f"检查了这 {files} 个新文件：{errors} 个错误，{len(problems) - errors} 个警告。"


def _file(one: Imported, registries: Registries, lang: str) -> Iterator[str]:
    if not one.drafts:
        yield _all_there(one, lang)
    for made in one.drafts:
        yield from _draft(made, registries, lang)
    yield from (_known(known, one.file, lang) for known in one.known)
    remarks = list(one.remarks())
    if one.drafts and remarks:
        yield ("Please check, line by line of the original:" if lang == "en" else "请核对（行号是原稿的）：")
        yield from (f"  {remark.in_(lang)}" for remark in remarks)
    if one.drafts and (left := one.left_out()):
        yield (
            "Left out, as it belongs to the page or stands there twice:"
            if lang == "en"
            else "没有放进稿件的文字（属于版面，或重复）："
        )
        yield from (f"  {one.file}:{line}: {text}" for line, text in left)


def _all_there(one: Imported, lang: str) -> str:
    if lang == "en":
        return f"{one.file}: every story of this file is there already; nothing was written."
    return f"{one.file}：这个文件里的稿件都已经有了，没有写入任何文件。"


def _known(known: Known, file: str, lang: str) -> str:
    title, place = unbroken(known.story.headline.title), f"{file}:{known.story.first}"
    if lang == "en":
        how = "imported before" if known.same else "the text of this file is another: compare them by hand"
        return f"{place}: “{title}” is there already: content/{known.path} ({how})"
    how = "以前导入过" if known.same else "这次的文字和那一篇不同，请自己比较"
    return f"{place}：“{title}”已经有了：content/{known.path}（{how}）"


def _draft(made: Draft, registries: Registries, lang: str) -> Iterator[str]:
    story, fields, english = made.story, made.fields, lang == "en"
    words = sum(map(len, story.text.split()))
    extent = (
        f"lines {story.first}-{story.last}, {words} characters"
        if english
        else f"原稿第 {story.first}—{story.last} 行，{words} 字"
    )
    yield f"content/{made.path} ({extent})" if english else f"content/{made.path}（{extent}）"
    section = registries.sections[fields["category"]].name.in_(lang)
    said = (
        ("引题", "kicker", story.headline.kicker),
        ("主题", "title", story.headline.title),
        ("副题", "subtitle", story.headline.subtitle),
        ("署名", "byline", story.byline),
        ("电头", "dateline", story.dateline),
        ("栏目", "section", section),
        ("镇街", "towns", _named(registries.places, fields["towns"], lang)),
        ("专题", "topics", _named(registries.topics, fields["topics"], lang)),
        ("项目", "projects", _named(registries.projects, fields["project"], lang)),
        ("处理", "done", _done(made, english)),
    )
    for zh, en, value in said:
        if value:
            yield f"  {en + ':' if english else zh} {value}"


def _named(registry: Registry[Any], ids: Sequence[str], lang: str) -> str:
    names = [registry[id_].name.in_(lang) for id_ in ids]
    return ", ".join(names) if lang == "en" else "、".join(names)


def _done(made: Draft, english: bool) -> str:
    """What was changed in the text."""
    story = made.story
    joined = "、".join(f"{first}+{second}" for first, second in story.joined)
    subheads = sum(passage.part is Part.SUBHEAD for passage in story.passages)
    said = []
    if joined:
        said.append(f"lines joined: {joined.replace('、', ', ')}" if english else f"接上断开的行 {joined}")
    if subheads:
        said.append(f"{subheads} subheads" if english else f"小标题 {subheads} 个")
    if made.pictures:
        said.append(f"{len(made.pictures)} pictures" if english else f"图片 {len(made.pictures)} 张")
    return ("; " if english else "；").join(said)
