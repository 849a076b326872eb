"""What Jinja has compiled is kept as long as it would compile the same again."""

import shutil
from pathlib import Path
from typing import Any

import pytest
from jinja2 import Environment, FileSystemLoader

from plugins.fastbuild.templates import Compiled

from .newsroom import Site

FILTER = """
from pelican import signals

def spoken(text):
    return "{}".format(text)

def give(generator):
    generator.env.filters["spoken"] = spoken

def register():
    signals.generator_init.connect(give)
"""


@pytest.fixture
def site(tmp_path: Path) -> Site:
    site = Site(tmp_path)
    site.story()
    return site


def test_templates_are_compiled_again_for_an_environment_of_other_options(site: Site) -> None:
    site.incremental()
    site.settings["JINJA_ENVIRONMENT"] = {"trim_blocks": False, "lstrip_blocks": False}
    assert site.incremental() == site.clean()


def test_what_a_filter_made_of_a_constant_is_made_again_when_its_code_is_another_one(site: Site) -> None:
    site.plugin(FILTER)
    footer = site.theme / "templates/components/footer.html"
    footer.write_text(footer.read_text(encoding="utf-8") + "{{ 'x'|spoken }}", encoding="utf-8")
    site.incremental()
    site.plugin(FILTER.replace("{}", "<{}>"))
    assert site.incremental() == site.clean()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "here"
    folder.mkdir()
    (folder / "a.html").write_text("{{ 1 / x }}{% if x %}\n{% endif %}", encoding="utf-8")
    return folder


def compiling(folder: Path, made_with: bytes = b"code", **options: Any) -> Environment:
    cache = Compiled(folder.parent, made_with)
    return Environment(loader=FileSystemLoader(folder), bytecode_cache=cache, autoescape=True, **options)


def compiles(environment: Environment, monkeypatch: pytest.MonkeyPatch) -> bool:
    """Whether a template is compiled that was compiled before."""
    made: list[str] = []
    with monkeypatch.context() as patch:
        generate = Environment._generate
        patch.setattr(
            Environment, "_generate", lambda *args, **also: made.append("") or generate(*args, **also)
        )
        environment.get_template("a.html")
    return bool(made)


def test_what_is_made_of_the_same_is_not_compiled_again(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert compiles(compiling(folder), monkeypatch)
    assert not compiles(compiling(folder), monkeypatch)


@pytest.mark.parametrize(
    "other",
    [{"made_with": b"other"}, {"trim_blocks": True}, {"extensions": ["jinja2.ext.do"]}, {"optimized": False}],
)
def test_what_is_made_of_something_else_is_compiled_again(
    folder: Path, monkeypatch: pytest.MonkeyPatch, other: dict[str, Any]
) -> None:
    compiling(folder).get_template("a.html")
    assert compiles(compiling(folder, **other), monkeypatch)


def test_a_site_that_was_moved_compiles_nothing_and_names_its_own_files(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    compiling(folder).get_template("a.html")
    moved = folder.rename(folder.with_name("there"))
    assert not compiles(compiling(moved), monkeypatch)
    template = compiling(moved).get_template("a.html")
    assert template.filename == str(moved / "a.html")
    with pytest.raises(ZeroDivisionError) as failure:
        template.render(x=0)
    assert str(failure.traceback[-1].path) == str(moved / "a.html")


def test_the_templates_of_a_whole_site_are_compiled_once_wherever_it_stands(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = site.incremental()
    site.theme = Path(shutil.copytree(site.theme, site.folder / "elsewhere"))
    (site.folder / "output").rename(site.folder / "other")
    with monkeypatch.context() as patch:
        patch.setattr(Environment, "_generate", None)
        assert site.incremental() == first


@pytest.mark.parametrize("place", [0.0, 0.01, 0.03, 0.1, 0.5, 0.99])
def test_what_is_broken_off_or_spoilt_is_compiled_again(folder: Path, place: float) -> None:
    compiling(folder).get_template("a.html")
    (kept,) = (folder.parent / "templates").iterdir()
    whole = kept.read_bytes()
    end = int(place * len(whole))
    for spoilt in (whole[:end], whole[:end] + bytes([whole[end] ^ 0xFF]) + whole[end + 1 :]):
        kept.write_bytes(spoilt)
        assert compiling(folder).get_template("a.html").render(x=1) == "1.0\n"
