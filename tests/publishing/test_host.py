"""Pelican without what no build of ours needs."""

import subprocess
import sys

from pelican.readers import MarkdownReader, RstReader
from pelican.settings import read_settings

from plugins.publishing.host import UNNEEDED
from tests.desk import ROOT

IMPORT = """
import sys
from plugins.publishing import build
from plugins.publishing.host import UNNEEDED
assert UNNEEDED.isdisjoint(name.partition(".")[0] for name in sys.modules), sorted(sys.modules)
import docutils.core, markdown, pygments.lexers, watchfiles
assert "<em>real</em>" in markdown.markdown("*real*")
assert "<em>real</em>" in docutils.core.publish_string("*real*", writer="html").decode()
"""


def test_what_a_build_does_not_need_is_imported_by_whoever_needs_it() -> None:
    subprocess.run([sys.executable, "-c", IMPORT], cwd=ROOT, check=True)


def test_no_file_is_read_by_a_reader_whose_package_is_not_imported() -> None:
    assert {"docutils", "markdown"} <= UNNEEDED
    readers = read_settings(str(ROOT / "pelicanconf.py"))["READERS"]
    extensions = {*RstReader.file_extensions, *MarkdownReader.file_extensions} - {"md"}
    assert {readers.get(extension, "its own") for extension in extensions} == {None}
