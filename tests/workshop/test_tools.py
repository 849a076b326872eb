"""The tools behind `invoke test` and `invoke lock`."""

import json
import os
import re
import subprocess
from pathlib import Path

import pytest

from plugins.editor.npm import NodeToolsFailed
from plugins.workshop import browser, node, suite
from plugins.workshop.browser import ChromiumMissing, ensure_chromium, find_chromium
from plugins.workshop.node import ensure_node_tools
from tests.desk import ROOT


@pytest.fixture
def bare(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine with nothing on its PATH and no browser anywhere."""
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("PLAYWRIGHT_BROWSERS_PATH", str(tmp_path / "playwright"))
    monkeypatch.delenv("CHROMIUM", raising=False)
    monkeypatch.setattr(browser, "PLACES", ())
    return tmp_path


def program(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("#!/bin/sh\n")
    path.chmod(0o755)
    return path


def test_a_browser_is_found_by_its_variable_then_on_the_path_then_where_playwright_puts_it(
    bare: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert find_chromium() is None
    old = program(bare / "playwright/chromium-999/chrome-linux/chrome")
    assert find_chromium() == old
    new = program(bare / "playwright/chromium-1200/chrome-linux64/chrome")
    assert find_chromium() == new
    on_path = program(bare / "chromium")
    assert find_chromium() == on_path
    named = program(bare / "elsewhere/my-chromium")
    monkeypatch.setenv("CHROMIUM", str(named))
    assert find_chromium() == named


def test_a_browser_that_cannot_be_had_is_told_with_what_to_install(
    bare: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(browser, "_install", lambda: False)
    with pytest.raises(ChromiumMissing, match=r"apt-get install chromium[\s\S]*No Chromium was found"):
        ensure_chromium()
    monkeypatch.setenv("CHROMIUM", "/no/such/browser")
    with pytest.raises(ChromiumMissing, match="/no/such/browser"):
        ensure_chromium()


def test_without_node_its_tests_are_left_out_loudly(bare: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert ensure_node_tools(bare, bare) is False
    assert "!!! LEFT OUT" in capsys.readouterr().out


def test_an_installation_that_fails_says_what_npm_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(node, "obstacle", lambda: None)
    (tmp_path / "package-lock.json").write_text("{}")

    def npm(*_: object, **__: object) -> subprocess.CompletedProcess[str]:
        return subprocess.CompletedProcess([], 1, "no space left", "")

    monkeypatch.setattr(subprocess, "run", npm)
    with pytest.raises(NodeToolsFailed, match="no space left"):
        ensure_node_tools(tmp_path, tmp_path)


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-test.txt"])
def test_every_pinned_package_has_hashes_and_no_address(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    pins = re.findall(r"^[a-z0-9._\[\]-]+==\S+.*?(?=^\S|\Z)", text, re.MULTILINE | re.DOTALL)
    assert len(pins) > 20
    assert all("--hash=sha256:" in pin for pin in pins)
    assert not re.search(r"https?://|index-url|find-links|file:", text)


def test_what_runs_is_pinned_at_the_same_versions_for_testing() -> None:
    def pins(name: str) -> set[str]:
        return set(re.findall(r"^\S+==[^\s;\\]+", (ROOT / name).read_text(encoding="utf-8"), re.MULTILINE))

    assert pins("requirements.txt") < pins("requirements-test.txt")


@pytest.mark.parametrize("folder", ["tests/web", "plugins/editor/node"])
def test_an_npm_lock_names_no_address_and_has_the_hash_of_every_package(folder: str) -> None:
    lock = json.loads((ROOT / folder / "package-lock.json").read_text(encoding="utf-8"))
    assert not re.search(r'"resolved": "[a-z+]+:', json.dumps(lock))
    assert all(
        not path or "integrity" in package or path.endswith("/nothing") or package.get("link")
        for path, package in lock["packages"].items()
    )


@pytest.mark.skipif(not hasattr(os, "statvfs"), reason="asks the file system for its room")
@pytest.mark.parametrize(
    ("is_asked", "room", "is_there"), [(False, 0, True), (False, 1 << 62, False), (True, 0, False)]
)
def test_temporary_files_of_tests_are_in_memory_where_there_is_room_and_gone_afterwards(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, is_asked: bool, room: int, is_there: bool
) -> None:
    monkeypatch.delenv("TMPDIR", raising=False)
    if is_asked:
        monkeypatch.setenv("TMPDIR", str(tmp_path.parent))
    monkeypatch.setattr(suite, "MEMORY", tmp_path)
    monkeypatch.setattr(suite, "ROOM", room)
    with suite.temporary_files() as environment:
        folder = Path(environment.get("TMPDIR", ROOT))
        assert (folder.parent == tmp_path) is is_there
        assert folder.is_dir()
    assert not any(tmp_path.iterdir())
