import os
from pathlib import Path

from plugins.fastbuild.kept import Kept


def test_what_was_saved_is_found_again(tmp_path: Path) -> None:
    kept = Kept(tmp_path / "pictures")
    assert kept.load("a", "320.avif") is None
    kept.save("a", "320.avif", b"bytes")
    assert kept.load("a", "320.avif") == b"bytes"
    assert kept.load("a", "480.avif") is kept.load("b", "320.avif") is None
    assert [path.name for path in tmp_path.rglob("*.new")] == []


def test_what_was_spoilt_is_not(tmp_path: Path) -> None:
    kept = Kept(tmp_path)
    kept.save("a", "b", b"bytes")
    whole = (tmp_path / "a" / "b").read_bytes()
    for place in range(len(whole)):
        spoilt = bytearray(whole)
        spoilt[place] ^= 1
        (tmp_path / "a" / "b").write_bytes(spoilt)
        assert kept.load("a", "b") is None
        (tmp_path / "a" / "b").write_bytes(whole[:place])
        assert kept.load("a", "b") is None


def test_only_what_is_wanted_stays(tmp_path: Path) -> None:
    kept = Kept(tmp_path / "pictures")
    kept.trim({"a"})
    for original in "abc":
        kept.save(original, "320.avif", b"x")
    kept.trim({"a", "d"})
    assert os.listdir(tmp_path / "pictures") == ["a"]


def test_a_folder_that_cannot_be_written_costs_only_time(tmp_path: Path) -> None:
    (tmp_path / "pictures").write_text("a file where the folder should be")
    kept = Kept(tmp_path / "pictures")
    kept.save("a", "b", b"x")
    assert kept.load("a", "b") is None
