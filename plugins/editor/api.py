"""What the web editor may read and write: stories and pictures, asked for by its own page only."""

import json
from collections.abc import Callable, Iterator
from typing import Any

from plugins.publishing.server import LiveHandler

Ask = Callable[[bytes], tuple[int, bytes]]
"""A request of Decap's proxy backend to its answer: `FileServer.ask`."""

LIMIT = 64_000_000
"""Bytes of a request: a picture of 30 MB in base64, and a story."""

READS = {
    "info",
    "entriesByFolder",
    "entriesByFiles",
    "getEntry",
    "getMedia",
    "getMediaFile",
    "getDeployPreview",
}
WRITES = {"persistEntry", "persistMedia"}
"""What may be asked. Nothing is deleted by the editor: what is not to be read is hidden."""

_FOLDERS = ("content/news", "content/activities", "content/pictures")
_ENDINGS = {
    "content/news": (".md",),
    "content/activities": (".md",),
    "content/pictures": (".jpg", ".jpeg", ".png", ".webp", ".avif"),
}


class Refused(Exception):
    """A request that is not the editor's, or asks for what it may not have: the status and the reason."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(reason)
        self.status = status


def answer(handler: LiveHandler, ask: Ask, readable: Callable[[str], str]) -> None:
    """Answer a request to the editor's API. `readable` makes the text of a story one that the form can show."""
    try:
        body = _body(handler)
        request = _understood(body)
        status, said = ask(body)
    except Refused as refused:
        handler.send_body(refused.status, json.dumps({"error": str(refused)}).encode(), _JSON)
        return
    if status == 200 and request["action"] in {"entriesByFolder", "entriesByFiles", "getEntry"}:
        said = json.dumps(_with(readable, json.loads(said)), ensure_ascii=False).encode()
    handler.send_body(status, said, _JSON)


def _body(handler: LiveHandler) -> bytes:
    """The body of a request that a page of this very server has sent.

    A page of another origin can send a form, but neither our Origin nor, without asking, this type of content.
    """
    headers = handler.headers
    if handler.command != "POST":
        raise Refused(405, "POST only")
    if headers.get("Origin") != f"http://{headers.get('Host')}":
        raise Refused(403, "not from this page")
    if headers.get_content_type() != "application/json":
        raise Refused(415, "JSON only")
    length = headers.get("Content-Length", "")
    if not length.isdecimal() or int(length) > LIMIT:
        raise Refused(413, "too large")
    return handler.rfile.read(int(length))


def _understood(body: bytes) -> dict[str, Any]:
    """The request, if it is one that may be made."""
    try:
        request = json.loads(body)
        action, params = request["action"], request.get("params") or {}
    except (ValueError, TypeError, KeyError, AttributeError):
        raise Refused(400, "not understood") from None
    if action not in READS | WRITES:
        raise Refused(403, "not allowed")
    for path in _paths(params):
        if not _may_touch(path, action in WRITES):
            raise Refused(403, f"not a story or a picture: {path}")
    return {"action": action}


_NAMES = {"path", "newPath", "folder", "mediaFolder"}


def _paths(params: Any) -> Iterator[Any]:
    """Every path in a request, wherever it stands."""
    if isinstance(params, list):
        for one in params:
            yield from _paths(one)
    elif isinstance(params, dict):
        for name, value in params.items():
            if name in _NAMES:
                yield value
            else:
                yield from _paths(value)


def _may_touch(path: Any, write: bool) -> bool:
    if not isinstance(path, str) or "\\" in path or any(part.startswith(".") for part in path.split("/")):
        return False
    folder = next((folder for folder in _FOLDERS if path == folder or path.startswith(f"{folder}/")), None)
    return folder is not None and (not write or path.lower().endswith(_ENDINGS[folder]))


def _with(readable: Callable[[str], str], said: Any) -> Any:
    """Entries as Decap gets them, their texts made readable."""
    if isinstance(said, list):
        return [_with(readable, entry) for entry in said]
    return {**said, "data": readable(said["data"])} if isinstance(said.get("data"), str) else said


_JSON = "application/json; charset=utf-8"
