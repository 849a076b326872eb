"""`invoke serve`: build, serve, and build again whenever a file is saved."""

import sys
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

from watchfiles import watch

from plugins.sources.terminal import language

from .resident import start

WATCHED = ("content", "theme", "plugins", "pelicanconf.py")


class Handler(SimpleHTTPRequestHandler):
    """Serves a folder as a file server would: a missing page is answered with the site's own 404 page."""

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        page = Path(self.directory) / "404.html"
        if code != 404 or not page.exists():
            super().send_error(code, message, explain)
            return
        body = page.read_bytes()
        self.send_response(404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Requests are of no interest to an editor."""


def open_server(folder: Path, host: str, port: int) -> ThreadingHTTPServer:
    """A server for `folder` on `port`, or on the next free one of the ten after it."""
    handler = partial(Handler, directory=str(folder))
    for candidate in range(port, port + 10):
        try:
            return ThreadingHTTPServer((host, candidate), handler)
        except OSError:
            continue
    raise OSError(f"{host}:{port}-{port + 9}")


def serve(port: int = 8000, host: str = "127.0.0.1") -> int:
    """Serve `output/` until Ctrl-C. Problems are printed by builds; the last good site stays and is served on."""
    builder = start()
    builder.build()
    try:
        server = open_server(Path("output"), host, port)
    except OSError as failure:
        builder.end()
        print(_no_port(str(failure)), file=sys.stderr)
        return 1
    Thread(target=server.serve_forever, daemon=True).start()
    print(_welcome(f"http://{host}:{server.server_port}/"), flush=True)
    try:
        for changes in watch(*(path for path in WATCHED if Path(path).exists()), raise_interrupt=False):
            if any(path.endswith(".py") for _, path in changes):
                builder.end()  # it knows the old code
                builder = start()
            builder.build()
    finally:
        builder.end()
        server.shutdown()
    return 0


def _welcome(address: str) -> str:
    if language() == "en":
        return f"The site is at {address} — saved files are built at once; Ctrl-C stops."
    return f"网站在 {address} ，保存文件后自动重建；按 Ctrl-C 停止。"


def _no_port(ports: str) -> str:
    if language() == "en":
        return f"No free port in {ports}. Try: invoke serve --port 9000"
    return f"{ports} 没有空闲的端口，请换一个：invoke serve --port 9000"
