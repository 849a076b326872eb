"""Files of terms: numbers of seven bits a byte, however they are worked out."""

import zlib

from hypothesis import given
from hypothesis import strategies as st

from plugins.search.files import postings
from plugins.search.places import between, joined, parted, place, position_of, run, weight_of

SLOTS = 2048
YEARS = st.lists(
    st.dictionaries(
        st.tuples(st.integers(0, 11), st.integers(0, 40) | st.integers(0, SLOTS - 1)),
        st.integers(0, 2),
        min_size=1,
        max_size=60,
    ),
    min_size=1,
    max_size=4,
)
"""What each year has of a term: its stories, by month and position, each with a weight."""


def numbers(data: bytes) -> list[int]:
    """What a file holds, read byte by byte."""
    found, number, place = [], 0, 0
    for byte in data:
        number |= (byte & 127) << place
        place += 7
        if byte < 128:
            found.append(number)
            number = place = 0
    assert not place
    return found


def places(year: dict[tuple[int, int], int]) -> bytes:
    return joined(sorted(place(*at, weight) for at, weight in year.items()))


@given(YEARS)
def test_the_stories_of_a_term_are_read_as_they_were_written(years: list[dict[tuple[int, int], int]]) -> None:
    runs = [(number * 12 * SLOTS, run(places(year), SLOTS)) for number, year in enumerate(years)]
    name, *rest = numbers(zlib.decompress(postings({"词": runs})).replace("词".encode(), b""))
    assert name == len("词".encode())
    story, read = 0, []
    for step in rest[1:]:
        story += step >> 2
        read.append((story, step & 3))
    assert read == [
        ((number * 12 + month) * SLOTS + position, year[month, position])
        for number, year in enumerate(years)
        for month, position in sorted(year)
    ]
    assert rest[0] == len(read)


def test_names_and_numbers_are_one_stream_that_others_can_read() -> None:
    runs = {name: [(0, run(joined([place(1, 2)]), SLOTS))] for name in "词语"}
    reader = zlib.decompressobj()
    data = reader.decompress(postings(runs))
    assert reader.eof
    assert not reader.unused_data
    assert data[1:8].decode() == "词\n语"


@given(YEARS, st.integers(0, 11), st.integers(0, SLOTS), st.integers(0, SLOTS))
def test_a_part_of_a_month_has_its_places_and_no_others(
    years: list[dict[tuple[int, int], int]], month: int, start: int, end: int
) -> None:
    one = {at: weight for at, weight in years[0].items() if at[0] == month}
    found = dict(between({"词": places(one)} if one else {}, place(month, start), place(month, end)))
    told = {(month, position_of(at)): weight_of(at) for at in parted(found.get("词", b""))}
    assert told == {at: weight for at, weight in one.items() if start <= at[1] < end}
    assert ("词" in found) == bool(told)
