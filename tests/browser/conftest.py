"""A real Chromium, and the repository's own site served under the policy that readers get."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from plugins.publishing.server import POLICY, Handler
from plugins.workshop.browser import ensure_chromium
from tests.desk import Built

# Chromium's own errands are refused on a machine without a network, and would show as console errors.
ARGUMENTS = [
    "--no-sandbox",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
]


class StrictHandler(Handler):
    """Serves with the policy."""

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Where `folder` is served, without a trailing slash."""

    def handler(*args: object) -> StrictHandler:
        return StrictHandler(*args, directory=str(folder))  # type: ignore[arg-type]

    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.fixture(scope="session")
def address(both: Built) -> Iterator[str]:
    """Where the site is served."""
    with served(both.output) as at:
        yield at


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The machine's Chromium."""
    program = Path(os.environ.get("CHROMIUM") or ensure_chromium())
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def page(chromium: Browser, address: str) -> Iterator[Page]:
    """A phone that notes every complaint and every request that leaves the host; both fail the test."""
    context = chromium.new_context(viewport={"width": 390, "height": 844}, base_url=address)
    opened = context.new_page()
    complaints: list[str] = []
    opened.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    opened.on(
        "request",
        lambda request: complaints.append(request.url) if not request.url.startswith(address) else None,
    )
    yield opened
    context.close()
    assert complaints == []
