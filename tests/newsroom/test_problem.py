from plugins.newsroom.problem import Severity, error, warning


def test_a_problem_reads_as_path_line_code_message_and_advice() -> None:
    problem = error("unknown-town", "没有“古荣”", "no “古荣”", ("古荥", "Guxing")).at("content/news/a.md", 7)
    assert problem.in_("zh") == "content/news/a.md:7: unknown-town 没有“古荣”（建议：古荥）"
    assert problem.in_("en") == "content/news/a.md:7: unknown-town no “古荣” (suggestion: Guxing)"


def test_only_an_error_stops_a_build() -> None:
    assert error("a", "甲", "a").severity is Severity.ERROR
    assert warning("a", "甲", "a").severity is Severity.WARNING
    assert warning("a", "甲", "a").at("x", 1).in_("zh") == "x:1: a 甲"
