"""Characters and terms, as the index has them."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.fastbuild.kept import Kept
from plugins.search import characters
from plugins.search.characters import fold, pairs, simplified
from plugins.search.reading import plain
from plugins.search.terms import SHARDS, facet, shard_of, terms, weighed


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("惠濟區", "惠济区"),
        ("ＡＢＣ１２３", "abc123"),
        ("“党建云”平台", " 党建云 平台"),
        ("Party-building", "party building"),
        ("㎡", "m2"),
    ],
)
def test_width_case_and_script_make_no_difference(written: str, folded: str) -> None:
    assert fold(written) == folded


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_every_traditional_character_is_told_to_the_script_once() -> None:
    told = pairs(usual=True) + pairs(usual=False)
    assert dict(zip(told[::2], told[1::2], strict=True)) == simplified()
    assert len(told) == 2 * len(simplified())
    assert "乾" in pairs(usual=True)[::2]  # GB 2312 has it, and so has 干, which it is folded to


def test_characters_that_a_build_has_kept_are_those_that_opencc_tells(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = dict(simplified())
    characters.keep(Kept(tmp_path))
    monkeypatch.setattr(characters, "_simplified", {})
    monkeypatch.setattr(characters, "_converted", None)  # it is not asked again
    characters.keep(Kept(tmp_path))
    assert simplified() == known


def test_a_text_is_found_by_its_characters_pairs_words_and_numbers() -> None:
    assert terms("参与率达到92%，A5版") == set("参与率达到版") | {"参与", "与率", "率达", "达到", "92", "a5"}


def test_no_pair_goes_across_a_mark() -> None:
    assert "济区" not in terms("惠济，区委")


def test_a_term_counts_where_it_stands_highest() -> None:
    body, heads, title = weighed("党建", "党建云", "党建云平台", [facet("town", "guxing")])
    assert title == {"党", "建", "党建"}
    assert heads == {"云", "建云"}
    assert body == {"平", "台", "云平", "平台", "=town:guxing"}


@given(st.text(alphabet="abc0123", min_size=2), st.text(alphabet="abc0123"))
def test_a_word_is_in_the_file_of_its_beginning(start: str, more: str) -> None:
    assert shard_of(start + more) == shard_of(start[:2])


def test_terms_are_dealt_evenly() -> None:
    counts = [0] * SHARDS
    for first in range(0x4E00, 0x4E00 + 200):
        for second in range(0x5F00, 0x5F00 + 200):
            counts[shard_of(chr(first) + chr(second))] += 1
    assert max(counts) < 2 * 40_000 / SHARDS


def test_no_text_has_a_facet() -> None:
    assert facet("town", "guxing") not in terms("=town:guxing")


def test_words_of_two_blocks_do_not_run_together_and_emphasis_does_not_cut_one() -> None:
    assert plain("<p>党<strong>建</strong>云</p>\n<ul>\n<li>a<br>b &lt;c&gt;</li>\n</ul>") == "党建云 a b <c>"
    assert not re.search(r"\s{2}", plain("<p>一</p>\n\n<p>二</p>"))


def test_a_text_has_no_marks_by_which_another_edition_shows_something_else() -> None:
    assert plain("<p>党&#xfff9;群&#xfffb;建\ufffa云</p>") == "党 群 建 云"
