"""What the editors' guides show is what the checks accept, and what the schema says."""

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from plugins.newsroom.activity import Activity
from plugins.newsroom.article import Article, Edition
from plugins.newsroom.model import Model
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


HANDBOOK = ROOT / "docs" / "editors.md"
FIELDS = re.compile(r"(?<=<!-- fields -->\n).*(?=<!-- /fields -->)", re.DOTALL)
INSIDE: dict[str, type[Model]] = {"cover": Picture, "edition": Edition}


def field_table() -> str:
    """Every field of a story, as the schema describes it; those within another are written `cover.alt`."""
    head = ["| 字段 | 名称 | 必填 | 写什么 |", "|---|---|---|---|"]
    return "\n".join(["", *head, *_rows(Article), "", ""])


def _rows(model: type[Model], before: str = "") -> Iterator[str]:
    for name, info in model.model_fields.items():
        required = "必填" if info.is_required() else ""
        said = (info.description or "").replace("|", "\\|")
        yield f"| `{before}{name}` | {info.title} | {required} | {said} |"
        if name in INSIDE:
            yield from _rows(INSIDE[name], f"{name}.")


def test_the_table_of_fields_is_that_of_the_schema() -> None:
    text = HANDBOOK.read_text(encoding="utf-8")
    wanted = FIELDS.sub(lambda _: field_table(), text)
    if os.environ.get("UPDATE_GOLDEN"):
        HANDBOOK.write_text(wanted, encoding="utf-8")
    elif wanted != text:
        pytest.fail(
            "docs/editors.md tells other fields than the schema: UPDATE_GOLDEN=1 invoke test -k guide"
        )


@pytest.mark.parametrize("model", [Article, Picture, Edition])
def test_every_field_has_a_name_and_a_description(model: type[Model]) -> None:
    assert not [name for name, info in model.model_fields.items() if not (info.title and info.description)]


@pytest.mark.parametrize("guide", ["docs/editors.md", "docs/editing.md", "README.md", "README.zh-CN.md"])
def test_every_picture_and_file_that_a_guide_links_to_is_there(guide: str) -> None:
    links = re.findall(r"\]\((?!https?:)([^)#\s]+)", (ROOT / guide).read_text(encoding="utf-8"))
    shown = [link for link in links if re.search(r"\.(md|webp)$", link) and "2017" not in link]
    assert not [link for link in shown if not (ROOT / guide).parent.joinpath(link).is_file()]


@pytest.mark.parametrize(
    "picture", sorted((ROOT / "docs").glob("editors-*.webp")), ids=lambda path: path.name
)
def test_a_picture_of_the_handbook_is_small_and_used(picture: Path) -> None:
    assert picture.stat().st_size <= 60_000
    assert picture.name in HANDBOOK.read_text(encoding="utf-8")
