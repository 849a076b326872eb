"""Fixtures that every folder of tests shares."""

from pathlib import Path

import pytest
from hypothesis import settings

from plugins.newsroom.registries import Registries
from plugins.sources.registries import read_registries

from .desk import ROOT, Built, Desk, build

# The machine decides how long an example takes; what is promised is the result.
settings.register_profile("portal", deadline=None)
settings.load_profile("portal")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """The parts of the law take longest by far: each of the processes that run tests begins with one, if there are so many."""
    processes, count = getattr(config, "workerinput", {}).get("workercount", 1), len(items)
    parts = [item for item in items if item.path.name == "test_law.py"]
    items[:] = [item for item in items if item.path.name != "test_law.py"]
    for number, part in enumerate(parts):
        # `--dist worksteal` begins with equal shares, of neighbours.
        items.insert(number % processes * count // processes, part)


@pytest.fixture(autouse=True)
def _chinese(monkeypatch: pytest.MonkeyPatch) -> None:
    """Messages are Chinese unless a test asks for English."""
    for name in ("LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """An empty newsroom."""
    return Desk(tmp_path)


@pytest.fixture(scope="session")
def registries() -> Registries:
    """The repository's own registries."""
    read, problems = read_registries(ROOT / "content")
    assert read is not None, problems
    return read


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The repository's own site, built once for the tests that only read it."""
    built = build(ROOT / "content", tmp_path_factory.mktemp("site") / "output")
    assert built.code == 0, built.said
    return built


@pytest.fixture(scope="session")
def both(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The same with its Traditional Chinese edition."""
    output = tmp_path_factory.mktemp("both") / "output"
    built = build(ROOT / "content", output, TRADITIONAL_EDITION="1")
    assert built.code == 0, built.said
    return built
