"""What the editors' guide shows is what the checks accept."""

import re
from typing import Any

import pytest

from plugins.newsroom.activity import Activity
from plugins.newsroom.article import Article
from plugins.newsroom.picture import FOCUS, Picture
from plugins.newsroom.work import KINDS
from plugins.sources.illustrations import illustrations
from plugins.sources.yaml import read_yaml

from .desk import ROOT

GUIDE = (ROOT / "docs" / "editing.md").read_text(encoding="utf-8")


def example(language: str) -> str:
    """The block of code in this language."""
    found = re.search(rf"^```{language}\n(.*?)^```$", GUIDE, re.DOTALL | re.MULTILINE)
    assert found
    return found[1]


def yaml_with(word: str) -> dict[str, Any]:
    """The example in YAML that has this field."""
    blocks = re.findall(r"^```yaml\n(.*?)^```$", GUIDE, re.DOTALL | re.MULTILINE)
    (found,) = (block for block in blocks if f"{word}:" in block)
    said: dict[str, Any] = read_yaml(found).value
    return said


def test_the_record_of_work_is_one() -> None:
    assert Activity.model_validate(yaml_with("participants")).work.kind == "theme-day"


@pytest.mark.parametrize(
    "name", [*(name for name in Activity.model_fields if name not in Article.model_fields), *KINDS]
)
def test_every_field_of_a_record_and_every_kind_is_told(name: str) -> None:
    assert f"`{name}`" in GUIDE


def test_the_cover_is_one() -> None:
    said: dict[str, Any] = read_yaml(example("yaml")).value
    assert Picture.model_validate(said["cover"]).focus == FOCUS["左上"]


def test_the_pictures_of_a_text_are() -> None:
    found = illustrations(example("markdown"))
    assert len(found) == 2
    assert all(one.picture for one in found)


@pytest.mark.parametrize("name", [*Picture.model_fields, *FOCUS])
def test_every_field_and_every_focus_is_told(name: str) -> None:
    assert f"`{name}`" in GUIDE
