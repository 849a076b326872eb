"""Rule: a text alternative says what a picture shows (docs/editing.md; WCAG 2.2, 1.1.1).

That there is one is the schema's business (`missing-field`); here it is one that says nothing.
"""

import re
from collections.abc import Iterator

from plugins.newsroom.picture import Picture
from plugins.newsroom.problem import Message, warning
from plugins.newsroom.registries import Registries
from plugins.sources.text import Found

from .proof import Proof

_SAYS_NOTHING = re.compile(
    r"(?:图片?|照片|配图|插图|题图|截图|图像|image|picture|photo|img|dsc|替代文字)[\s_0-9一二三四五六七八九十.()（）-]*"
    r"|.*\.(?:jpe?g|png|webp|avif|heic)",
    re.IGNORECASE,
)


def check(proof: Proof, _: Registries) -> Iterator[Found]:
    """Yield a warning for each alternative that is a file's name, a word such as 图片, or the caption once more."""
    manuscript = proof.manuscript
    article = manuscript.article
    if article and article.cover and (message := _message(article.cover)):
        yield manuscript.lines.get(("cover", "alt"), manuscript.line_of("cover")), message
    for found in manuscript.inspection.pictures:
        if found.picture and (message := _message(found.picture)):
            yield manuscript.body_line + found.line, message


def _message(picture: Picture) -> Message | None:
    if not (_SAYS_NOTHING.fullmatch(picture.alt) or picture.alt == picture.caption):
        return None
    return warning(
        "useless-alt",
        f"替代文字“{picture.alt}”没有说画面里有什么",
        f"The text alternative “{picture.alt}” does not say what the picture shows",
        ("写给看不见图片的人：谁在做什么，在哪里", "write for those who cannot see it: who does what, where"),
    )
