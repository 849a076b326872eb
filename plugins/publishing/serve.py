"""`invoke serve`: build, serve, and build again whenever a file is saved."""

import sys
from collections.abc import Mapping
from pathlib import Path
from threading import Thread

from watchfiles import watch

from plugins.sources.terminal import language

from .live import News
from .resident import start
from .server import Route, open_server

WATCHED = ("content", "theme", "plugins", "pelicanconf.py")

QUIET = 20
"""Milliseconds without another change before a build begins: programs save a file in several steps."""

WATCHFUL = 50
"""Milliseconds after which nothing saved is told, too: so it can be known that the watch has begun."""


def serve(
    port: int = 8000,
    host: str = "127.0.0.1",
    routes: Mapping[str, Route] | None = None,
    page: str = "",
) -> int:
    """Serve `output/` until Ctrl-C. Problems are printed and shown on the page; the last good site is served on.

    `routes` are other parts of the server (`LiveHandler`); `page` is the address to open first.
    """
    watched = (path for path in WATCHED if Path(path).exists())
    saved = watch(*watched, step=QUIET, rust_timeout=WATCHFUL, yield_on_timeout=True, raise_interrupt=False)
    builder, news = start(), News()
    next(saved, None)  # from now on: what is saved while the first build is at work is built after it
    news.tell(builder.build())
    try:
        server = open_server(Path("output"), host, port, news, routes)
    except OSError as failure:
        builder.end()
        print(_no_port(str(failure)), file=sys.stderr)
        return 1
    Thread(target=server.serve_forever, daemon=True).start()
    print(_welcome(f"http://{host}:{server.server_port}/{page}"), flush=True)
    try:
        for changes in filter(None, saved):
            if any(path.endswith(".py") for _, path in changes):
                builder.end()  # it knows the old code
                builder = start()
            news.tell(builder.build())
    finally:
        builder.end()
        server.shutdown()
    return 0


def _welcome(address: str) -> str:
    if language() == "en":
        return f"The site is at {address} — saved files are built at once; Ctrl-C stops."
    return f"网站在 {address} ，保存文件后自动重建、刷新；按 Ctrl-C 停止。"


def _no_port(ports: str) -> str:
    if language() == "en":
        return f"No free port in {ports}. Try: invoke serve --port 9000"
    return f"{ports} 没有空闲的端口，请换一个：invoke serve --port 9000"
