"""Work is dealt to processes: all of it, and each part once."""

from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.fastbuild.workers import Runs, share


@given(st.integers(0, 300), st.integers(1, 4), st.randoms())
def test_each_number_is_had_once_in_whatever_order_processes_ask(
    count: int, workers: int, chance: st.DataObject
) -> None:
    runs = Runs(count, workers)
    asking, had = [runs.of(number) for number in range(workers)], []
    while asking:
        one = chance.choice(asking)  # type: ignore[attr-defined]
        if run := next(one, None):
            had += run
        else:
            asking.remove(one)
    runs.close()
    assert sorted(had) == list(range(count))


def test_a_process_begins_with_its_own_part_and_helps_with_the_others() -> None:
    runs = Runs(100, 2)
    had = list(chain.from_iterable(runs.of(1)))
    runs.close()
    assert had == [*range(50, 100), *range(50)]


@pytest.mark.parametrize("count", [0, 7, 1000])
def test_processes_share_all_work(count: int) -> None:
    runs = Runs(count, 3)
    parts = share(lambda number: list(chain.from_iterable(runs.of(number))), 3)
    runs.close()
    assert sorted(chain.from_iterable(parts)) == list(range(count))
