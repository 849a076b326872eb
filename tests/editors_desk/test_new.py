"""`invoke new`, by flags, by questions, and in a real terminal."""

import os
import select
import signal
import sys
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

import pytest

from plugins.desk.new import main
from plugins.newsroom.article import ZONE
from tests.desk import ROOT, Desk, manuscripts

Told = pytest.CaptureFixture[str]
NOW = datetime(2017, 10, 12, 9, 31, 59, tzinfo=ZONE)


class Editor:
    """Somebody who answers; asked for more, the terminal is closed (EOFError)."""

    def __init__(self, answers: Iterable[str]) -> None:
        self.answers, self.asked = list(answers), list[str]()

    def __call__(self, prompt: str) -> str:
        self.asked.append(prompt)
        if not self.answers:
            raise EOFError
        return self.answers.pop(0)


def new(desk: Desk, *answers: str, given: dict[str, str] | None = None) -> tuple[int, Editor]:
    editor = Editor(answers)
    return main(given or {}, str(desk.content), editor if answers else None, lambda: NOW), editor


def written(desk: Desk) -> list[str]:
    return sorted(path.relative_to(desk.content).as_posix() for path in (desk.content / "news").rglob("*.md"))


def test_title_and_section_are_enough_and_the_file_is_valid(desk: Desk, capsys: Told) -> None:
    assert new(desk, given={"title": "古荥镇举办灯会", "category": "文化"})[0] == 0
    assert capsys.readouterr().out == "content/news/2017/10/guxing-denghui.md\n"
    assert desk.problems() == []
    (story,) = (m.article for m in manuscripts(desk.check()))
    assert story is not None
    assert (story.title, story.category, story.status) == ("古荥镇举办灯会", "culture", "draft")
    assert f"{story.date:%Y-%m-%d %H:%M}" == "2017-10-12 09:31"


def test_every_flag_is_written_as_the_schema_has_it(desk: Desk) -> None:
    given = {
        "title": "灯会,灯谜",
        "kicker": "喜迎新春",
        "date": "2018-02-16",
        "category": "culture",
        "byline": "记者　蔺洋　文／图",
        "towns": "古荥镇、yingbinlu",
        "topics": "主题演讲",
        "slug": "denghui",
        "status": "hidden",
    }
    assert new(desk, given=given)[0] == 0
    assert (desk.content / "news/2018/02/denghui.md").read_text("utf-8").splitlines() == [
        "---",
        "title: 灯会，灯谜",
        "kicker: 喜迎新春",
        "date: 2018-02-16 08:00",
        "category: culture",
        "byline: 记者 蔺洋 文/图",
        "towns: [guxing, yingbinlu]",
        "topics: [speech-contests]",
        "slug: denghui",
        "status: hidden",
        "---",
        "",
    ]


def test_without_a_terminal_the_missing_flags_are_named(desk: Desk, capsys: Told) -> None:
    assert new(desk, given={"kicker": "喜迎新春"})[0] == 2
    assert capsys.readouterr().err.startswith("还缺 --title --category（")
    assert written(desk) == []


@pytest.mark.parametrize(
    ("flag", "value", "said"),
    [
        ("category", "文画", "没有“文画”这个栏目（建议：culture（文化））"),
        ("category", "7", "没有第 7 项（建议：1 到 6）"),
        ("towns", "古荣镇", "没有“古荣镇”这个镇街（建议：guxing（古荥镇））"),
        ("topics", "党建雲", "没有“党建雲”这个专题（建议：party-cloud（党建云））"),
        ("date", "2017-13-01", "日历上没有“2017-13-01”"),
        ("slug", "灯会", "slug“灯会”里有不能用的字符"),
        ("slug", "taken", "网址名“taken”已经有稿件用了（建议：denghui）"),
        ("status", "ready", "status 的值“ready”不对（建议：可用：published、draft、hidden）"),
        ("title", "灯\x00会", "title 里有看不见的控制字符 U+0000"),
        ("title", "长" * 201, "最多 200 个字"),
    ],
)
def test_a_wrong_flag_is_told_with_the_right_one(
    desk: Desk, flag: str, value: str, said: str, capsys: Told
) -> None:
    desk.story("taken")
    assert new(desk, given={"title": "灯会", "category": "文化", flag: value})[0] == 2
    assert said in capsys.readouterr().err
    assert written(desk) == ["news/2017/10/taken.md"]


def test_questions_are_asked_in_chinese_and_enter_keeps_what_is_offered(desk: Desk, capsys: Told) -> None:
    code, editor = new(desk, "迎宾路街道举办演讲比赛", *[""] * 9)
    assert code == 0
    assert editor.asked == [
        "标题: ",
        "引题（眉题）: ",
        "副题: ",
        "发布时间 [2017-10-12 09:31]: ",
        "栏目 [文化]: ",
        "署名，如 记者 姓名 通讯员 姓名 文/图: ",
        "镇街 [迎宾路街道]: ",
        "专题: ",
        "网址名 [yingbinlu-yanjiang-bisai]: ",
        "状态：draft 草稿，published 发布 [draft]: ",
    ]
    said = capsys.readouterr().out
    assert "  2. 党建\n" in said
    assert said.endswith("content/news/2017/10/yingbinlu-yanjiang-bisai.md\n")
    assert b"towns: [yingbinlu]" in (desk.content / written(desk)[0]).read_bytes()


def test_a_choice_is_made_by_its_number_and_several_by_several(desk: Desk) -> None:
    assert new(desk, "灯会", "", "", "", "2", "", "1 古荥镇", "9、1", "", "")[0] == 0
    text = (desk.content / "news/2017/10/denghui.md").read_text("utf-8")
    assert "category: party\n" in text
    assert "towns: [xincheng, guxing]\n" in text
    assert "topics: [congress-19, party-cloud]\n" in text


def test_a_wrong_answer_is_told_at_once_and_asked_again(desk: Desk, capsys: Told) -> None:
    code, editor = new(
        desk, "", "灯会", "", "", "昨天", "2017-10-13 7:05", "文画", "文化", "记者 蔺杨", "", "", "X", "", ""
    )
    assert code == 0
    assert editor.asked.count("栏目: ") == 2
    said = capsys.readouterr().out
    assert "还缺 --title" in said
    assert "日期“昨天”看不懂" in said
    assert "没有“文画”这个栏目（建议：culture（文化））" in said
    assert "人员名册里没有“蔺杨”（建议：是不是“蔺洋”？" in said
    assert "slug“X”里有不能用的字符" in said
    assert b"date: 2017-10-13 07:05\n" in (desk.content / "news/2017/10/denghui.md").read_bytes()


def test_a_wrong_flag_in_a_terminal_is_asked_about(desk: Desk, capsys: Told) -> None:
    code, editor = new(desk, "灯会", "", "", "", "文化", *[""] * 5, given={"title": "灯\x00会"})
    assert code == 0
    assert editor.asked[0] == "标题: "
    assert "控制字符" in capsys.readouterr().out


@pytest.mark.parametrize("answers", [["灯会"], ["灯会", "", "", "", "2"]])
def test_leaving_in_the_middle_leaves_nothing_behind(desk: Desk, answers: list[str], capsys: Told) -> None:
    assert new(desk, *answers)[0] == 1
    assert capsys.readouterr().out.endswith("没有写入任何文件。\n")
    assert written(desk) == []


def test_an_existing_file_is_never_overwritten(desk: Desk, capsys: Told) -> None:
    desk.write("news/2017/10/denghui.md", b"\xff")
    assert new(desk, given={"title": "灯会", "category": "文化"})[0] == 0
    assert written(desk) == ["news/2017/10/denghui-2.md", "news/2017/10/denghui.md"]


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
@pytest.mark.parametrize(
    ("answers", "said", "path"),
    [
        (
            ["灯会\n", "\n", "\n", "2017-10-12\n", "文化\n", *["\n"] * 5],
            "content/news/2017/10/denghui.md",
            True,
        ),
        (["灯会\n", "\x03"], "没有写入任何文件。", False),
        (["灯会\n", "\x04"], "没有写入任何文件。", False),
    ],
    ids=["answers", "Ctrl-C", "Ctrl-D"],
)
def test_it_works_in_a_real_terminal(desk: Desk, answers: list[str], said: str, path: bool) -> None:
    told = in_terminal(desk.content.parent, answers)
    assert said in told
    assert "Traceback" not in told
    assert (written(desk) == ["news/2017/10/denghui.md"]) is path


def in_terminal(folder: Path, answers: list[str]) -> str:
    """What `invoke new` shows on a terminal where `answers` are typed, one at each question."""
    import pty

    child, terminal = pty.fork()
    if child == 0:
        signal.signal(signal.SIGINT, signal.SIG_DFL)  # a run in the background inherits that it is ignored
        os.chdir(folder)
        os.environ["PYTHONPATH"] = str(ROOT)
        os.execv(
            sys.executable,
            [sys.executable, "-c", "from plugins.desk.new import main; raise SystemExit(main({}))"],
        )
    said, left, typed = b"", list(answers), b""
    for _ in range(500):
        if not select.select([terminal], [], [], 0.5)[0]:
            os.write(terminal, typed)  # a Ctrl-C between the question and its reading is lost
            continue
        try:
            more = os.read(terminal, 4096)
        except OSError:
            break
        if not more:
            break
        said += more
        if said.endswith(b": ") and left:
            typed = left.pop(0).encode()
            os.write(terminal, typed)
            typed = typed if typed in (b"\x03", b"\x04") else b""
    os.close(terminal)
    os.waitpid(child, 0)
    return said.decode()
