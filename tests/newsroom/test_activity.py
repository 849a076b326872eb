"""A record of work is an article with figures."""

from datetime import date
from typing import Any

import pytest

from plugins.newsroom.activity import Activity
from plugins.newsroom.model import Refused
from plugins.newsroom.refusals import refusals
from plugins.newsroom.work import KINDS, Work

SAID = {
    "title": "示例",
    "slug": "a",
    "date": "2017-10-13 18:00",
    "category": "party",
    "kind": "主题党日",
    "branches": "a、b",
}


def activity(**more: Any) -> Activity:
    return Activity.model_validate({**SAID, **more})


def code(**more: Any) -> str:
    """The code of the one thing that is refused."""
    with pytest.raises(Refused) as failure:
        activity(**more)
    (found,) = refusals(Activity, failure.value)
    assert found[1].suggestion is not None
    return found[1].code


def test_what_statistics_count_of_it_is_small_and_keeps_the_words_of_numbers() -> None:
    one = activity(participants="30多名", eligible="40人", place="guxing", partners="c", held="2017-10-12")
    assert one.work == Work("theme-day", date(2017, 10, 12), ("a", "b"), ("c",), "guxing", "30多名", "40人")


def test_without_a_day_of_its_own_it_was_on_the_day_of_its_publication() -> None:
    assert activity().day == date(2017, 10, 13)


@pytest.mark.parametrize(("name", "kind"), KINDS.items())
def test_a_kind_is_written_by_id_or_by_what_editors_call_it(name: str, kind: str) -> None:
    assert activity(kind=name).kind == activity(kind=kind).kind == kind


def test_it_is_filed_under_the_town_where_it_was() -> None:
    assert activity(towns="dahelu", place="guxing").places == ("dahelu", "guxing")
    assert activity(towns="guxing", place="guxing").places == ("guxing",)


@pytest.mark.parametrize(
    ("field", "value", "expected"),
    [
        ("participants", "许多人", "unreadable-number"),
        ("participants", "60人次", "not-a-headcount"),
        ("participants", "2.5人", "not-a-headcount"),
        ("participants", "-3人", "unreadable-number"),
        ("participants", ["3人"], "unreadable-number"),
        ("kind", "开会", "bad-value"),
        ("branches", "", "bad-value"),
        ("held", "2017-02-30", "no-such-date"),
        ("branch_name", "a", "unknown-field"),
    ],
)
def test_what_cannot_be_read_is_refused_with_advice(field: str, value: Any, expected: str) -> None:
    assert code(**{field: value}) == expected


@pytest.mark.parametrize(
    ("amount", "expected"), [("2", "amount-without-unit"), ("两组", "unreadable-number")]
)
def test_an_award_needs_a_number_with_its_unit(amount: str, expected: str) -> None:
    assert code(awards=[{"name": "一等奖", "number": amount}]) == expected
