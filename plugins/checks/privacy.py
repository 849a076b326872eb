"""Rule: no mobile number, identity number, bank card or home in a manuscript (docs/domain.md §4).

Looked through is all that is committed: fields, text, addresses, code and comments. The build stops, and no
exemption helps; masks (138****1234), hot lines and landlines are fine. Nothing is printed unmasked: logs are public.
"""

from collections.abc import Iterator

from plugins.newsroom.privacy import Kind, Private, private
from plugins.newsroom.problem import Message, error, warning
from plugins.newsroom.registries import Registries
from plugins.sources.manuscript import Manuscript
from plugins.sources.text import Found


def check(manuscript: Manuscript, _: Registries) -> Iterator[Found]:
    """Yield one problem for each number or address."""
    for text, first in ((manuscript.head, 1), (manuscript.body, manuscript.body_line)):
        for found in private(text):
            yield first + text.count("\n", 0, found.start), message(found)


def message(found: Private) -> Message:
    """What to say about it; it is shown masked."""
    if found.kind == "home-address":
        return warning(
            "home-address",
            f"住址写到了门牌：“{found.shown}”",
            f"An address tells the door: “{found.shown}”",
            ("个人住址只写到镇（街道）", "a home is told down to its town only"),
        )
    zh, en = _NAMES[found.kind]
    return error(
        found.kind,
        f"有没有打码的{zh} {found.shown}",
        f"There is an unmasked {en}: {found.shown}",
        (
            f"删去，或写成 {found.shown}；公开电话用座机或热线",
            f"delete it, or write {found.shown}; publish a landline or a hot line",
        ),
    )


_NAMES: dict[Kind, tuple[str, str]] = {
    "mobile-number": ("手机号", "mobile number"),
    "identity-number": ("身份证号", "identity number"),
    "bank-card": ("银行卡号", "bank card"),
}
