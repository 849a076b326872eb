"""The stories that are there already: what a new one must not be taken for, nor take the place of."""

import re
from dataclasses import dataclass, field
from pathlib import Path

from plugins.newsroom.text import normalise, unbroken
from plugins.sources.folders import find_files, is_manuscript
from plugins.sources.front_matter import read_document
from plugins.sources.text import read_text

_MARK = re.compile(r"<!-- 导入自 .* · ([0-9a-f]{12}) -->")


@dataclass(slots=True)
class Shelf:
    """Existing files, by what tells them: paths are relative to `content/`."""

    slugs: set[str] = field(default_factory=set)
    by_mark: dict[str, str] = field(default_factory=dict)
    by_title: dict[tuple[str, str], str] = field(default_factory=dict)

    def find(self, mark: str, day: str, title: str) -> tuple[str, bool]:
        """The file of a story and whether its text was the same when it was imported; ("", False) for a new one."""
        if mark in self.by_mark:
            return self.by_mark[mark], True
        return self.by_title.get((day, _key(title)), ""), False

    def add(self, path: str, slug: str, mark: str, day: str, title: str) -> None:
        """A story that is about to be written."""
        self.slugs.add(slug)
        self.by_mark[mark] = self.by_title[(day, _key(title))] = path


def read_shelf(content: Path) -> Shelf:
    """All stories and pages below `content`; what cannot be read is left to `invoke check`."""
    shelf = Shelf()
    for path in sorted(find_files(content)):
        if is_manuscript(content, path) and not (content / path).is_symlink():
            _put(shelf, content, path)
    return shelf


def provenance(source: str, first: int, last: int, mark: str) -> str:
    """The comment at the end of a draft: readers never see it, and the next import knows the story by it."""
    name = re.sub(r"-{2,}|[<>\x00-\x1f]", "-", source)
    return f"<!-- 导入自 {name} 第{first}—{last}行 · {mark} -->"


def _put(shelf: Shelf, content: Path, path: str) -> None:
    shelf.slugs.add(Path(path).name.partition(".")[0])
    text, _ = read_text(content / path)
    if text is None:
        return
    document = read_document(text)
    said = document.fields.value if isinstance(document.fields.value, dict) else {}
    if isinstance(slug := said.get("slug"), str):
        shelf.slugs.add(slug)
    for mark in _MARK.findall(document.body):
        shelf.by_mark[mark] = path
    if isinstance(title := said.get("title"), str) and not path.endswith(".en.md"):
        shelf.by_title[(str(said.get("date", ""))[:10], _key(title))] = path


def _key(title: str) -> str:
    return re.sub(r"\W", "", normalise(unbroken(title)))
