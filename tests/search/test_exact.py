"""The script finds what is there and nothing else: compared with plain reading of every manuscript."""

import random
from pathlib import Path
from typing import NamedTuple

import pytest

from plugins.languages.converter import Converter
from plugins.newsroom.registries import Registries
from plugins.newsroom.text import Lang
from plugins.search.characters import fold
from plugins.workshop.corpus import make_newsroom
from plugins.workshop.searching import Reading, ask, differences
from tests.desk import Built, build

pytestmark = pytest.mark.node

STORIES = 300


class Newsroom(NamedTuple):
    """A synthetic newsroom and its site."""

    content: Path
    built: Built

    def index(self, lang: Lang = "zh") -> Path:
        return self.built.output / ("search/index" if lang == "zh" else f"{lang}/search/index")

    @property
    def traditional(self) -> Path:
        """The texts of the Traditional Chinese edition."""
        return self.built.output / "hant/search/index"


@pytest.fixture(scope="module")
def newsroom(tmp_path_factory: pytest.TempPathFactory) -> Newsroom:
    folder = tmp_path_factory.mktemp("exact")
    make_newsroom(folder, STORIES)
    built = build(folder / "content", folder / "output", TRADITIONAL_EDITION="1")
    assert built.code == 0, built.said
    return Newsroom(folder / "content", built)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_pieces_of_texts_and_names_find_every_story_that_has_them_and_no_other(
    newsroom: Newsroom, lang: Lang
) -> None:
    reading = Reading(newsroom.content, lang)
    questions = [{"q": words} for words in (*reading.substrings(150), *reading.names())]
    assert len(reading.stories) == (STORIES if lang == "zh" else STORIES // 20)
    assert differences(reading, newsroom.index(lang), questions) == []


def test_several_words_and_filters_are_all_kept_to(newsroom: Newsroom) -> None:
    reading = Reading(newsroom.content, "zh")
    pieces = list(reading.substrings(60))
    draws = random.Random(1)
    filed = sorted({facet for story in reading.stories for facet in story.filed})
    questions = [{"q": f"{a} {b}"} for a, b in zip(pieces[::2], pieces[1::2], strict=True)]
    for facet in filed:
        name, _, value = facet.partition(":")
        questions.append({"q": draws.choice(["社区", "工作", "人", "2"]), name: value})
    questions += [{"q": "", "town": "guxing", "year": "2019"}, {"q": "", "section": "party", "kind": "news"}]
    assert differences(reading, newsroom.index(), questions) == []


def test_of_many_words_every_one_counts(newsroom: Newsroom) -> None:
    reading = Reading(newsroom.content, "zh")
    questions = []
    for story in reading.stories[::30]:
        title, _, body = story.raw.partition("\n")
        words = [body[at : at + 2] for at in range(0, 90, 10)]
        questions += [{"q": " ".join([title[:3], *words])}, {"q": " ".join([*words, "无此词语"])}]
    assert any(reading.find(asked) for asked in questions)
    assert differences(reading, newsroom.index(), questions) == []


HARD = ["人人人", "2", "20", "合成稿第1", "合成稿第12号", "号", "（）", "𠀀", "ｓｏ", "便民服務大廳"]


def test_what_is_hard_is_found_as_well(newsroom: Newsroom) -> None:
    questions = [{"q": words} for words in HARD]
    assert differences(Reading(newsroom.content, "zh"), newsroom.index(), questions) == []


def test_titles_come_before_names_and_these_before_texts_and_the_newest_first(newsroom: Newsroom) -> None:
    reading = Reading(newsroom.content, "zh")
    (by_match, by_date) = ask(newsroom.index(), [{"q": "垃圾分类"}, {"q": "垃圾分类", "sort": "date"}])
    titles = {story.address for story in reading.stories if "垃圾分类" in story.raw.partition("\n")[0]}
    assert 0 < len(titles) < len(by_match.addresses)
    assert set(by_match.addresses[: len(titles)]) == titles
    order = [story.address for story in sorted(reading.stories, key=lambda story: story.moment, reverse=True)]
    assert list(by_date.addresses) == [address for address in order if address in set(by_date.addresses)]


def test_readers_who_type_simplified_characters_load_no_table(newsroom: Newsroom) -> None:
    plain, traditional = ask(newsroom.index(), [{"q": "办事", "fresh": True}, {"q": "辦事", "fresh": True}])
    table = newsroom.index().joinpath("characters.bin").stat().st_size
    assert plain.addresses == traditional.addresses
    assert traditional.first_bytes == plain.first_bytes + table


def test_the_traditional_edition_finds_the_same_in_the_same_order_however_it_is_asked(
    newsroom: Newsroom, registries: Registries
) -> None:
    reading, converter = Reading(newsroom.content, "zh"), Converter(registries.hant)
    pieces = (*reading.substrings(20), *list(reading.names())[::4], *HARD)
    typed = {words: converter.convert(words) for words in pieces if fold(words).strip()}
    assert sum(old != new for old, new in typed.items()) > 20
    old, new = ([{"q": words} for words in those] for those in (typed.keys(), typed.values()))
    simplified = [answer.addresses for answer in ask(newsroom.index(), old)]
    assert sum(map(bool, simplified)) > 20
    traditional = ask(newsroom.index(), [*old, *new], texts=newsroom.traditional)
    assert [answer.addresses for answer in traditional] == [*simplified, *simplified]


def test_of_the_traditional_edition_only_texts_are_there_and_they_weigh_as_much(newsroom: Newsroom) -> None:
    index, texts = newsroom.index(), newsroom.traditional
    made = {path.relative_to(texts).as_posix(): path for path in texts.rglob("*.bin")}
    told = [
        path for path in index.rglob("*.bin") if path.name == "newest.bin" or path.parent.name == "stories"
    ]
    assert made.keys() == {path.relative_to(index).as_posix() for path in told}
    assert len(made) > 100
    sizes = [sum(path.stat().st_size for path in paths) for paths in (told, made.values())]
    assert sizes[1] < 1.1 * sizes[0]
