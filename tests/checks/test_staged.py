import subprocess
from collections.abc import Callable

import pytest

from plugins.checks.report import main
from tests.desk import Desk

Says = Callable[[], tuple[int, str]]


@pytest.fixture
def git(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Runs git in the newsroom, where three stories are committed: b links to a, c to nobody."""
    root = desk.content.parent
    monkeypatch.chdir(root)

    def git(*words: str) -> None:
        who = ("-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
        subprocess.run(["git", *who, *words], cwd=root, check=True, capture_output=True)

    desk.story("aaa", body="正文。\n")
    desk.story("bbb", body="见[旧闻]({filename}/news/2017/10/aaa.md)。\n")
    desk.story("ccc", body="今天,开始。\n")
    git("init", "-q")
    git("add", "-A")
    git("commit", "-qm", "a")
    return git


@pytest.fixture
def says(capsys: pytest.CaptureFixture[str]) -> Says:
    def says() -> tuple[int, str]:
        code = main([], staged_only=True)
        return code, capsys.readouterr().out

    return says


def test_nothing_staged_is_nothing_to_say(git: Callable[..., None], says: Says, desk: Desk) -> None:
    desk.story("ddd", towns="古荣")
    assert says() == (0, "")


def test_only_what_is_staged_is_told(git: Callable[..., None], says: Says, desk: Desk) -> None:
    desk.story("ddd", towns="古荣")
    git("add", "content/news/2017/10/ddd.md")
    code, said = says()
    assert code == 1
    assert "ddd.md:6: unknown-town" in said
    assert "ccc.md" not in said
    assert "检查了 1 个文件" in said


def test_a_name_with_spaces_and_chinese_is_staged_like_any_other(
    git: Callable[..., None], says: Says, desk: Desk
) -> None:
    desk.write("news/2017/10/新 稿.md", "没有字段\n")
    git("add", "-A")
    code, said = says()
    assert (code, "content/news/2017/10/新 稿.md:1: no-front-matter" in said) == (1, True)


def test_a_deleted_story_leaves_dead_links(git: Callable[..., None], says: Says) -> None:
    git("rm", "-q", "content/news/2017/10/aaa.md")
    code, said = says()
    assert code == 1
    assert "bbb.md:8: dead-link" in said


def test_a_renamed_story_leaves_dead_links(git: Callable[..., None], says: Says) -> None:
    git("mv", "content/news/2017/10/aaa.md", "content/news/2017/10/zzz.md")
    code, said = says()
    assert code == 1
    assert "bbb.md:8: dead-link" in said
    assert "zzz.md:3: file-name" in said


@pytest.mark.parametrize("fields", [{"slug": "aaa"}, {"aliases": "/news/2017/10/aaa.html"}])
def test_an_address_that_another_file_has_is_told(
    git: Callable[..., None], says: Says, desk: Desk, fields: dict[str, str]
) -> None:
    file = desk.story("zzz", **{key: value for key, value in fields.items() if key != "slug"})
    if "slug" in fields:
        file.write_text(file.read_text(encoding="utf-8").replace("slug: zzz", "slug: aaa"), encoding="utf-8")
    git("add", "-A")
    code, said = says()
    assert code == 1
    assert "duplicate-" in said


def test_a_changed_register_is_asked_of_every_story(git: Callable[..., None], says: Says, desk: Desk) -> None:
    desk.story("ddd", towns="guxing")
    git("add", "-A")
    git("commit", "-qm", "a")
    places = desk.content / "data/places.yaml"
    places.write_text(
        places.read_text(encoding="utf-8").replace("id: guxing", "id: gu-xing"), encoding="utf-8"
    )
    git("add", "-A")
    code, said = says()
    assert code == 1
    assert "ddd.md:6: unknown-town" in said


def test_a_folder_without_git_says_so(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(desk.content.parent)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(desk.content.parent.parent))
    assert main([], staged_only=True) == 2
    assert "git" in capsys.readouterr().err


def test_a_file_by_itself_is_checked_as_among_all_others(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is told of a manuscript does not depend on how much else is read."""
    monkeypatch.chdir(desk.content.parent)
    desk.story(
        "aaa", body="见[旧闻]({filename}/news/2017/10/bbb.md)和[别的]({filename}zzz.md)。今天,开始。\n"
    )
    desk.story("bbb", aliases="/news/2017/10/aaa.html", towns="古荣")
    desk.story("aaa", lang="en", body="Text.\n")
    desk.story("en-one", lang="en", translation_of="bbb", body="Text.\n")
    everything = desk.check()
    for path in (outline.path for outline in everything.outlines):
        alone = desk.check(only={path})
        assert [p for p in alone.problems if p.path == f"content/{path}"] == [
            p for p in everything.problems if p.path == f"content/{path}"
        ]
