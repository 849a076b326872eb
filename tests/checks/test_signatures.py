import pytest

from tests.desk import Desk


@pytest.mark.parametrize("fields", [{"reporter": "蔺羊"}, {"byline": "记者 蔺羊"}])
def test_a_name_nobody_registered_is_a_warning_with_the_nearest_one(
    desk: Desk, fields: dict[str, str]
) -> None:
    desk.story(**fields)
    (problem,) = desk.problems()
    assert (problem.code, problem.line) == ("unknown-person", 6)
    assert problem.suggestion is not None
    assert "蔺洋" in problem.suggestion.zh


def test_a_name_that_two_people_share_asks_for_the_id(desk: Desk) -> None:
    people = (desk.content / "data/people.yaml").read_text(encoding="utf-8")
    desk.write(
        "data/people.yaml", people + "- {id: lin-yang-2, name: {zh: 蔺洋, en: Lin Yang}, role: editor}\n"
    )
    desk.story("a", reporter="蔺洋")
    desk.story("b", reporter="lin-yang-2")
    (problem,) = desk.problems()
    assert (problem.path, problem.code) == ("content/news/2017/10/a.md", "ambiguous-person")
    assert "lin-yang-2" in problem.in_("zh")


def test_a_byline_that_says_otherwise_than_the_fields_is_a_warning(desk: Desk) -> None:
    desk.story(reporter="蔺洋", byline="记者 景琦 文/图")
    assert desk.codes() == ["byline-differs"]


def test_a_byline_that_cannot_be_split_is_a_warning(desk: Desk) -> None:
    desk.story(byline="记者 张三李四王五")
    assert "byline-glued-names" in desk.codes()


def test_a_registered_signature_has_no_problem(desk: Desk) -> None:
    desk.story(
        reporter="蔺洋", correspondent="[鲁情情, 乔淑洁]", byline="记者 蔺洋 通讯员 鲁情情 乔淑洁 文/图"
    )
    desk.story("b", byline="图片由惠济区委组织部提供")
    assert desk.codes() == []
