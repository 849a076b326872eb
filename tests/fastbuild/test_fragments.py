"""Fragments with values are rendered once for all builds in which they show the same, and never show anything else."""

from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import Any
from zlib import crc32

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pelican import signals

from plugins.fastbuild import index, store
from plugins.fastbuild.index import KEY, Index
from plugins.fastbuild.state import Output, State
from plugins.fastbuild.store import Store
from plugins.fastbuild.texts import Texts

from .newsroom import Site

CARD = """{{ noted(entry.title) }}<li>{{ entry.title }} {{ entry.standfirst }} {{ NOTE }}</li>
"""


class Cards:
    """A site whose cards note that they are rendered."""

    def __init__(self, folder: Path) -> None:
        self.site = Site(folder)
        self.log = folder / "log"
        self.card = self.site.theme / "templates/components/story.html"
        self.card.write_text(CARD, encoding="utf-8")
        self.note: Any = "one"
        for number in range(3):
            self.tell(number)

    def tell(self, number: int, **more: str) -> None:
        """A story of its own day."""
        said = {"title": f"甲{number}", "date": f"2017-10-{number + 1:02} 08:00", **more}
        self.site.story(f"story-{number}", **said)

    def build(self) -> list[str]:
        """One build, which is as a clean one; the titles of the cards that it has rendered, in order."""
        rendered = self.first()
        with self._noted():
            assert self.site.files("output") == self.site.clean()
        return rendered

    def first(self) -> list[str]:
        """The same, of one that is a clean one."""
        self.log.write_text("", encoding="utf-8")
        with self._noted():
            self.site.incremental(FASTBUILD_IDLE=False)
        return sorted(set(self.log.read_text(encoding="utf-8").split()))

    @contextmanager
    def _noted(self) -> Iterator[None]:
        path = str(self.log)

        def noted(title: str) -> str:
            with open(path, "a", encoding="utf-8") as file:
                file.write(f"{title}\n")
            return ""

        def give(generator: Any) -> None:
            generator.env.globals["noted"] = noted
            generator.context["NOTE"] = self.note

        with signals.generator_init.connected_to(give):
            yield


@pytest.fixture
def cards(tmp_path: Path) -> Cards:
    cards = Cards(tmp_path)
    assert cards.first() == ["甲0", "甲1", "甲2"]
    return cards


def test_a_list_that_has_moved_shows_the_cards_of_the_last_build(cards: Cards) -> None:
    (cards.site.content / "news/2017/10/story-1.md").unlink()
    assert cards.build() == []
    cards.tell(3)
    assert cards.build() == ["甲3"]
    cards.tell(3, summary="另一句。")
    assert cards.build() == ["甲3"]
    cards.tell(1)
    assert cards.build() == [], "it is back, as it was"


def test_a_card_that_sees_something_else_is_rendered(cards: Cards) -> None:
    cards.note = "two"
    assert cards.build() == ["甲0", "甲1", "甲2"]
    cards.tell(3)
    assert cards.build() == ["甲3"]
    cards.card.write_text(CARD.replace("<li>", "<li class=card>"), encoding="utf-8")
    assert cards.build() == ["甲0", "甲1", "甲2", "甲3"]


def test_what_cannot_be_keyed_is_rendered_by_every_build(cards: Cards) -> None:
    cards.note = object  # a class is known by its name
    cards.first()
    cards.tell(3)
    assert cards.build() == ["甲3"]

    class Odd:
        def __str__(self) -> str:
            return "odd"

    cards.note = Odd()
    assert cards.first() == cards.build() == ["甲0", "甲1", "甲2", "甲3"]


@pytest.mark.parametrize("kind", ["texts", "fragments"])
@pytest.mark.parametrize("spoil", ["turned", "cut", "lost"])
def test_a_spoilt_cache_costs_time_and_nothing_else(cards: Cards, kind: str, spoil: str) -> None:
    (path,) = (cards.site.folder / "cache").glob(f"*.{kind}")
    data = path.read_bytes()
    if spoil == "lost":
        path.unlink()
    else:
        path.write_bytes(data[: len(data) // 2] if spoil == "cut" else bytes(byte ^ 1 for byte in data))
    cards.tell(3)
    assert "甲3" in cards.build()


keys = st.binary(min_size=KEY, max_size=KEY)
places = st.tuples(st.integers(0, 2**64 - 1), st.integers(0, 2**32 - 1), st.integers(0, 2**32 - 1))


@given(st.dictionaries(keys, places), keys)
def test_an_index_finds_what_was_written_and_nothing_else(
    tmp_path_factory: pytest.TempPathFactory, said: dict[bytes, Any], other: bytes
) -> None:
    path = tmp_path_factory.mktemp("index") / "a.fragments"
    file = BytesIO()
    index.write(file, said)
    path.write_bytes(file.getvalue())
    opened = Index(str(path))
    try:
        assert dict(opened.items()) == said
        assert len(opened) == len(said)
        assert all(opened.get(key) == place for key, place in said.items())
        assert opened.get(other) == said.get(other)
    finally:
        opened.close()
    assert len(opened) == 0


def test_an_index_that_tells_of_more_text_than_there_is_is_not_copied(tmp_path: Path) -> None:
    texts = Texts(str(tmp_path), "a")
    assert texts.write(0, [b"one", b"two"]) == [(0, 3, crc32(b"one")), (3, 3, crc32(b"two"))]
    for length, kept in ((3, True), (7, False)):
        places = {b"k".ljust(KEY): (0, length, crc32(b"one"))}
        texts.write_index(0, places)
        texts.open(0)
        assert texts.fragments() == (places if kept else {})
    texts.close()


def test_when_most_that_is_kept_is_shown_no_more_all_of_it_goes(tmp_path: Path) -> None:
    opened = Store({"CACHE_PATH": str(tmp_path), "OUTPUT_PATH": str(tmp_path / "output")})
    state = opened.load()
    state.outputs["a.html"] = Output(b"", b"", b"").packed()

    def save(*names: str) -> list[bool]:
        """Anew; whether fragments of these names are there."""
        (aside,) = opened.texts.asides(1)
        for name in names:
            state.fragments[name.encode().ljust(KEY)] = aside.put(name.encode())
        aside.flush()
        opened._write_anew(state)
        state.settle()
        return [opened.fragment(name.encode().ljust(KEY)) == name.encode() for name in "abc"]

    assert store.OF_FRAGMENTS == 2
    assert save("a", "b") == [True, True, False]
    assert save("c") == [True, True, True], "two are not too many beside one file"
    assert save("c") == [False, False, True]
    assert isinstance(state, State)
    opened.close()
