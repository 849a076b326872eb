"""Files of an index: a new story changes few, and together they know every story."""

import json
import zlib
from collections import defaultdict
from collections.abc import Callable, Iterator
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plugins.fastbuild.kept import Kept
from plugins.search.files import merged, postings
from plugins.search.index import LEAST_SLOTS, File, Index
from plugins.search.layout import NEWEST, RECENT, TOGETHER, recent, served, settled
from plugins.search.months import Month
from plugins.search.places import Run, joined, parted, run
from plugins.search.records import Record
from plugins.search.terms import SHARDS
from plugins.search.years import Year

MOST = 3
"""Files that a new story may change or add."""


@settings(max_examples=20)
@given(st.integers(0, 5000))
def test_every_shard_is_known_up_to_the_newest_stories(stories: int) -> None:
    assert sorted(shard for number in range(RECENT) for shard in served(number)) == list(range(SHARDS))
    for number in range(RECENT):
        known = recent(number, stories)
        assert stories - NEWEST < known <= stories or known == 0 >= stories - NEWEST
        assert all(settled(shard, known) <= settled(shard, stories) for shard in served(number))


@settings(max_examples=20)
@given(st.integers(0, 20000))
def test_a_new_story_brings_one_file_of_terms_up_to_date(stories: int) -> None:
    changed = [n for n in range(RECENT) if recent(n, stories) != recent(n, stories + 1)]
    changed += [n for n in range(SHARDS) if settled(n, stories) != settled(n, stories + 1)]
    assert len(changed) <= 1


def stories(count: int) -> list[Record]:
    """One more on each day of a month, and so on: 1, 2, 3 … 20 a month."""
    months = [number for number in range(1, 400) for _ in range(number % 20 + 1)][:count]
    return [
        Record(
            f"news/{at}.html",
            f"{2000 + month // 12}-{month % 12 + 1:02}-01",
            f"第{at}号",
            "party",
            (),
            (),
            "news",
            False,
            "",
            f"正文之{at % 7}",
        )
        for at, month in enumerate(months)
    ]


def index(folder: Path, records: list[Record], read: Callable[[Record], Record] = lambda one: one) -> Index:
    kept = Kept(folder)
    by_month = [(day, list(those)) for day, those in groupby(records, key=lambda record: record.day[:7])]
    return Index(
        [
            Month(
                f"zh-{day}",
                int(day[:4]) * 12 + int(day[5:]) - 1,
                those,
                [repr(one).encode() for one in those],
                [one.address for one in those],
                read,
                kept,
            )
            for day, those in by_month
        ],
        kept,
    )


def every_file(made: Index) -> Iterator[File]:
    yield from made.files()
    for texts in made.texts():
        yield from texts.files()


def files(made: Index) -> dict[str, bytes]:
    return {file.name: file.make() for file in every_file(made)}


def months_of(before: Index, after: Index) -> set[str]:
    """Those whose texts are written anew."""
    known = {texts.name: texts.key for texts in before.texts()}
    return {texts.name for texts in after.texts() if known.get(texts.name) != texts.key}


def changed(before: dict[str, bytes], after: dict[str, bytes]) -> Iterator[str]:
    assert before.keys() <= after.keys()
    return (name for name, data in after.items() if before.get(name) != data)


def test_a_new_story_changes_three_files_at_most_and_makes_no_others(tmp_path: Path) -> None:
    every = stories(400)
    before = index(tmp_path, every[:250])
    had, keys = files(before), {file.name: file.key for file in every_file(before)}
    for count in range(251, 268):
        now = index(tmp_path, every[:count])
        has, new_keys = files(now), {file.name: file.key for file in every_file(now)}
        different = set(changed(had, has))
        assert "newest.bin" in different
        again = {name for name in new_keys if keys.get(name) != new_keys[name]}
        assert different <= again
        assert len(again) <= MOST
        assert months_of(before, now) == {
            name[: name.rindex("-")] for name in different if "stories/" in name
        }
        before, had, keys = now, has, new_keys


def test_what_is_not_among_the_newest_stands_in_one_file_of_texts(tmp_path: Path) -> None:
    every = stories(150)
    made = files(index(tmp_path, every))
    count, *_, newest, _ = json.loads(zlib.decompress(made["newest.bin"]))
    texts = [json.loads(zlib.decompress(data)) for name, data in made.items() if name.startswith("stories/")]
    addresses = [record[0] for those in (newest, *texts) for record in those]
    assert count == len(every)
    assert sorted(addresses) == sorted(record.address for record in every)
    assert NEWEST <= len(newest) < NEWEST + TOGETHER
    assert max(map(len, texts)) == TOGETHER


def test_marks_of_parts_are_kept_and_are_what_they_would_be_anew(tmp_path: Path) -> None:
    every = stories(300)
    keys = []
    for _ in range(2):
        made = index(tmp_path, every)
        for month in made.months:
            month.keep()
        keys.append({file.name: file.key for file in every_file(made)})
        for month in made.months:
            month.keep_marks()
    assert list(tmp_path.rglob("parts"))
    for part in tmp_path.rglob("parts"):
        part.write_bytes(b"spoilt")
    keys.append({file.name: file.key for file in every_file(index(tmp_path, every))})
    assert keys[0] == keys[1] == keys[2]


def test_what_was_kept_is_used_and_what_is_lost_or_spoilt_is_made_again(tmp_path: Path) -> None:
    every = stories(120)
    first = files(index(tmp_path / "a", every))
    for months in (index(tmp_path / "a", every), index(tmp_path / "b", every)):
        for month in months.months:
            month.keep()
    folders = iter(sorted((tmp_path / "a").iterdir()))
    for name in ("head", "terms", "records"):
        (next(folders) / name).unlink()
        (next(folders) / name).write_bytes(b"spoilt")
        turned = next(folders) / name
        turned.write_bytes(turned.read_bytes()[::-1])
    assert files(index(tmp_path / "a", every)) == first == files(index(tmp_path / "b", every))


CHANGES = st.lists(
    st.tuples(
        st.sampled_from(["edit", "delete", "add"]), st.integers(0, 39), st.text("党群服务", max_size=6)
    ),
    min_size=1,
    max_size=5,
)


def year(folder: Path, records: list[Record], read: Callable[[Record], Record] = lambda one: one) -> Year:
    months = index(folder, records, read).months
    return Year(0, months, LEAST_SLOTS, Kept(folder))


def test_a_year_has_the_terms_of_its_months_one_after_another(tmp_path: Path) -> None:
    whole = year(tmp_path, stories(66))
    assert len(whole.months) == len({month.number for month in whole.months}) > 10
    for shard in range(SHARDS):
        told: defaultdict[str, list[int]] = defaultdict(list)
        for month in whole.months:
            for term, places in month.terms(shard).items():
                told[term] += parted(places)
        (found,) = whole.found(shard, whole.start, whole.end)
        assert found == {term: run(joined(places), LEAST_SLOTS) for term, places in told.items()}


@pytest.fixture(scope="module")
def one_year(tmp_path_factory: pytest.TempPathFactory) -> Year:
    """Of a few stories each month."""
    return year(tmp_path_factory.mktemp("kept"), stories(66))


@given(data=st.data())
def test_a_part_of_a_year_is_told_as_if_it_were_merged_at_once(data: st.DataObject, one_year: Year) -> None:
    months = one_year.months
    stands = [(at, position) for at, month in enumerate(months) for position in range(len(month.articles))]
    start, last = sorted(data.draw(st.lists(st.sampled_from(stands), min_size=2, max_size=2)))
    end = last[0], last[1] + 1
    for shard in data.draw(st.lists(st.integers(0, SHARDS - 1), min_size=1, max_size=40)):
        told: defaultdict[str, list[int]] = defaultdict(list)
        for at, month in enumerate(months):
            if start[0] <= at <= end[0]:
                since = start[1] if at == start[0] else 0
                until = end[1] if at == end[0] else len(month.articles)
                for term, places in month.between(shard, since, until):
                    told[term] += parted(places)
        at_once = {term: run(joined(places), LEAST_SLOTS) for term, places in told.items()}
        found = ((0, terms.items()) for terms in one_year.found(shard, start, end))
        assert postings(merged(found)) == postings(merged([(0, at_once.items())]))


@pytest.mark.parametrize("spoil", [lambda data: data[:-5], lambda data: data[::-1], lambda data: b""])
def test_a_year_is_kept_for_the_same_stories_alone(spoil: Callable[[bytes], bytes], tmp_path: Path) -> None:
    every, read = stories(66), list[Record]()

    def noting(record: Record) -> Record:
        read.append(record)
        return record

    def terms(of: Year) -> list[dict[str, Run]]:
        return [terms for shard in range(SHARDS) for terms in of.found(shard, of.start, of.end)]

    for month in index(tmp_path, every).months:
        month.keep()
    first = terms(year(tmp_path, every))
    for kept in tmp_path.glob("*/terms"):
        kept.unlink()  # who asks a month now, reads its stories
    assert terms(year(tmp_path, every, noting)) == first
    assert read == []

    (folder,) = tmp_path.glob("*-year")
    for group in folder.iterdir():
        group.write_bytes(spoil(group.read_bytes()))
    read.clear()
    assert terms(year(tmp_path, every, noting)) == first
    assert sorted(set(read)) == sorted(every)

    other = [*every[:30], every[30]._replace(title="改了"), *every[31:]]
    assert terms(year(tmp_path, other)) == terms(year(tmp_path / "anew", other)) != first


@settings(max_examples=60)
@given(CHANGES)
def test_a_month_in_which_few_stories_have_changed_come_or_gone_is_mended_to_what_it_would_be_anew(
    changes: list[tuple[str, int, str]],
) -> None:
    every = [story._replace(day="2020-01-01") for story in stories(40)]
    after, read = list(every), list[Record]()
    for number, (kind, place, words) in enumerate(changes):
        at = place % len(after)
        if kind == "delete":
            del after[at]
        elif kind == "add":
            after.insert(place, every[place]._replace(address=f"news/new-{number}.html", heads=words))
        else:
            after[at] = after[at]._replace(title=words, body=f"{after[at].body}{words}", section="party")

    def noting(record: Record) -> Record:
        read.append(record)
        return record

    with TemporaryDirectory() as folder:
        for month in index(Path(folder, "kept"), every).months:
            month.keep()
        now = index(Path(folder, "kept"), after, noting)
        for month in now.months:
            month.keep()
        assert sorted(set(read)) == sorted(set(after) - set(every))
        assert files(now) == files(index(Path(folder, "anew"), after))


@pytest.mark.parametrize(
    "change",
    [
        lambda month: month[::-1],
        lambda month: [month[1], month[0], *month[2:]],
        lambda month: [story._replace(body="都改了") for story in month],
        lambda month: month[30:],
    ],
    ids=["turned", "two in another order", "all changed", "most are gone"],
)
def test_a_month_of_which_much_is_another_or_elsewhere_is_what_it_would_be_anew(
    change: Callable[[list[Record]], list[Record]], tmp_path: Path
) -> None:
    every = [story._replace(day="2020-01-01") for story in stories(40)]
    for month in index(tmp_path / "kept", every).months:
        month.keep()
    now = index(tmp_path / "kept", change(every))
    for month in now.months:
        month.keep()
    assert files(now) == files(index(tmp_path / "anew", change(every)))


@pytest.mark.parametrize("count", [0, 1, NEWEST, NEWEST + 5, 300])
def test_every_file_is_there_that_the_script_may_ask_for(tmp_path: Path, count: int) -> None:
    made = index(tmp_path, stories(count))
    names = {file.name for file in every_file(made)}
    assert {"newest.bin", "characters.bin"} <= names
    assert {f"settled/{shard}.bin" for shard in range(SHARDS) if count > 2 * shard} <= names
    if count > NEWEST:
        assert {f"recent/{number}.bin" for number in range(RECENT)} <= names
