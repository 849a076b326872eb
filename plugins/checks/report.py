"""`invoke check`: the problems, as text for people, annotations for GitHub or GitLab, or JSON for tools."""

import json
import os
import sys
from collections.abc import Iterable, Sequence
from hashlib import blake2b
from pathlib import Path

from plugins.newsroom.problem import Problem, Severity
from plugins.newsroom.text import Text
from plugins.sources.history import begin_history, staged
from plugins.sources.terminal import language

from .ruling import Exempted
from .run import Checked, check_content

FORMATS = ("text", "github", "gitlab", "json")


def main(
    paths: Sequence[str],
    format: str = "text",
    production: bool = False,
    content: str = "content",
    staged_only: bool = False,
) -> int:
    """Check `content`, print what concerns `paths` (all, if none). Exit code 1 if there is an error.

    `staged_only`: instead of `paths`, what the next commit changes, and every error that it causes elsewhere.
    """
    if format not in FORMATS:
        print(f"--format: {' | '.join(FORMATS)}", file=sys.stderr)
        return 2
    if staged_only:
        changed = staged(Path())
        if not changed:
            return 0 if changed is not None else _no_git()
        paths = changed
    history = (lambda: None) if staged_only else begin_history(Path(content))
    checked = check_content(Path(content), production, history=history, only=_manuscripts(paths, content))
    shown = [
        problem
        for problem in checked.problems
        if concerns(problem.path, paths) or (staged_only and problem.severity is Severity.ERROR)
    ]
    exempted = [one for one in checked.exempted if concerns(one.path, paths)]
    print(render(shown, format, checked.count, exempted))
    if checked.is_shallow:
        print(_SHALLOW.in_(language()), file=sys.stderr)
    return 1 if any(problem.severity is Severity.ERROR for problem in shown) else 0


_SHALLOW = Text(
    zh="这是浅克隆，看不到全部历史：入库较早的稿件没有查补录（git fetch --unshallow 取回全部历史）",
    en="This is a shallow clone: older stories were not compared with their history (git fetch --unshallow gets it)",
)


def _no_git() -> int:
    english = language() == "en"
    print("--staged: no git repository here" if english else "--staged：这里没有 git 仓库", file=sys.stderr)
    return 2


def _manuscripts(paths: Sequence[str], content: str) -> set[str] | None:
    """`paths` below `content`, if all of them are manuscripts, there or deleted; else None: all has to be read."""
    names = [Path(os.path.relpath(path, content)).as_posix() for path in paths]
    if names and all(name.startswith(("news/", "pages/")) and name.endswith(".md") for name in names):
        return set(names)
    return None


def concerns(place: str, paths: Iterable[str]) -> bool:
    """Whether the file `place` is one of `paths` or below one; all are, if there are none."""
    wanted = [os.path.relpath(path) for path in paths]
    place = os.path.relpath(place)
    return not wanted or any(
        place == path or place.startswith(path + os.sep) or path == "." for path in wanted
    )


def render(problems: Sequence[Problem], format: str, files: int, exempted: Sequence[Exempted] = ()) -> str:
    """All problems in one of `FORMATS`, and what was exempted with its reasons."""
    if format in {"json", "gitlab"}:
        as_json = _as_json if format == "json" else _as_quality
        return json.dumps([as_json(problem) for problem in problems], ensure_ascii=False, indent=1)
    if format == "github":
        return "\n".join([*map(_annotation, problems), *map(_notice, exempted)])
    told = (problem.in_(language()) for problem in problems)
    return "\n".join([*told, *map(_reason, exempted), summary(problems, files)])


def summary(problems: Sequence[Problem], files: int) -> str:
    """One line: how many files were read, how many errors and warnings."""
    errors = sum(problem.severity is Severity.ERROR for problem in problems)
    warnings = len(problems) - errors
    if language() == "en":
        return f"{files} files checked: {errors} errors, {warnings} warnings"
    return f"检查了 {files} 个文件：{errors} 个错误，{warnings} 个警告"


def report(checked: Checked) -> str:
    """What a build says of its content: every problem, and whether anything will be written."""
    text = render(checked.problems, "text", checked.count, checked.exempted)
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


def _as_quality(problem: Problem) -> dict[str, object]:
    """An entry of a report: https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format."""
    said = repr((problem.path, problem.code, problem.message.zh))
    return {
        "description": _advised(problem),
        "check_name": problem.code,
        "fingerprint": blake2b(said.encode(), digest_size=16).hexdigest(),
        "severity": "blocker" if problem.severity is Severity.ERROR else "minor",
        "location": {"path": problem.path, "lines": {"begin": problem.line}},
    }


def _advised(problem: Problem) -> str:
    """What is wrong, and what to write instead."""
    text = problem.message.in_(language())
    return f"{text}（建议：{problem.suggestion.in_(language())}）" if problem.suggestion else text


def _annotation(problem: Problem) -> str:
    """A workflow command: https://docs.github.com/actions/reference/workflow-commands-for-github-actions."""
    text = _advised(problem)
    place = f"file={_property(problem.path)},line={problem.line},title={_property(problem.code)}"
    return f"::{problem.severity.value} {place}::{_data(text)}"


def _reason(exempted: Exempted) -> str:
    exemption = exempted.exemption
    words = "exempted" if language() == "en" else "已豁免"
    return f"{exempted.path}:{exemption.line}: {exemption.code} {words}：{exemption.reason}"


def _notice(exempted: Exempted) -> str:
    exemption = exempted.exemption
    place = f"file={_property(exempted.path)},line={exemption.line},title={_property(exemption.code)}"
    return f"::notice {place}::{_data(exemption.reason)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
