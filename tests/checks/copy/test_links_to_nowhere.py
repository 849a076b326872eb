import pytest

from tests.checks.copy.proofs import found
from tests.desk import Desk


@pytest.mark.parametrize(
    "link",
    [
        "[通知]()",
        "[这里](#)",
        "[网站](http://)",
        "[本机](http://localhost:8000/a)",
        "[](https://example.org)",
        "[来信](mailto:)",
    ],
)
def test_a_link_that_leads_nowhere_or_has_no_words_is_found_on_its_line(desk: Desk, link: str) -> None:
    (problem,) = found(desk, "empty-link", f"第一段。\n\n见{link}。\n")
    assert problem.line == 10


@pytest.mark.parametrize(
    "text",
    [
        "见[通知](https://example.org/a)。",
        "见[下文](#xia)。",
        "电话[热线](tel:12345)。",
        "注[^1]。\n\n[^1]: 说明。",
        "`[这里](#)`",
    ],
)
def test_links_that_lead_somewhere_and_code_are_left_alone(desk: Desk, text: str) -> None:
    assert found(desk, "empty-link", text) == []
