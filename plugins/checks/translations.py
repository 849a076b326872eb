"""Rule: `translation_of` names the slug of a story in another language."""

from collections.abc import Iterator, Sequence
from difflib import get_close_matches

from plugins.newsroom.problem import Message, Problem, error
from plugins.newsroom.registries import Registries

from .outline import Folder, Outline


def check(_: Folder, outlines: Sequence[Outline], __: Registries) -> Iterator[Problem]:
    """Yield an error where the original does not exist, or has a translation into this language already."""
    translations = [outline for outline in outlines if outline.translation_of is not None]
    if not translations:
        return
    articles = [outline for outline in outlines if outline.is_article and outline.slug is not None]
    originals = {article.slug for article in articles if article.lang == "zh" and article.slug}
    first = {(a.slug, a.lang): a.path for a in articles if a.translation_of is None}
    for outline in translations:
        original = outline.translation_of or ""
        place = outline.shown, outline.line_of("translation_of")
        if outline.lang == "zh" or original not in originals:
            yield _unknown(original, originals).at(*place)
        elif (owner := first.setdefault((original, outline.lang), outline.path)) != outline.path:
            yield _second(original, owner).at(*place)


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
