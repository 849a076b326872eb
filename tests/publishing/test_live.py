"""What open pages are told, and that nothing of it is in the files of the site."""

import contextlib
import json
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path
from threading import Thread

import pytest
from jinja2 import Environment, FileSystemLoader, StrictUndefined, UndefinedError

from plugins.newsroom.problem import Problem, error, warning
from plugins.publishing.live import SHOWN, News
from plugins.publishing.outcome import Outcome, failure_of
from plugins.publishing.server import POLICY, is_local, open_server

PAGE = "<!DOCTYPE html><html><head><title>x</title></head><body></body></html>"
WRONG = error("unknown-town", "没有“古荣”", "No “古荣”", ("guxing", "guxing")).at("content/news/a.md", 7)
ODD = warning("unknown-person", "没有“李四”", "No “李四”").at("content/news/b.md", 2)


def state(news: News) -> dict[str, object]:
    told = news.wait(-1, 0)
    assert told is not None
    found: dict[str, object] = json.loads(told[1])
    return found


def after(*outcomes: tuple[int, tuple[Problem, ...] | None]) -> News:
    news = News()
    for code, problems in outcomes:
        news.tell(Outcome(code, problems))
    return news


def places(news: News) -> list[str]:
    return [problem["place"] for problem in state(news)["problems"]]  # type: ignore[attr-defined]


def test_a_problem_is_told_with_file_line_words_and_advice() -> None:
    told = state(after((1, (ODD, WRONG))))
    assert told["severity"] == "error"
    assert "1 个错误" in str(told["title"])
    first, second = told["problems"]  # type: ignore[misc]
    assert first == {
        "place": "content/news/a.md:7",
        "code": "unknown-town",
        "severity": "error",
        "message": "没有“古荣”",
        "advice": "（建议：guxing）",
    }
    assert second["severity"] == "warning"


def test_the_language_is_that_of_the_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANG", "en_GB.UTF-8")
    assert "1 errors" in str(state(after((1, (WRONG,))))["title"])


def test_a_good_build_names_another_site_and_a_failed_one_does_not() -> None:
    news = after((0, ()))
    before = news.site
    news.tell(Outcome(1, (WRONG,)))
    assert news.site == before
    news.tell(Outcome(0, ()))
    assert news.site != before
    assert News().site != News().site


def test_what_is_taken_back_leaves_the_problems_of_the_last_good_build() -> None:
    news = after((0, (ODD,)), (1, (WRONG,)), (0, None))
    assert places(news) == ["content/news/b.md:2"]


def test_a_thousand_problems_do_not_fill_the_page() -> None:
    news = after((1, tuple([WRONG] * 1000)))
    assert len(places(news)) == SHOWN
    assert "1000 个错误" in str(state(news)["title"])


def test_nobody_waits_for_what_has_already_happened() -> None:
    news = after((0, ()))
    assert news.wait(0, 60) is not None
    assert news.wait(1, 0) is None


def test_a_failure_of_a_template_is_told_with_the_template_and_its_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "theme").mkdir()
    (tmp_path / "theme/a.html").write_text("<p>\n{{ nothing }}\n")
    environment = Environment(loader=FileSystemLoader(tmp_path / "theme"), undefined=StrictUndefined)
    with pytest.raises(UndefinedError) as failed:
        environment.get_template("a.html").render()
    problem = failure_of(failed.value)
    assert (problem.path, problem.line, problem.code) == ("theme/a.html", 2, "build-failed")
    assert "'nothing' is undefined" in problem.message.zh


@pytest.mark.parametrize(
    ("host", "ours"),
    [
        ("localhost:8000", True),
        ("127.0.0.1", True),
        ("[::1]:8000", True),
        ("192.168.1.20:8000", True),
        ("evil.example", False),
        ("localhost.evil.example", False),
        ("127.0.0.1.evil.example", False),
        ("", False),
        ("[", False),
        ("evil.example@127.0.0.1.evil", False),
    ],
)
def test_only_numbers_and_localhost_are_names_of_this_machine(host: str, ours: bool) -> None:
    assert is_local(host) is ours


@pytest.fixture
def port(tmp_path: Path) -> Iterator[int]:
    site = tmp_path / "output"
    site.mkdir()
    (site / "index.html").write_text(PAGE)
    (site / "a.css").write_text("body {}")
    with open_server(site, "127.0.0.1", 8760, after((0, ()))) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_port
        server.shutdown()


@contextlib.contextmanager
def ask(port: int, path: str, method: str = "GET") -> Iterator[tuple[int, str, dict[str, str]]]:
    connection = HTTPConnection("127.0.0.1", port)
    connection.request(method, path)
    answer = connection.getresponse()
    yield answer.status, answer.read().decode(), dict(answer.getheaders())
    connection.close()


def test_a_page_goes_out_with_the_script_and_its_file_stays_as_it_is(port: int, tmp_path: Path) -> None:
    for path in ("/", "/index.html", "/?x=1"):
        with ask(port, path) as (status, page, headers):
            assert status == 200
            assert page.count('<script src="/_serve/live.js?site=') == 1
            assert page.replace(page[page.index("<script") : page.index("</head>")], "") == PAGE
            assert headers["Content-Security-Policy"] == POLICY
            assert "<style" not in page
    assert (tmp_path / "output/index.html").read_text() == PAGE


def test_other_files_go_out_as_they_are(port: int) -> None:
    with ask(port, "/a.css") as (status, text, _):
        assert (status, text) == (200, "body {}")


def test_the_length_of_a_page_is_told_without_it(port: int) -> None:
    with ask(port, "/") as (_, page, _), ask(port, "/", "HEAD") as (_, nothing, headers):
        assert (nothing, int(headers["Content-Length"])) == ("", len(page.encode()))


def test_a_site_that_was_never_built_has_a_page_that_waits(port: int) -> None:
    with ask(port, "/none.html") as (status, page, _):
        assert status == 404
        assert "/_serve/live.js?site=" in page


@pytest.mark.parametrize("path", ["/_serve/", "/_serve/../serve.py", "/_serve/nothing.html", "/_serve/x"])
def test_nothing_else_is_behind_the_reserved_address(port: int, path: str) -> None:
    with ask(port, path) as (status, _, _):
        assert status == 404


def test_the_state_comes_as_an_event(port: int) -> None:
    connection = HTTPConnection("127.0.0.1", port)
    connection.request("GET", "/_serve/events")
    answer = connection.getresponse()
    assert answer.getheader("Content-Type") == "text/event-stream; charset=utf-8"
    lines = [answer.readline().decode() for _ in range(4)]
    assert lines[0] == "retry: 500\n"
    assert lines[2] == "event: state\n"
    assert json.loads(lines[3].removeprefix("data: "))["problems"] == []
    connection.close()
