"""Characters that went in and characters that came out, compared without regard to order, width and spaces."""

import re
import unicodedata
from collections import Counter

from plugins.desk.composed import Composition
from plugins.desk.drafts import Draft
from plugins.newsroom.text import unbroken

_FOLDED = str.maketrans("。“”‘’【】•‧・—", ".\"\"''[]···-")


def folded(text: str) -> str:
    """Every mark in one width, no spaces."""
    plain = unicodedata.normalize("NFKC", text.translate(_FOLDED))
    return "".join(char for char in plain if not char.isspace())


def letters(text: str) -> Counter[str]:
    """Letters and digits alone."""
    return Counter(char for char in folded(text) if char.isalnum())


def written(draft: Draft) -> str:
    """Everything of a story that its file holds: the headline, dateline, byline, and the text as readers or editors see it."""
    fields = draft.fields
    above = [fields[name] or "" for name in ("kicker", "title", "subtitle", "dateline", "byline")]
    body = re.sub(r"<!-- (?:图说（缺图片）：)?(.*?) -->", r"\1", draft.body)
    return "\n".join(
        [
            *map(unbroken, above),
            re.sub(r"^#+ ", "", body, flags=re.MULTILINE).replace("&lt;", "<").replace("&amp;", "&"),
        ]
    )


def left_out(composition: Composition) -> str:
    """What the import told that it left out."""
    stories = (line for story in composition.stories for line in story.left_out)
    return "\n".join(text for _, text in (*composition.furniture.lines, *stories))
