"""Projects keep what was published, and say what was not."""

from decimal import Decimal
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.newsroom.model import Refused
from plugins.newsroom.printed import Printed
from plugins.newsroom.project import STAGES, Project, faults, known_total
from plugins.newsroom.quantity import Quantity, read_quantity
from plugins.newsroom.refusals import refusals

NAME = {"zh": "甲", "en": "A"}
steps = st.lists(st.sampled_from(STAGES), max_size=5)


def project(**more: Any) -> Project:
    return Project.model_validate({"id": "a", "name": NAME, **more})


@given(steps)
def test_stages_that_do_not_follow_each_other_are_told(stages: list[str]) -> None:
    found = list(faults(project(steps=[{"stage": stage} for stage in stages])))
    places = [STAGES.index(stage) for stage in stages]  # type: ignore[arg-type]
    assert (not found) == all(a < b for a, b in pairwise(places))


def test_dates_that_run_backwards_are_told_over_a_step_without_one() -> None:
    history = [
        {"stage": "started", "date": "2017-05-18"},
        {"stage": "building"},
        {"stage": "structure", "date": "2017-03-18"},
    ]
    assert [(place, message.code) for place, message in faults(project(steps=history))] == [
        (("steps", 2, "date"), "stages-backwards")
    ]


def test_what_was_not_published_is_empty() -> None:
    one = project()
    assert one.reached == 0
    assert (one.total, one.leader, one.places) == (None, None, ())


@pytest.mark.parametrize(
    ("total", "code"),
    [("7亿", "amount-without-unit"), ("7亿人", "not-money"), ("若干元", "unreadable-number")],
)
def test_an_investment_is_money_with_its_unit(total: str, code: str) -> None:
    with pytest.raises(Refused) as failure:
        project(total=total)
    assert [message.code for _, message in refusals(Project, failure.value)] == [code]


def money(text: str) -> Printed:
    quantity = read_quantity(text)
    assert quantity is not None
    return Printed(text, quantity)


def test_a_total_is_only_over_what_is_known_and_says_so() -> None:
    seven, more = money("7亿元"), money("1.3亿多元")
    whole, known, all_ = known_total([seven, None, more])
    assert (known, all_) == (2, 3)
    assert whole == Quantity(Decimal(830_000_000), more.quantity.bound, "元")
    assert known_total([None]) == (None, 0, 1)
