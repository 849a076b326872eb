import pytest

from plugins.sources.registries import read_registries
from tests.desk import Desk, codes


def test_the_repositorys_registries_have_no_problem(desk: Desk) -> None:
    registries, problems = read_registries(desk.content)
    assert problems == []
    assert registries is not None


@pytest.mark.parametrize(
    ("file", "text", "code", "line"),
    [
        ("topics", "- id: a\n\tname: {zh: 甲, en: A}\n", "tab", 2),
        ("topics", "- id: a\n  name: {zh: 甲}\n  summary: {zh: 甲, en: A}\n", "missing-field", 2),
        (
            "topics",
            "- {id: a, name: {zh: 甲, en: A}, summary: {zh: 甲, en: A}, section: 无此栏目}\n",
            "unknown-section",
            1,
        ),
        ("sections", "a: 1\n", "not-a-list", 1),
        ("sections", "", "not-a-list", 1),
        ("places", "- id: a\n  code: 4101\n  kind: town\n  names: [{zh: 甲, en: A}]\n", "bad-value", 2),
        ("people", "- id: 蔺洋\n  name: {zh: 蔺洋, en: Lin Yang}\n  role: reporter\n", "bad-id", 1),
        ("people", "- id: a\n  name: {zh: 甲, en: A}\n  role: chief\n", "bad-value", 3),
        ("people", "- 蔺洋\n", "bad-value", 1),
        ("site", "name: {zh: 甲, en: A}\n", "missing-field", 1),
    ],
)
def test_what_is_wrong_in_a_registry_is_told_with_file_and_line(
    desk: Desk, file: str, text: str, code: str, line: int
) -> None:
    desk.write(f"data/{file}.yaml", text)
    registries, problems = read_registries(desk.content)
    assert registries is None
    assert (f"content/data/{file}.yaml", line, code) in [(p.path, p.line, p.code) for p in problems]


def test_an_id_or_code_used_twice_is_told_on_the_second_line(desk: Desk) -> None:
    place = "- id: {id}\n  code: '{code}'\n  kind: town\n  names: [{{zh: 甲, en: A}}]\n"
    desk.write(
        "data/places.yaml", place.format(id="a", code="410108100") + place.format(id="a", code="410108100")
    )
    _, problems = read_registries(desk.content)
    assert [(problem.code, problem.line) for problem in problems] == [
        ("duplicate-id", 5),
        ("duplicate-code", 6),
    ]


def test_a_missing_registry_is_told_and_an_optional_one_is_empty(desk: Desk) -> None:
    assert not (desk.content / "data" / "projects.yaml").exists()
    assert list(desk.registries.projects) == []
    (desk.content / "data" / "people.yaml").unlink()
    assert codes(read_registries(desk.content)[1]) == ["unreadable"]


def test_a_registry_in_another_encoding_is_read_with_a_warning(desk: Desk) -> None:
    path = desk.content / "data" / "people.yaml"
    path.write_bytes(path.read_text(encoding="utf-8").encode("gb18030"))
    registries, problems = read_registries(desk.content)
    assert registries is not None
    assert codes(problems) == ["not-utf8"]


NAME = "name: {zh: 甲, en: A}"


@pytest.mark.parametrize(
    ("file", "text", "code", "line"),
    [
        ("branches", f"- id: a\n  {NAME}\n  kind: branch\n  place: 无此镇\n", "unknown-town", 4),
        ("branches", f"- id: a\n  {NAME}\n  kind: branch\n  parent: b\n", "unknown-branch", 4),
        (
            "branches",
            f"- id: a\n  {NAME}\n  kind: committee\n  parent: b\n- id: b\n  {NAME}\n  kind: committee\n  parent: a\n",
            "branch-above-itself",
            8,
        ),
        (
            "branches",
            f"- id: a\n  {NAME}\n  kind: branch\n  valid_from: 2017-02-01\n  valid_to: 2017-01-01\n",
            "ends-before-it-begins",
            5,
        ),
        ("branches", f"- id: a\n  {NAME}\n  kind: branch\n  secretary: 张三\n", "unknown-field", 4),
        ("projects", f"- id: a\n  {NAME}\n  batch: 2017-9\n", "unknown-batch", 3),
        ("projects", f"- id: a\n  {NAME}\n  total: 7亿\n", "amount-without-unit", 3),
        (
            "projects",
            f"- id: a\n  {NAME}\n  steps:\n    - {{stage: building}}\n    - {{stage: started}}\n",
            "stages-backwards",
            5,
        ),
        ("batches", f"- id: a\n  {NAME}\n  annual: 1.3亿人\n", "not-money", 3),
        ("figures", f"- id: a\n  {NAME}\n  story: b\n  value: 很多\n", "unreadable-number", 4),
        ("figures", f"- id: a\n  {NAME}\n  story: b\n  value: 14\n", "amount-without-unit", 4),
        ("theme_days", "- id: 2018-13\n  date: 2018-02-08\n  reason: {zh: 甲, en: A}\n", "bad-id", 1),
        ("theme_days", "- id: 2018-02\n  date: 2018-03-01\n  reason: {zh: 甲, en: A}\n", "another-month", 2),
    ],
)
def test_a_fault_in_a_register_of_party_work_is_told_with_file_and_line(
    desk: Desk, file: str, text: str, code: str, line: int
) -> None:
    desk.register(file, text)
    found = [(p.path, p.line, p.code) for p in read_registries(desk.content)[1]]
    assert (f"content/data/{file}.yaml", line, code) in found
