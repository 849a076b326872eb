"""Node's packages, installed from a lock: Decap CMS for the editor, html-validate and axe-core for the tests."""

import shutil
import subprocess
from pathlib import Path

# What html-validate runs on: "engines" in its package.json. Decap's server asks for less.
OLDEST_NODE = (20, 19)

NPM_FAILED = """\
npm ci 在 {folder} 失败，工具没有装好：
npm ci failed in {folder}, so its tools are not installed:
{output}"""


class NodeToolsFailed(Exception):
    """Node is there, but its tools could not be installed. The text holds what npm said."""


def npm_ci(folder: Path) -> None:
    """Install what the lock in `folder` says, unless that was done. Raises `NodeToolsFailed`."""
    if _is_stale(folder):
        _install(folder)


def obstacle() -> str | None:
    """Why the tools cannot run here, or None."""
    if not (shutil.which("node") and shutil.which("npm")):
        return "本机没有 Node 或 npm"
    version = _output(["node", "--version"])
    if _numbers(version) < OLDEST_NODE:
        return f"本机的 Node 太旧（{version}）"
    return None


def _numbers(version: str) -> tuple[int, ...]:
    """`v20.20.2` → (20, 20, 2); what is no version → ()."""
    return tuple(int(part) for part in version.removeprefix("v").split(".") if part.isdecimal())


def _is_stale(folder: Path) -> bool:
    """True unless npm finished an installation after the lock was last written."""
    done = folder / "node_modules" / ".package-lock.json"
    return not done.is_file() or done.stat().st_mtime < (folder / "package-lock.json").stat().st_mtime


def _install(folder: Path) -> None:
    npm = shutil.which("npm") or "npm"  # `npm.cmd` on Windows
    command = [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
    done = subprocess.run(command, cwd=folder, check=False, capture_output=True, text=True, errors="replace")
    if done.returncode:
        raise NodeToolsFailed(NPM_FAILED.format(folder=folder, output=done.stdout + done.stderr))


def _output(command: list[str]) -> str:
    return subprocess.run(command, check=False, capture_output=True, text=True).stdout.strip()
