"""Open data: the same in CSV and JSON, as the schema says, and documented."""

import csv
import json
from io import StringIO
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from plugins.newsroom.registries import Registries
from plugins.partywork.datasets import SETS, YEARLY, datasets
from tests.desk import ROOT, Built, Desk

NAMES = [one.name for one in datasets([2017])]
GUIDE = (ROOT / "docs" / "open-data.md").read_text(encoding="utf-8")


def load(site: Built, name: str) -> Any:
    return json.loads(site.read(f"data/{name}"))


def table(site: Built, name: str) -> list[dict[str, str]]:
    data = (site.output / f"data/{name}.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")  # Excel reads Chinese by it
    return list(csv.DictReader(StringIO(data.decode("utf-8-sig"), newline="")))


def as_csv(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    return ";".join(value) if isinstance(value, list) else str(value)


@pytest.mark.parametrize("name", NAMES)
def test_csv_and_json_say_the_same(site: Built, name: str) -> None:
    records = load(site, f"{name}.json")["records"]
    assert table(site, name) == [
        {field: as_csv(value) for field, value in record.items()} for record in records
    ]
    assert records or name == "stations"


@pytest.mark.parametrize("name", NAMES)
def test_json_is_as_its_schema_says(site: Built, name: str) -> None:
    said = load(site, f"{name}.json")
    schema = load(site, said["schema"].rpartition("/")[2])
    Draft202012Validator.check_schema(schema)
    Draft202012Validator(schema).validate(said)
    assert said["license"] == "https://creativecommons.org/licenses/by/4.0/"


def test_a_schema_refuses_what_is_not_one_of_its_records(site: Built) -> None:
    said = load(site, "figures.json")
    validator = Draft202012Validator(load(site, "figures.schema.json"))
    for change in ({"more": 1}, {"value_number": 1.5}, {"value_qualifier": "maybe"}):
        wrong = {**said, "records": [{**said["records"][0], **change}]}
        assert not validator.is_valid(wrong), change


def test_every_file_is_linked_from_the_page_and_is_there(site: Built) -> None:
    page = site.page("data/index.html")
    linked = {str(link["href"]) for link in page.select(".index a")}
    files = {f"/{name}" for name in site.files if name.startswith("data/") and not name.endswith(".html")}
    assert linked == files - {"/data/catalog.jsonld"}
    assert page.find("link", href="/data/catalog.jsonld")


def test_the_catalogue_lists_every_data_set_with_its_files_and_licence(site: Built) -> None:
    catalogue = load(site, "catalog.jsonld")
    assert [one["dct:identifier"] for one in catalogue["dcat:dataset"]] == NAMES
    for one in catalogue["dcat:dataset"]:
        assert one["dct:license"]["@id"].startswith("https://creativecommons.org/")
        for distribution in one["dcat:distribution"]:
            assert distribution["dcat:downloadURL"]["@id"].removeprefix("/") in site.files


def test_numbers_are_exact_and_keep_their_qualifiers(site: Built, registries: Registries) -> None:
    said = {record["id"]: record for record in load(site, "figures.json")["records"]}
    assert said["theme-day-members"]["value"] == "13000多名"
    assert said["theme-day-members"]["value_number"] == "13000"
    assert said["theme-day-members"]["value_qualifier"] == "more"
    assert said["batch-annual"]["value_number"] == "130000000"
    assert said.keys() == {figure.id for figure in registries.figures}


def test_statistics_of_months_add_up_to_those_of_the_year(site: Built) -> None:
    said = load(site, "statistics-2017.json")["records"]
    for field in ("records", "told", "participants_number", "eligible_number"):
        months = [int(one[field] or 0) for one in said if one["group"] == "all" and one["month"]]
        (year,) = (int(one[field]) for one in said if one["group"] == "all" and one["month"] is None)
        assert sum(months) == year


def test_a_text_that_a_spreadsheet_would_calculate_is_text(desk: Desk) -> None:
    desk.record(title="'=1+2'")
    built = desk.build()
    assert table(built, "activities-2017")[0]["title"] == "'=1+2"
    assert load(built, "activities-2017.json")["records"][0]["title"] == "=1+2"


@pytest.mark.parametrize("one", [*SETS, *YEARLY], ids=lambda one: one.schema)
def test_every_field_is_documented(one: Any) -> None:
    assert f"`{one.schema}`" in GUIDE
    section = GUIDE.partition(f"## `{one.schema}`")[2].partition("\n## ")[0]
    for field in one.fields:
        assert f"| `{field.name}` | {field.kind} | {field.about.zh} | {field.about.en} |" in section, (
            field.name
        )
