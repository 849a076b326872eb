import pytest

from tests.checks.copy.proofs import found
from tests.desk import Desk


@pytest.mark.parametrize(
    ("date", "text", "right"),
    [
        ("2017-10-12 08:00", "江山路街道举办了比赛。", "老鸦陈街道"),
        ("2020-10-12 08:00", "老鸦陈街道举办了比赛。", "江山路街道"),
    ],
)
def test_a_name_that_was_not_valid_on_the_day_is_found(desk: Desk, date: str, text: str, right: str) -> None:
    (problem,) = found(desk, "outdated-place-name", text, date=date)
    assert problem.suggestion is not None
    assert problem.suggestion.zh.startswith(right)


def test_english_stories_are_read_too(desk: Desk) -> None:
    text = "Jiangshanlu Subdistrict held a contest."
    assert len(found(desk, "outdated-place-name", text, lang="en")) == 1


@pytest.mark.parametrize(
    ("date", "text"),
    [
        ("2017-10-12 08:00", "老鸦陈街道举办了比赛。"),
        ("2020-10-12 08:00", "江山路街道举办了比赛。"),
        ("2020-10-12 08:00", "江山路街道（原老鸦陈街道）举办了比赛。"),
        ("2020-10-12 08:00", "原老鸦陈街道的居民回来了。"),
        ("2020-10-12 08:00", "见[老鸦陈街道的旧闻](https://example.org/a)。"),
        ("2020-10-12 08:00", "老鸦陈村举办了比赛。"),
    ],
)
def test_the_right_name_former_names_and_old_headlines_are_left_alone(
    desk: Desk, date: str, text: str
) -> None:
    assert found(desk, "outdated-place-name", text, date=date) == []
