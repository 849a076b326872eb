"""A small newsroom in a temporary folder: its registries are the repository's, its stories the test's own."""

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bs4 import BeautifulSoup

from plugins.checks.run import Checked, check_content
from plugins.newsroom.problem import Problem
from plugins.newsroom.registries import Registries
from plugins.sources.manuscript import Manuscript
from plugins.sources.registries import read_registries

ROOT = Path(__file__).resolve().parent.parent

STORY = {"title": "一条消息", "slug": "a-story", "date": "2017-10-12 08:00", "category": "party"}
"""The least that a story must say of itself."""

RECORD = {"kind": "theme-day", "branches": "sample-company", "sample": "true"}
"""What a record of work must say beside that."""

BRANCHES = """
- {id: sample-company, name: {zh: 示例企业党支部, en: Sample Enterprise Party branch}, kind: branch, sample: true}
- {id: sample-office, name: {zh: 示例机关党支部, en: Sample Office Party branch}, kind: branch, sample: true}
"""

OWN = ("advisers", "batches", "branches", "contacts", "figures", "projects", "requirements")
"""Registers of party work are a test's own: they cite the repository's stories and places."""


class Desk:
    """`content/` of a test. Paths are relative to it."""

    def __init__(self, folder: Path) -> None:
        self.content = folder / "content"
        own = shutil.ignore_patterns(*(f"{name}.yaml" for name in OWN))
        shutil.copytree(ROOT / "content" / "data", self.content / "data", ignore=own)
        (self.content / "news").mkdir()
        (self.content / "pages").mkdir()

    def write(self, path: str, text: str | bytes) -> Path:
        """Write a file as it is."""
        file = self.content / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode() if isinstance(text, str) else text)
        return file

    def story(self, slug: str = "a-story", body: str = "正文。\n", **fields: Any) -> Path:
        """Write a valid story where it belongs; `fields` replace or (None) remove what it says of itself."""
        said = {**STORY, "slug": slug, **fields}
        header = "".join(f"{key}: {value}\n" for key, value in said.items() if value is not None)
        year, month = str(said["date"])[:7].split("-") if said.get("date") else ("2017", "10")
        ending = ".en.md" if said.get("lang") == "en" else ".md"
        return self.write(f"news/{year}/{month}/{slug}{ending}", f"---\n{header}---\n\n{body}")

    def record(self, slug: str = "a-record", body: str = "正文。\n", **fields: Any) -> Path:
        """Write a valid record of work where it belongs, of a branch that is registered; `fields` as for a story."""
        if not (self.content / "data/branches.yaml").exists():
            self.register("branches", BRANCHES)
        story = self.story(slug, body, **{**RECORD, **fields})
        path = self.content / "activities" / story.relative_to(self.content / "news")
        path.parent.mkdir(parents=True, exist_ok=True)
        return story.rename(path)

    def register(self, name: str, text: str) -> Path:
        """Write a register."""
        return self.write(f"data/{name}.yaml", text)

    def build(self, *options: str, to: str = "output", **environment: str) -> "Built":
        """Run Pelican on this newsroom."""
        return build(self.content, self.content.parent / to, *options, **environment)

    def check(self, **options: Any) -> Checked:
        """What `invoke check` finds."""
        return check_content(self.content, **options)

    def problems(self, **options: Any) -> list[Problem]:
        """All problems, in order."""
        return list(self.check(**options).problems)

    def codes(self, **options: Any) -> list[str]:
        """The codes of all problems, in order."""
        return codes(self.problems(**options))

    @property
    def registries(self) -> Registries:
        """The registries as read; a test that breaks them asks `problems` instead."""
        registries, problems = read_registries(self.content)
        assert registries is not None, problems
        return registries


def manuscripts(checked: Checked) -> list[Manuscript]:
    """Everything that was checked, as read."""
    return [checked.manuscript(outline.path) for outline in checked.outlines]


def codes(problems: Iterable[Problem]) -> list[str]:
    """The codes of `problems`, in order."""
    return [problem.code for problem in problems]


@dataclass(frozen=True)
class Built:
    """What one run of `pelican` left: its exit code, what it said, and the folder it wrote."""

    code: int
    said: str
    output: Path

    def read(self, name: str) -> str:
        """A file of the site."""
        return (self.output / name).read_text(encoding="utf-8")

    def page(self, name: str) -> BeautifulSoup:
        """A page of the site, parsed."""
        return BeautifulSoup(self.read(name), "html.parser")

    @property
    def files(self) -> dict[str, bytes]:
        """Every file of the site by its path."""
        found = (path for path in self.output.rglob("*") if path.is_file())
        return {path.relative_to(self.output).as_posix(): path.read_bytes() for path in found}


def build(content: Path, output: Path, *options: str, **environment: str) -> Built:
    """Run Pelican on `content` with this repository's settings, as a command of its own."""
    cache = output.with_name(f"{output.name}-cache")
    command = [sys.executable, "-m", "pelican", str(content), "-s", "pelicanconf.py", "-o", str(output)]
    with compiled_before(cache, options, sorted(environment.items())):
        run = subprocess.run(
            [*command, "--cache-path", str(cache), "--fatal", "errors", "--log-handler", "plain", *options],
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
    return Built(run.returncode, run.stdout + run.stderr, output)


@contextmanager
def compiled_before(cache: Path, *made_of: object) -> Iterator[None]:
    """A build that knows nothing (there is no `cache`) is given what Jinja has compiled for one that was made of the same.

    It would compile the same again, and that is half of the work for a small site.
    """
    kept = Path(_COMPILED.name, hashlib.sha256(repr(made_of).encode()).hexdigest())
    if kept.exists() and not cache.exists():
        shutil.copytree(kept, cache / "templates")
    yield
    if not kept.exists() and (cache / "templates").exists():
        shutil.copytree(cache / "templates", kept)


_COMPILED = TemporaryDirectory(prefix="huiji-compiled-")
"""As long as this process tests."""
