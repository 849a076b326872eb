from tests.checks.copy.proofs import found
from tests.desk import Desk


def test_a_summary_over_the_limit_is_found_and_one_at_the_limit_is_not(desk: Desk) -> None:
    assert len(found(desk, "summary-length", "正文。", summary="长" * 121)) == 1
    assert found(desk, "summary-length", "正文。", summary="长" * 120) == []


def test_english_has_a_limit_of_its_own(desk: Desk) -> None:
    assert found(desk, "summary-length", "Text.", summary="w" * 300, lang="en") == []
