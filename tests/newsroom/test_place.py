from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.newsroom.model import Refused
from plugins.newsroom.place import Place
from plugins.newsroom.registries import Registries


def place(*names: dict[str, str]) -> Place:
    return Place.model_validate({"id": "a", "code": "410108003", "kind": "subdistrict", "names": list(names)})


RENAMED = place(
    {"zh": "老鸦陈街道", "en": "Laoyachen Subdistrict", "valid_to": "2018-12-31"},
    {"zh": "江山路街道", "en": "Jiangshanlu Subdistrict", "valid_from": "2019-01-01"},
)


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2017, 10, 12), "老鸦陈街道"),
        (date(2018, 12, 31), "老鸦陈街道"),
        (date(2019, 1, 1), "江山路街道"),
        (date(2026, 1, 1), "江山路街道"),
    ],
)
def test_a_place_is_called_what_it_was_called_on_that_day(day: date, name: str) -> None:
    assert RENAMED.name_on(day).zh == name


def test_a_place_is_found_by_its_former_name_and_shown_by_todays() -> None:
    assert "老鸦陈街道" in RENAMED.all_names
    assert RENAMED.name.zh == "江山路街道"
    assert [old.zh for old in RENAMED.former_names] == ["老鸦陈街道"]


@given(st.dates())
def test_a_place_has_a_name_on_every_day(day: date) -> None:
    assert RENAMED.name_on(day) in RENAMED.names


@pytest.mark.parametrize(
    ("until", "since"), [("2019-01-01", "2019-01-01"), (None, "2019-01-01"), ("2018-12-31", None)]
)
def test_names_that_overlap_or_leave_open_who_is_valid_are_refused(
    until: str | None, since: str | None
) -> None:
    old = {"zh": "甲", "en": "A"} | ({"valid_to": until} if until else {})
    new = {"zh": "乙", "en": "B"} | ({"valid_from": since} if since else {})
    with pytest.raises(Refused, match="names_overlap"):
        place(old, new)


def test_the_district_has_its_eight_places_in_the_order_of_their_codes(registries: Registries) -> None:
    codes = [place.code for place in registries.places]
    assert codes == sorted(codes)
    assert len(codes) == 8
    assert registries.places["guxing"].name.en == "Guxing Town"
