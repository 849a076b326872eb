import pytest

from tests.desk import ROOT, Desk


@pytest.mark.parametrize(
    ("level", "severities"), [("error", ["error"]), ("warning", ["warning"]), ("off", [])]
)
def test_the_house_decides_how_severe_a_warning_is(desk: Desk, level: str, severities: list[str]) -> None:
    desk.write("data/checks.yaml", f"severity:\n  half-width-mark: {level}\n")
    desk.story(body="今天,开始。\n")
    assert [problem.severity for problem in desk.problems()] == severities


def test_an_unknown_rule_is_told_with_the_nearest_one(desk: Desk) -> None:
    desk.write("data/checks.yaml", "days: 1\nseverity:\n  half-with-mark: off\n")
    (problem,) = desk.problems()
    assert (problem.path, problem.line, problem.code) == ("content/data/checks.yaml", 3, "unknown-rule")
    assert problem.suggestion is not None
    assert problem.suggestion.zh == "half-width-mark"


@pytest.mark.parametrize(
    "code",
    [
        "mobile-number",
        "identity-number",
        "bank-card",
        "path-outside",
        "refused-markup",
        "unsafe-link",
        "dead-link",
        "unused-exemption",
    ],
)
def test_what_keeps_a_site_safe_cannot_be_switched_off(desk: Desk, code: str) -> None:
    desk.write("data/checks.yaml", f"severity:\n  {code}: off\n")
    (problem,) = desk.problems()
    assert (problem.code, problem.severity) == ("fixed-rule", "error")


@pytest.mark.parametrize(
    ("file", "text", "code", "line"),
    [
        ("checks", "severity:\n  stray-space: maybe\n", "bad-value", 2),
        ("checks", "headline: {zh: 0, en: 5}\n", "bad-value", 1),
        ("checks", "summery: {zh: 5, en: 5}\n", "unknown-field", 1),
        ("checks", "days: soon\n", "bad-value", 1),
        ("wording", "- phrase: 两学一做\n", "missing-field", 1),
        ("wording", "- {phrase: 甲, source: 乙}\n- {phrase: 甲, source: 丙}\n", "duplicate-phrase", 2),
        ("wording", "phrase: 两学一做\n", "not-a-list", 1),
        ("officials", "- name: 张三\n  source: 甲\n", "missing-field", 1),
        (
            "officials",
            "- name: 张三\n  source: 甲\n  posts:\n    - {zh: 乙, valid_from: 2017-13-40}\n",
            "no-such-date",
            4,
        ),
    ],
)
def test_what_is_wrong_in_these_files_is_told_with_file_and_line(
    desk: Desk, file: str, text: str, code: str, line: int
) -> None:
    desk.write(f"data/{file}.yaml", text)
    (problem,) = desk.problems()
    assert (problem.path, problem.line, problem.code) == (f"content/data/{file}.yaml", line, code)


def test_a_newsroom_without_these_files_has_the_defaults(desk: Desk) -> None:
    for name in ("checks", "wording", "officials"):
        (desk.content / "data" / f"{name}.yaml").unlink()
    desk.story(body="今天,开始。\n")
    assert desk.codes() == ["half-width-mark"]


def test_the_repositorys_settings_are_the_defaults_and_name_all_that_can_be_set() -> None:
    from plugins.checks.catalogue import CATALOGUE
    from plugins.newsroom.house_rules import HouseRules
    from plugins.sources.registries import read_registries

    registries, _ = read_registries(ROOT / "content")
    assert registries is not None
    can_be_set = {code: entry.severity.value for code, entry in CATALOGUE.items() if not entry.is_fixed}
    assert registries.rules == HouseRules(severity=can_be_set)
