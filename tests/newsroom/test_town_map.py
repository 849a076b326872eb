import re

from hypothesis import given
from hypothesis import strategies as st

from plugins.newsroom.registries import Registries
from plugins.newsroom.town_map import TILES, Town, town_map


def towns(*ids: str, fresh: tuple[str, ...] = ()) -> list[Town]:
    return [Town(id_, f"{id_}街道", f"towns/{id_}/", id_ in fresh) for id_ in ids]


def test_every_town_of_the_register_has_its_place_on_the_map(registries: Registries) -> None:
    assert sorted(TILES) == sorted(place.id for place in registries.places)


@given(st.permutations(TILES), st.sets(st.sampled_from(TILES)))
def test_towns_are_read_from_north_west_to_south_east_in_whatever_order_they_come(
    ids: list[str], fresh: set[str]
) -> None:
    made = town_map(towns(*ids, fresh=tuple(fresh)))
    assert made.drawn
    assert [tile.address for tile in made.tiles] == [f"towns/{id_}/" for id_ in TILES]
    assert (made.fresh.count("z"), made.plain.count("z")) == (len(fresh), 8 - len(fresh))


@given(st.lists(st.sampled_from([*TILES, "beihe"]), max_size=10))
def test_towns_that_are_not_those_of_the_map_are_a_list_and_leave_no_hole(ids: list[str]) -> None:
    made = town_map(towns(*ids))
    if sorted(ids) != sorted(TILES):
        assert not made.drawn
        assert (made.fresh, made.plain) == ("", "")
        assert [tile.address for tile in made.tiles] == [f"towns/{id_}/" for id_ in ids]


def test_tiles_lie_in_rows_of_three_two_and_three_inside_the_box_and_touch_no_other() -> None:
    centres = [
        (float(x), float(y) + 67.5) for x, y in re.findall(r"M(\d+) ([\d.]+)", town_map(towns(*TILES)).plain)
    ]
    rows = sorted({y for _, y in centres})
    assert [sum(y == row for _, y in centres) for row in rows] == [3, 2, 3]
    assert all(58.5 <= x <= 400 - 58.5 and 67.5 <= y <= 398 - 67.5 for x, y in centres)
    apart = [(abs(a - c), abs(b - d)) for a, b in centres for c, d in centres if (a, b) != (c, d)]
    assert all(x >= 2 * 58.5 or (x >= 58.5 and y >= 1.5 * 67.5) or y > 2 * 67.5 for x, y in apart)


def test_a_name_is_set_apart_from_its_kind_in_both_languages() -> None:
    names = [
        "古荥镇",
        "江山路街道",
        "Guxing Town",
        "Jiangshanlu Subdistrict",
        "Beihe Township",
        "惠济区",
        "镇",
    ]
    tiles = town_map(Town(f"t{n}", name, "a", False) for n, name in enumerate(names)).tiles
    assert [(tile.name, tile.kind) for tile in tiles] == [
        ("古荥", "镇"),
        ("江山路", "街道"),
        ("Guxing", "Town"),
        ("Jiangshanlu", "Subdistrict"),
        ("Beihe", "Township"),
        ("惠济区", ""),
        ("镇", ""),
    ]
