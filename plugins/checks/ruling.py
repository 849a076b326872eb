"""What a house makes of the problems that rules have found: its severities, and its exemptions."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from plugins.newsroom.exemption import Exemption
from plugins.newsroom.house_rules import HouseRules
from plugins.newsroom.problem import Message, Problem, Severity, warning

from .outline import Outline
from .settings import refusal


class Exempted(NamedTuple):
    """An exemption that was made use of, and the file that it stands in."""

    path: str
    exemption: Exemption


class Ruling(NamedTuple):
    """What is left of the problems, and what was exempted."""

    problems: list[Problem]
    exempted: tuple[Exempted, ...]


def rule(
    problems: Iterable[Problem], outlines: Sequence[Outline], rules: HouseRules, asked_history: bool
) -> Ruling:
    """Apply the severities of `rules` and the exemptions in `outlines`.

    An exemption that exempts nothing is a problem itself, unless nobody looked for what it exempts.
    """
    levels = {code: level for code, level in rules.severity.items() if not refusal(code)}
    here = {outline.shown: outline.exemptions for outline in outlines if outline.exemptions}
    used = dict[Exempted, None]()
    left = list[Problem]()
    for problem in problems:
        level = levels.get(problem.code)
        if level == "off":
            continue
        if here and (by := _exempting(problem, here.get(problem.path, ()))):
            used[Exempted(problem.path, by)] = None
            continue
        left.append(replace(problem, severity=Severity(level)) if level else problem)
    for path, written in here.items():
        for exemption in written:
            if Exempted(path, exemption) not in used:
                left += _useless(path, exemption, rules, asked_history)
    return Ruling(left, tuple(used))


def _exempting(problem: Problem, exemptions: Sequence[Exemption]) -> Exemption | None:
    for exemption in exemptions:
        if exemption.reason and exemption.covers(problem.code, problem.line) and not refusal(problem.code):
            return exemption
    return None


def _useless(path: str, exemption: Exemption, rules: HouseRules, asked_history: bool) -> Iterator[Problem]:
    looked_for = rules.severity.get(exemption.code) != "off" and (
        exemption.code != "back-dated" or asked_history
    )
    if not exemption.code or not exemption.reason:
        yield _UNREASONED.at(path, exemption.line)
    elif refused := refusal(exemption.code):
        yield replace(refused, severity=Severity.WARNING).at(path, exemption.line)
    elif looked_for:
        yield _unused(exemption.code).at(path, exemption.line)


_UNREASONED = warning(
    "bad-exemption",
    "检查豁免没有写全，不起作用",
    "The exemption is incomplete and exempts nothing",
    ("<!-- 检查豁免 规则名：理由 -->", "<!-- check-exempt code: reason -->"),
)


def _unused(code: str) -> Message:
    return warning(
        "unused-exemption",
        f"这里没有“{code}”的问题，豁免用不着",
        f"There is no “{code}” here: the exemption exempts nothing",
        ("删去这条豁免", "delete the exemption"),
    )
