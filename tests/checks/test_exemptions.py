from pathlib import Path

import pytest

from plugins.checks.report import main
from plugins.sources.engines import Engine
from plugins.sources.markup import to_html
from tests.desk import Desk

LINE = "<!-- 检查豁免 half-width-mark：原文如此 -->"


@pytest.mark.parametrize(
    "body",
    [
        f"{LINE}\n今天,开始。\n",
        f"{LINE}\n\n今天,开始。\n",
        f"今天,开始。{LINE}\n",
        f"第一行，\n今天,开始。\n{LINE}\n",
        "<!-- check-exempt half-width-mark: as printed -->\n今天,开始。\n",
    ],
)
def test_an_exemption_above_a_paragraph_or_in_it_holds_for_the_paragraph(desk: Desk, body: str) -> None:
    desk.story(body=body)
    checked = desk.check()
    assert checked.problems == ()
    assert len(checked.exempted) == 1


@pytest.mark.parametrize(
    "body", [f"{LINE}\n今天，开始。\n\n今天,开始。\n", f"今天,开始。\n\n{LINE}\n今天，开始。\n"]
)
def test_it_holds_for_no_other_and_one_that_exempts_nothing_is_told(desk: Desk, body: str) -> None:
    desk.story(body=body)
    assert sorted(desk.codes()) == ["half-width-mark", "unused-exemption"]


@pytest.mark.parametrize(
    "head",
    [
        "# 检查豁免 headline-length：会议名称要写全\ntitle: {}",
        "title: {} # 检查豁免 headline-length：会议名称要写全",
    ],
)
def test_a_field_is_exempted_by_a_comment(desk: Desk, head: str) -> None:
    title = head.format("长" * 40)
    desk.write(
        "news/2017/10/a.md",
        f"---\n{title}\nslug: a\ndate: 2017-10-12 08:00\ncategory: party\n---\n\n正文。\n",
    )
    assert desk.codes() == []


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("检查豁免 half-width-mark", "bad-exemption"),
        ("检查豁免 half-width-mark：", "bad-exemption"),
        ("检查豁免 ：原文如此", "bad-exemption"),
        ("检查豁免 half-with-mark：原文如此", "unknown-rule"),
        ("检查豁免 unsafe-link：原文如此", "fixed-rule"),
    ],
)
def test_one_without_a_reason_or_for_what_cannot_be_exempted_exempts_nothing(
    desk: Desk, written: str, code: str
) -> None:
    desk.story(body=f"<!-- {written} -->\n今天,开始。\n")
    problems = desk.problems()
    assert sorted(problem.code for problem in problems) == sorted([code, "half-width-mark"])
    assert {problem.severity for problem in problems} == {"warning"}


def test_the_reasons_are_printed(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(desk.content.parent)
    desk.story(body=f"{LINE}\n今天,开始。\n")
    assert main([]) == 0
    assert "content/news/2017/10/a-story.md:8: half-width-mark 已豁免：原文如此" in capsys.readouterr().out
    main([], "github")
    assert (
        "::notice file=content/news/2017/10/a-story.md,line=8,title=half-width-mark::原文如此"
        in capsys.readouterr().out
    )


def test_a_rule_that_is_off_makes_no_exemption_useless(desk: Desk) -> None:
    desk.write("data/checks.yaml", "severity: {half-width-mark: off}\n")
    desk.story(body=f"{LINE}\n今天,开始。\n")
    assert desk.codes() == []


def test_a_build_does_not_call_an_exemption_useless_that_it_cannot_judge(desk: Desk) -> None:
    desk.write(
        "news/2017/10/a.md",
        "---\ntitle: 甲\nslug: a\ndate: 2017-10-12 08:00 # 检查豁免 back-dated：停电\ncategory: party\n---\n\n正文。\n",
    )
    assert desk.codes() == []


@pytest.mark.parametrize("engine", ["comrak", "markdown"])
@pytest.mark.parametrize(
    "body", [f"{LINE}\n今天，开始。\n", f"今天，{LINE}开始。\n", f"甲。\n\n{LINE}\n\n今天，开始。\n"]
)
def test_readers_never_see_one(engine: Engine, body: str) -> None:
    html = to_html(body, engine)
    assert "豁免" not in html
    assert "原文" not in html
    assert "<p>" in html


def test_the_site_does_not_hold_it(desk: Desk) -> None:
    desk.story(body=f"{LINE}\n今天,开始。\n")
    built = desk.build()
    assert built.code == 0, built.said
    assert "原文如此" in built.said
    assert not any(
        "原文如此".encode() in data for name, data in built.files.items() if Path(name).suffix != ".gz"
    )
