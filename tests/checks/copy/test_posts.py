import pytest

from tests.checks.copy.proofs import found
from tests.desk import Desk


@pytest.mark.parametrize(
    "text",
    [
        "惠济区区长黄钊陪同。",
        "郑州市委书记黄钊陪同。",
        "惠济区委副书记黄钊陪同。",
        "市委组织部部务委员孙梅陪同。",
    ],
)
def test_a_post_that_is_not_the_registered_one_is_found(desk: Desk, text: str) -> None:
    assert len(found(desk, "wrong-post", text)) == 1


def test_a_name_that_differs_in_one_character_is_found(desk: Desk) -> None:
    (problem,) = found(desk, "wrong-name", "惠济区委书记黄剑陪同。")
    assert problem.suggestion is not None
    assert "惠济区委书记黄钊" in problem.suggestion.zh


@pytest.mark.parametrize(
    "text",
    [
        "惠济区委书记黄钊，区委常委、组织部长孙梅陪同观摩。",
        "区委书记黄钊讲话，记者采访了书记黄钊，陪同的区委书记黄钊也去了。",
        "参加的有省委组织部党员电化教育处处长宋海民，郑州市委组织部部务委员刘华安。",
        "黄钊说，孙梅介绍了情况。",
    ],
)
def test_the_registered_post_its_short_forms_and_bare_names_are_left_alone(desk: Desk, text: str) -> None:
    assert found(desk, "wrong-post", text) == []
    assert found(desk, "wrong-name", text) == []


def test_nothing_is_said_of_days_for_which_nothing_is_known(desk: Desk) -> None:
    assert found(desk, "wrong-post", "惠济区区长黄钊陪同。", date="2019-10-12 08:00") == []
    assert found(desk, "wrong-name", "惠济区委书记黄剑陪同。", date="2019-10-12 08:00") == []
