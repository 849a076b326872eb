import contextlib
import time
from collections.abc import Iterator
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from threading import Thread, Timer

import pytest

from plugins.publishing import serve
from plugins.publishing.outcome import Outcome
from plugins.publishing.server import open_server


@pytest.fixture
def port(tmp_path: Path) -> Iterator[int]:
    (tmp_path / "index.html").write_text("home")
    (tmp_path / "404.html").write_text("这里没有")
    with open_server(tmp_path, "127.0.0.1", 8700) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_port
        server.shutdown()


@contextlib.contextmanager
def ask(port: int, path: str) -> Iterator[HTTPResponse]:
    connection = HTTPConnection("127.0.0.1", port)
    connection.request("GET", path)
    yield connection.getresponse()
    connection.close()


def test_a_folder_answers_with_its_index(port: int) -> None:
    with ask(port, "/") as answer:
        assert (answer.status, answer.read()) == (200, b"home")


def test_a_missing_page_is_answered_with_the_sites_own(port: int) -> None:
    with ask(port, "/none.html") as answer:
        assert (answer.status, answer.read().decode()) == (404, "这里没有")


def test_no_address_leads_out_of_the_folder(port: int) -> None:
    with ask(port, "/../../../../etc/hostname") as answer:
        assert answer.status == 404


def test_a_port_in_use_gives_way_to_the_next(port: int, tmp_path: Path) -> None:
    with open_server(tmp_path, "127.0.0.1", port) as second:
        assert port < second.server_port <= port + 9


class Enough(Exception):
    """The builder has seen what it was to see."""


class Saving:
    """A builder during whose first build an editor saves a story."""

    def __init__(self, content: Path) -> None:
        self.content = content
        self.seen: list[list[str]] = []

    def build(self) -> Outcome:
        self.seen.append(sorted(path.name for path in self.content.iterdir()))
        if len(self.seen) > 1:
            raise Enough
        (self.content / "saved-meanwhile.md").write_text("")
        time.sleep(0.2)
        return Outcome(0)

    def end(self) -> None:
        pass


def test_what_is_saved_during_the_first_build_is_built_after_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("content", "output"):
        (tmp_path / name).mkdir()
    monkeypatch.chdir(tmp_path)
    builder = Saving(tmp_path / "content")
    monkeypatch.setattr(serve, "start", lambda: builder)
    later = Timer(20, (tmp_path / "content" / "much-later.md").touch)  # ends the test if it fails
    later.start()
    with pytest.raises(Enough):
        serve.serve(8740)
    later.cancel()
    assert builder.seen == [[], ["saved-meanwhile.md"]]
