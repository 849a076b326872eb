from pathlib import Path

import pytest

from plugins.publishing import build as building
from plugins.publishing.build import Difference, build, compare


@pytest.fixture
def pelican(monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """Stands in for Pelican: writes what the test puts into it, or fails if that is nothing."""
    site: dict[str, str] = {}

    def run(output: Path, settings: str) -> int:
        for name, text in site.items():
            (output / name).parent.mkdir(parents=True, exist_ok=True)
            (output / name).write_text(text)
        return 0 if site else 1

    monkeypatch.setattr(building, "run_pelican", run)
    return site


def test_a_new_site_takes_the_place_of_the_old_one_whole(tmp_path: Path, pelican: dict[str, str]) -> None:
    output = tmp_path / "output"
    pelican |= {"a.html": "1", "b/c.html": "2"}
    assert build(output) == 0
    del pelican["b/c.html"]
    assert build(output) == 0
    assert [path.name for path in output.rglob("*")] == ["a.html"]
    assert [path.name for path in tmp_path.iterdir()] == ["output"]


def test_a_build_that_fails_leaves_the_last_good_site(tmp_path: Path, pelican: dict[str, str]) -> None:
    output = tmp_path / "output"
    pelican["a.html"] = "1"
    build(output)
    pelican.clear()
    assert build(output) == 1
    assert (output / "a.html").read_text() == "1"
    assert [path.name for path in tmp_path.iterdir()] == ["output"]


def test_a_build_that_is_interrupted_leaves_the_last_good_site(
    tmp_path: Path, pelican: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    output = tmp_path / "output"
    pelican["a.html"] = "1"
    build(output)

    def interrupted(*_: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(building, "run_pelican", interrupted)
    with pytest.raises(KeyboardInterrupt):
        build(output)
    assert (output / "a.html").read_text() == "1"
    assert [path.name for path in tmp_path.iterdir()] == ["output"]


def test_the_summary_counts_what_readers_will_find_changed(
    tmp_path: Path, pelican: dict[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    output = tmp_path / "output"
    pelican |= {"same.html": "1", "changed.html": "2", "gone.html": "3"}
    build(output)
    pelican |= {"changed.html": "22", "new.html": "4"}
    del pelican["gone.html"]
    build(output)
    assert "新增 1 个文件，改动 1 个，不变 1 个，删除 1 个" in capsys.readouterr().out


def test_a_web_server_may_read_the_site(tmp_path: Path, pelican: dict[str, str]) -> None:
    pelican["a.html"] = "1"
    build(tmp_path / "output")
    assert (tmp_path / "output").stat().st_mode & 0o755 == 0o755


def test_comparing_with_a_site_that_is_not_there_finds_everything_new(tmp_path: Path) -> None:
    new = tmp_path / "new"
    new.mkdir()
    (new / "a.html").write_text("1")
    assert compare(tmp_path / "none", new) == Difference(new=1, changed=0, same=0, removed=0)
