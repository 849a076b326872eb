import pytest

from tests.desk import Desk

NUMBER = "13812345678"


@pytest.mark.parametrize(
    ("body", "fields", "line"),
    [
        (f"第一段。\n\n联系{NUMBER}。\n", {}, 10),
        ("正文。\n", {"summary": f"联系{NUMBER}"}, 6),
        (f"`{NUMBER}`\n", {}, 8),
        (f"<!-- {NUMBER} -->\n正文。\n", {}, 8),
        (f'正文。\n\n![会场里的人](a.jpg "联系{NUMBER}｜陈静 摄")\n', {}, 10),
        (
            "正文。\n",
            {"cover": f"{{file: a.jpg, alt: 会场里的人, caption: 联系{NUMBER}, credit: 陈静 摄}}"},
            6,
        ),
        ("正文。\n", {"nonsense": NUMBER}, 6),
    ],
)
def test_a_number_anywhere_in_the_file_is_an_error_on_its_line(
    desk: Desk, body: str, fields: dict[str, str], line: int
) -> None:
    desk.story(body=body, **fields)
    (problem,) = [problem for problem in desk.problems() if problem.code == "mobile-number"]
    assert (problem.severity, problem.line) == ("error", line)


def test_the_number_is_never_printed(desk: Desk) -> None:
    desk.story(body=f"联系{NUMBER}，138 8765 4321。\n")
    said = "".join(problem.in_(lang) for problem in desk.problems() for lang in ("zh", "en"))
    assert NUMBER not in said
    assert "4321" in said
    assert "138****5678" in said


def test_a_file_whose_fields_cannot_be_read_is_looked_through_all_the_same(desk: Desk) -> None:
    desk.write("news/2017/10/a.md", f"---\ntitle: [\n---\n\n联系{NUMBER}。\n")
    assert "mobile-number" in desk.codes()


def test_the_build_stops(desk: Desk) -> None:
    desk.story(body=f"联系{NUMBER}。\n")
    built = desk.build()
    assert built.code == 1
    assert not built.output.exists()


def test_no_exemption_and_no_setting_helps(desk: Desk) -> None:
    desk.story(body=f"<!-- 检查豁免 mobile-number：公开的电话 -->\n联系{NUMBER}。\n")
    assert desk.codes() == ["fixed-rule", "mobile-number"]
    desk.write("data/checks.yaml", "severity:\n  mobile-number: off\n")
    assert desk.codes() == ["fixed-rule", "fixed-rule", "mobile-number"]
