"""What a plugin notes of all inputs together is there for the next build, if the one that noted it has ended well."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pelican import signals

from plugins.fastbuild.build import Build
from plugins.fastbuild.files import MARGIN

from .newsroom import Site

FILE = "notes/a.txt"


class Noter:
    """A site with a plugin that notes a word, and remembers a file."""

    def __init__(self, folder: Path) -> None:
        self.site = Site(folder)
        self.site.story("story-a")
        self.site.write(FILE, "one")
        self.remembered: list[str | None] = []
        """What was remembered of the file when each build began."""

    def build(
        self, word: str, meanwhile: Callable[[], object] = lambda: None, **settings: Any
    ) -> tuple[str | None, list[str] | None]:
        """What was noted when the build began, and which files had changed since."""
        found: list[tuple[str | None, list[str] | None]] = []

        def note(generators: Any) -> None:
            build: Build = generators[0].settings["FASTBUILD"]
            found.append((build.notes.get("word"), build.changed_files))
            self.remembered.append(build.memory.get(FILE))
            build.notes["word"] = word
            build.memory[FILE] = word
            meanwhile()

        with signals.all_generators_finalized.connected_to(note):
            self.site.incremental(FASTBUILD_IDLE=False, **settings)
        return found[0]


@pytest.fixture
def noter(tmp_path: Path) -> Noter:
    noter = Noter(tmp_path)
    time.sleep(2 * MARGIN / 1e9)  # until the stamps of its files can be trusted
    assert noter.build("first") == (None, None)
    return noter


def test_the_next_build_has_it_and_knows_which_files_have_changed_since(noter: Noter) -> None:
    assert noter.build("second") == ("first", [])
    noter.site.write(FILE, "two")
    assert noter.build("third") == ("second", [f"content/{FILE}"])
    assert noter.build("fourth") == ("third", [])


def test_other_settings_templates_and_source_inputs_forget_it(noter: Noter) -> None:
    assert noter.build("second", SITENAME="Another") == (None, None)
    (noter.site.theme / "templates/base.html").open("a").write("\n")
    assert noter.build("third", SITENAME="Another") == (None, None)
    (noter.site.content / "data/people.yaml").open("a").write("\n")
    assert noter.build("fourth", SITENAME="Another") == (None, None)


def test_it_is_let_go_of_where_a_file_was_another_one_for_a_moment(noter: Noter) -> None:
    noter.build("second", lambda: noter.site.write(FILE, "two"))
    noter.site.write(FILE, "one")
    assert noter.build("third")[0] is None


def test_and_where_what_sources_are_read_with_was_and_with_it_what_was_remembered(noter: Noter) -> None:
    people = noter.site.content / "data/people.yaml"
    text = people.read_text(encoding="utf-8")
    noter.build("second", lambda: people.write_text(f"{text}\n", encoding="utf-8"))
    people.write_text(text, encoding="utf-8")
    assert noter.build("third")[0] is None
    assert noter.remembered == [None, "first", None]


def test_a_build_that_does_not_end_well_leaves_none_to_those_of_its_process_and_the_old_to_others(
    noter: Noter,
) -> None:
    store = noter.site.store()

    def stop() -> None:
        raise SystemExit(1)

    with pytest.raises(SystemExit):
        noter.build("second", stop, FASTBUILD_STORE=store)
    assert noter.build("third", FASTBUILD_STORE=store) == (None, [])
    assert noter.build("fourth", FASTBUILD_STORE=store) == ("third", [])
    with pytest.raises(SystemExit):
        noter.build("fifth", stop)
    assert noter.build("sixth") == ("fourth", [])
