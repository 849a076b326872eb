"""The local server: a file server as readers will have one, and one that tells open pages what has changed."""

import re
from collections.abc import Callable, Mapping
from functools import partial
from html import escape
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address
from pathlib import Path
from sys import exc_info
from typing import Any
from urllib.parse import urlsplit

from plugins.sources.terminal import language

from .live import LABELS, News

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'"
)
"""The Content-Security-Policy that the site is made for."""

RESERVED = "/_serve/"
_LIVE = Path(__file__).with_name("live")
_PULSE = 15.0
"""Seconds between two signs of life: writing one is how the end of a page is noticed."""


class Handler(SimpleHTTPRequestHandler):
    """Serves a folder as a file server would: a missing page is answered with the site's own 404 page."""

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        page = Path(self.directory) / "404.html"
        if code != 404 or not page.exists():
            super().send_error(code, message, explain)
            return
        self.send_body(404, page.read_bytes(), "text/html; charset=utf-8")

    def send_body(self, code: int, body: bytes, kind: str) -> None:
        """Answer with `body`, or with its headers where only these are asked for."""
        self.send_response(code)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Requests are of no interest to an editor."""


class LiveHandler(Handler):
    """Serves the site with the policy that it is made for, and every page with the script of `live/`.

    `routes` are other parts of the server by the beginning of their addresses. Only requests that name this machine by
    its number or as localhost are answered: a page elsewhere can give its own name our address (DNS rebinding).
    """

    def __init__(self, news: News, routes: "Mapping[str, Route]", *arguments: Any, **more: Any) -> None:
        self.news = news
        self.routes = {RESERVED: LiveHandler._serve_live, **routes}
        self.policy = POLICY
        super().__init__(*arguments, **more)

    def do_GET(self) -> None:
        """A page or file of the site, or what another part of the server has."""
        self._answer(super().do_GET)

    def do_HEAD(self) -> None:
        """The same without its body."""
        self._answer(super().do_HEAD)

    def do_POST(self) -> None:
        """Nothing of the site is written to; another part of the server may be."""
        self._answer(lambda: self.send_error(405))

    def _answer(self, with_the_site: Callable[[], None]) -> None:
        if not is_local(self.headers.get("Host", "")):
            self.send_body(421, b"This address is served as localhost only.\n", "text/plain")
            return
        route = next((self.routes[start] for start in self.routes if self.path.startswith(start)), None)
        if route:
            route(self)
        else:
            with_the_site()

    def send_head(self) -> Any:
        """A page goes out with our script in it, anything else as it is."""
        page = self._page()
        if page is None:
            return super().send_head()
        try:
            body = page.read_bytes()
        except OSError:  # it has gone since
            self.send_error(404)
            return None
        self.send_body(200, body, "text/html; charset=utf-8")
        return None

    def _page(self) -> Path | None:
        """The page that the address means, if it means one."""
        path, address = Path(self.translate_path(self.path)), urlsplit(self.path).path
        if address.endswith("/"):
            path /= "index.html"
        return path if path.suffix == ".html" and path.is_file() else None

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """A site that has not been built has no page of its own for what is missing."""
        if code == 404 and not (Path(self.directory) / "404.html").exists():
            self.send_body(404, (_LIVE / "nothing.html").read_bytes(), "text/html; charset=utf-8")
        else:
            super().send_error(code, message, explain)

    def send_body(self, code: int, body: bytes, kind: str) -> None:
        """Put the script into a page."""
        if kind.startswith("text/html") and self.policy == POLICY:
            body = with_script(body, self.news.site)
        super().send_body(code, body, kind)

    def end_headers(self) -> None:
        """Nothing is kept by the browser without asking: files change all the time."""
        self.send_header("Cache-Control", "no-cache")
        self.send_header("Content-Security-Policy", self.policy)
        self.send_header("X-Content-Type-Options", "nosniff")
        super().end_headers()

    def _serve_live(self) -> None:
        name = urlsplit(self.path).path.removeprefix(RESERVED)
        if name == "events":
            self._tell()
        elif kind := _LIVE_FILES.get(name):
            self.send_body(200, (_LIVE / name).read_bytes(), kind)
        else:
            self.send_error(404)

    def _tell(self) -> None:
        """Server-sent events, until the page is closed."""
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream; charset=utf-8")
        self.end_headers()
        self.wfile.write(b"retry: 500\n\n")
        seen = 0
        while True:
            if told := self.news.wait(seen, _PULSE):
                seen, state = told
                self.wfile.write(f"event: state\ndata: {state}\n\n".encode())
            else:
                self.wfile.write(b": still here\n\n")


Route = Callable[[LiveHandler], None]

_LIVE_FILES = {"live.js": "text/javascript; charset=utf-8", "live.css": "text/css; charset=utf-8"}
_HEAD_END = re.compile(rb"</head\s*>", re.IGNORECASE)


def with_script(page: bytes, site: str) -> bytes:
    """`page`, which shows `site`, with the script that keeps it up to date at the end of its head."""
    said = {"style": f"{RESERVED}live.css", **LABELS[language()]}
    data = "".join(f' data-{name}="{escape(value)}"' for name, value in said.items())
    tag = f'<script src="{RESERVED}live.js?site={site}"{data}></script>\n'.encode()
    found = _HEAD_END.search(page)
    at = found.start() if found else len(page)
    return page[:at] + tag + page[at:]


def is_local(host: str) -> bool:
    """Whether the `Host` of a request is a number or localhost: no name that somebody else can give away."""
    try:
        name = urlsplit(f"//{host}").hostname or ""
        return name == "localhost" or bool(ip_address(name))
    except ValueError:
        return False


class Server(ThreadingHTTPServer):
    """Does not complain of browsers that hang up."""

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Everything else is a bug and is printed."""
        if not isinstance(exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)


def open_server(
    folder: Path,
    host: str,
    port: int,
    news: News | None = None,
    routes: "Mapping[str, Route] | None" = None,
) -> Server:
    """A server for `folder` on `port`, or on the next free one of the ten after it; a plain one without `news`."""
    kind: Any = partial(LiveHandler, news, routes or {}) if news else Handler
    for candidate in range(port, port + 10):
        try:
            return Server((host, candidate), partial(kind, directory=str(folder)))
        except OSError:
            continue
    raise OSError(f"{host}:{port}-{port + 9}")
