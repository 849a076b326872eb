"""What an import leaves on the disk and says of it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from plugins.desk import importing, writing
from plugins.desk.importing import main
from plugins.newsroom.article import ZONE
from tests.desk import ROOT, Desk

PAGE = """古荥镇组织村民植树

本报讯 3月5日,古荥镇组织村民在河堤植树200棵。

记者 张三
"""
OTHER = """
花园口镇检修水泵

本报讯 花园口镇对水泵逐台检修，共检修18台。

记者 李四
"""

Told = pytest.CaptureFixture[str]


@pytest.fixture
def here(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Desk:
    monkeypatch.chdir(desk.content.parent)
    return desk


def page(name: str, text: str | bytes = PAGE) -> str:
    Path(name).write_bytes(text.encode() if isinstance(text, str) else text)
    return name


def files(desk: Desk) -> dict[str, bytes]:
    found = (path for path in desk.content.rglob("*") if path.is_file() and "data" not in path.parts)
    return {path.relative_to(desk.content).as_posix(): path.read_bytes() for path in found}


def test_a_draft_says_all_that_is_known(here: Desk) -> None:
    assert main([page("a.txt")], "2018-03-06 9:30", "郑州日报 A3 惠济新闻") == 0
    ((path, data),) = files(here).items()
    assert path == "news/2018/03/guxing-cunmin-zhishu.md"
    lines = data.decode().splitlines()
    assert lines[:11] == [
        "---",
        "title: 古荥镇组织村民植树",
        "date: 2018-03-06 09:30",
        "category: headlines",
        "reporter: 张三",
        "byline: 记者 张三",
        "towns: [guxing]",
        "slug: guxing-cunmin-zhishu",
        "status: draft",
        "edition: {paper: 郑州日报, date: 2018-03-06, page: A3, page_name: 惠济新闻}",
        "dateline: 本报讯",
    ]
    assert "3月5日，古荥镇组织村民在河堤植树200棵。" in lines


def test_it_prints_each_story_what_to_check_and_what_the_checks_find(here: Desk, capsys: Told) -> None:
    main([page("a.txt")], "2018-03-06")
    said = capsys.readouterr().out
    assert "content/news/2018/03/guxing-cunmin-zhishu.md（原稿第 1—5 行，" in said
    assert "  署名 记者 张三\n" in said
    assert "  镇街 古荥镇\n" in said
    assert "  a.txt:1: section-unsure 栏目不能确定，先归入“要闻”（建议：核对 category 一行）\n" in said
    assert "unknown-person 人员名册里没有“张三”" in said
    assert "写入 1 篇稿件，0 篇本来就有；没有覆盖任何文件。" in said


def test_it_speaks_english_where_the_environment_asks_for_it(
    here: Desk, capsys: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LANG", "en_GB.UTF-8")
    main([page("a.txt")], "2018-03-06")
    main(["a.txt"], "2018-03-06")
    said = capsys.readouterr().out
    assert "  byline: 记者 张三\n" in said
    assert "1 stories written, 0 were there already; no file was overwritten." in said
    assert "“古荥镇组织村民植树” is there already" in said


def test_a_second_import_of_the_same_file_says_so_and_writes_nothing(here: Desk, capsys: Told) -> None:
    main([page("a.txt")], "2018-03-06")
    before = files(here)
    capsys.readouterr()
    assert main(["a.txt"], "2018-03-06") == 0
    assert files(here) == before
    said = capsys.readouterr().out
    assert "a.txt：这个文件里的稿件都已经有了，没有写入任何文件。" in said
    assert "“古荥镇组织村民植树”已经有了：content/news/2018/03/guxing-cunmin-zhishu.md（以前导入过）" in said


def test_a_story_is_known_again_after_an_editor_has_changed_all_of_it(here: Desk, capsys: Told) -> None:
    main([page("a.txt")], "2018-03-06")
    draft = here.content / "news/2018/03/guxing-cunmin-zhishu.md"
    draft.write_text(
        draft.read_text("utf-8").replace("古荥镇组织村民植树", "植树忙").replace("03-06", "03-07"), "utf-8"
    )
    before = files(here)
    assert main(["a.txt"], "2018-03-06") == 0
    assert files(here) == before
    assert "（以前导入过）" in capsys.readouterr().out


def test_of_a_changed_page_only_new_stories_are_written_and_changed_ones_are_told(
    here: Desk, capsys: Told
) -> None:
    main([page("a.txt")], "2018-03-06")
    before = files(here)
    assert main([page("a.txt", PAGE.replace("200棵", "300棵") + OTHER)], "2018-03-06") == 0
    after = files(here)
    assert before.items() <= after.items()
    assert set(after) - set(before) == {"news/2018/03/huayuankou-jianxiu-shuibeng.md"}
    assert (
        "“古荥镇组织村民植树”已经有了：content/news/2018/03/guxing-cunmin-zhishu.md（这次的文字和那一篇不同，请自己比较）"
        in (capsys.readouterr().out)
    )


def test_another_story_with_the_same_headline_gets_another_slug(here: Desk) -> None:
    main([page("a.txt")], "2018-03-06")
    main([page("b.txt", PAGE.replace("200棵", "300棵"))], "2018-03-07")
    assert sorted(files(here)) == [
        "news/2018/03/guxing-cunmin-zhishu-2.md",
        "news/2018/03/guxing-cunmin-zhishu.md",
    ]


def test_the_day_on_the_page_is_taken_and_no_day_is_invented(here: Desk, capsys: Told) -> None:
    assert main([page("a.txt")]) == 1
    assert "a.txt:1: no-date 不知道这些稿件是哪一天的（建议：加上日期再导入一次：--date 2017-10-12）" in (
        capsys.readouterr().out
    )
    assert files(here) == {}
    assert main([page("b.txt", "2018年3月6日 星期二 A3\n\n" + PAGE)]) == 0
    assert list(files(here)) == ["news/2018/03/guxing-cunmin-zhishu.md"]


def test_another_day_than_the_pages_is_told(here: Desk, capsys: Told) -> None:
    main([page("a.txt", "2018年3月6日 星期二\n\n" + PAGE)], "2018-03-08")
    assert "a.txt:1: other-date 版面上印的是 2018-03-06，按 --date 用了 2018-03-08" in capsys.readouterr().out


def test_what_belongs_to_the_page_is_told_as_left_out(here: Desk, capsys: Told) -> None:
    main([page("a.txt", "2018年3月6日 星期二\n\n" + PAGE)])
    assert (
        "没有放进稿件的文字（属于版面，或重复）：\n  a.txt:1: 2018年3月6日 星期二\n"
        in capsys.readouterr().out
    )


def test_an_old_story_is_marked_as_filed_later_and_one_of_today_is_not(here: Desk) -> None:
    today = f"{importing.datetime.now(ZONE):%Y-%m-%d}"
    main([page("a.txt")], "2018-03-06")
    main([page("b.txt", OTHER)], today)
    archived = {path: b"\narchive: true\n" in data for path, data in files(here).items()}
    assert list(archived.values()).count(True) == 1
    assert archived["news/2018/03/guxing-cunmin-zhishu.md"]


def test_section_folder_and_status_can_be_said(here: Desk) -> None:
    assert (
        main([page("a.txt")], "2018-03-06", into="content/news/extra", status="published", category="民生")
        == 0
    )
    ((path, data),) = files(here).items()
    assert path == "news/extra/guxing-cunmin-zhishu.md"
    assert b"category: livelihood\n" in data
    assert b"status" not in data


@pytest.mark.parametrize(
    "into",
    ["../../etc", "news/../../x", "/etc", "content/../x", "pages", "data", "news/.git", "news/a b", "新闻"],
)
def test_a_folder_elsewhere_is_refused(here: Desk, into: str, capsys: Told) -> None:
    assert main([page("a.txt")], "2018-03-06", into=into) == 2
    assert "--into 的文件夹" in capsys.readouterr().err
    assert files(here) == {}


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"date": "明天"}, "日期“明天”看不懂（建议：写成 2017-10-12 或 2017-10-12 08:00）"),
        ({"date": "2018-02-30"}, "日历上没有“2018-02-30”"),
        ({"date": "2018-03-06", "status": "publish"}, "--status 没有“publish”这个值（建议：published）"),
        ({"date": "2018-03-06", "category": "党健"}, "--category 没有“党健”这个值（建议：党建）"),
        ({"date": "2018-03-06", "edition": "papr=郑州日报"}, "--edition 里的“papr=郑州日报”看不懂"),
    ],
)
def test_an_option_with_a_mistake_is_told_with_the_right_one(
    here: Desk, options: dict[str, str], said: str, capsys: Told
) -> None:
    assert main([page("a.txt")], **options) == 2
    assert said in capsys.readouterr().err
    assert files(here) == {}


def test_one_bad_file_of_several_stops_all_and_every_bad_one_is_told(here: Desk, capsys: Told) -> None:
    assert main([page("a.txt"), page("b.pdf", b"%PDF-1.7"), page("c.txt", b"")], "2018-03-06") == 1
    said = capsys.readouterr().out
    assert "b.pdf:1: cannot-import" in said
    assert "c.txt:1: empty-file" in said
    assert said.endswith("没有写入任何文件。\n")
    assert files(here) == {}


@pytest.mark.parametrize("link", ["news", "news/2018", "news/2018/03"])
def test_a_folder_that_is_a_link_is_refused(here: Desk, link: str, tmp_path: Path, capsys: Told) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (here.content / "news").rmdir()
    (here.content / link).parent.mkdir(parents=True, exist_ok=True)
    (here.content / link).symlink_to(elsewhere)
    assert main([page("a.txt")], "2018-03-06") == 1
    assert "linked-file" in capsys.readouterr().out
    assert list(elsewhere.iterdir()) == []


def test_a_disk_that_fails_in_the_middle_leaves_nothing(
    here: Desk, monkeypatch: pytest.MonkeyPatch, capsys: Told
) -> None:
    placed: list[Path] = []

    def full(temporary: Path, target: Path) -> None:
        if placed:
            raise OSError(28, "No space left on device", str(target))
        placed.append(target)
        os.link(temporary, target)

    monkeypatch.setattr(writing, "_place", full)
    assert main([page("a.txt", PAGE + OTHER)], "2018-03-06") == 1
    assert placed
    assert files(here) == {}
    assert "写不进去：No space left on device" in capsys.readouterr().out


def test_a_file_that_appears_meanwhile_is_not_overwritten(here: Desk) -> None:
    target = here.write("news/2018/03/a.md", "mine")
    with pytest.raises(writing.NotWritten, match="file-exists"):
        writing.write_new(here.content, {"news/2018/03/b.md": b"b", "news/2018/03/a.md": b"a"})
    assert files(here) == {"news/2018/03/a.md": b"mine"}
    assert [path.name for path in target.parent.iterdir()] == ["a.md"]


def test_without_links_files_are_written_whole_as_well(here: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_links(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "link", no_links)
    writing.write_new(here.content, {"news/a.md": b"a"})
    with pytest.raises(writing.NotWritten, match="file-exists"):
        writing.write_new(here.content, {"news/a.md": b"b"})
    assert files(here) == {"news/a.md": b"a"}


def test_registries_with_an_error_are_told_first(here: Desk, capsys: Told) -> None:
    here.write("data/sections.yaml", "x")
    assert main([page("a.txt")], "2018-03-06") == 1
    assert "content/data/sections.yaml" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--list"], "把 Word、网页或报纸版面的文字变成稿件"),
        (["--list"], "新建一篇稿件"),
        (["import", "--help"], "--edition"),
        (["new", "--help"], "署名"),
        (["import", "none.txt"], "none.txt:1: missing-file 没有“none.txt”这个文件"),
    ],
)
def test_the_verbs_explain_themselves(words: list[str], said: str) -> None:
    run = subprocess.run(
        [sys.executable, "-m", "invoke", *words], cwd=ROOT, capture_output=True, encoding="utf-8", check=False
    )
    assert said in run.stdout
    assert "Traceback" not in run.stderr
