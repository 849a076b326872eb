from tests.desk import Desk

EMPTY = {"url", "sponsor", "organizer", "contact", "site_code", "icp", "police"}


def test_production_stops_on_each_empty_line_of_the_sites_identity(desk: Desk) -> None:
    problems = desk.problems(production=True)
    assert {problem.code for problem in problems} == {"site-unknown"}
    assert {problem.message.zh.partition("（")[0] for problem in problems} == EMPTY
    text = (desk.content / "data" / "site.yaml").read_text(encoding="utf-8").splitlines()
    for problem in problems:
        assert text[problem.line - 1].startswith(problem.message.zh.partition("（")[0])


def test_development_goes_on_without_it(desk: Desk) -> None:
    assert desk.codes() == []
