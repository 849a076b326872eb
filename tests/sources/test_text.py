from pathlib import Path

import pytest

from plugins.sources.text import LIMIT, read_text

WORDS = "惠济区古荥镇\n第二行\n"


def write(folder: Path, data: bytes) -> Path:
    path = folder / "a.md"
    path.write_bytes(data)
    return path


@pytest.mark.parametrize(
    "data",
    [
        WORDS.encode(),
        b"\xef\xbb\xbf" + WORDS.encode(),
        WORDS.replace("\n", "\r\n").encode(),
        WORDS.replace("\n", "\r").encode(),
    ],
    ids=["utf-8", "utf-8 with BOM", "CRLF", "CR"],
)
def test_the_usual_forms_of_utf8_read_the_same_without_a_word(tmp_path: Path, data: bytes) -> None:
    assert read_text(write(tmp_path, data)) == (WORDS, [])


@pytest.mark.parametrize("codec", ["gb18030", "utf-16"])
def test_other_encodings_that_can_be_known_are_read_with_a_warning(tmp_path: Path, codec: str) -> None:
    text, found = read_text(write(tmp_path, WORDS.encode(codec)))
    assert text == WORDS
    assert [message.code for _, message in found] == ["not-utf8"]


def test_bytes_that_are_no_text_are_an_error(tmp_path: Path) -> None:
    text, found = read_text(write(tmp_path, b"\xff\x00\xfe\x81"))
    assert text is None
    assert [message.code for _, message in found] == ["unknown-encoding"]


def test_a_control_character_is_an_error_on_its_line(tmp_path: Path) -> None:
    text, found = read_text(write(tmp_path, b"a\nb\x00c\n"))
    assert text is None
    assert [(line, message.code) for line, message in found] == [(2, "control-character")]


def test_a_file_too_large_is_not_read_at_all(tmp_path: Path) -> None:
    text, found = read_text(write(tmp_path, b"a" * (LIMIT + 1)))
    assert text is None
    assert [message.code for _, message in found] == ["file-too-large"]


def test_a_file_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    text, found = read_text(tmp_path / "none.md")
    assert text is None
    assert [message.code for _, message in found] == ["unreadable"]
