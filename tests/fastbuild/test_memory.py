"""What a plugin remembers of a file holds as long as the file is the same, and no longer."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pelican import signals

from plugins.fastbuild.build import Build

from .newsroom import Site

NOTES = "notes/a.txt"


class Rememberer:
    """A site with a plugin that remembers the text of a file."""

    def __init__(self, folder: Path, lasting: bool) -> None:
        self.lasting = lasting
        self.site = Site(folder)
        self.site.story("story-a")
        self.site.write(NOTES, "one")

    def build(
        self, meanwhile: Callable[[], object] = lambda: None, **settings: Any
    ) -> tuple[str | None, str]:
        """What was remembered when the build began, and what it has read."""
        found: list[tuple[str | None, str]] = []

        def remember(generators: Any) -> None:
            build: Build = generators[0].settings["FASTBUILD"]
            memory = build.lasting_memory if self.lasting else build.memory
            known, text = memory.get(NOTES), (self.site.content / NOTES).read_text()
            found.append((known, text))
            memory[NOTES] = text
            meanwhile()

        with signals.all_generators_finalized.connected_to(remember):
            self.site.incremental(FASTBUILD_IDLE=False, **settings)
        return found[0]


@pytest.fixture(params=[False, True], ids=["memory", "lasting"])
def rememberer(request: pytest.FixtureRequest, tmp_path: Path) -> Rememberer:
    rememberer = Rememberer(tmp_path, request.param)
    assert rememberer.build() == (None, "one")
    return rememberer


def test_a_file_that_is_the_same_is_remembered(rememberer: Rememberer) -> None:
    assert rememberer.build() == ("one", "one")
    rememberer.site.write(NOTES, "one")
    assert rememberer.build() == ("one", "one")


def test_one_that_has_changed_or_is_gone_is_not(rememberer: Rememberer) -> None:
    rememberer.site.write(NOTES, "two")
    assert rememberer.build() == (None, "two")
    assert rememberer.build() == ("two", "two")


def test_nor_is_one_that_changes_while_the_site_is_built(rememberer: Rememberer) -> None:
    rememberer.site.write(NOTES, "two")
    changed = rememberer.build(lambda: rememberer.site.write(NOTES, "three"))
    assert changed == (None, "two")
    assert rememberer.build() == (None, "three")


def test_nor_one_that_a_link_has_taken_the_place_of(rememberer: Rememberer) -> None:
    path = rememberer.site.content / NOTES
    path.rename(path.with_name("b.txt"))
    path.symlink_to(path.with_name("b.txt"))
    assert rememberer.build() == (None, "one")
    assert rememberer.build() == (None, "one")


def test_other_settings_templates_and_source_inputs_forget_all_but_what_lasts(rememberer: Rememberer) -> None:
    expected = ("one", "one") if rememberer.lasting else (None, "one")
    assert rememberer.build(SITENAME="Another") == expected
    (rememberer.site.theme / "templates/base.html").open("a").write("\n")
    assert rememberer.build(SITENAME="Another") == expected
    (rememberer.site.content / "data/people.yaml").open("a").write("\n")
    assert rememberer.build(SITENAME="Another") == expected
