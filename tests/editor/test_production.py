"""`/admin/` is in a production build if, and only if, `publishconf.py` asks for it."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from plugins.editor.config import configuration
from plugins.editor.pages import policy, servers, with_policy
from plugins.editor.tools import FOLDER, installed
from plugins.newsroom.registries import Registries
from tests.desk import ROOT, Desk

BUILD = "import sys; from pathlib import Path; from plugins.publishing.build import build; sys.exit(build(Path('output'), True))"
GITEA = {
    "backend": "gitea",
    "repo": "huiji/portal",
    "base_url": "https://git.example.org/code",
    "app_id": "x",
}


def production(desk: Desk, editor: dict[str, str], **environment: str) -> tuple[int, str, Path]:
    """Build the newsroom as for readers; returns the exit code, what was said, and the site."""
    folder = desk.content.parent
    for name in ("pelicanconf.py", "publishconf.py"):
        shutil.copyfile(ROOT / name, folder / name)
    if not (folder / "theme").exists():
        shutil.copytree(ROOT / "theme", folder / "theme")
    conf = folder / "publishconf.py"
    said = conf.read_text(encoding="utf-8").replace("EDITOR: dict[str, str] = {}", f"EDITOR = {editor!r}")
    conf.write_text(said, encoding="utf-8")
    site = desk.content / "data/site.yaml"
    filled = {"url": "https://example.org", "site_code": "4101080001"}
    text = re.sub(
        r'^(\w+): ""',
        lambda line: f'{line[1]}: "{filled.get(line[1], "示例")}"',
        site.read_text(),
        flags=re.M,
    )
    site.write_text(text, encoding="utf-8")
    run = subprocess.run(
        [sys.executable, "-c", BUILD],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    return run.returncode, run.stdout + run.stderr, folder / "output"


def test_it_is_not_there_unless_it_is_asked_for(desk: Desk) -> None:
    desk.story()
    code, said, output = production(desk, {})
    assert code == 0, said
    assert (output / "index.html").exists()
    assert not (output / "admin").exists()


@pytest.mark.node
def test_it_is_there_whole_with_its_own_policy_when_it_is_asked_for(desk: Desk) -> None:
    tools = installed(ROOT / FOLDER)
    (desk.content.parent / FOLDER.parts[0]).symlink_to(ROOT / FOLDER.parts[0])
    desk.story()
    code, said, output = production(desk, GITEA)
    assert code == 0, said
    admin = output / "admin"
    assert {"index.html", "start.js", "admin.js", "config.json", "decap-cms.js"} <= set(os.listdir(admin))
    assert (admin / "decap-cms.js").read_bytes() == (
        tools / "node_modules/decap-cms/dist/decap-cms.js"
    ).read_bytes()
    found = json.loads((admin / "config.json").read_text(encoding="utf-8"))
    assert found == configuration(desk.registries, GITEA)
    assert 'http-equiv="Content-Security-Policy"' in (admin / "index.html").read_text(encoding="utf-8")
    assert "unsafe-eval" not in (output / "index.html").read_text(encoding="utf-8")
    code, said, _ = production(desk, {})
    assert code == 0, said
    assert not admin.exists(), "what is no longer asked for is removed"


@pytest.mark.parametrize(
    ("editor", "path", "advice"),
    [(GITEA, "", "nodejs.org"), ({"backend": "gitea"}, os.environ["PATH"], "base_url")],
)
def test_a_site_that_cannot_have_it_is_not_built_and_is_told_why(
    desk: Desk, editor: dict[str, str], path: str, advice: str
) -> None:
    desk.story()
    code, said, output = production(desk, editor, PATH=path)
    assert code == 1
    assert advice in said
    assert "Traceback" not in said
    assert not (output / "index.html").exists()


def test_the_policy_names_the_server_and_nothing_else(registries: Registries) -> None:
    assert servers(configuration(registries, GITEA)) == ["https://git.example.org"]
    assert servers(configuration(registries)) == []
    assert "http" not in policy()
    page = with_policy(b'<meta name="viewport"><p>', policy('https://a"><script>x</script>'))
    assert b"<script>" not in page
