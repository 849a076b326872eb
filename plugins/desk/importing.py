"""`invoke import`: files of others become drafts. All of them are understood before one is written."""

import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from plugins.checks.run import check_content
from plugins.newsroom.article import ZONE
from plugins.newsroom.problem import Message, error, warning
from plugins.newsroom.registries import Registries
from plugins.sources.foreign.page import Remark, Unreadable
from plugins.sources.registries import read_registries
from plugins.sources.terminal import language

from . import telling
from .composed import Composition, Story
from .composing import compose
from .drafts import Draft, Filing, Source, draft
from .imported import Imported, Known
from .opening import open_page
from .options import Misunderstood, choose, read_edition, read_folder, read_moment
from .shelf import Shelf, provenance, read_shelf
from .suggesting import slugs
from .writing import NotWritten, linked_folder, write_new

STATUSES = ("draft", "published", "hidden")

_LATE = timedelta(days=1)
"""A story that is filed later than this after its date was added afterwards (`archive`)."""


@dataclass(frozen=True, slots=True)
class Options:
    """What was asked for; None and "" where it was not."""

    date: datetime | None = None
    edition: dict[str, str] = field(default_factory=dict)
    into: str = ""
    status: str = "draft"
    category: str = ""


def main(
    files: Sequence[str],
    date: str = "",
    edition: str = "",
    into: str = "",
    status: str = "draft",
    category: str = "",
    content: str = "content",
) -> int:
    """Import `files` into `content` and tell about it. Exit code 1 where nothing could be written, 2 for a bad option."""
    root = Path(content)
    registries, problems = read_registries(root)
    if registries is None:
        _say(problem.in_(language()) for problem in problems)
        return 1
    try:
        options = _options(date, edition, into, status, category, registries)
    except Misunderstood as failure:
        print(telling.message(failure.message, language()), file=sys.stderr)
        return 2
    return _import(read_files(files, options, root, registries), root, registries)


def _import(imported: Sequence[Imported], content: Path, registries: Registries) -> int:
    """Write what was read and tell about it, or tell why not."""
    if stopped := [problem for one in imported for problem in one.problems]:
        _say([*(problem.in_(language()) for problem in stopped), telling.nothing_written(language())])
        return 1
    try:
        write(imported, content)
    except NotWritten as failure:
        _say([telling.message(failure.message, language())])
        return 1
    _say(telling.about(imported, registries, language()))
    _say(_checked(imported, content))
    return 0


def _say(lines: Iterable[str]) -> None:
    for line in lines:
        print(line)


def _options(
    date: str, edition: str, into: str, status: str, category: str, registries: Registries
) -> Options:
    sections = {name: section.id for section in registries.sections for name in (section.name.zh, section.id)}
    return Options(
        read_moment(date) if date else None,
        read_edition(edition),
        read_folder(into) if into else "",
        choose(status, STATUSES, "--status"),
        sections[choose(category, sections, "--category")] if category else "",
    )


def read_files(
    files: Sequence[str], options: Options, content: Path, registries: Registries
) -> list[Imported]:
    """What would become of `files`; nothing is written."""
    shelf = read_shelf(content)
    return [_read(name, options, content, registries, shelf) for name in dict.fromkeys(files)]


def _read(name: str, options: Options, content: Path, registries: Registries, shelf: Shelf) -> Imported:
    imported = Imported(name)
    try:
        page = open_page(Path(name))
        imported.composition = composition = compose(page, registries.people)
        moment = _moment(options, composition)
    except Unreadable as failure:
        imported.problems.append(failure.message.at(name, 1))
        return imported
    folder = options.into or f"news/{moment:%Y/%m}"
    if way := linked_folder(content, folder):
        imported.problems.append(_linked(way).at(name, 1))
        return imported
    archive = moment.date() < (datetime.now(ZONE) - _LATE).date()
    filing = Filing(moment, options.status, options.edition, archive, options.category)
    source = Source(composition, page.pictures, filing)
    several = len(composition.stories) > 1
    for number, story in enumerate(composition.stories, 1):
        path, same = shelf.find(story.mark, f"{moment:%Y-%m-%d}", story.headline.title)
        if path:
            imported.known.append(Known(story, path, same))
        else:
            made = _draft(story, number if several else 0, source, folder, registries, shelf)
            made.body += f"\n\n{provenance(Path(name).name, story.first, story.last, story.mark)}\n"
            imported.drafts.append(made)
    if imported.drafts and composition.furniture.day not in (None, moment.date()):
        imported.drafts[0].remarks.append(_other_day(composition, moment))
    return imported


def _draft(
    story: Story, order: int, source: Source, folder: str, registries: Registries, shelf: Shelf
) -> Draft:
    """With a slug that nobody has; the next story will not be taken for new if it is the same."""
    slug = next(slug for slug in slugs(story.headline.title, registries) if slug not in shelf.slugs)
    made = draft(story, order, source, slug, f"{folder}/{slug}.md", registries)
    shelf.add(made.path, slug, story.mark, f"{source.filing.date:%Y-%m-%d}", story.headline.title)
    return made


def _moment(options: Options, composition: Composition) -> datetime:
    """When the stories were published. A day is never invented."""
    if options.date:
        return options.date
    if composition.furniture.day is None:
        raise Unreadable(_NO_DATE)
    return read_moment(f"{composition.furniture.day} {composition.furniture.clock}")


def write(imported: Sequence[Imported], content: Path) -> None:
    """All drafts with their pictures, or none. Raises `NotWritten`."""
    drafts = [made for one in imported for made in one.drafts]
    files = {path: data for made in drafts for path, data in made.pictures.items()}
    write_new(content, files | {made.path: made.text.encode() for made in drafts})


def _checked(imported: Sequence[Imported], content: Path) -> Iterator[str]:
    """What `invoke check` says of the new files."""
    written = {f"content/{made.path}" for one in imported for made in one.drafts}
    if written:
        found = [problem for problem in check_content(content).problems if problem.path in written]
        yield from telling.checked(found, len(written), language())


def _other_day(composition: Composition, date: datetime) -> Remark:
    printed = composition.furniture.day
    return Remark(
        next(line for line, _ in composition.furniture.lines),
        warning(
            "other-date",
            f"版面上印的是 {printed}，按 --date 用了 {date:%Y-%m-%d}",
            f"The page bears {printed}; {date:%Y-%m-%d} was used, as --date says",
            ("核对 date 一行", "check the line date"),
        ),
    )


def _linked(way: str) -> Message:
    return error(
        "linked-file",
        f"文件夹 {way} 是一个链接",
        f"The folder {way} is a link",
        (
            "换成真正的文件夹：链接可能指向 content/ 之外",
            "use a real folder: a link may lead out of content/",
        ),
    )


_NO_DATE = error(
    "no-date",
    "不知道这些稿件是哪一天的",
    "The day of these stories is not known",
    ("加上日期再导入一次：--date 2017-10-12", "add the date and import again: --date 2017-10-12"),
)
