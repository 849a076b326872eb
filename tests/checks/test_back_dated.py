import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from plugins.checks.report import main
from tests.desk import Desk


@pytest.fixture
def commit(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Commits everything in the newsroom at a moment."""
    root = desk.content.parent
    monkeypatch.chdir(root)
    git(root, "init", "-q")

    def commit(moment: str) -> None:
        git(root, "add", "-A")
        who = ("-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
        git(root, *who, "commit", "-qm", "a", "--date", f"{moment} +0800")

    return commit


def git(folder: Path, *words: str) -> None:
    subprocess.run(["git", *words], cwd=folder, check=True)


def lines(capsys: pytest.CaptureFixture[str]) -> list[str]:
    main([])
    return [line for line in capsys.readouterr().out.splitlines() if "back-dated" in line]


def test_a_story_that_was_committed_long_after_its_date_is_found(
    desk: Desk, commit: Callable[[str], None], capsys: pytest.CaptureFixture[str]
) -> None:
    desk.story()
    commit("2017-10-20 09:00")
    (line,) = lines(capsys)
    assert line.startswith("content/news/2017/10/a-story.md:4: back-dated")
    assert "2017-10-20" in line


@pytest.mark.parametrize("moment", ["2017-10-12 09:00", "2017-10-13 20:00", "2017-10-01 09:00"])
def test_a_day_or_a_date_to_come_is_left_alone(
    desk: Desk, commit: Callable[[str], None], capsys: pytest.CaptureFixture[str], moment: str
) -> None:
    desk.story()
    commit(moment)
    assert lines(capsys) == []


@pytest.mark.parametrize("fields", [{"archive": "true"}, {"status": "draft"}])
def test_archives_and_drafts_are_left_alone(
    desk: Desk, commit: Callable[[str], None], capsys: pytest.CaptureFixture[str], fields: dict[str, str]
) -> None:
    desk.story(**fields)
    commit("2017-10-20 09:00")
    assert lines(capsys) == []


def test_a_renamed_story_keeps_the_day_of_its_first_commit(
    desk: Desk, commit: Callable[[str], None], capsys: pytest.CaptureFixture[str]
) -> None:
    old = desk.story(body="正文。\n" * 20)
    commit("2017-10-12 09:00")
    old.rename(old.with_name("another name.md"))
    commit("2018-10-20 09:00")
    assert lines(capsys) == []


def test_a_story_that_is_not_committed_and_a_folder_without_git_are_left_alone(
    desk: Desk, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(desk.content.parent)
    desk.story()
    assert lines(capsys) == []


def test_the_days_are_the_houses(
    desk: Desk, commit: Callable[[str], None], capsys: pytest.CaptureFixture[str]
) -> None:
    desk.write("data/checks.yaml", "days: 30\n")
    desk.story()
    commit("2017-10-20 09:00")
    assert lines(capsys) == []


def test_a_shallow_clone_says_so_once_and_blames_nobody(
    desk: Desk,
    commit: Callable[[str], None],
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    desk.story()
    commit("2017-10-12 09:00")
    desk.story("b")
    commit("2018-10-20 09:00")
    git(tmp_path, "clone", "-q", "--depth", "1", f"file://{desk.content.parent}", "clone")
    monkeypatch.chdir(tmp_path / "clone")
    assert main([]) == 0
    said = capsys.readouterr()
    assert "back-dated" not in said.out
    assert said.err.count("浅克隆") == 1


def test_a_build_does_not_ask(desk: Desk, commit: Callable[[str], None]) -> None:
    desk.story()
    commit("2017-10-20 09:00")
    assert desk.codes() == []
