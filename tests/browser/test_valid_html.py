"""Every page is valid HTML, by html-validate."""

import pytest

from plugins.editor.pages import PAGES
from tests.desk import ROOT, Built

from .validating import complaints

pytestmark = pytest.mark.node


def test_every_page_is_valid_html(both: Built) -> None:
    pages = sorted(both.output / name for name in both.files if name.endswith(".html"))
    assert complaints([*pages, PAGES / "index.html", ROOT / "plugins/publishing/live/nothing.html"]) == ""
