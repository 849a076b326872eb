"""The strings of the interface, and that they are compiled once."""

from pathlib import Path

import pytest

from plugins.fastbuild.kept import Kept
from plugins.languages import interface
from plugins.languages.interface import read_interfaces

PO = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\nmsgid "Search"\nmsgstr "%s"\n'


def catalogue(folder: Path, said: str) -> Path:
    path = folder / "zh" / "LC_MESSAGES" / "messages.po"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(PO % said, encoding="utf-8")
    return folder


def test_a_catalogue_is_compiled_again_when_it_is_another_one_and_only_then(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    compiled: list[bytes] = []
    stock = interface._compiled
    monkeypatch.setattr(interface, "_compiled", lambda read: compiled.append(read) or stock(read))
    kept = Kept(tmp_path / "kept")

    def said() -> str:
        return str(read_interfaces(tmp_path, kept)["zh"].gettext("Search"))

    catalogue(tmp_path, "搜索")
    assert [said(), said(), len(compiled)] == ["搜索", "搜索", 1]
    catalogue(tmp_path, "检索")
    assert [said(), said(), len(compiled)] == ["检索", "检索", 2]
    (product,) = (tmp_path / "kept" / "zh").iterdir()
    product.write_bytes(b"spoilt")
    assert [said(), len(compiled)] == ["检索", 3]


def test_a_language_without_a_catalogue_shows_source_strings(tmp_path: Path) -> None:
    interfaces = read_interfaces(catalogue(tmp_path, "搜索"))
    assert [interfaces[lang].gettext("Search") for lang in ("zh", "en")] == ["搜索", "Search"]
