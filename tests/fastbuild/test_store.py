"""The store gives back what it was given, whichever process has read it, and whatever became of the last build."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plugins.fastbuild.files import UNSURE
from plugins.fastbuild.pickles import dump
from plugins.fastbuild.state import Output, Source, State, Table, key_in, stamp_in
from plugins.fastbuild.store import _HEAD, _UNWRITTEN, Store
from plugins.fastbuild.workers import share


def store(folder: Path) -> Store:
    return Store({"CACHE_PATH": str(folder / "cache"), "OUTPUT_PATH": str(folder / "output")})


def keep(state: State, path: str, rest: Any) -> None:
    state.sources[path] = tuple(Source(b"", (), False, {}, (), rest, ()))


def told(opened: Store, state: State) -> dict[str, Any]:
    return {path: opened.rest(Source(*source)) for path, source in state.sources.items()}


def kept(folder: Path) -> dict[str, Any]:
    """What the next build is told."""
    opened = store(folder)
    try:
        return told(opened, opened.load())
    finally:
        opened.close()


@settings(max_examples=30)
@given(
    st.lists(st.tuples(st.integers(0, 3), st.text(max_size=40)), min_size=4, max_size=20),
    st.lists(st.tuples(st.integers(0, 2), st.text(max_size=40)), max_size=3),
)
def test_texts_are_given_back_wherever_they_waited(
    tmp_path_factory: pytest.TempPathFactory, first: list[tuple[int, str]], more: list[tuple[int, str]]
) -> None:
    """Those with the highest number were read by the process that saves; the others by others, which put them aside."""
    folder, expected = tmp_path_factory.mktemp("site"), {}
    for name, texts, readers in (("a", first, 3), ("b", more, 2)):
        now = store(folder)
        state = now.load()
        asides = now.texts.asides(readers)
        for at, (reader, text) in enumerate(texts):
            rest = dump(text)
            keep(state, f"{name}{at}", asides[reader].put(rest) if reader < readers else rest)
            expected[f"{name}{at}"] = text
        for aside in asides:
            aside.flush()
        assert told(now, state) == expected
        now.save(state)
        assert told(now, state) == expected
        now.close()
    assert kept(folder) == expected


def test_what_several_processes_put_aside_is_there_for_the_one_that_saves(tmp_path: Path) -> None:
    now = store(tmp_path)
    state, asides = now.load(), now.texts.asides(3)
    texts = {f"{number} {at}": "字" * at for number in range(3) for at in range(50)}

    def read(number: int) -> list[tuple[str, Any]]:
        mine = [(path, text) for path, text in texts.items() if path.startswith(f"{number} ")]
        found = [(path, asides[number].put(dump(text))) for path, text in mine]
        asides[number].flush()
        return found

    for found in share(read, 3):
        for path, place in found:
            keep(state, path, place)
    assert told(now, state) == texts
    now.save(state)
    now.close()
    assert kept(tmp_path) == texts


def test_a_frame_that_is_not_whole_is_as_if_it_were_not_there(tmp_path: Path) -> None:
    """A build that is killed while it saves: the head of a frame is written last."""
    now = store(tmp_path)
    state = now.load()
    for at in range(4):
        keep(state, f"{at}", dump(f"第{at}篇"))
    now.save(state)
    file = Path(now.path)
    whole = len(file.read_bytes())
    keep(state, "new", dump("新"))
    now.save(state)
    now.close()
    data = file.read_bytes()
    assert len(data) > whole + _HEAD
    for end in (*range(whole, len(data), 7), len(data)):
        file.write_bytes((data[:whole] + _UNWRITTEN + data[whole + _HEAD :])[:end])
        assert "new" not in kept(tmp_path)
    file.write_bytes(data)
    assert kept(tmp_path) == {**{f"{at}": f"第{at}篇" for at in range(4)}, "new": "新"}


EDITS = st.tuples(st.sampled_from(["made", "copied"]), st.sampled_from("ab"), st.booleans())


@settings(max_examples=60)
@given(st.lists(EDITS, max_size=6))
def test_the_names_of_all_files_are_known_without_the_state(
    tmp_path_factory: pytest.TempPathFactory, edits: list[tuple[str, str, bool]]
) -> None:
    """Each build makes or copies a file more or less, and may be killed before it has saved anything."""
    folder, there = tmp_path_factory.mktemp("site"), set()
    files: dict[str, set[str]] = {"made": set(), "copied": set()}
    for kind, name, is_killed in edits:
        files[kind] ^= {f"{kind}-{name}.html"}
        now = store(folder)
        state = now.load()
        now.begin(files["made"] - state.outputs.keys(), state)
        there |= files["made"]
        if not is_killed:
            state.outputs.become({name: Output(b"key", b"", b"").packed() for name in files["made"]})
            state.copies.become(dict.fromkeys(files["copied"], b""))
            now.save(state)
            there = files["made"] | files["copied"]
            assert (
                set(store(folder).load().outputs) == files["made"]
            )  # nothing else was kept beside the state
        now.close()
    for path in (folder / "cache").glob("*.state"):
        path.unlink()
    assert set(store(folder).load().outputs) == there


@given(
    key=st.binary(),
    digest=st.just(b"") | st.binary(min_size=16, max_size=16).filter(any),
    stamp=st.just(UNSURE) | st.binary(min_size=32, max_size=32).filter(any),
)
def test_what_is_known_of_a_file_is_the_same_when_it_was_packed(
    key: bytes, digest: bytes, stamp: bytes
) -> None:
    output = Output(key, digest, stamp)
    assert Output.of(output.packed()) == output
    assert key_in(output.packed()) == key
    assert (stamp_in(output.packed()) == stamp) is bool(stamp)


def test_what_a_build_noted_that_has_written_files_and_did_not_end_is_not_told_to_the_next_one(
    tmp_path: Path,
) -> None:
    opened = store(tmp_path)
    state = opened.load()
    keep(state, "a.md", dump("甲"))
    opened.save(state)
    for name, has_begun in (("b.md", False), ("c.md", True)):
        state = opened.load()
        keep(state, name, dump("乙"))
        if has_begun:
            opened.begin([], state)
    state = opened.load()
    assert told(opened, state) == {"a.md": "甲"}
    keep(state, "d.md", dump("丁"))
    opened.begin([], state)
    opened.save(state)
    assert opened.load() is state
    assert kept(tmp_path) == {"a.md": "甲", "d.md": "丁"}
    opened.close()


@pytest.mark.parametrize(
    "change",
    [
        lambda table: table.update({"a": 1}),
        lambda table: table.set_all([("a", 1)]),
        lambda table: table.setdefault("a", 1),
        lambda table: table.pop("b"),
        lambda table: table.pop("b", None),
        lambda table: table.popitem(),
        lambda table: table.drop(["b"]),
        lambda table: table.clear(),
        lambda table: table.become({"a": 1}),
    ],
)
def test_whatever_changes_a_table_is_noted(change: Callable[[Table], object]) -> None:
    table, other = Table(), Table()
    for each in (table, other):
        each["b"] = 2
        each.touched.clear()
    change(table)
    other.apply(table.changes())
    assert other == table != {"b": 2}
