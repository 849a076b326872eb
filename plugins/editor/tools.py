"""Decap CMS and its server, installed from the lock in `node/` into `.tools/editor`, which nothing watches or publishes."""

import os
import shutil
import subprocess
from collections.abc import Mapping
from http.client import HTTPConnection
from pathlib import Path
from secrets import token_urlsafe

from .npm import NodeToolsFailed, npm_ci, obstacle

FOLDER = Path(".tools/editor")
_LOCKED = Path(__file__).with_name("node")
_BUNDLE = "node_modules/decap-cms/dist"


class NoNode(Exception):
    """Node is absent or too old. The text says what to install."""


def installed(folder: Path = FOLDER) -> Path:
    """The folder with Decap, installed first if it is not what the lock says. Raises `NoNode`, `NodeToolsFailed`."""
    if reason := obstacle():
        raise NoNode(_NO_NODE.format(reason=reason))
    folder.mkdir(parents=True, exist_ok=True)
    for file in _LOCKED.iterdir():
        target = folder / file.name
        if not target.exists() or target.read_bytes() != file.read_bytes():
            shutil.copyfile(file, target)
    npm_ci(folder)
    return folder


def bundle(folder: Path = FOLDER) -> Path:
    """The folder of Decap's own files: `decap-cms.js` and what it loads when it needs it."""
    return folder / _BUNDLE


class FileServer:
    """decap-server, reading and writing below `root` for who knows its secret; ends with this process."""

    def __init__(self, root: Path, folder: Path = FOLDER) -> None:
        self._secret = token_urlsafe(32)
        environment = {**os.environ, "EDITOR_SECRET": self._secret, "GIT_REPO_DIRECTORY": str(root.resolve())}
        self._process = subprocess.Popen(
            ["node", "server.mjs"],
            cwd=folder,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line.strip().isdigit():
            raise NodeToolsFailed(_NOT_STARTED)
        self._port = int(line)

    def ask(self, body: bytes) -> tuple[int, bytes]:
        """The status and the answer to a request of Decap's proxy backend."""
        connection = HTTPConnection("127.0.0.1", self._port, timeout=60)
        try:
            connection.request("POST", "/api/v1", body, self._headers)
            answer = connection.getresponse()
            return answer.status, answer.read()
        finally:
            connection.close()

    @property
    def _headers(self) -> Mapping[str, str]:
        return {"Content-Type": "application/json", "X-Editor-Secret": self._secret}

    def end(self) -> None:
        """No more reading and writing."""
        self._process.kill()
        self._process.wait()


_NO_NODE = """\
网页编辑器需要 Node ≥ 20.19（{reason}）。安装：https://nodejs.org/ 下载 LTS 版，装好后重开命令窗口；
不装也行：invoke new 和 invoke serve 用不着它。
The web editor needs Node ≥ 20.19 with npm. Get the LTS version from https://nodejs.org/ and open the terminal anew.
Nothing else needs it: invoke new and invoke serve do not."""
_NOT_STARTED = "decap-server 没有启动，原因见上 · decap-server did not start; see above"
