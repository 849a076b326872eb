"""Pelican without what no build of ours needs."""

import subprocess
import sys
from importlib.util import find_spec

import pytest
from pelican.readers import MarkdownReader, RstReader
from pelican.settings import read_settings

from plugins.publishing.host import PLUGINS_OF_PYDANTIC, UNNEEDED
from tests.desk import ROOT

IMPORT = """
import sys
from plugins.publishing import build
from plugins.publishing.host import UNNEEDED
from plugins.newsroom.site import Site
assert UNNEEDED.isdisjoint(sys.modules), sorted(sys.modules)
import pelican.utils
assert pelican.utils.get_date("2017-10-20").day == 20
from importlib import metadata
import docutils.core, feedgenerator, markdown, multiprocessing, pelican.server, pygments.lexers, rich, watchfiles
assert metadata.version("pelican") == "4.12.0"
assert "<em>real</em>" in markdown.markdown("*real*")
assert "<em>real</em>" in docutils.core.publish_string("*real*", writer="html").decode()
assert multiprocessing.Pipe() and rich.get_console().width and "<title>" in feedgenerator.Atom1Feed("a", "b", "c").writeString("utf-8")
assert issubclass(pelican.server.RootedHTTPServer, __import__("http.server").server.HTTPServer)
"""


def test_what_a_build_does_not_need_is_imported_by_whoever_needs_it() -> None:
    subprocess.run([sys.executable, "-c", IMPORT], cwd=ROOT, check=True)


def test_no_file_is_read_by_a_reader_whose_package_is_not_imported() -> None:
    assert {"docutils", "markdown"} <= UNNEEDED
    readers = read_settings(str(ROOT / "pelicanconf.py"))["READERS"]
    extensions = {*RstReader.file_extensions, *MarkdownReader.file_extensions} - {"md"}
    assert {readers.get(extension, "its own") for extension in extensions} == {None}


@pytest.mark.parametrize("name", ["pelicanconf.py", "publishconf.py"])
def test_pelican_writes_no_feed_by_itself(name: str) -> None:
    """The package that does it is not imported."""
    assert "feedgenerator" in UNNEEDED
    settings = read_settings(str(ROOT / name))
    asked = {
        name
        for name, value in settings.items()
        if "FEED_" in name and name.endswith(("ATOM", "RSS")) and value
    }
    assert not asked


def test_pydantic_has_a_module_that_looks_for_plugins() -> None:
    """Else a new version would be asked to load them again, and nobody would notice."""
    code = f"import {PLUGINS_OF_PYDANTIC} as module; print(module.get_plugins())"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert find_spec(PLUGINS_OF_PYDANTIC.rpartition(".")[0])
    assert "dict_values" in found.stdout
