"""Rule: `content/data/checks.yaml` names rules that there are, and leaves alone what keeps a site safe.

An error protects readers, private people or the build, and cannot be changed; a warning is the house's to decide.
"""

from collections.abc import Iterator, Sequence
from difflib import get_close_matches

from plugins.newsroom.problem import Message, Problem, error
from plugins.newsroom.registries import Registries

from .catalogue import CATALOGUE
from .outline import Folder, Outline


def check(content: Folder, _: Sequence[Outline], registries: Registries) -> Iterator[Problem]:
    """Yield an error for each rule that is not known, or is fixed."""
    wrong = {code: message for code in registries.rules.severity if (message := refusal(code))}
    if not wrong:
        return
    from plugins.sources.text import read_text
    from plugins.sources.yaml import read_yaml  # seldom needed

    text, __ = read_text(content.path / "data" / "checks.yaml")
    lines = read_yaml(text or "")
    for code, message in wrong.items():
        yield message.at("content/data/checks.yaml", lines.line_of(("severity", code)))


def refusal(code: str) -> Message | None:
    """Why the rule `code` can be neither set nor exempted from; None if it can."""
    if code not in CATALOGUE:
        near = next(iter(get_close_matches(code, CATALOGUE, n=1, cutoff=0.5)), "")
        return error(
            "unknown-rule",
            f"没有叫“{code}”的检查规则",
            f"There is no rule “{code}”",
            (near, near) if near else ("规则名见 docs/checks.md", "the rules are listed in docs/checks.md"),
        )
    if CATALOGUE[code].is_fixed:
        return error(
            "fixed-rule",
            f"“{code}”关系到安全、隐私或网站能不能生成，不能改程度，也不能豁免",
            f"“{code}” keeps the site safe, private or whole: it can be neither changed nor exempted from",
            ("删去这一行，改正稿件本身", "delete this line and correct the manuscript"),
        )
    return None
