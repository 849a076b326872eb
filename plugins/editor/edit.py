"""`invoke editor`: the local server with the web editor at `/admin/`."""

import json
import sys
from collections.abc import Callable
from mimetypes import guess_type
from pathlib import Path
from urllib.parse import urlsplit

from plugins.newsroom.registries import Registries
from plugins.publishing.serve import serve
from plugins.publishing.server import LiveHandler
from plugins.sources.registries import read_registries

from .api import answer
from .config import API, configuration
from .names import unregistered
from .npm import NodeToolsFailed
from .pages import PAGES, policy
from .readable import readable
from .tools import FOLDER, FileServer, NoNode, bundle, installed

ADMIN = "/admin"


def edit(port: int = 8000) -> int:
    """Serve the site and the editor on this machine until Ctrl-C. Returns the exit code."""
    try:
        installed()
        files = FileServer(Path())
    except (NoNode, NodeToolsFailed) as problem:
        print(problem, file=sys.stderr)
        return 1
    try:
        return serve(port, routes={ADMIN: desk(Path("content"), files.ask)}, page="admin/")
    finally:
        files.end()


def desk(
    content: Path, ask: Callable[[bytes], tuple[int, bytes]], tools: Path = FOLDER
) -> Callable[[LiveHandler], None]:
    """The part of the local server that is the editor of `content`."""

    def respond(handler: LiveHandler) -> None:
        path = urlsplit(handler.path).path
        handler.policy = policy()
        if path == API:
            registries = _registries(content)
            answer(handler, ask, lambda text: readable(text, registries) if registries else text)
        elif path == f"{ADMIN}/config.json":
            _send_configuration(handler, content)
        elif path == ADMIN:
            handler.send_response(308)
            handler.send_header("Location", f"{ADMIN}/")
            handler.send_header("Content-Length", "0")
            handler.end_headers()
        else:
            _send_file(handler, path.removeprefix(f"{ADMIN}/") or "index.html", tools)

    return respond


def _send_configuration(handler: LiveHandler, content: Path) -> None:
    if not (registries := _registries(content)):
        handler.send_body(503, _BROKEN.encode(), "text/plain; charset=utf-8")
        return
    found = configuration(registries, unregistered=unregistered(content, registries))
    handler.send_body(200, json.dumps(found, ensure_ascii=False).encode(), "application/json; charset=utf-8")


def _send_file(handler: LiveHandler, name: str, tools: Path) -> None:
    """A file of ours or of Decap's, by its plain name."""
    file = PAGES / name if (PAGES / name).is_file() else bundle(tools) / name
    if "/" in name or "\\" in name or name.startswith(".") or not file.is_file():
        handler.send_error(404)
        return
    kind = guess_type(name)[0] or "application/octet-stream"
    charset = "; charset=utf-8" if kind.startswith("text/") else ""
    handler.send_body(200, file.read_bytes(), f"{kind}{charset}")


def _registries(content: Path) -> Registries | None:
    return read_registries(content)[0]


_BROKEN = (
    "content/data/ 里的资料有错误，先运行 invoke check 改好 · the data files have errors: run invoke check"
)
