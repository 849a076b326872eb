"""Rule: the same work is recorded once, and a translation tells the same facts as its original.

Two records with the same branches, kind, day, place and numbers would be counted twice.
"""

from collections.abc import Iterator, Sequence

from plugins.newsroom.problem import Message, Problem, error
from plugins.newsroom.registries import Registries
from plugins.newsroom.work import Work

from .outline import Folder, Outline


def check(_: Folder, outlines: Sequence[Outline], __: Registries) -> Iterator[Problem]:
    """Yield an error for the second and every later record of the same work, and for a twin that differs."""
    records = [(outline, outline.facts) for outline in outlines if outline.facts is not None]
    first: dict[object, str] = {}
    told: dict[str | None, tuple[str, Work]] = {
        outline.slug: (outline.path, facts) for outline, facts in records if outline.lang == "zh"
    }
    for outline, facts in records:
        place = outline.shown, outline.line_of("kind")
        if (owner := first.setdefault((outline.lang, _same(facts)), outline.path)) != outline.path:
            yield _repeated(owner).at(*place)
        original = told.get(outline.translation_of or outline.slug)
        if outline.lang != "zh" and original and original[1] != facts:
            yield _differs(original[0]).at(*place)


def _same(work: Work) -> object:
    return work._replace(branches=tuple(sorted(work.branches)), partners=())


def _repeated(first: str) -> Message:
    return error(
        "same-record",
        f"同一次活动已经记录在 content/{first}",
        f"The same work is already recorded in content/{first}",
        (
            "留一条；同一天真有两次，就合成一条，或写明各自的人数、地点",
            "keep one; if there were two on that day, join them, or tell the number of people or the place of each",
        ),
    )


def _differs(original: str) -> Message:
    return error(
        "twin-differs",
        f"类型、日期、党组织、地点或人数和中文稿 content/{original} 不一样",
        f"Kind, day, branches, place or numbers differ from those of content/{original}",
        ("照中文稿改", "copy them from there"),
    )
