import ast
import os
import re
from collections.abc import Iterator

import pytest

from plugins.checks.catalogue import CATALOGUE, table
from plugins.newsroom.refusals import _KINDS
from tests.desk import ROOT

GUIDE = ROOT / "docs" / "checks.md"
_TABLE = re.compile(r"(?<=<!-- table -->\n).*(?=\n<!-- /table -->)", re.DOTALL)

PATTERNS = {
    'f"unknown-{en}"': {f"unknown-{en}" for _, en in _KINDS.values()},
    'f"ambiguous-{en}"': {f"ambiguous-{en}" for _, en in _KINDS.values()},
    'f"duplicate-{field}"': {
        "duplicate-id",
        "duplicate-code",
        "duplicate-phrase",
        "duplicate-name",
        "duplicate-simplified",
    },
    "code": {"amount-without-unit", "not-a-headcount", "not-money", "unreadable-number"},
    "found.kind": {"mobile-number", "identity-number", "bank-card"},
    "'bad-id' if _field(details) == 'id' else 'bad-slug'": {"bad-id", "bad-slug"},
}
"""Codes that are made up of something: how the source says them, and which there are."""


def codes_in_the_source() -> Iterator[tuple[str, str]]:
    """Each code with its severity, or "" where both occur."""
    for room in ("newsroom", "sources", "checks", "pictures"):
        for file in (ROOT / "plugins" / room).rglob("*.py"):
            if "foreign" in file.parts:
                continue  # what an import says of other people's files is no rule of a check
            for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
                if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name) or not node.args:
                    continue
                if node.func.id in {"error", "warning"}:
                    yield from ((code, node.func.id) for code in codes_of(node.args[0]))


def codes_of(written: ast.expr) -> set[str]:
    if isinstance(written, ast.Constant):
        return {str(written.value)}
    source = ast.unparse(written)
    return PATTERNS.get(source) or PATTERNS[source.replace("'", '"')]


FOUND = set(codes_in_the_source())


def test_every_code_is_in_the_catalogue_and_no_other() -> None:
    assert {code for code, _ in FOUND} == CATALOGUE.keys()


@pytest.mark.parametrize("code", CATALOGUE)
def test_its_severity_is_that_of_the_source(code: str) -> None:
    severities = {severity for found, severity in FOUND if found == code}
    assert CATALOGUE[code].severity.value in severities
    assert len(severities) == 1 or code == "tab"  # read as spaces where that is safe


def test_the_guide_has_the_table() -> None:
    """`UPDATE_GUIDE=1 .venv/bin/python -m pytest tests/checks/test_catalogue.py` writes it."""
    guide = GUIDE.read_text(encoding="utf-8")
    if os.environ.get("UPDATE_GUIDE"):
        guide = _TABLE.sub(lambda _: table(), guide)
        GUIDE.write_text(guide, encoding="utf-8", newline="\n")
    found = _TABLE.search(guide)
    assert found
    assert found[0] == table()
