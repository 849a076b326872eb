"""Rule: a link leads somewhere, and has words to click on (docs/domain.md §4: dead links are faults on inspection).

Links to other stories are looked up by `dead_links.py`.
"""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from plugins.newsroom.problem import Message, warning
from plugins.newsroom.registries import Registries
from plugins.sources.text import Found

from .proof import Proof

_WITHOUT_WORDS = re.compile(r"(?<![!\]\\`])\[[ \t\u3000]*\]\([^()\n]*\)")
_LOCAL = {"localhost", "127.0.0.1", "::1"}


def check(proof: Proof, _: Registries) -> Iterator[Found]:
    """Yield a warning for each link that is empty, is only #, leads to this machine, or shows no words."""
    manuscript = proof.manuscript
    for link in dict.fromkeys(manuscript.inspection.links):
        if _is_nowhere(link):
            found = re.search(rf"\]\([ \t]*<?{re.escape(link)}>?[ \t)\"]", manuscript.body)
            line = manuscript.body.count("\n", 0, found.start()) if found else 0
            yield manuscript.body_line + line, _nowhere(link)
    if manuscript.inspection.links:
        for found in _WITHOUT_WORDS.finditer(manuscript.body):
            yield manuscript.body_line + manuscript.body.count("\n", 0, found.start()), _no_words(found[0])


def _is_nowhere(link: str) -> bool:
    try:
        address = urlsplit(link)
        host = address.hostname
    except ValueError:
        return True
    if address.scheme in {"http", "https"}:
        return not host or host in _LOCAL
    return link.strip() in {"", "#"} or (address.scheme in {"mailto", "tel"} and not address.path)


def _nowhere(link: str) -> Message:
    return warning(
        "empty-link",
        f"链接没有去处：“{link}”" if link else "链接没有写地址",
        f"The link leads nowhere: “{link}”" if link else "The link has no address",
        ("补上地址，或只留文字", "write the address, or keep only the words"),
    )


def _no_words(link: str) -> Message:
    return warning(
        "empty-link",
        f"链接没有文字，读者点不到：{link[:60]}",
        f"The link has no words to click on: {link[:60]}",
        ("在方括号里写上文字", "write words between the brackets"),
    )
