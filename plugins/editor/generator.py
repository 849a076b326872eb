"""The generator that writes the editor into a site that asks for it."""

import json
import sys
from collections.abc import Iterator
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any

from pelican.generators import Generator

from plugins.newsroom.registries import Registries

from .config import BadSetting, Config, configuration
from .names import unregistered
from .npm import NodeToolsFailed
from .pages import PAGES, policy, servers, with_policy
from .tools import NoNode, bundle, installed


class EditorGenerator(Generator):  # type: ignore[misc]
    """`/admin/`: our page, its configuration, and Decap's files."""

    def generate_output(self, writer: Any) -> None:
        """Plan them. Without Node, or with a setting that cannot be used, the build ends with what to do."""
        try:
            found = configuration(
                self._registries, self.settings["EDITOR"], unregistered(self._content, self._registries)
            )
            tools = installed()
        except (BadSetting, NoNode, NodeToolsFailed) as problem:
            print(problem, file=sys.stderr)
            raise SystemExit(1) from None
        for name, data in files(found, bundle(tools)):
            writer.write_made(f"admin/{name}", sha256(data).digest(), partial(bytes, data))

    @property
    def _content(self) -> Path:
        return Path(self.settings["PATH"])

    @property
    def _registries(self) -> Registries:
        registries: Registries = self.settings["CHECKED"].registries
        return registries


def files(found: Config, decap: Path) -> Iterator[tuple[str, bytes]]:
    """The name and the bytes of every file of the editor."""
    yield "config.json", json.dumps(found, ensure_ascii=False, indent=1).encode()
    page = (PAGES / "index.html").read_bytes()
    yield "index.html", with_policy(page, policy(*servers(found)))
    for pattern in ("*.js", "*.css"):
        yield from ((path.name, path.read_bytes()) for path in sorted(PAGES.glob(pattern)))
    for pattern in ("decap-cms.js", "*.decap-cms.js", "*.wasm", "decap-cms.js.LICENSE.txt"):
        yield from ((path.name, path.read_bytes()) for path in sorted(decap.glob(pattern)))
