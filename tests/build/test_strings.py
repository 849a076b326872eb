"""The interface's strings: all in both languages, none left over."""

from collections.abc import Iterator
from pathlib import Path

from babel.messages.extract import extract
from babel.messages.pofile import read_po
from jinja2 import Environment, nodes

from tests.desk import ROOT

CATALOGUE = ROOT / "theme/translations/zh/LC_MESSAGES/messages.po"
GETTEXT = {"_", "gettext", "ngettext"}


def in_templates() -> Iterator[str | tuple[str, ...]]:
    for path in sorted((ROOT / "theme/templates").rglob("*")):
        if path.is_file():
            tree = Environment().parse(path.read_text(encoding="utf-8"))
            for call in tree.find_all(nodes.Call):
                name = call.node.name if isinstance(call.node, nodes.Name) else getattr(call.node, "attr", "")
                words = tuple(
                    arg.value
                    for arg in call.args
                    if isinstance(arg, nodes.Const) and isinstance(arg.value, str)
                )
                if name in GETTEXT:
                    assert words, f"{path.name}:{call.lineno}: the string must stand in the call itself"
                    yield words if len(words) > 1 else words[0]


def in_code() -> Iterator[str | tuple[str, ...]]:
    for path in sorted((ROOT / "plugins").rglob("*.py")):
        with Path(path).open("rb") as file:
            yield from (
                message
                for _, message, _, _ in extract(
                    "python", file, keywords={"gettext": None, "ngettext": (1, 2)}
                )
            )


def test_every_string_has_its_chinese_and_none_is_left_over() -> None:
    with CATALOGUE.open("rb") as file:
        catalogue = read_po(file)
    used = set(in_templates()) | set(in_code())
    known = {message.id: message.string for message in catalogue if message.id}
    assert used == set(known)
    assert all(known.values())
    assert not catalogue.obsolete
    assert not any(message.fuzzy for message in catalogue if message.id)


def test_chinese_strings_keep_the_places_for_values() -> None:
    with CATALOGUE.open("rb") as file:
        for message in read_po(file):
            assert list(message.check()) == []
