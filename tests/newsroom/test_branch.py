"""Party organizations are a tree, or what keeps them from being one is told."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.newsroom.branch import Branch, Tree, faults
from plugins.newsroom.registry import Registry
from plugins.newsroom.text import Text

NAMES = [f"b{number}" for number in range(8)]
parents = st.fixed_dictionaries({name: st.none() | st.sampled_from(NAMES) for name in NAMES})
trees = st.fixed_dictionaries(
    {name: st.none() | st.sampled_from(NAMES[:number] or [None]) for number, name in enumerate(NAMES)}
)
"""Each below one before it, or below none: no circle."""


def branch(id_: str, parent: str | None = None, kind: str = "committee", **more: object) -> Branch:
    said = {"id": id_, "name": Text(zh=id_, en=id_), "kind": kind, "parent": parent, **more}
    return Branch.model_validate(said)


def registry(parents: dict[str, str | None]) -> Registry[Branch]:
    return Registry(branch(name, parents[name]) for name in NAMES)


def path(parents: dict[str, str | None], name: str) -> list[str] | None:
    """Those above `name`, the nearest first; None where that never ends."""
    above: list[str] = []
    while (parent := parents[name]) is not None:
        if parent in above:
            return None
        above.append(parent)
        name = parent
    return above


@given(trees)
def test_above_is_the_path_from_the_highest(parents: dict[str, str | None]) -> None:
    tree = Tree(registry(parents))
    for name in NAMES:
        assert [one.id for one in tree.above(name)] == (path(parents, name) or [])[::-1]


@given(trees)
def test_within_is_itself_and_all_that_have_it_above_them(parents: dict[str, str | None]) -> None:
    tree = Tree(registry(parents))
    for name in NAMES:
        found = [one.id for one in tree.within(name)]
        assert found[0] == name
        assert sorted(found) == [one for one in NAMES if one == name or name in (path(parents, one) or [])]
        assert all(parents[one] in found[:place] for place, one in enumerate(found) if place)


@given(trees)
def test_children_are_those_directly_below_in_the_order_of_the_register(
    parents: dict[str, str | None],
) -> None:
    tree = Tree(registry(parents))
    for name in (*NAMES, None):
        assert [one.id for one in tree.children(name)] == [one for one in NAMES if parents[one] == name]


@given(trees)
def test_a_tree_has_no_fault(parents: dict[str, str | None]) -> None:
    assert list(faults(registry(parents))) == []


@given(parents)
def test_exactly_those_that_are_above_themselves_are_told(parents: dict[str, str | None]) -> None:
    def is_above_itself(name: str) -> bool:
        seen, above = set[str](), parents[name]
        while above is not None and above not in seen:
            seen.add(above)
            above = parents[above]
        return name in seen

    told = {id_ for id_, _, message in faults(registry(parents)) if message.code == "branch-above-itself"}
    assert told == {name for name in NAMES if is_above_itself(name)}


@pytest.mark.parametrize(
    ("one", "code", "field"),
    [
        (branch("a", "nobody"), "unknown-branch", "parent"),
        (branch("a", "a"), "branch-above-itself", "parent"),
        (branch("a", "leaf"), "below-a-branch", "parent"),
        (branch("a", "shown"), "names-a-sample", "parent"),
        (branch("a", valid_from="2017-02-01", valid_to="2017-01-31"), "ends-before-it-begins", "valid_to"),
    ],
)
def test_a_fault_is_told_with_the_record_and_its_field(one: Branch, code: str, field: str) -> None:
    found = [
        (id_, told, message.code)
        for id_, told, message in faults(
            Registry([one, branch("leaf", kind="branch"), branch("shown", sample=True)])
        )
    ]
    assert found == [("a", field, code)]


def test_an_unknown_parent_gets_the_nearest_as_advice() -> None:
    found = list(faults(Registry([branch("yingbinlu"), branch("a", "yingbinl")])))
    assert found[0][2].suggestion is not None
    assert "yingbinlu" in found[0][2].suggestion.zh


@given(st.dates(), st.none() | st.dates(), st.none() | st.dates())
def test_an_unknown_end_is_open(day: date, begun: date | None, ended: date | None) -> None:
    one = branch("a", valid_from=begun, valid_to=ended)
    assert one.existed_on(day) == ((begun or date.min) <= day <= (ended or date.max))
