"""HTML as html-validate sees it."""

import subprocess
from collections.abc import Sequence
from pathlib import Path

from tests.desk import ROOT

WEB = ROOT / "tests" / "web"
_AT_ONCE = 1000
"""Files: the names of more would not fit into one command."""


def complaints(pages: Sequence[Path]) -> str:
    """What html-validate says of `pages`; nothing where they are valid."""
    return "".join(_complaints(pages[start : start + _AT_ONCE]) for start in range(0, len(pages), _AT_ONCE))


def _complaints(pages: Sequence[Path]) -> str:
    command = ["node", str(WEB / "node_modules/html-validate/bin/html-validate.mjs")]
    command += ["--config", str(WEB / ".htmlvalidate.mjs"), "--formatter", "text", *map(str, pages)]
    run = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    return "" if run.returncode == 0 else run.stdout + run.stderr
