"""Texts of the index in Traditional Chinese: shown as the edition says it, compared as if they were simplified."""

import json
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import opencc
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from plugins.languages.converter import CONFIG, Converter
from plugins.languages.traditional import TraditionalEdition
from plugins.newsroom.registries import Registries
from plugins.newsroom.traditional import Override, Overrides
from plugins.search.characters import fold
from plugins.search.files import packed, unpacked
from plugins.search.records import Record
from plugins.search.traditional import TraditionalTexts

HARD = "里面后来先后发展理发沿着著名干部干净了解借口答复里程碑复杂面条公里皇后昵称ａ１㎡ 。\n𠀀𫫇"
TEXTS = st.text(st.sampled_from(HARD)) | st.text(
    st.characters(codec="utf-8", exclude_characters="\ufff9\ufffa\ufffb")
)
WORDS = st.dictionaries(
    st.text("里面后来程碑着", min_size=1, max_size=3),
    st.text("裡面後來著", min_size=1, max_size=4),
    max_size=3,
)

FOLDER = "search/index/"


def listed(**words: str) -> Overrides:
    return Overrides(Override(simplified=one, traditional=other) for one, other in words.items())


def texts(overrides: Overrides, code: bytes = b"") -> TraditionalTexts:
    return TraditionalTexts(FOLDER, Converter(overrides), code)


def characters(annotated: str) -> list[tuple[str, str]]:
    """Each as it is compared and as it is shown, read as the script reads them."""
    found = re.findall("(.)(\ufff9(.*?)\ufffb)?", annotated, re.DOTALL)
    return [(char, shown if note else char) for char, note, shown in found]


@given(TEXTS, WORDS)
@example("沿着花漾里走了解借口", {"花漾里": "花漾里", "走了": "走"})
def test_every_text_is_shown_as_the_edition_says_it_and_compared_as_it_was(
    text: str, words: dict[str, str]
) -> None:
    overrides = listed(**words)
    edition = TraditionalEdition({"SITEURL": "", "SITE_ORIGIN": ""}, overrides)
    made = characters(texts(overrides).annotated(text))
    assert "".join(shown for _, shown in made) == edition.convert(text)
    assert [fold(compared) for compared, _ in made] == [fold(char) for char in text]


def test_few_characters_have_to_be_told_twice(registries: Registries) -> None:
    made = texts(registries.hant).annotated("沿着黄河里程碑，先后发展理发，答复了解网络昵称。")
    assert made == "沿著黃河里程碑，先後發展理髮，答覆瞭解網絡昵\ufff9暱\ufffb稱。"


def dictionaries() -> Iterator[Path]:
    """Those by which the edition is converted."""
    folder = Path(opencc.__file__).parent / "clib/share/opencc"
    for name in re.findall(r'"file": "([^"]*)"', folder.joinpath(f"{CONFIG}.json").read_text("utf-8")):
        yield folder / name


def test_the_converter_changes_no_number_of_characters(tmp_path: Path) -> None:
    (program,) = Path(opencc.__file__).parent.glob("clib/bin/opencc_dict*")
    different, entries = [], 0
    for source in {*dictionaries()}:
        words = tmp_path / f"{source.stem}.txt"
        subprocess.run([program, "-i", source, "-o", words, "-f", "ocd2", "-t", "text"], check=True)
        for line in words.read_text("utf-8").splitlines():
            word, _, forms = line.partition("\t")
            different += [(word, form) for form in forms.split(" ") if len(form) != len(word)]
            entries += 1
    assert different == []
    assert entries > 50_000


RECORD = Record(
    "news/2017/10/里.html",
    "2017-10-12",
    "里面",
    "里",
    ("里",),
    ("里",),
    "news",
    True,
    "里头\n后来",
    "沿着昵称",
)
CONVERTED = RECORD._replace(title="裡面", heads="裡頭\n後來", body="沿著昵\ufff9暱\ufffb稱")


@pytest.mark.parametrize(
    ("name", "before", "after"),
    [
        ("stories/2017-10-0.bin", [RECORD, RECORD], [CONVERTED, CONVERTED]),
        (
            "newest.bin",
            [1, 24213, 128, [0], [RECORD], "乾干里"],
            [1, 24213, 128, [0], [CONVERTED], "乾干里"],
        ),
    ],
)
def test_title_heads_and_text_are_converted_and_nothing_else(name: str, before: Any, after: Any) -> None:
    made = texts(Overrides()).make(FOLDER + name, packed(before))
    assert unpacked(made) == json.loads(json.dumps(after))


def test_files_with_texts_are_made_of_those_of_the_chinese_index_alone() -> None:
    made = texts(Overrides())
    for name in ("newest.bin", "stories/2017-10-0.bin"):
        assert made.name_of(FOLDER + name) == f"hant/search/index/{name}"
    for name in ("search/index/characters.bin", "search/index/recent/0.bin", "search/index/settled/0.bin"):
        assert made.name_of(name) is None
    for name in (
        "en/search/index/newest.bin",
        "hant/search/index/newest.bin",
        "search/index.html",
        "newest.bin",
    ):
        assert made.name_of(name) is None


def test_the_list_and_the_code_are_told() -> None:
    made = [texts(Overrides()), texts(listed(里="里")), texts(Overrides(), b"code")]
    assert len({one.made_of for one in made}) == len(made)
