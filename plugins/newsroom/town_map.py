"""The district's towns as tiles under the river: about where they lie, with no borders drawn."""

import re
from collections.abc import Iterable
from typing import NamedTuple

TILES = (
    "guxing", "dahelu", "huayuankou",
    "xincheng", "yingbinlu",
    "jiangshanlu", "changxinglu", "liuzhai",
)  # fmt: skip
"""The ids of the towns (content/data/places.yaml) from north-west to south-east, in rows of three, two and three."""

_CENTRES = [(76 + 124 * column, 112) for column in range(3)]
_CENTRES += [(138 + 124 * column, 219) for column in range(2)]
_CENTRES += [(76 + 124 * column, 326) for column in range(3)]

_KIND = re.compile(r"(?P<name>.+?) ?(?P<kind>街道|镇|乡|Subdistrict|Township|Town)")


class Town(NamedTuple):
    """A town of the register, in the language of the page."""

    id: str
    name: str
    address: str
    fresh: bool
    """Whether it has stories in what the map stands beside."""


class Tile(NamedTuple):
    """A town on the map, or in the list that stands for it."""

    whole: str
    """The name with its kind: 古荥镇, Guxing Town."""
    name: str
    """Without it: 古荥, Guxing."""
    kind: str
    """镇, Subdistrict; "" where the name does not end in one."""
    address: str
    fresh: bool


class TownMap(NamedTuple):
    """What the map shows, in the order in which it is read."""

    tiles: tuple[Tile, ...]
    drawn: bool
    """False where the towns are not those of `TILES`: then there is a list in the order of the register, no map."""
    fresh: str
    """The path of the tiles with stories, in a box of 400 × 398."""
    plain: str
    """The path of the others."""

    @property
    def any_fresh(self) -> bool:
        """Whether a town has stories, so that the mark is explained."""
        return any(tile.fresh for tile in self.tiles)


def town_map(towns: Iterable[Town]) -> TownMap:
    """The map of `towns`, which come in the order of the register."""
    towns = list(towns)
    drawn = sorted(town.id for town in towns) == sorted(TILES)
    if not drawn:
        return TownMap(tuple(map(_tile, towns)), False, "", "")
    placed = sorted(towns, key=lambda town: TILES.index(town.id))
    shapes = [(town.fresh, _hexagon(x, y)) for town, (x, y) in zip(placed, _CENTRES, strict=True)]
    return TownMap(
        tiles=tuple(map(_tile, placed)),
        drawn=True,
        fresh="".join(shape for fresh, shape in shapes if fresh),
        plain="".join(shape for fresh, shape in shapes if not fresh),
    )


def _tile(town: Town) -> Tile:
    parts = _KIND.fullmatch(town.name)
    name, kind = (parts["name"], parts["kind"]) if parts else (town.name, "")
    return Tile(town.name, name, kind, town.address, town.fresh)


def _hexagon(x: int, y: int) -> str:
    """A hexagon that stands on its point; (x, y) is its middle."""
    return f"M{x} {y - 67.5}l58.5 33.8v67.5l-58.5 33.8l-58.5-33.8v-67.5z"
