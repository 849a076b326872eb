from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image, ImageCms

from plugins.newsroom.original import Original
from plugins.pictures.darkroom import Darkroom, OriginalChanged, developed, encoded
from plugins.pictures.products import AVIF, JPEG, WEBP, Product, products
from plugins.sources.pictures import look, opened
from tests.drawing import CAMERA, PLACE, is_upright, photograph


@pytest.fixture
def content(tmp_path: Path) -> Path:
    (tmp_path / "pictures").mkdir()
    return tmp_path


def shoot(content: Path, data: bytes, file: str = "a.jpg") -> Original:
    (content / "pictures" / file).write_bytes(data)
    original = look(content, file)
    assert isinstance(original, Original)
    return original


def all_products(file: str, original: Original) -> list[Product]:
    plain, better = products(file, original)
    return [plain, *better[0], *better[1]]


@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP", "AVIF"])
@pytest.mark.parametrize("orientation", range(1, 9))
def test_products_are_upright_whatever_side_the_camera_was_held_on(
    content: Path, format: str, orientation: int
) -> None:
    original = shoot(content, photograph(400, 300, format, orientation))
    darkroom = Darkroom(content)
    for product in all_products("a.jpg", original):
        data = darkroom.make("a.jpg", original, product)
        with Image.open(BytesIO(data)) as picture:
            assert (picture.size, picture.format) == ((product.width, product.height), product.format.name)
        assert is_upright(data)


def test_nothing_that_a_camera_wrote_is_in_any_product(content: Path) -> None:
    data = photograph(1000, 700, orientation=6)
    assert CAMERA in data
    assert PLACE in data
    original, darkroom = shoot(content, data), Darkroom(content)
    for product in all_products("a.jpg", original):
        made = darkroom.make("a.jpg", original, product)
        assert not [word for word in (CAMERA, PLACE, b"Exif", b"xmpmeta", b"ICC_PROFILE") if word in made]
        with Image.open(BytesIO(made)) as picture:
            picture.load()
            assert not dict(picture.getexif())
            assert not {"exif", "xmp", "icc_profile", "comment"} & picture.info.keys()


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "PA", "RGB", "RGBA", "I;16", "CMYK"])
def test_any_colours_become_rgb_of_eight_bits_on_white_paper(mode: str) -> None:
    grey = {"I;16": 100 * 257, "1": 1, "CMYK": (0, 0, 0, 155), "LA": (100, 255)}.get(mode, 100)
    if mode in {"RGB", "RGBA", "P", "PA"}:
        grey = (100, 100, 100)
    picture = Image.new("RGB" if mode in {"P", "PA"} else mode, (64, 48), grey)
    made = developed(picture.convert(mode) if picture.mode != mode else picture, 32)
    assert (made.mode, made.size) == ("RGB", (32, 24))
    expected = 255 if mode == "1" else 100
    assert all(abs(value - expected) <= 2 for value in made.getpixel((16, 12)))


def test_what_is_transparent_shows_paper() -> None:
    for mode, clear in (("RGBA", (0, 0, 0, 0)), ("LA", (0, 0))):
        made = developed(Image.new(mode, (64, 48), clear), 32)
        assert made.getpixel((3, 3)) == (255, 255, 255)
    file = BytesIO()
    Image.new("P", (64, 48)).save(file, "PNG", transparency=0)
    with opened(file.getvalue()) as picture:
        assert developed(picture, 32).getpixel((3, 3)) == (255, 255, 255)


def test_colours_of_another_profile_are_turned_into_srgb() -> None:
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
    picture = Image.new("RGB", (8, 8), (100, 150, 200))
    for profile in (None, b"", b"nonsense", lab):
        picture.info["icc_profile"] = profile
        assert developed(picture, 8).getpixel((1, 1)) == (100, 150, 200)
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    # A profile in which red and green have changed places.
    other = srgb.replace(b"rXYZ", b"----").replace(b"gXYZ", b"rXYZ").replace(b"----", b"gXYZ")
    for profile, expected in ((srgb, (100, 150, 200)), (other, (150, 100, 200))):
        picture.info["icc_profile"] = profile
        made = developed(picture, 8).getpixel((1, 1))
        assert all(abs(a - b) <= 2 for a, b in zip(made, expected, strict=True))


def test_a_cmyk_picture_of_a_printing_house_is_turned_too(content: Path) -> None:
    file = BytesIO()
    Image.new("CMYK", (64, 48), (255, 0, 0, 0)).save(file, "JPEG", quality=95)
    original = shoot(content, file.getvalue())
    made = Darkroom(content).make("a.jpg", original, products("a.jpg", original).plain)
    with Image.open(BytesIO(made)) as picture:
        red, green, blue = picture.getpixel((9, 9))
    assert red < 30 < 200 < min(green, blue)


def test_the_smallest_of_pictures_is_made_in_every_format(content: Path) -> None:
    for size in ((1, 1), (1, 10), (900, 1), (3, 2)):
        file = BytesIO()
        Image.new("RGB", size).save(file, "PNG")
        original = shoot(content, file.getvalue())
        for product in all_products("a.jpg", original):
            assert Darkroom(content).make("a.jpg", original, product)


def test_the_tallest_picture_is_not_too_tall_for_webp(content: Path) -> None:
    file = BytesIO()
    Image.new("RGB", (1600, 16_000), (200, 200, 200)).save(file, "PNG")
    original = shoot(content, file.getvalue())
    plain, (_, webp) = products("a.jpg", original)
    for product in (plain, webp[-1]):
        assert Darkroom(content).make("a.jpg", original, product)


def test_bytes_do_not_depend_on_what_was_made_before(content: Path) -> None:
    originals = {name: shoot(content, photograph(900, 500, seed=n), name) for n, name in enumerate("ab")}
    one = Darkroom(content)
    wanted = [(name, product) for name in "ab" for product in all_products(name, originals[name])]
    together = [one.make(name, originals[name], product) for name, product in wanted]
    alone = [Darkroom(content).make(name, originals[name], product) for name, product in reversed(wanted)]
    assert together == alone[::-1]


@pytest.mark.parametrize("data", [photograph(64, 48, seed=1), b"", None])
def test_an_original_that_has_changed_since_it_was_checked_is_told_and_not_published(
    content: Path, capsys: pytest.CaptureFixture[str], data: bytes | None
) -> None:
    original = shoot(content, photograph(64, 48))
    path = content / "pictures" / "a.jpg"
    path.unlink() if data is None else path.write_bytes(data)
    with pytest.raises(OriginalChanged) as stop:
        Darkroom(content).make("a.jpg", original, products("a.jpg", original).plain)
    assert stop.value.code == 1
    said = capsys.readouterr().err
    assert said.startswith("content/pictures/a.jpg:1: ")
    assert ("missing-picture" if data is None else "picture-changed") in said


@pytest.mark.parametrize(
    ("mode", "clear"),
    [("1", 0), ("1", 1), ("L", 0), ("L", 255), ("P", 0), ("P", b"\0\x80"), ("RGB", (0, 0, 0)), ("I;16", 0)],
)
def test_a_png_may_name_a_colour_that_is_transparent(content: Path, mode: str, clear: Any) -> None:
    file = BytesIO()
    Image.new(mode, (64, 48)).save(file, "PNG", transparency=clear)
    original = shoot(content, file.getvalue())
    assert Darkroom(content).make("a.jpg", original, products("a.jpg", original).plain)


GOOD = [photograph(64, 48, format, orientation=5) for format in ("JPEG", "PNG", "WEBP", "AVIF")]


@settings(max_examples=300, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
@given(
    good=st.sampled_from(GOOD),
    changes=st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 255)), max_size=4),
)
def test_what_has_passed_the_check_can_be_made(
    content: Path, good: bytes, changes: list[tuple[float, int]]
) -> None:
    data = bytearray(good)
    for place, byte in changes:
        data[int(place * len(data))] = byte
    (content / "pictures" / "a.jpg").write_bytes(data)
    original = look(content, "a.jpg")
    if isinstance(original, Original):
        assert Darkroom(content).make("a.jpg", original, products("a.jpg", original).plain)


def test_a_fine_pattern_becomes_grey_and_colours_stay_what_they_are() -> None:
    pattern = Image.frombytes("L", (1600, 1200), (b"\0\xff" * 800 + b"\xff\0" * 800) * 600)
    darkest, lightest = developed(pattern, 320).convert("L").getextrema()
    assert 100 < darkest <= lightest < 156
    for format in (AVIF, WEBP, JPEG):
        with Image.open(BytesIO(encoded(Image.new("RGB", (64, 64), (168, 32, 26)), format))) as picture:
            found = picture.convert("RGB").getpixel((9, 9))
        assert all(abs(a - b) < 8 for a, b in zip(found, (168, 32, 26), strict=True))
