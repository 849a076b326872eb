"""The form is the schema: no field, no choice, no limit is missing or of the editor's own making."""

from typing import Any, Literal

import pytest

from plugins.editor.config import BadSetting, configuration
from plugins.editor.form import CHOICES, LEFT_OUT, TRANSLATED, form
from plugins.newsroom.activity import Activity
from plugins.newsroom.article import Article, Award, Edition, Publication
from plugins.newsroom.model import Model
from plugins.newsroom.picture import FOCUS, Picture
from plugins.newsroom.registries import Registries
from tests.desk import Desk

INSIDE: dict[str, type[Model]] = {"cover": Picture, "edition": Edition}


def fields(registries: Registries, model: type[Model] = Article) -> dict[str, dict[str, Any]]:
    return {field["name"]: field for field in form(model, registries)}


def options(field: dict[str, Any]) -> list[str]:
    return [option["value"] for option in field["options"]]


@pytest.mark.parametrize("model", [Article, Activity])
def test_every_field_of_the_schema_is_asked_for_or_left_out_for_a_reason(
    registries: Registries, model: type[Article]
) -> None:
    asked = set(fields(registries, model))
    assert asked | set(LEFT_OUT) == set(model.model_fields)
    assert not asked & set(LEFT_OUT)
    assert all(LEFT_OUT.values())


def test_a_register_without_records_offers_no_choice(desk: Desk) -> None:
    assert not len(desk.registries.branches)
    assert "branch" not in fields(desk.registries)


@pytest.mark.parametrize("model", [Article, Activity])
def test_what_is_said_of_a_field_is_said_in_the_schema(registries: Registries, model: type[Article]) -> None:
    for name, field in fields(registries, model).items():
        info = model.model_fields[name]
        assert (field["label"], field["hint"]) == (info.title, info.description)
        assert field["required"] == info.is_required()


@pytest.mark.parametrize("name", INSIDE)
def test_fields_within_a_field_are_those_of_its_model(registries: Registries, name: str) -> None:
    inside = {field["name"]: field for field in fields(registries)[name]["fields"]}
    model = INSIDE[name]
    assert set(inside) == set(model.model_fields)
    assert [inside[key]["label"] for key in inside] == [model.model_fields[key].title for key in inside]
    assert not any(field["required"] for field in inside.values()), "an empty picture must not keep a story"


@pytest.mark.parametrize(
    ("name", "register", "many"),
    [
        ("category", "sections", False),
        ("towns", "places", True),
        ("topics", "topics", True),
        ("project", "projects", True),
    ],
)
def test_a_reference_is_a_choice_of_the_records_in_their_order(
    registries: Registries, name: str, register: str, many: bool
) -> None:
    field = fields(registries)[name]
    records = list(getattr(registries, register))
    assert options(field) == [record.id for record in records]
    assert [option["label"] for option in field["options"]] == [record.name.zh for record in records]
    assert field.get("multiple", False) is many


@pytest.mark.parametrize("role", ["reporter", "correspondent", "photographer", "editor"])
def test_names_are_those_of_the_register_and_two_who_share_one_are_told_apart(desk: Desk, role: str) -> None:
    people = desk.content / "data/people.yaml"
    more = "".join(
        f"- id: {id_}\n  name: {{zh: 张三, en: Zhang San}}\n  role: reporter\n" for id_ in ("a", "b")
    )
    people.write_text(people.read_text(encoding="utf-8") + more, encoding="utf-8")
    field = fields(desk.registries)[role]
    assert options(field)[:2] == ["蔺洋", "景琦"]
    assert options(field)[-2:] == ["a", "b"]
    story = desk.story(**{role: "[a, 蔺洋]"})
    assert desk.codes() == [], story.read_text(encoding="utf-8")


def test_a_name_that_stories_have_and_the_register_has_not_can_still_be_chosen(
    registries: Registries,
) -> None:
    (reporter,) = [field for field in form(Article, registries, ["李四"]) if field["name"] == "reporter"]
    assert reporter["options"][-1] == {"label": "李四（未登记）", "value": "李四"}


def test_words_of_the_schema_are_choices_with_chinese_names(registries: Registries) -> None:
    status = fields(registries)["status"]
    kind = fields(registries, Activity)["kind"]
    assert options(status) == list(Publication.model_fields["status"].annotation.__args__)  # type: ignore[union-attr]
    assert options(status) + options(kind) == list(CHOICES)
    assert "default" not in kind
    assert status["default"] == Publication.model_fields["status"].default
    focus = next(field for field in fields(registries)["cover"]["fields"] if field["name"] == "focus")
    assert options(focus) == list(FOCUS)


def test_dates_are_written_as_the_schema_reads_them(registries: Registries) -> None:
    found = fields(registries)
    assert found["date"]["format"] == "YYYY-MM-DD HH:mm"
    (day,) = [field for field in found["edition"]["fields"] if field["name"] == "date"]
    assert (day["date_format"], day["time_format"]) == ("YYYY-MM-DD", False)


def test_translated_fields_exist() -> None:
    known = {name for model in (Article, Picture, Edition, Award) for name in model.model_fields}
    assert known >= TRANSLATED


def test_a_type_without_a_widget_is_an_error_not_a_gap(registries: Registries) -> None:
    class Odd(Model):
        odd: complex

    with pytest.raises(TypeError, match="odd"):
        form(Odd, registries)


SERVER = {"repo": "huiji/portal", "base_url": "https://git.example.org/"}


@pytest.mark.parametrize(
    ("kind", "api"),
    [
        ("github", "https://api.github.com"),
        ("gitlab", "https://git.example.org/api/v4"),
        ("gitea", "https://git.example.org/api/v1"),
    ],
)
def test_the_same_form_can_write_to_a_server_with_git(
    registries: Registries, kind: Literal["github", "gitlab", "gitea"], api: str
) -> None:
    local, remote = configuration(registries), configuration(registries, {"backend": kind, **SERVER})
    assert remote["backend"]["api_root"] == api
    assert {**local, "backend": None} == {**remote, "backend": None}


@pytest.mark.parametrize(
    "wrong", [{}, {"backend": "svn", **SERVER}, {"backend": "gitea", "repo": "a/b"}, {"backend": "github"}]
)
def test_a_setting_that_cannot_be_used_says_what_is_missing(
    registries: Registries, wrong: dict[str, str]
) -> None:
    with pytest.raises(BadSetting, match="base_url"):
        configuration(registries, wrong)
