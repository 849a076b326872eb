"""Every page is valid HTML, by html-validate."""

import subprocess

import pytest

from plugins.editor.pages import PAGES
from tests.desk import ROOT, Built

pytestmark = pytest.mark.node


def test_every_page_is_valid_html(both: Built) -> None:
    pages = sorted(str(both.output / name) for name in both.files if name.endswith(".html"))
    pages += [str(PAGES / "index.html"), str(ROOT / "plugins/publishing/live/nothing.html")]
    web = ROOT / "tests" / "web"
    command = ["node", str(web / "node_modules/html-validate/bin/html-validate.mjs")]
    run = subprocess.run(
        [*command, "--config", str(web / ".htmlvalidate.mjs"), "--formatter", "text", *pages],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert run.returncode == 0, run.stdout + run.stderr
