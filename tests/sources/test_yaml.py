import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.sources.yaml import DEPTH, read_yaml


def codes(text: str) -> list[str]:
    return [message.code for _, message in read_yaml(text).found]


def test_values_stay_text_and_know_their_lines() -> None:
    values = read_yaml(
        "title: 惠济\ndate: 2026-13-40\nlist:\n- 1\n- true\nedition: {page: A5}\n", first_line=2
    )
    assert values.value == {
        "title": "惠济",
        "date": "2026-13-40",
        "list": ["1", "true"],
        "edition": {"page": "A5"},
    }
    assert values.line_of(("date",)) == 3
    assert values.line_of(("list", 1)) == 6
    assert values.line_of(("edition", "page")) == 7
    assert values.line_of(("edition", "nothing")) == 7
    assert values.found == []


def test_a_key_without_a_value_is_as_if_it_were_not_there() -> None:
    assert read_yaml("a:\nb: ~\nc: ''\n").value == {"c": ""}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("a: 1\na: 2\n", "field-twice"),
        ("a: &x 1\n", "yaml-anchor"),
        ("a: *x\n", "yaml-anchor"),
        ("a: !!python/object:os.system x\n", "yaml-tag"),
        ("a: ! x\n", "yaml-tag"),
        ("? [a, b]\n: 1\n", "bad-yaml"),
        ("\ta: 1\n", "tab"),
        ("a: [1, 2\n", "bad-yaml"),
        ('a: "1\n', "bad-yaml"),
        ("a: 1\n--- \nb: 2\n", "bad-yaml"),
        ("a: " + "[" * (DEPTH + 2) + "]" * (DEPTH + 2), "yaml-too-deep"),
        ("a: " + "[" * 50_000, "yaml-too-deep"),
        ("a: " + "{b: " * 50_000, "yaml-too-deep"),
    ],
)
def test_what_is_not_plain_is_refused(text: str, code: str) -> None:
    assert codes(text) == [code]


def test_anchors_that_would_explode_are_refused_before_they_grow() -> None:
    bomb = "a: &a [x, x]\n" + "".join(
        f"{b}: &{b} [*{a}, *{a}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True)
    )
    assert codes(bomb) == ["yaml-anchor"]


@given(st.text())
def test_reading_never_raises(text: str) -> None:
    read_yaml(text)
