"""Files of terms: numbers of seven bits a byte, however they are worked out."""

import zlib
from array import array
from itertools import chain

from hypothesis import given
from hypothesis import strategies as st

from plugins.search.files import postings, run

WEIGHTS = st.integers(0, 2)
MONTHS = st.lists(
    st.dictionaries(st.integers(0, 40) | st.integers(0, 5000), WEIGHTS, min_size=1, max_size=60),
    min_size=1,
    max_size=4,
)
"""What each month has of a term: its stories, each with a weight."""

APART = 8192
"""Between the numbers of the first stories of two months."""


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


@given(MONTHS)
def test_the_stories_of_a_term_are_read_as_they_were_written(months: list[dict[int, int]]) -> None:
    places = [array("I", sorted(at << 2 | weight for at, weight in month.items())) for month in months]
    written = postings({"词": [(number * APART, run(part.tobytes())) for number, part in enumerate(places)]})
    name, *rest = numbers(zlib.decompress(written).replace("词".encode(), b""))
    assert name == len("词".encode())
    story, read = 0, []
    for step in rest[1:]:
        story += step >> 2
        read.append((story, step & 3))
    told = ([(number * APART + at, month[at]) for at in sorted(month)] for number, month in enumerate(months))
    assert read == list(chain.from_iterable(told))
    assert rest[0] == len(read)
