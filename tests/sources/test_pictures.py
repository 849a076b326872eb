from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from plugins.newsroom.original import Original
from plugins.newsroom.problem import Message
from plugins.sources.pictures import LARGEST, PIXELS, TALLEST, fingerprint, look
from tests.drawing import bomb, photograph


@pytest.fixture
def content(tmp_path: Path) -> Path:
    (tmp_path / "content" / "pictures" / "2017").mkdir(parents=True)
    return tmp_path / "content"


def put(content: Path, data: bytes, file: str = "2017/a.jpg") -> Original | Message:
    (content / "pictures" / file).write_bytes(data)
    return look(content, file)


def code(found: Original | Message) -> str:
    return found.code if isinstance(found, Message) else "good"


def drawn(width: int, height: int, mode: str = "RGB", format: str = "PNG") -> bytes:
    file = BytesIO()
    Image.new(mode, (width, height)).save(file, format)
    return file.getvalue()


@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP", "AVIF"])
@pytest.mark.parametrize("orientation", range(1, 9))
def test_the_size_of_an_original_is_that_of_the_upright_picture(
    content: Path, format: str, orientation: int
) -> None:
    data = photograph(64, 48, format, orientation)
    assert put(content, data) == Original(64, 48, fingerprint(data))


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_whatever_its_colours_are_a_picture_is_one(content: Path, mode: str) -> None:
    assert code(put(content, drawn(7, 3, mode))) == "good"


@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_one_that_is_cut_short_is_broken(content: Path, format: str) -> None:
    data = photograph(640, 480, format)
    for share in (0.02, 0.3, 0.9):
        assert code(put(content, data[: int(len(data) * share)])) == "broken-picture"


def test_a_name_says_nothing_of_a_format(content: Path) -> None:
    assert code(put(content, photograph(64, 48, "PNG"), "a.jpg")) == "good"


@pytest.mark.parametrize("format", ["GIF", "BMP", "TIFF", "ICO"])
def test_other_formats_are_refused_with_what_to_do(content: Path, format: str) -> None:
    found = put(content, drawn(64, 48, format=format))
    assert isinstance(found, Message)
    assert found.code == "picture-format"
    assert found.suggestion is not None
    assert "HEIC" in found.suggestion.zh


@pytest.mark.parametrize(
    "data", [b"", b"<svg/>", b"%PDF-1.4", b"GIF89a", b"\0" * 100, b"\x00\x00\x00 ftypheic"]
)
def test_what_is_no_picture_is_refused(content: Path, data: bytes) -> None:
    assert code(put(content, data)) == "picture-format"


@pytest.mark.parametrize(
    "data",
    [
        bomb(),
        bomb(9000, 9000),
        bomb(10_000, 10_000),
        bomb(15_000, 15_000),
        bomb(60_001, 1000),
        drawn(PIXELS // 1000 + 1, 1000, "1"),
    ],
)
def test_a_bomb_is_refused_before_it_is_decoded(content: Path, data: bytes) -> None:
    assert len(data) < 100_000
    assert code(put(content, data)) == "picture-too-large"


def test_one_as_large_as_the_limit_is_good(content: Path) -> None:
    assert code(put(content, drawn(PIXELS // 6000, 6000, "1"))) == "good"


def test_a_file_that_is_too_large_is_not_read(content: Path) -> None:
    with (content / "pictures/2017/a.jpg").open("wb") as file:
        file.truncate(LARGEST + 1)
    found = look(content, "2017/a.jpg")
    assert isinstance(found, Message)
    assert (found.code, "30 MB" in found.message.zh) == ("picture-too-large", True)


def test_a_jpeg_of_thousands_of_scans_is_refused_before_it_is_decoded(content: Path) -> None:
    data = photograph(64, 48)
    start = data.index(b"\xff\xda")
    assert code(put(content, data[:start] + data[start:-2] * 200 + data[-2:])) == "broken-picture"


def test_a_film_that_a_telephone_has_put_behind_a_picture_is_not_counted(content: Path) -> None:
    film = b"\xff\xda\x00\x0c\x03" * 500
    assert code(put(content, photograph(64, 48) + film)) == "good"
    assert code(put(content, photograph(64, 48)[:-2] + film)) == "broken-picture"


def test_a_picture_with_a_second_one_behind_it_is_good(content: Path) -> None:
    file = BytesIO()
    first, second = (Image.new("RGB", (64, 48), grey) for grey in ("grey", "white"))
    first.save(file, "MPO", save_all=True, append_images=[second])
    assert put(content, file.getvalue()) == Original(64, 48, fingerprint(file.getvalue()))


def test_one_much_taller_than_wide_is_refused(content: Path) -> None:
    assert code(put(content, drawn(10, 10 * TALLEST))) == "good"
    assert code(put(content, drawn(10, 10 * TALLEST + 1))) == "picture-too-tall"
    assert code(put(content, drawn(1000, 10))) == "good"


def test_one_that_is_not_there_is_named_with_the_nearest(content: Path) -> None:
    put(content, photograph(64, 48), "2017/visit.jpg")
    found = look(content, "2017/visti.jpg")
    assert isinstance(found, Message)
    assert found.code == "missing-picture"
    assert found.suggestion is not None
    assert found.suggestion.zh == "2017/visit.jpg"
    for file in ("2017", "2017/visit.jpg/x", "x" * 300):
        assert code(look(content, file)) in {"missing-picture", "unreadable"}


def test_a_link_is_refused_wherever_it_stands_and_leads(content: Path, tmp_path: Path) -> None:
    good = photograph(64, 48)
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "a.jpg").write_bytes(good)
    put(content, good)
    pictures = content / "pictures"
    (pictures / "b.jpg").symlink_to(tmp_path / "outside" / "a.jpg")
    (pictures / "c.jpg").symlink_to(pictures / "2017" / "a.jpg")
    (pictures / "folder").symlink_to(tmp_path / "outside")
    (pictures / "nowhere.jpg").symlink_to(tmp_path / "nowhere")
    for file in ("b.jpg", "c.jpg", "folder/a.jpg", "nowhere.jpg"):
        assert code(look(content, file)) == "linked-file"
    pictures.rename(tmp_path / "moved")
    pictures.symlink_to(tmp_path / "moved")
    assert code(look(content, "2017/a.jpg")) == "linked-file"


def test_a_pipe_is_no_picture_and_nobody_waits_for_it(content: Path) -> None:
    import os

    os.mkfifo(content / "pictures" / "a.jpg")
    assert code(look(content, "a.jpg")) == "missing-picture"


def test_one_without_width_or_height_is_broken(content: Path) -> None:
    assert code(put(content, bomb(0, 8))) == code(put(content, bomb(8, 0))) == "broken-picture"


def test_metadata_that_cannot_be_read_do_not_matter(content: Path) -> None:
    file = BytesIO()
    Image.new("RGB", (64, 48)).save(file, "JPEG", exif=b"Exif\0\0nonsense", icc_profile=b"nonsense")
    assert code(put(content, file.getvalue())) == "good"


GOOD = [photograph(64, 48, format) for format in ("JPEG", "PNG", "WEBP", "AVIF")]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    content = tmp_path_factory.mktemp("fuzz") / "content"
    (content / "pictures" / "2017").mkdir(parents=True)
    return content


@settings(max_examples=300, suppress_health_check=[HealthCheck.too_slow])
@given(
    beginning=st.sampled_from([b"", *(good[:40] for good in GOOD)]),
    rest=st.binary(max_size=400),
)
def test_random_bytes_are_only_ever_a_message(folder: Path, beginning: bytes, rest: bytes) -> None:
    found = put(folder, beginning + rest)
    assert isinstance(found, Message)
    assert found.at("a", 1).in_("zh") != found.at("a", 1).in_("en")


@settings(max_examples=400, suppress_health_check=[HealthCheck.too_slow])
@given(
    good=st.sampled_from(GOOD),
    cut=st.floats(0, 1),
    changes=st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 255)), max_size=6),
)
def test_a_picture_with_bytes_changed_and_lost_is_one_or_a_message(
    folder: Path, good: bytes, cut: float, changes: list[tuple[float, int]]
) -> None:
    data = bytearray(good[: int(len(good) * cut)])
    for place, byte in changes:
        if data:
            data[int(place * len(data))] = byte
    found = put(folder, bytes(data))
    assert isinstance(found, Message) or (found.width > 0 and found.height > 0)
