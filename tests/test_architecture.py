"""The arrows of the house (docs/decisions/001-the-house.md) hold in the code itself."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from .desk import ROOT

ROOMS = sorted(path.name for path in (ROOT / "plugins").iterdir() if (path / "__init__.py").exists())
"""Every folder below plugins/."""

MAY_IMPORT: dict[str, set[str]] = {
    "newsroom": set(),
    "fastbuild": set(),
    "sources": {"newsroom"},
    "checks": {"newsroom", "sources"},
    "languages": {"newsroom", "fastbuild"},
    "reading": {"newsroom", "sources", "checks", "fastbuild"},
    "pictures": {"newsroom", "sources", "checks", "fastbuild"},
    "indexes": {"newsroom", "languages", "pictures", "fastbuild"},
    "partywork": {"newsroom", "languages", "indexes", "fastbuild"},
    "head": {"newsroom", "languages", "reading", "pictures", "indexes", "partywork", "fastbuild"},
    "search": {"newsroom", "languages", "pictures", "fastbuild"},
    "desk": {"newsroom", "sources", "checks"},
    "publishing": {"newsroom", "sources", "checks", "fastbuild"},
    "editor": {"newsroom", "sources", "publishing"},
    "workshop": {"newsroom", "sources", "checks", "publishing", "editor"},
}
FORBIDDEN_IN_THE_DOMAIN = {
    "pelican",
    "jinja2",
    "yaml",
    "markdown",
    "os",
    "pathlib",
    "io",
    "subprocess",
    "socket",
}


def imports(file: Path) -> Iterator[str]:
    """The absolute names of every module that `file` imports, wherever in the file."""
    package = file.relative_to(ROOT).with_suffix("").parts[:-1]
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else ()
            module = ".".join([*base, *([node.module] if node.module else [])])
            yield module
            if module == "plugins":
                yield from (f"plugins.{alias.name}" for alias in node.names)


def rooms_used_by(room: str) -> set[str]:
    files = (ROOT / "plugins" / room).rglob("*.py")
    names = {name for file in files for name in imports(file)}
    return {name.split(".")[1] for name in names if name.startswith("plugins.")} - {room}


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_imports_only_from_the_rooms_below_it(room: str) -> None:
    assert rooms_used_by(room) <= MAY_IMPORT[room]


def test_the_domain_touches_no_file_and_no_framework() -> None:
    for file in (ROOT / "plugins" / "newsroom").rglob("*.py"):
        tops = {name.partition(".")[0] for name in imports(file)}
        assert not tops & FORBIDDEN_IN_THE_DOMAIN, file.name


def test_the_domain_opens_nothing() -> None:
    for file in (ROOT / "plugins" / "newsroom").rglob("*.py"):
        tree = ast.parse(file.read_text(encoding="utf-8"))
        called = {
            node.func.id
            for node in ast.walk(tree)
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
        }
        assert not called & {"open", "print", "input", "exec", "eval"}, file.name


def test_no_room_keeps_state_in_its_module() -> None:
    """Two builds in one process must not see each other: no `global` statement anywhere."""
    for file in (ROOT / "plugins").rglob("*.py"):
        tree = ast.parse(file.read_text(encoding="utf-8"))
        assert not any(isinstance(node, ast.Global) for node in ast.walk(tree)), file


def test_verbs_are_a_few_lines() -> None:
    """`tasks.py` calls into rooms; what a verb does is not written there."""
    tree = ast.parse((ROOT / "tasks.py").read_text(encoding="utf-8"))
    for node in tree.body:
        if isinstance(node, ast.FunctionDef):
            assert len(node.body) <= 4, node.name
