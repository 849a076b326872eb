"""Rule: `translation_of` names the slug of a story in another language."""

from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from pathlib import Path

from plugins.newsroom.problem import Message, Problem, error
from plugins.newsroom.registries import Registries
from plugins.sources.manuscripts import Manuscript


def check(_: Path, manuscripts: Sequence[Manuscript], __: Registries) -> Iterator[Problem]:
    """Yield an error where the original does not exist, or has a translation into this language already."""
    articles = [(m, m.article) for m in manuscripts if m.article is not None]
    originals = {article.slug for _, article in articles if article.lang == "zh"}
    first = {(a.slug, a.lang): m.path for m, a in articles if a.translation_of is None}
    for manuscript, article in articles:
        if article.translation_of is None:
            continue
        place = manuscript.shown, manuscript.line_of("translation_of")
        if article.lang == "zh" or article.translation_of not in originals:
            yield _unknown(article.translation_of, originals).at(*place)
        elif (
            owner := first.setdefault((article.twin_key, article.lang), manuscript.path)
        ) != manuscript.path:
            yield _second(article.twin_key, owner).at(*place)


def _unknown(slug: str, originals: set[str]) -> Message:
    near = next(iter(get_close_matches(slug, originals, n=1)), "")
    remedy = (near, near) if near else ("写中文原稿的 slug", "write the slug of the Chinese story")
    return error(
        "unknown-original",
        f"没有网址名是“{slug}”的中文原稿",
        f"There is no Chinese story with the slug “{slug}”",
        remedy,
    )


def _second(slug: str, first: str) -> Message:
    return error(
        "two-translations",
        f"“{slug}”已有译文 content/{first}",
        f"“{slug}” already has a translation, content/{first}",
        ("只留一篇", "keep one"),
    )
