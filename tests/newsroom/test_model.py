"""Models: data with a schema, which pydantic validates."""

import pickle
import subprocess
import sys
from pathlib import Path
from typing import Annotated, Any

import pytest

from plugins.newsroom.model import After, Before, Field, Instead, Limits, Model, Refused, refusal

ROOT = Path(__file__).parents[2]


def _even(value: int) -> int:
    if value % 2:
        raise refusal("odd", value=str(value))
    return value


Even = Annotated[int, After(_even)]
Short = Annotated[str, Limits(strip_whitespace=True, max_length=3)]


class Inner(Model):
    """In another one."""

    word: Short = Field(title="词")


class Outer(Model):
    """With rules of all kinds."""

    number: Even
    inner: Inner | None = Field(default=None)
    more: tuple[Inner, ...] = Field(default=(), max_length=2)
    many: Annotated[tuple[Even, ...], Before(lambda value: (value,) if isinstance(value, int) else value)] = (
        Field(default=())
    )
    code: Even | None = Field(default=None, ge=10)
    made: Annotated[str, Instead(lambda value: f"<{value}>")] = Field(default="")


def _refused(data: Any, model: type[Model] = Outer) -> list[tuple[str, tuple[Any, ...]]]:
    with pytest.raises(Refused) as failure:
        model.model_validate(data)
    return [(error["type"], error["loc"]) for error in failure.value.errors]


def test_data_becomes_a_model_and_models_in_it() -> None:
    said = {
        "number": 2,
        "inner": {"word": " ab "},
        "more": [{"word": "c"}],
        "many": 4,
        "code": 12,
        "made": "x",
    }
    assert Outer.model_validate(said) == Outer(
        number=2, inner=Inner(word="ab"), more=(Inner(word="c"),), many=(4,), code=12, made="<x>"
    )


def test_everything_that_is_wrong_is_told_with_its_place() -> None:
    said = {"number": 3, "inner": {"word": "long"}, "more": [{"word": "a", "x": 1}], "code": 8, "y": 2}
    assert _refused(said) == [
        ("odd", ("number",)),
        ("string_too_long", ("inner", "word")),
        ("unexpected_keyword_argument", ("more", 0, "x")),
        ("greater_than_equal", ("code",)),
        ("unexpected_keyword_argument", ("y",)),
    ]
    assert _refused({}) == [("missing", ("number",))]
    assert _refused([]) == [("dataclass_type", ())]
    assert _refused({"number": 2, "inner": "a", "more": [{"word": "a"}] * 3}) == [
        ("dataclass_type", ("inner",)),
        ("too_long", ("more",)),
    ]


def test_a_model_in_data_is_taken_as_it_is() -> None:
    inner = Inner(word="a long one")
    assert Outer.model_validate({"number": 2, "inner": inner}).inner is inner


def test_a_class_may_look_at_data_before_and_at_what_was_made_of_it() -> None:
    def look(model: "Twice") -> None:
        if model.one != model.other:
            raise refusal("unequal")

    class Twice(Model, before=lambda model, data: dict.fromkeys(model.model_fields, 1) | data, after=look):
        """Two of one."""

        one: int
        other: int

    class Thrice(Twice):
        """Inherits fields, and what looks at them."""

        third: int

    assert vars(Thrice.model_validate({})) == {"one": 1, "other": 1, "third": 1}
    assert _refused({"other": 2}, Thrice) == [("unequal", ())]


def test_by_hand_fields_must_be_those_of_the_model() -> None:
    for said in ({}, {"word": "a", "words": "b"}):
        with pytest.raises(TypeError, match="word"):
            Inner(**said)


def test_a_model_never_changes_and_equals_what_says_the_same() -> None:
    one, same = Inner(word="a"), Inner.model_validate({"word": "a"})
    with pytest.raises(AttributeError):
        one.word = "b"  # type: ignore[misc]
    assert one == same == pickle.loads(pickle.dumps(one))
    assert len({one, same, Inner(word="b")}) == 2
    assert repr(one) == repr(same) == "Inner({'word': 'a'})"

    class Other(Model):
        """Says the same, and is not the same."""

        word: str

    assert one != Other(word="a")


def test_fields_tell_what_forms_ask() -> None:
    fields = Outer.model_fields
    assert [name for name in fields if fields[name].is_required()] == ["number"]
    assert fields["many"].annotation == tuple[Even, ...]
    assert Inner.model_fields["word"].title == "词"


def test_pydantic_is_imported_when_something_is_validated() -> None:
    """A build that reads nothing takes models from its cache: that is a seventh of it."""
    rooms = [
        "newsroom.filer",
        "newsroom.refusals",
        "sources.registries",
        "sources.manuscripts",
        "checks.report",
    ]
    code = "\n".join(
        [
            "import sys, pickle",
            *(f"import plugins.{room}" for room in rooms),
            "from plugins.newsroom.text import Text",
            "pickle.loads(pickle.dumps(Text(zh='好', en='good')))",
            "assert 'pydantic' not in sys.modules and 'pydantic_core' not in sys.modules",
            "Text.model_validate({'zh': '好', 'en': 'good'})",
            "assert 'pydantic' in sys.modules",
        ]
    )
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True)
