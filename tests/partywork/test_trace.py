"""What the history of the repository says of records: from one pass, never guessed."""

import os
import subprocess
from datetime import date
from pathlib import Path

import pytest

from plugins.partywork.trace import Span, Trace, head, read_trace
from tests.fastbuild.newsroom import Site

RECORD = "activities/2017/10/a-record.md"


def git(folder: Path, *words: str, day: str = "2017-10-13") -> None:
    moment = f"{day}T12:00:00+08:00"
    who = ("-c", "user.name=张三", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
    subprocess.run(
        ["git", *who, "-C", str(folder), *words],
        check=True,
        capture_output=True,
        env={**os.environ, "GIT_AUTHOR_DATE": moment, "GIT_COMMITTER_DATE": moment},
    )


def commit(folder: Path, day: str) -> None:
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", "x", day=day)


def trace(folder: Path) -> Trace:
    content = folder / "content"
    return read_trace(content, head(content), folder / "kept.json")


@pytest.fixture
def history(tmp_path: Path) -> Path:
    """A repository with three commits: two records, then another text of the first, then something else."""
    git(tmp_path, "init", "-q")
    (tmp_path / "content").mkdir()
    for name, text, day in (
        ("一.md", "1", "2017-10-13"),
        ("一.md", "2", "2017-10-20"),
        ("b.md", "1", "2017-11-01"),
    ):
        (tmp_path / "content" / name).write_text(text, encoding="utf-8")
        commit(tmp_path, day)
    return tmp_path


def days(span: Span) -> tuple[date, date]:
    return span.first.day, span.last.day


def test_first_and_last_commit_of_each_file(history: Path) -> None:
    found = trace(history)
    assert found.missing == ""
    assert {path: days(span) for path, span in found.spans.items()} == {
        "一.md": (date(2017, 10, 13), date(2017, 10, 20)),
        "b.md": (date(2017, 11, 1), date(2017, 11, 1)),
    }
    assert found.spans["b.md"].first == found.spans["b.md"].last
    assert len(found.spans["b.md"].first.commit) == 40


def test_a_file_without_a_commit_is_not_in_it(history: Path) -> None:
    (history / "content" / "c.md").write_text("1", encoding="utf-8")
    assert "c.md" not in trace(history).spans


def test_names_of_files_with_anything_in_them_are_read(history: Path) -> None:
    for name in ("> 2.md", 'quote".md', "new\nline.md"):
        (history / "content" / name).write_text("1", encoding="utf-8")
    commit(history, "2018-01-01")
    spans = trace(history).spans
    assert days(spans['quote".md']) == (date(2018, 1, 1), date(2018, 1, 1))
    assert days(spans["一.md"]) == (date(2017, 10, 13), date(2017, 10, 20))
    assert {"> 2.md", "new\nline.md"} <= spans.keys()


def test_it_is_remembered_for_one_commit(history: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = trace(history)
    monkeypatch.setattr("plugins.partywork.trace._log", lambda _: pytest.fail("read once more"))
    assert trace(history) == first
    monkeypatch.undo()
    (history / "content" / "b.md").write_text("2", encoding="utf-8")
    commit(history, "2018-01-01")
    assert days(trace(history).spans["b.md"]) == (date(2017, 11, 1), date(2018, 1, 1))


@pytest.mark.parametrize("spoilt", ["", "nonsense", "[]", '{"head": 1}', '{"spans": {}}'])
def test_a_spoilt_memory_is_read_anew(history: Path, spoilt: str) -> None:
    first = trace(history)
    (history / "kept.json").write_text(spoilt, encoding="utf-8")
    assert trace(history) == first


def test_a_shallow_clone_and_no_repository_are_said(
    history: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    elsewhere = tmp_path_factory.mktemp("clone")
    git(elsewhere, "clone", "-q", "--depth", "1", f"file://{history}", "shallow")
    assert trace(elsewhere / "shallow").missing == "shallow"
    (elsewhere / "none" / "content").mkdir(parents=True)
    assert trace(elsewhere / "none") == Trace("none")


def test_a_repository_without_a_commit_has_no_history(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q")
    (tmp_path / "content").mkdir()
    assert trace(tmp_path).missing == "none"


def test_without_git_nothing_is_said(history: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert head(history / "content") == ""


# -- on pages


def branch_page(site: Site) -> str:
    return (site.folder / "output/branches/sample-company/index.html").read_text(encoding="utf-8")


def test_a_page_tells_when_a_record_was_committed_and_where_to_see_it(tmp_path: Path) -> None:
    site = Site(tmp_path)
    site.record()
    site.incremental()
    assert "没有仓库的提交历史" in branch_page(site)
    git(tmp_path, "init", "-q")
    (tmp_path / ".gitignore").write_text("output*\ncache*\nclean*\n", encoding="utf-8")
    pattern = "https://example.org/portal/commit/{commit}"
    path = site.content / "data/site.yaml"
    path.write_text(path.read_text(encoding="utf-8") + f"commit_url: {pattern}\n", encoding="utf-8")
    site.incremental()
    assert "没有仓库的提交历史" in branch_page(site)
    commit(tmp_path, "2017-10-13")
    site.incremental()
    now = head(site.content).split()[0]
    assert "首次提交：<time" in branch_page(site)
    assert "2017年10月13日" in branch_page(site)
    assert f'href="{pattern.replace("{commit}", now)}"' in branch_page(site)


def test_the_law_holds_over_commits(tmp_path: Path) -> None:
    """A commit changes no file that a build looks at, and yet what pages say."""
    site = Site(tmp_path)
    site.settings["FASTBUILD_IDLE"] = True
    site.record()
    git(tmp_path, "init", "-q")
    (tmp_path / ".gitignore").write_text("output*\ncache*\nclean*\n", encoding="utf-8")
    site.incremental()
    commit(tmp_path, "2017-10-13")
    assert site.incremental() == site.clean()
    site.record(body="更正。\n")
    assert site.incremental() == site.clean()
    commit(tmp_path, "2017-10-14")
    assert site.incremental() == site.clean()
    assert "最近修改：<time" in branch_page(site)
    git(tmp_path, "reset", "-q", "--soft", "HEAD~1")
    assert site.incremental() == site.clean()
    assert "最近修改" not in branch_page(site)


def test_a_commit_renders_only_what_tells_of_it(tmp_path: Path) -> None:
    site = Site(tmp_path)
    site.record()
    site.record("b-record", branches="sample-office")
    git(tmp_path, "init", "-q")
    (tmp_path / ".gitignore").write_text("output*\ncache*\nclean*\n", encoding="utf-8")
    commit(tmp_path, "2017-10-13")
    before = site.incremental()
    site.record("b-record", branches="sample-office", body="更正。\n")
    changed = site.incremental()
    commit(tmp_path, "2017-10-14")
    after = site.incremental()
    assert {name for name in after if after[name] != changed[name]} == {
        "branches/sample-office/index.html",
        "en/branches/sample-office/index.html",
    }
    assert before.keys() == after.keys()
