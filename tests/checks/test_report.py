import json
from pathlib import Path

import pytest

from plugins.checks.report import main
from tests.desk import Desk


@pytest.fixture
def in_desk(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Desk:
    monkeypatch.chdir(desk.content.parent)
    desk.story("a", towns="古荣, 镇")
    desk.story("b", reporter="张三")
    return desk


def test_text_tells_each_problem_on_a_line_and_counts_them(
    in_desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("content/news/2017/10/a.md:6: unknown-town 没有“古荣”这个镇街（建议：")
    assert lines[-1] == "检查了 2 个文件：2 个错误，1 个警告"


def test_english_is_spoken_where_the_environment_asks_for_it(
    in_desk: Desk, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LANG", "en_GB.UTF-8")
    main([])
    lines = capsys.readouterr().out.splitlines()
    assert "There is no town “古荣” (suggestion: " in lines[0]
    assert lines[-1] == "2 files checked: 2 errors, 1 warnings"


def test_github_annotations_stand_on_one_line_each_and_escape_what_has_a_meaning(
    in_desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([], "github") == 1
    first, *_, last = capsys.readouterr().out.splitlines()
    assert first.startswith("::error file=content/news/2017/10/a.md,line=6,title=unknown-town::没有")
    assert last.startswith("::warning file=content/news/2017/10/b.md,line=6,title=unknown-person::")


def test_json_is_for_tools(in_desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([], "json") == 1
    problems = json.loads(capsys.readouterr().out)
    assert [problem["code"] for problem in problems] == ["unknown-town", "unknown-town", "unknown-person"]
    assert set(problems[0]) == {"path", "line", "code", "severity", "message", "suggestion"}


def test_gitlab_shows_a_report_on_the_quality_of_code(
    in_desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([], "gitlab") == 1
    first, *_, last = json.loads(capsys.readouterr().out)
    assert (first["check_name"], first["severity"], last["severity"]) == ("unknown-town", "blocker", "minor")
    assert first["location"] == {"path": "content/news/2017/10/a.md", "lines": {"begin": 6}}
    assert len({first["fingerprint"], last["fingerprint"]}) == 2


@pytest.mark.parametrize("path", ["content/news/2017/10/b.md", "./content/news/../news/2017/10/b.md"])
def test_only_the_paths_asked_for_are_told(
    in_desk: Desk, capsys: pytest.CaptureFixture[str], path: str
) -> None:
    assert main([path]) == 0
    assert "unknown-town" not in capsys.readouterr().out
    assert main([str(Path("content/news").resolve())]) == 1


def test_an_unknown_format_is_told(in_desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([], "xml") == 2
    assert "text | github | gitlab | json" in capsys.readouterr().err
