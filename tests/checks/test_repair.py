import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plugins.checks.by_itself import checked_by_itself
from plugins.checks.fixing import fix
from plugins.checks.repair import repaired
from plugins.newsroom.registries import Registries
from plugins.sources.front_matter import read_document
from plugins.sources.manuscripts import read_manuscript
from tests.desk import ROOT, Desk

BEFORE = """---
title： 开展"主题党日"活动,效果好  # 记得核对
kicker: '引题,甲'
date:\t2017-10-12 08:00
category: 党建 # 栏目
# 镇街在下面
towns: 古荥镇、大河路街道
topics:
  - 党建云
  - 主题党日  # 每月
project: [杏花街, 贾庄路]
reporter: 蔺洋
cover:
  file: a.jpg
  alt: 会场,主席台
  credit: 陈静 摄
slug: a
---

　　参与率达到92%,实现了 ,目标(见[这里](http://a.b/c,d))。
今年 、明年，，后年,共1,000人.

![会场,甲](a.jpg "图说,甲｜陈静 摄")
"""
AFTER = """---
title: 开展“主题党日”活动，效果好  # 记得核对
kicker: '引题，甲'
date:  2017-10-12 08:00
category: party # 栏目
# 镇街在下面
towns: [guxing, dahelu]
topics:
  - party-cloud
  - theme-party-day  # 每月
project: [xinghua-jie, jiazhuang-lu]
reporter: 蔺洋
cover:
  file: a.jpg
  alt: 会场，主席台
  credit: 陈静 摄
slug: a
---

参与率达到92%，实现了，目标（见[这里](http://a.b/c,d)）。
今年、明年，后年，共1,000人。

![会场，甲](a.jpg "图说，甲｜陈静 摄")
"""


def test_what_is_safe_is_repaired_and_comments_stay(registries: Registries) -> None:
    assert repaired(BEFORE, registries, "zh") == AFTER


@pytest.mark.parametrize(
    "head",
    [
        "title: [甲,乙\nslug: a",
        "title: 甲\nslug: a\ntowns: 古荣镇",
        "title: 甲\nslug: a\ntowns: '古荥镇'",
        "title: |\n  甲,乙\nslug: a",
        'title: "甲\\"乙,丙"\nslug: a',
        "cover: {file: a.jpg, alt: 会场, credit: 陈静 摄}",
        "reporter: 蔺洋,景琦",
        "byline: 记者 蔺洋,景琦",
    ],
)
def test_what_is_not_certain_is_left_alone(registries: Registries, head: str) -> None:
    text = f"---\n{head}\n---\n\n正文。\n"
    assert repaired(text, registries, "zh") == text


def test_a_plain_header_keeps_its_style(registries: Registries) -> None:
    assert (
        repaired("Title：甲\nSlug: a\n\n今天,开始。\n", registries, "zh")
        == "Title: 甲\nSlug: a\n\n今天，开始。\n"
    )


def test_english_keeps_its_marks(registries: Registries) -> None:
    text = "---\ntitle: A, b\nslug: a\ntowns: 古荥镇\n---\n\nRed Stations (红色驿站), 甲,乙。\n"
    assert repaired(text, registries, "en") == text.replace("古荥镇", "guxing")


@pytest.mark.parametrize("file", sorted((ROOT / "content").rglob("*.md")), ids=lambda file: file.name)
def test_the_repositorys_stories_need_no_repair(registries: Registries, file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    assert repaired(text, registries, "en" if file.name.endswith(".en.md") else "zh") == text


WORDS = st.lists(
    st.sampled_from(
        "惠济区 党建 92% 1,000 13812 2017年 , ， . 。 ; : ( ) （ ） \" “ ” ' 、 ` **重点** [这里](http://a.b/c,d) \n \n\n 　　 "
        "- # > | <!--甲,乙--> ![图](a.jpg) https://a.b/c,d APP Tom a@b.cn 蔺洋 ！ ! ? ... ~~~ ``` &nbsp; \\, 　".split(
            " "
        )
    ),
    max_size=25,
).map("".join)
LINES = WORDS.map(lambda text: " ".join(text.split()))
HEADLINES = LINES.map(lambda text: text.replace("|", ""))
"""Without the bars of which readers see nothing: two marks with one between them stay as they are."""


def letters(text: str) -> list[str]:
    """Figures, letters and Chinese characters, in order."""
    return [char for char in text if char.isalnum()]


@given(body=WORDS, title=LINES)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_figures_names_and_words_are_the_same_and_a_second_repair_changes_nothing(
    registries: Registries, body: str, title: str
) -> None:
    text = f"---\ntitle: {title}\nslug: a\nreporter: 蔺洋, 景琦\nsummary: '{title}'\n---\n{body}"
    once = repaired(text, registries, "zh")
    assert letters(once) == letters(text)
    assert repaired(once, registries, "zh") == once
    assert once.count("\n") == text.count("\n")
    before, after = read_document(text).fields.value, read_document(once).fields.value
    assert (before or {}).get("reporter") == (after or {}).get("reporter")


@given(body=WORDS, title=HEADLINES)
@settings(max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_repaired_file_has_no_half_width_mark_and_no_stray_space(
    registries: Registries, tmp_path: Path, body: str, title: str
) -> None:
    text = f"---\ntitle: 甲{title}\nslug: a\ndate: 2017-10-12 08:00\ncategory: 党建\n---\n\n{body}\n"
    file = tmp_path / "news/2017/10/a.md"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(repaired(text, registries, "zh"), encoding="utf-8")
    manuscript = read_manuscript(tmp_path, "news/2017/10/a.md", registries.context)
    left = {problem.code for problem in checked_by_itself(manuscript, registries).problems}
    assert not left & {"half-width-mark", "stray-space"}


@pytest.fixture
def in_desk(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Desk:
    monkeypatch.chdir(desk.content.parent)
    return desk


def test_the_command_shows_the_difference_and_what_is_left(
    in_desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    file = in_desk.story(body="今天,开始。\n\n他们把把材料送来。\n")
    assert fix([]) == 0
    said = capsys.readouterr().out
    assert "-今天,开始。\n+今天，开始。\n" in said
    assert "改好了 1 个文件" in said
    assert "doubled-word" in said
    assert "今天，开始。" in file.read_text(encoding="utf-8")


def test_only_the_files_asked_for_are_repaired(in_desk: Desk) -> None:
    one, other = (in_desk.story(slug, body="今天,开始。\n") for slug in ("a", "b"))
    fix(["content/news/2017/10/a.md"])
    assert "今天，" in one.read_text(encoding="utf-8")
    assert "今天," in other.read_text(encoding="utf-8")


@pytest.mark.parametrize("stored", ["gb18030", "utf-16", "utf-8-sig", "crlf"])
def test_files_are_stored_as_utf8_with_plain_line_ends(
    in_desk: Desk, capsys: pytest.CaptureFixture[str], stored: str
) -> None:
    file = in_desk.story(body="今天，开始。\n")
    text = file.read_text(encoding="utf-8")
    file.write_bytes(text.replace("\n", "\r\n").encode() if stored == "crlf" else text.encode(stored))
    fix([])
    assert file.read_bytes() == text.encode()
    assert "UTF-8" in capsys.readouterr().out


def test_what_cannot_be_read_and_links_are_left_alone(in_desk: Desk, tmp_path: Path) -> None:
    broken = in_desk.write("news/2017/10/a.md", b"\x00\xff\xfe\x81")
    target = tmp_path / "outside.md"
    target.write_text("今天,开始。\n", encoding="utf-8")
    (in_desk.content / "news/2017/10/b.md").symlink_to(target)
    assert fix([]) == 1
    assert broken.read_bytes() == b"\x00\xff\xfe\x81"
    assert target.read_text(encoding="utf-8") == "今天,开始。\n"


def test_nothing_but_the_file_is_left_in_its_folder_with_its_permissions(in_desk: Desk) -> None:
    file = in_desk.story(body="今天,开始。\n")
    file.chmod(0o640)
    fix([])
    assert [path.name for path in file.parent.iterdir()] == [file.name]
    assert file.stat().st_mode & 0o777 == 0o640


def test_broken_registries_are_told_and_nothing_is_written(
    in_desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    file = in_desk.story(body="今天,开始。\n")
    in_desk.write("data/topics.yaml", "- id: a\n\tname: x\n")
    assert fix([]) == 1
    assert re.search(r"topics\.yaml:2: tab", capsys.readouterr().out)
    assert "今天," in file.read_text(encoding="utf-8")
