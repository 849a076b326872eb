"""What has not changed is not read: pages, and the data files that everything is read with."""

from pathlib import Path
from typing import Any

import pytest

from plugins.reading.reader import ManuscriptReader
from plugins.sources import registries

from .newsroom import Site

PAGE = "---\ntitle: {}\nslug: {}\n---\n\n正文。\n"


class Reader:
    """A site, and what its builds read."""

    def __init__(self, folder: Path, patch: pytest.MonkeyPatch) -> None:
        self.site = Site(folder)
        for slug in ("one", "two"):
            self.site.write(f"pages/{slug}.md", PAGE.format(slug, slug))
        self.site.story("story-a")
        self._read: list[str] = []
        read, read_data = ManuscriptReader.read, registries.read_registries

        def noted(reader: ManuscriptReader, path: str) -> Any:
            self._read.append(Path(path).stem)
            return read(reader, path)

        def noted_data(content: Path) -> Any:
            self._read.append("data")
            return read_data(content)

        patch.setattr(ManuscriptReader, "read", noted)
        patch.setattr(registries, "read_registries", noted_data)

    def build(self, **settings: Any) -> list[str]:
        """What a build reads."""
        self._read.clear()
        self.site.incremental(FASTBUILD_IDLE=False, FASTBUILD_WORKERS=1, **settings)
        return sorted(self._read)

    def is_right(self) -> bool:
        """Whether the site is as a clean build makes it."""
        return self.site.files("output") == self.site.clean()


@pytest.fixture
def reader(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Reader:
    reader = Reader(tmp_path, monkeypatch)
    assert reader.build() == ["data", "one", "story-a", "two"]
    return reader


def test_what_is_as_it_was_is_not_read_again(reader: Reader) -> None:
    assert reader.build() == []
    reader.site.write("pages/one.md", PAGE.format("Another title", "one"))
    assert reader.build() == ["one"]
    (reader.site.content / "pages/two.md").unlink()
    assert reader.build() == []
    assert not (reader.site.folder / "output/two.html").exists()
    reader.site.story("story-b")
    assert reader.build() == ["story-b"]
    assert reader.is_right()


def test_what_everything_is_read_with_has_all_of_it_read(reader: Reader) -> None:
    people = reader.site.content / "data/people.yaml"
    people.write_text(people.read_text(encoding="utf-8") + "\n# a comment\n", encoding="utf-8")
    assert reader.build() == ["data", "one", "story-a", "two"]
    assert reader.build() == []
    reader.site.register("branches", "[]\n")
    assert reader.build() == ["data", "one", "story-a", "two"], "a file that may be missing has come"
    assert reader.is_right()
    assert reader.build(SITENAME="Another") == ["data", "one", "story-a", "two"]


def test_what_is_wrong_with_data_is_told_by_every_build(
    reader: Reader, capsys: pytest.CaptureFixture[str]
) -> None:
    wording = reader.site.content / "data/wording.yaml"
    wording.write_text(
        wording.read_text(encoding="utf-8") + "# 家住幸福小区3号楼2单元501室\n", encoding="utf-8"
    )
    for read in (["data", "one", "story-a", "two"], []):
        assert reader.build() == read
        assert "content/data/wording.yaml" in capsys.readouterr().err
