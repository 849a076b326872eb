"""The bench measures what it says, cleans up, and stops with the output of a build that fails."""

import io
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from plugins.workshop import bench
from plugins.workshop.bench import Files, compare, plain_articles, read_site
from plugins.workshop.corpus import make_newsroom
from plugins.workshop.cost import Cost, run

ARTICLES = 20
_TWO_PROCESSES = """
import subprocess, sys, time
if len(sys.argv) == 1:
    child = subprocess.Popen([sys.executable, __file__, "child"])
hold = bytearray(b"x" * 50_000_000)
time.sleep(0.5)
if len(sys.argv) == 1:
    child.wait()
"""


@pytest.fixture(scope="module")
def temporary(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Where the bench works."""
    folder = tmp_path_factory.mktemp("temporary")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tempfile, "tempdir", str(folder))
        yield folder


@pytest.fixture(scope="module")
def table(temporary: Path) -> list[str]:
    """What a bench of a small newsroom prints."""
    out = io.StringIO()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(bench, "ROUNDS", 2)
        patch.setattr(bench, "DELETIONS", 2)
        assert bench.bench(ARTICLES, out) == 0, out.getvalue()
    return out.getvalue().splitlines()


@pytest.fixture(scope="module")
def rows(table: list[str]) -> dict[str, list[str]]:
    """The cells of each row, by the last word of its name."""
    start = next(n for n, line in enumerate(table) if line.startswith("---")) + 1
    cells = [line.split() for line in table[start : table.index("", start)]]
    return {" ".join(row[:-8]): row[-8:] for row in cells}


def files(row: list[str]) -> Files:
    return Files(*map(int, row[4:]))


def test_all_steps_are_reported_in_order(rows: dict[str, list[str]]) -> None:
    english = [name.partition(" ")[2] for name in rows]
    plain = [
        "check",
        "cold build",
        "no change",
        "old one edited",
        "one new",
        "new one deleted",
        "old one deleted",
    ]
    assert english == [*plain, "both, cold", "both, same", "both, edited", "both, new"]


def test_every_step_has_its_costs(rows: dict[str, list[str]]) -> None:
    for wall, times, cpu, memory, *_ in rows.values():
        assert float(wall) > 0
        assert float(times) > 0
        assert cpu == "n/a" or float(cpu) > 0
        assert memory == "n/a" or float(memory) > 0


def test_a_check_writes_no_files(rows: dict[str, list[str]]) -> None:
    assert rows["检查 check"][4:] == ["-"] * 4


def test_a_cold_build_writes_the_whole_site(rows: dict[str, list[str]], table: list[str]) -> None:
    cold = files(rows["从头生成 cold build"])
    assert cold.written == cold.new > ARTICLES
    assert (cold.changed, cold.removed) == (0, 0)


def test_no_change_changes_no_file(rows: dict[str, list[str]]) -> None:
    assert files(rows["没有改动 no change"])[1:] == (0, 0, 0)


def test_the_traditional_edition_doubles_what_is_written(rows: dict[str, list[str]]) -> None:
    cold, same, edited, new = (files(rows[name]) for name in list(rows)[7:])
    one = files(rows["从头生成 cold build"])
    assert one.written < cold.written < 2 * one.written  # English pages and data have no second edition
    assert same[1:] == (0, 0, 0)
    alone = files(rows["改一篇旧稿 old one edited"]).changed
    assert alone < edited.changed < 2 * alone  # nor have the terms of the search
    assert new.new in {2, 3}  # every other story begins a file of the search


def test_edits_change_what_they_must(rows: dict[str, list[str]]) -> None:
    edited, new, taken_back, deleted = (files(rows[name]) for name in list(rows)[3:7])
    assert edited.changed >= 1
    assert (edited.new, edited.removed) == (0, 0)
    assert new.new >= 1
    assert new.changed >= 1
    assert new.removed == 0
    assert (taken_back.new, taken_back.changed, taken_back.removed) == (new.removed, new.changed, new.new)
    assert deleted.removed >= 1
    assert deleted.new == 0


def test_the_machine_and_the_site_are_named(table: list[str]) -> None:
    assert f"{ARTICLES} 篇稿件" in table[0]
    assert "Pelican 4." in table[0]
    assert "空网站" in table[-2]
    assert " files, " in table[-1]


def test_nothing_is_left_behind(table: list[str], temporary: Path) -> None:
    assert list(temporary.iterdir()) == []


def test_a_failing_build_ends_the_bench_with_its_output(
    monkeypatch: pytest.MonkeyPatch, temporary: Path
) -> None:
    monkeypatch.setattr(bench, "check_command", lambda: [sys.executable, "-c", ""])
    failing = [sys.executable, "-c", "import sys; print('磁盘已满'); sys.exit(3)"]
    monkeypatch.setattr(bench, "build_command", lambda *_: failing)
    out = io.StringIO()
    assert bench.bench(10, out) == 3
    assert "磁盘已满" in out.getvalue()
    assert out.getvalue().endswith("从头生成 cold build：失败 failed (3)\n")
    assert list(temporary.iterdir()) == []


def test_a_build_that_is_killed_is_a_failure_too(monkeypatch: pytest.MonkeyPatch, temporary: Path) -> None:
    killed = [sys.executable, "-c", "import os; os.kill(os.getpid(), 9)"]
    monkeypatch.setattr(bench, "check_command", lambda: killed)
    assert bench.bench(10, io.StringIO()) == 1


def test_too_few_articles_are_refused() -> None:
    out = io.StringIO()
    assert bench.bench(9, out) == 2
    assert "10" in out.getvalue()


def test_the_memory_of_all_processes_counts(tmp_path: Path) -> None:
    script = tmp_path / "two.py"
    script.write_text(_TWO_PROCESSES)
    cost = run([sys.executable, str(script)], tmp_path)
    assert cost.code == 0, cost.said
    if not Path("/proc/self/smaps_rollup").exists():
        assert cost.memory is None
    else:
        assert cost.memory is not None
        assert 100e6 < cost.memory < 200e6


def test_time_is_the_median_of_the_rounds_in_which_nobody_watched_told_beside_that_of_an_empty_site(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    watched: list[bool] = []
    walls = iter([8.0, 9.0, 0.3, 3.0, 0.5, 1.0, 0.4, 2.0])

    def run_(command: list[str], folder: Path, is_watched: bool) -> Cost:
        watched.append(is_watched)
        return Cost(0, "", next(walls), None, 5_000_000 if is_watched else None)

    monkeypatch.setattr(bench, "run", run_)
    out = io.StringIO()
    bench._measure_rounds(tmp_path, [bench.Step("step", lambda: None, [])], 4, out)
    assert out.getvalue().split() == ["step", "2.00", "5.00", "n/a", "5", "0", "0", "0", "0"]
    assert watched == [True, True, *[False] * 6]


def test_the_unit_is_what_plain_pelican_takes_for_nothing(tmp_path: Path) -> None:
    cost = run(bench._empty_site(tmp_path).command, tmp_path)
    assert cost.code == 0, cost.said
    written = {p.relative_to(tmp_path).as_posix() for p in tmp_path.rglob("*.html")}
    assert written == {
        f"output-empty/{name}.html" for name in ("archives", "authors", "categories", "index", "tags")
    }


def test_a_file_counts_as_written_when_its_bytes_are_the_same(tmp_path: Path) -> None:
    for name in ("kept", "rewritten", "changed", "removed"):
        (tmp_path / name).write_text("old")
    before = read_site(tmp_path)
    (tmp_path / "removed").unlink()
    (tmp_path / "new").write_text("new")
    for name, text in (("rewritten", "old"), ("changed", "new")):
        (tmp_path / ".part").write_text(text)
        (tmp_path / ".part").replace(tmp_path / name)
    assert compare(before, read_site(tmp_path)) == Files(written=3, new=1, changed=1, removed=1)


def test_deletions_are_all_over_the_archive(tmp_path: Path) -> None:
    every = [tmp_path / f"{number:03}.md" for number in range(130)]
    assert [int(path.stem) for path in bench._all_over(every)] == list(range(5, 130, 10))
    assert bench._all_over(every[:3]) == every[:3], "of few, all"


def test_what_is_deleted_has_no_twin_and_no_links_to_it(tmp_path: Path) -> None:
    make_newsroom(tmp_path, 60)
    content = tmp_path / "content"
    everything = "".join(path.read_text(encoding="utf-8") for path in (content / "news").rglob("*.md"))
    plain = plain_articles(content)
    assert plain
    for path in plain:
        assert not path.with_suffix(".en.md").exists()
        assert f"/{path.relative_to(content).as_posix()})" not in everything
