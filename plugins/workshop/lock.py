"""Both requirement files, made from pyproject.toml: every version pinned, every file hashed.

`requirements.txt` is what running needs. `requirements-test.txt` is that and what testing
needs, at the same versions, so that either file installs alone and both install together.
No index address is written: the files work with any index or mirror.
"""

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

RUN = "requirements.txt"
TEST = "requirements-test.txt"
OLDEST_PYTHON = "3.11"

_COMPILE = (
    "pip",
    "compile",
    "--quiet",
    "--universal",
    "--generate-hashes",
    "--no-emit-index-url",
    "--no-emit-find-links",
    "--custom-compile-command=invoke lock",
    f"--python-version={OLDEST_PYTHON}",
)


def lock(root: Path, upgrade: bool = False) -> int:
    """Writes both files under `root` and returns an exit code.

    Pins that still fit are kept; `upgrade` takes the newest that pyproject.toml allows.
    """
    run = [f"--output-file={RUN}"]
    test = ["--group=test", f"--constraints={RUN}", f"--output-file={TEST}"]
    return _compile(root, run, upgrade) or _compile(root, test, upgrade)


def _compile(root: Path, options: Sequence[str], upgrade: bool) -> int:
    newest = ["--upgrade"] if upgrade else []
    command = [sys.executable, "-m", "uv", *_COMPILE, *newest, *options, "pyproject.toml"]
    return subprocess.run(command, cwd=root, check=False, stdout=subprocess.DEVNULL).returncode
