"""Rule: a story or page has text (docs/domain.md §5, never silently empty). Comments are none; a draft may wait for it."""

import re
from collections.abc import Iterator

from plugins.newsroom.problem import error
from plugins.newsroom.registries import Registries
from plugins.sources.manuscript import Manuscript
from plugins.sources.text import Found

_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)


def check(manuscript: Manuscript, _: Registries) -> Iterator[Found]:
    """Yield an error where nothing that readers would see stands below the front matter."""
    publication = manuscript.publication
    if publication is None or publication.status == "draft":
        return
    if not _COMMENT.sub("", manuscript.body).strip():
        yield (
            manuscript.body_line,
            error(
                "empty-text",
                "没有正文",
                "There is no text",
                (
                    "在字段下面写正文；还没写完就加 status: draft",
                    "write the text below the fields; add status: draft until then",
                ),
            ),
        )
