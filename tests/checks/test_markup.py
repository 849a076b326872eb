import pytest

from tests.desk import Desk


@pytest.mark.parametrize(
    ("body", "code", "line"),
    [
        ("第一段。\n\n<script>alert(1)</script>\n", "refused-markup", 10),
        ("第一段。\n\n[x](javascript:alert(1))\n", "unsafe-link", 10),
        ('第一段。\n\n<a href="/x" onmouseover="y">z</a>\n', "refused-markup", 10),
        ("第一段。\n\n# 一级标题\n", "refused-markup", 10),
        ('第一段。\n\n<a href="java&#115;cript:x">z</a>\n', "unsafe-link", 7),
    ],
)
def test_markup_that_would_be_cut_is_an_error_on_its_line(
    desk: Desk, body: str, code: str, line: int
) -> None:
    desk.story(body=body)
    (problem,) = desk.problems()
    assert (problem.code, problem.line) == (code, line)


def test_plain_markdown_has_no_problem(desk: Desk) -> None:
    desk.story(body="## 小标题\n\n**重点**、[链接](https://example.org/)和`<b>`。\n")
    assert desk.codes() == []
