from hypothesis import given
from hypothesis import strategies as st

from plugins.newsroom.original import Original
from plugins.newsroom.picture import Picture
from plugins.pictures.album import Album
from plugins.pictures.products import WIDTHS, products, stem_of
from plugins.pictures.views import PictureView, Source, Variant

DIGEST = b"0123456789abcdef"


def widths(width: int, height: int = 600) -> list[int]:
    better = products("a.jpg", Original(width, height, DIGEST)).better
    assert [product.width for product in better[0]] == [product.width for product in better[1]]
    return [product.width for product in better[0]]


def test_the_widths_are_those_of_the_brief_and_never_more_than_the_original_has() -> None:
    assert widths(4000) == widths(1600) == [320, 480, 800, 1200, 1600]
    assert widths(1599) == [320, 480, 800, 1200, 1599]
    assert widths(1000) == [320, 480, 800, 1000]
    assert widths(480) == [320, 480]
    assert widths(200) == [200]


def test_an_address_tells_the_file_the_width_and_what_it_is_made_of() -> None:
    one = products("2017/10/a.b.jpg", Original(4000, 3000, DIGEST))
    other = products("2017/10/a.b.jpg", Original(4000, 3000, DIGEST[::-1]))
    assert one.better[0][1].address.startswith("pictures/2017/10/a.b-480-")
    assert one.better[0][1].address.endswith(".avif")
    mark = one.plain.address.removeprefix("pictures/2017/10/a.b-800-").removesuffix(".jpg")
    assert len(mark) == 8
    assert int(mark, 16) >= 0
    assert mark not in other.plain.address


@given(st.integers(1, 20_000), st.integers(1, 20_000))
def test_no_product_is_larger_than_its_original_or_of_another_shape(width: int, height: int) -> None:
    plain, better = products("a.jpg", Original(width, height, DIGEST))
    for product in (plain, *better[0], *better[1]):
        assert 1 <= product.width <= min(width, WIDTHS[-1])
        assert 1 <= product.height <= height
        assert abs(product.height - product.width * height / width) <= 1
    assert plain.width == min(width, 800)


@given(st.text(alphabet="ab./", min_size=1))
def test_a_stem_is_the_path_without_its_ending(file: str) -> None:
    assert file.startswith(stem_of(file))
    assert "/" not in file[len(stem_of(file)) :]


def test_a_page_is_given_addresses_sizes_and_words() -> None:
    album = Album({"2017/a.png": Original(500, 1000, DIGEST)})
    said = {"file": "2017/a.png", "alt": "现场", "caption": "图说", "credit": "陈静 摄", "focus": "左上"}
    view = album.view(Picture.model_validate(said))
    stem, mark = "pictures/2017/a", view.address[-12:-4]
    assert view == PictureView(
        address=f"{stem}-500-{mark}.jpg",
        width=500,
        height=1000,
        alt="现场",
        sources=tuple(
            Source(
                f"image/{kind}",
                tuple(Variant(f"{stem}-{width}-{mark}.{kind}", width) for width in (320, 480, 500)),
            )
            for kind in ("avif", "webp")
        ),
        caption="图说",
        credit="陈静 摄",
        focus=(0, 0),
    )


def test_what_stands_for_originals_is_another_when_one_of_them_is() -> None:
    one, other = Original(5, 5, DIGEST), Original(5, 5, DIGEST[::-1])
    assert Album({"a": one, "b": other}).shown(["a", "b"]) != Album({"a": one, "b": one}).shown(["a", "b"])
    assert Album({"a": one, "b": other}).shown(["a"]) == Album({"a": one}).shown(["a"])
