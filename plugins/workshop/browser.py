"""A Chromium for the browser tests: the machine's own, or installed, or a message that helps."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

COMMANDS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")

# Where an installer puts Chrome without putting it on PATH.
PLACES = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "C:/Program Files/Google/Chrome/Application/chrome.exe",
)

# Below Playwright's own folder, in the layouts of its releases.
PLAYWRIGHT_LAYOUTS = (
    "chromium-*/chrome-linux*/chrome",
    "chromium-*/chrome-mac*/*.app/Contents/MacOS/*",
    "chromium-*/chrome-win*/chrome.exe",
)

APT_PACKAGES = ("chromium", "fonts-noto-cjk")

MISSING = """\
没有找到 Chromium，也没能自动安装，浏览器测试无法运行。请任选其一：
  · Debian/Ubuntu：sudo apt-get install chromium fonts-noto-cjk
  · 其他系统：安装 Chromium 或 Chrome，或运行 .venv/bin/python -m playwright install chromium
  · 已安装在别处：export CHROMIUM=/path/to/chromium
No Chromium was found and none could be installed, so the browser tests cannot run. Do one of these:
  · Debian/Ubuntu: sudo apt-get install chromium fonts-noto-cjk
  · elsewhere: install Chromium or Chrome, or run .venv/bin/python -m playwright install chromium
  · installed in another place: export CHROMIUM=/path/to/chromium"""

NAMED_BUT_ABSENT = """\
环境变量 CHROMIUM 指向的程序不存在或不能运行：{value}
The variable CHROMIUM names no program that can be run: {value}"""


class ChromiumMissing(Exception):
    """No Chromium, and none could be had. The text says in Chinese and English what to install."""


def find_chromium(environ: Mapping[str, str] = os.environ) -> Path | None:
    """The browser that $CHROMIUM names, else the machine's, else Playwright's; None if there is none.

    A $CHROMIUM that names nothing is not replaced by another browser: the answer is None.
    """
    named = environ.get("CHROMIUM")
    if named:
        return _program(named)
    return next(_candidates(environ), None)


def ensure_chromium() -> Path:
    """The browser, installed first if need be. Raises `ChromiumMissing`.

    As root on Debian it is installed with apt; otherwise Playwright's own build is asked for.
    """
    named = os.environ.get("CHROMIUM")
    if named and not _program(named):
        raise ChromiumMissing(NAMED_BUT_ABSENT.format(value=named))
    found = find_chromium()
    if found is None:
        _install()
        found = find_chromium()
    if found is None:
        raise ChromiumMissing(MISSING)
    return found


def _candidates(environ: Mapping[str, str]) -> Iterator[Path]:
    for name in (*COMMANDS, *PLACES):
        program = _program(name)
        if program:
            yield program
    yield from _playwright_builds(_playwright_folder(environ))


def _program(name: str) -> Path | None:
    path = shutil.which(name)
    return Path(path) if path else None


def _playwright_folder(environ: Mapping[str, str]) -> Path:
    chosen = environ.get("PLAYWRIGHT_BROWSERS_PATH")
    if chosen:
        return Path(chosen)
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / "ms-playwright"
    if sys.platform == "win32":
        return Path(environ.get("LOCALAPPDATA", Path.home())) / "ms-playwright"
    return Path(environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "ms-playwright"


def _playwright_builds(folder: Path) -> list[Path]:
    """Every Chromium below `folder`, the newest revision first."""
    found = (path for layout in PLAYWRIGHT_LAYOUTS for path in folder.glob(layout))
    return sorted(filter(_executable, found), key=lambda path: _revision(path, folder), reverse=True)


def _executable(path: Path) -> bool:
    return path.is_file() and os.access(path, os.X_OK)


def _revision(path: Path, folder: Path) -> int:
    number = path.relative_to(folder).parts[0].removeprefix("chromium-")
    return int(number) if number.isdecimal() else 0


def _install() -> bool:
    return _install_with_apt() or _install_with_playwright()


def _install_with_apt() -> bool:
    if not (_is_root() and shutil.which("apt-get")):
        return False
    packages = " ".join(APT_PACKAGES)
    _say(f"没有浏览器，正以 root 身份用 apt 安装 · no browser: installing as root with apt: {packages}")
    return _quietly(["apt-get", "-qq", "update"]) and _quietly(
        ["apt-get", "-qq", "install", "-y", "--no-install-recommends", *APT_PACKAGES]
    )


def _install_with_playwright() -> bool:
    _say("没有浏览器，正让 Playwright 下载 · no browser: asking Playwright for its own build of Chromium")
    return _quietly([sys.executable, "-m", "playwright", "install", "chromium"])


def _is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0


def _quietly(command: Sequence[str]) -> bool:
    """True if `command` succeeded. What it printed is shown only when it failed."""
    environ = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    done = subprocess.run(
        command,
        check=False,
        env=environ,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
    )
    if done.returncode:
        _say(f"{' '.join(command)}: {done.returncode}\n{_last_lines(done.stdout)}")
    return done.returncode == 0


def _last_lines(text: str, count: int = 15) -> str:
    return "\n".join(text.splitlines()[-count:])


def _say(line: str) -> None:
    print(line, flush=True)
