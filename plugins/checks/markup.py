"""Rule: the text uses only the HTML of the allow-list, links only to safe addresses, and pictures that are whole
(docs/domain.md §5).

What is not allowed would be cut from the page; the editor is told before that happens.
"""

import re
from collections.abc import Iterator

from plugins.newsroom.problem import Message, error
from plugins.newsroom.registries import Registries
from plugins.sources.illustrations import EXAMPLE
from plugins.sources.manuscript import Manuscript
from plugins.sources.markup import Refused
from plugins.sources.text import Found


def check(manuscript: Manuscript, _: Registries) -> Iterator[Found]:
    """Yield one problem for each element, attribute or address that is not allowed, and each mistake in a picture."""
    for cut in manuscript.inspection.refused:
        yield _line(manuscript, cut), _message(cut)
    for picture in manuscript.inspection.pictures:
        yield from ((manuscript.body_line + picture.line, message) for message in picture.messages)


def _line(manuscript: Manuscript, cut: Refused) -> int:
    """The first line that shows what was cut; the first of the text where it is written in disguise."""
    start = r"<\s*" if cut.kind == "element" else ""
    found = re.search(start + re.escape(cut.text), manuscript.body, re.IGNORECASE)
    if found is None and cut.text in _IN_MARKDOWN:
        found = re.search(_IN_MARKDOWN[cut.text], manuscript.body, re.MULTILINE)
    return manuscript.body_line + (manuscript.body.count("\n", 0, found.start()) if found else 0)


_IN_MARKDOWN = {"h1": r"^#\s", "img": r"(?<=[^\n])!\["}
"""How Markdown writes elements that are not allowed."""


def _message(cut: Refused) -> Message:
    if cut.kind == "address":
        return error(
            "unsafe-link",
            f"链接地址“{cut.text[:60]}”不能用",
            f"The link address “{cut.text[:60]}” is not allowed",
            (
                "只用 https、http、mailto、tel 或本站地址",
                "use https, http, mailto, tel or an address of this site",
            ),
        )
    if cut.text == "img" or cut.kind == "picture":
        return error(
            "picture-not-alone",
            "图片要单独成段，不能放在文字、列表、表格或 HTML 标签里",
            "A picture stands in a paragraph of its own, not in a text, a list, a table or an HTML element",
            EXAMPLE,
        )
    if cut.text == "h1":
        return error(
            "refused-markup",
            "正文里不能有一级标题",
            "The text may not have a first-level heading",
            ("## 小标题", "## Subhead"),
        )
    kind = ("标签", "element") if cut.kind == "element" else ("属性", "attribute")
    return error(
        "refused-markup",
        f"正文里不能用 HTML {kind[0]}“{cut.text}”",
        f"The HTML {kind[1]} “{cut.text}” is not allowed in the text",
        ("删去它，用 Markdown 写", "remove it and write Markdown"),
    )
