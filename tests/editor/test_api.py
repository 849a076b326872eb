"""Only the editor's own page may write, and only stories and pictures."""

import json
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from plugins.editor.edit import ADMIN, desk
from plugins.publishing.live import News
from plugins.publishing.server import open_server
from tests.desk import Desk

SAVE: dict[str, Any] = {
    "branch": "main",
    "action": "persistEntry",
    "params": {
        "branch": "main",
        "dataFiles": [{"slug": "a", "path": "content/news/2017/10/a.md", "raw": "---\n---\n"}],
        "assets": [{"path": "content/pictures/2017/10/a.jpg", "content": "", "encoding": "base64"}],
        "options": {"commitMessage": "x"},
    },
}


class Local:
    """The local server with an editor behind which a list takes what would be written."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.asked: list[dict[str, Any]] = []

    def ask(self, body: bytes) -> tuple[int, bytes]:
        self.asked.append(json.loads(body))
        return 200, b'{"data": null}'

    def post(self, request: Any, path: str = "/admin/api", **headers: str) -> int:
        connection = HTTPConnection("127.0.0.1", self.port)
        host = f"127.0.0.1:{self.port}"
        said = {"Host": host, "Origin": f"http://{host}", "Content-Type": "application/json"}
        said |= {name.replace("_", "-"): value for name, value in headers.items()}
        body = request if isinstance(request, bytes) else json.dumps(request).encode()
        connection.request("POST", path, body, {name: value for name, value in said.items() if value})
        answer = connection.getresponse()
        answer.read()
        connection.close()
        return answer.status

    def get(self, path: str, host: str = "") -> tuple[int, str, dict[str, str]]:
        connection = HTTPConnection("127.0.0.1", self.port)
        connection.request("GET", path, headers={"Host": host or f"127.0.0.1:{self.port}"})
        answer = connection.getresponse()
        body = answer.read().decode()
        connection.close()
        return answer.status, body, dict(answer.getheaders())


@pytest.fixture
def local(desk_: Desk, tmp_path: Path) -> Iterator[Local]:
    found = Local(0)
    routes = {ADMIN: desk(desk_.content, found.ask, tmp_path)}
    with open_server(tmp_path, "127.0.0.1", 8740, News(), routes) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        found.port = server.server_port
        yield found
        server.shutdown()


@pytest.fixture
def desk_(desk: Desk) -> Desk:
    desk.story(reporter="李四")
    return desk


def test_a_save_of_the_editors_own_page_is_handed_on(local: Local) -> None:
    assert local.post(SAVE) == 200
    assert local.asked == [SAVE]


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Origin": ""},
        {"Origin": "http://127.0.0.1:1"},
        {"Content_Type": "text/plain"},
        {"Content_Type": "application/x-www-form-urlencoded"},
        {"Content_Type": ""},
        {"Host": "evil.example", "Origin": "http://evil.example"},
        {"Host": "evil.example:8740", "Origin": "http://evil.example:8740"},
    ],
)
def test_a_page_of_another_origin_can_write_nothing(local: Local, headers: dict[str, str]) -> None:
    assert local.post(SAVE, **headers) in {403, 415, 421}
    assert local.asked == []


@pytest.mark.parametrize(
    "path",
    [
        "tasks.py",
        "content/data/people.yaml",
        "content/news/../../tasks.py",
        "content/news/2017/10/../../../../x.md",
        "/etc/passwd",
        "content/news/.git/x.md",
        "content/news/2017/10/a.py",
        "content/news\\..\\x.md",
        "content/pictures/a.svg",
        "content/pictures/a.html",
        "content/newsroom/a.md",
        None,
        5,
    ],
)
def test_nothing_but_stories_and_pictures_is_written(local: Local, path: Any) -> None:
    for part, name in (("dataFiles", "path"), ("dataFiles", "newPath"), ("assets", "path")):
        request = json.loads(json.dumps(SAVE))
        request["params"][part][0][name] = path
        assert local.post(request) == 403
    assert local.asked == []


@pytest.mark.parametrize("action", ["deleteFile", "deleteFiles", "publishUnpublishedEntry", "", None])
def test_nothing_is_deleted(local: Local, action: Any) -> None:
    assert local.post({"action": action, "params": {"path": "content/news/2017/10/a.md"}}) == 403
    assert local.asked == []


@pytest.mark.parametrize("body", [b"", b"[]", b"null", b"{", b'"x"', b"\xff"])
def test_what_is_no_request_is_refused(local: Local, body: bytes) -> None:
    assert local.post(body) == 400
    assert local.asked == []


def test_the_site_itself_cannot_be_posted_to(local: Local) -> None:
    assert local.post({}, "/index.html") == 405


def test_the_editors_page_has_its_own_policy_and_no_script_of_the_server(local: Local) -> None:
    status, page, headers = local.get("/admin/")
    assert status == 200
    assert "/_serve/" not in page
    assert headers["Content-Security-Policy"].startswith(
        "default-src 'none'; script-src 'self' 'unsafe-eval'"
    )
    assert local.get("/admin")[0] == 308


def test_the_form_knows_the_registries_of_the_moment(local: Local, desk_: Desk) -> None:
    found = json.loads(local.get("/admin/config.json")[1])
    (reporter,) = [f for f in found["collections"][0]["fields"] if f["name"] == "reporter"]
    assert reporter["options"][-1]["value"] == "李四"
    (desk_.content / "data/people.yaml").write_text("- id: x\n", encoding="utf-8")
    status, said, _ = local.get("/admin/config.json")
    assert (status, "invoke check" in said) == (503, True)


@pytest.mark.parametrize(
    "path",
    ["/admin/../pelicanconf.py", "/admin/%2e%2e/x", "/admin/.npmrc", "/admin/none.js", "/admin/a/b.js"],
)
def test_no_other_file_is_served(local: Local, path: str) -> None:
    assert local.get(path)[0] == 404


@pytest.mark.parametrize("path", ["/admin/", "/admin/config.json", "/_serve/events", "/_serve/live.js", "/"])
def test_a_name_that_somebody_else_gives_away_is_not_answered(local: Local, path: str) -> None:
    assert local.get(path, "evil.example")[0] == 421
