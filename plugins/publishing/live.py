"""What open pages are told while `invoke serve` runs: that the site was built anew, and what is wrong with it."""

import json
from collections.abc import Sequence
from secrets import token_hex
from threading import Condition
from typing import TYPE_CHECKING, Any

from plugins.sources.terminal import language

from .outcome import Outcome

if TYPE_CHECKING:
    from plugins.newsroom.problem import Problem

SHOWN = 50
"""Problems on a page; the terminal has all of them."""


class News:
    """The state of the last build, for any number of pages that wait for the next."""

    def __init__(self) -> None:
        self._changed = Condition()
        self._number = 0  # of outcomes
        self._start, self._builds = token_hex(4), 0
        self._accepted: Sequence[Problem] = ()  # what the last good build had to say
        self._problems: Sequence[Problem] = ()

    @property
    def site(self) -> str:
        """Names what is served: another one after each build that may have written something, and each start."""
        return f"{self._start}-{self._builds}"

    def tell(self, outcome: Outcome) -> None:
        """A build has ended. One that had nothing to do says nothing of problems: then those of the last good one hold."""
        with self._changed:
            if outcome.code == 0 and outcome.problems is not None:
                self._accepted = outcome.problems
                self._builds += 1
            self._problems = self._accepted if outcome.code == 0 else outcome.problems or ()
            self._number += 1
            self._changed.notify_all()

    def wait(self, seen: int, seconds: float) -> tuple[int, str] | None:
        """The number of the last outcome and the state after it as JSON, when it is not `seen`; None in vain."""
        with self._changed:
            if not self._changed.wait_for(lambda: self._number != seen, seconds):
                return None
            return self._number, json.dumps(self._state(), ensure_ascii=False)

    def _state(self) -> dict[str, Any]:
        lang = language()
        errors = sum(problem.severity.value == "error" for problem in self._problems)
        warnings = len(self._problems) - errors
        shown = sorted(self._problems, key=lambda problem: problem.severity.value != "error")[:SHOWN]
        return {
            "site": self.site,
            "severity": "error" if errors else "warning",
            "title": _title(errors, warnings, lang),
            "problems": [_as_shown(problem, lang) for problem in shown],
        }


def _as_shown(problem: "Problem", lang: str) -> dict[str, str]:
    advice = problem.suggestion.in_(lang) if problem.suggestion else ""
    return {
        "place": f"{problem.path}:{problem.line}" if problem.path else "",
        "code": problem.code,
        "severity": problem.severity.value,
        "message": problem.message.in_(lang),
        "advice": _ADVICE[lang].format(advice) if advice else "",
    }


def _title(errors: int, warnings: int, lang: str) -> str:
    if lang == "en":
        return (
            f"{errors} errors, {warnings} warnings. The page is still that of the last good build."
            if errors
            else f"{warnings} warnings. The site was built; please have a look at them."
        )
    if errors:
        return f"有 {errors} 个错误、{warnings} 个警告。页面还是上一次成功生成的样子，改好后自动更新。"
    return f"有 {warnings} 个警告。网站已生成，请再看一眼。"


_ADVICE = {"zh": "（建议：{}）", "en": "(suggestion: {})"}
LABELS = {
    "zh": {
        "lang": "zh-CN",
        "close": "收起",
        "gone": "预览已停止。重新运行 invoke serve 后，本页会自动接上。",
    },
    "en": {
        "lang": "en",
        "close": "Dismiss",
        "gone": "The preview has ended. Run invoke serve again, and this page will follow.",
    },
}
"""What the notice says of itself, by the language of messages."""
