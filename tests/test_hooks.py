"""What runs before a commit and before a merge is what the verbs offer."""

import inspect
from typing import Any

import pytest
import yaml

import tasks
from plugins.checks.report import FORMATS

from .desk import ROOT


def read(name: str) -> Any:
    return yaml.safe_load((ROOT / name).read_text(encoding="utf-8"))


def test_a_commit_is_checked_by_the_environment_that_make_makes() -> None:
    ((hook,),) = (repo["hooks"] for repo in read(".pre-commit-config.yaml")["repos"])
    invoke, verb, *options = hook["entry"].split()
    assert (invoke, verb, options) == (".venv/bin/invoke", "check", ["--staged"])
    assert "staged" in inspect.signature(tasks.check.body).parameters
    # A deleted file is told by git alone: the hook runs without names, and for deletions too.
    assert (hook["language"], hook["pass_filenames"], hook["always_run"]) == ("system", False, True)


def test_github_marks_the_lines_of_a_pull_request() -> None:
    check = read(".github/workflows/site.yml")["jobs"]["check"]["steps"]
    (command,) = [step["run"] for step in check if "run" in step]
    assert "check" in command
    assert "--format github" in command


def test_gitlab_marks_the_lines_of_a_merge_request() -> None:
    check = read(".gitlab-ci.yml")["check"]
    report = check["artifacts"]["reports"]["codequality"]
    assert any(f"check --format gitlab $flag > {report}" in line for line in check["script"])
    assert "gitlab" in FORMATS
    assert ".venv/bin/invoke check $flag" in check["script"]
    assert check["artifacts"]["when"] == "always"


@pytest.mark.parametrize(
    "depth",
    [
        read(".github/workflows/site.yml")["jobs"]["check"]["steps"][0]["with"]["fetch-depth"],
        int(read(".gitlab-ci.yml")["check"]["variables"]["GIT_DEPTH"]),
    ],
    ids=["github", "gitlab"],
)
def test_the_check_has_the_whole_history(depth: int) -> None:
    assert depth == 0
