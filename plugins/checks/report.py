"""`invoke check`: the problems, as text for people, annotations for a pull request, or JSON for tools."""

import json
import os
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from plugins.newsroom.problem import Problem, Severity
from plugins.sources.terminal import language

from .run import Checked, check_content

FORMATS = ("text", "github", "json")


def main(
    paths: Sequence[str], format: str = "text", production: bool = False, content: str = "content"
) -> int:
    """Check `content`, print what concerns `paths` (all, if none). Exit code 1 if there is an error."""
    if format not in FORMATS:
        print(f"--format: {' | '.join(FORMATS)}", file=sys.stderr)
        return 2
    checked = check_content(Path(content), production)
    shown = [problem for problem in checked.problems if _concerns(problem, paths)]
    print(render(shown, format, len(checked.outlines)))
    return 1 if any(problem.severity is Severity.ERROR for problem in shown) else 0


def _concerns(problem: Problem, paths: Iterable[str]) -> bool:
    wanted = [os.path.relpath(path) for path in paths]
    place = os.path.relpath(problem.path)
    return not wanted or any(
        place == path or place.startswith(path + os.sep) or path == "." for path in wanted
    )


def render(problems: Sequence[Problem], format: str, files: int) -> str:
    """All problems in one of `FORMATS`."""
    if format == "json":
        return json.dumps([_as_json(problem) for problem in problems], ensure_ascii=False, indent=1)
    if format == "github":
        return "\n".join(map(_annotation, problems))
    return "\n".join([*(problem.in_(language()) for problem in problems), summary(problems, files)])


def summary(problems: Sequence[Problem], files: int) -> str:
    """One line: how many files were read, how many errors and warnings."""
    errors = sum(problem.severity is Severity.ERROR for problem in problems)
    warnings = len(problems) - errors
    if language() == "en":
        return f"{files} files checked: {errors} errors, {warnings} warnings"
    return f"检查了 {files} 个文件：{errors} 个错误，{warnings} 个警告"


def report(checked: Checked) -> str:
    """What a build says of its content: every problem, and whether anything will be written."""
    text = render(checked.problems, "text", len(checked.outlines))
    if not checked.errors:
        return text
    return text + "\n" + ("Nothing was written." if language() == "en" else "有错误，没有写入任何文件。")


def left_out(checked: Checked) -> str:
    """What production leaves out, one a line."""
    count = len(checked.left_out)
    head = f"{count} samples are left out:" if language() == "en" else f"略去 {count} 个示例："
    return "\n".join([head, *(f"  {name}" for name in checked.left_out)])


def _as_json(problem: Problem) -> dict[str, object]:
    return {
        "path": problem.path,
        "line": problem.line,
        "code": problem.code,
        "severity": problem.severity.value,
        "message": problem.message.in_(language()),
        "suggestion": problem.suggestion.in_(language()) if problem.suggestion else None,
    }


def _annotation(problem: Problem) -> str:
    """A workflow command: https://docs.github.com/actions/reference/workflow-commands-for-github-actions."""
    text = problem.message.in_(language())
    if problem.suggestion:
        text += f"（建议：{problem.suggestion.in_(language())}）"
    place = f"file={_property(problem.path)},line={problem.line},title={_property(problem.code)}"
    return f"::{problem.severity.value} {place}::{_data(text)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
