"""The darkroom: originals become files for readers, upright, in sRGB, without what cameras write into them."""

import sys
from contextlib import suppress
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageCms
from PIL.Image import Resampling, Transpose

from plugins.newsroom.original import Original
from plugins.newsroom.problem import Message, error
from plugins.sources.pictures import Refused, fingerprint, opened, orientation, read
from plugins.sources.terminal import language

from .products import WIDTHS, Format, Product

PAPER = (255, 255, 255)
"""What shines through where a picture is transparent."""

_GAP = 3.0
"""Times the size that is wanted, down to which Pillow may average before it filters: no eye sees the difference."""

_TURNS = {
    2: Transpose.FLIP_LEFT_RIGHT,
    3: Transpose.ROTATE_180,
    4: Transpose.FLIP_TOP_BOTTOM,
    5: Transpose.TRANSPOSE,
    6: Transpose.ROTATE_270,
    7: Transpose.TRANSVERSE,
    8: Transpose.ROTATE_90,
}
"""What undoes each orientation (EXIF 0x0112)."""
_SIDEWAYS = (5, 6, 7, 8)


class OriginalChanged(SystemExit):
    """An original is not what was checked; it was told. Not an `Exception`: Pelican would add a traceback."""


class Darkroom:
    """Makes products of the originals below `content`. The files of one original are made one after another."""

    def __init__(self, content: Path) -> None:
        self._content = content
        self._last: tuple[str, Original, Image.Image] | None = None
        """The original that was developed last, and its print."""

    def make(self, file: str, original: Original, product: Product) -> bytes:
        """The bytes of `product`. Raises `OriginalChanged`."""
        print_ = self._print(file, original)
        size = (product.width, product.height)
        if print_.size != size:
            print_ = print_.resize(size, Resampling.LANCZOS, reducing_gap=_GAP)
        return encoded(print_, product.format)

    def _print(self, file: str, original: Original) -> Image.Image:
        """The picture as large as its largest product, of which all are made."""
        if self._last is None or self._last[:2] != (file, original):
            self._last = (file, original, self._develop(file, original))
        return self._last[2]

    def _develop(self, file: str, original: Original) -> Image.Image:
        try:
            data = read(self._content, file)
            if fingerprint(data) != original.digest:
                raise Refused(_CHANGED)
            with opened(data) as picture:
                return developed(picture, min(original.width, WIDTHS[-1]))
        except Refused as refused:
            _tell(file, refused.message)
            raise OriginalChanged(1) from None


def developed(picture: Image.Image, width: int) -> Image.Image:
    """`picture` upright, `width` wide, in sRGB, and nothing but its pixels."""
    turn, profile = orientation(picture), picture.info.get("icc_profile")
    size = _scaled(picture, width, turn in _SIDEWAYS)
    picture.draft(None, (2 * size[0], 2 * size[1]))  # a decoder that can make it smaller does so at once
    small = flattened(picture).resize(size, Resampling.LANCZOS, reducing_gap=_GAP)
    upright = in_srgb(small, profile)
    return upright.transpose(_TURNS[turn]) if turn in _TURNS else upright


def _scaled(picture: Image.Image, width: int, sideways: bool) -> tuple[int, int]:
    """The size, as it lies in the file, of a picture that is `width` wide when it is upright."""
    wide, high = reversed(picture.size) if sideways else picture.size
    height = max(round(width * high / wide), 1)
    return (height, width) if sideways else (width, height)


def flattened(picture: Image.Image) -> Image.Image:
    """`picture` in a mode that can be made smaller: no palette, nothing transparent, eight bits."""
    if picture.mode.startswith("I"):  # sixteen bits of grey
        return picture.convert("I").point(lambda value: value / 256).convert("L")
    if picture.has_transparency_data:
        over = picture.convert("RGBA")
        paper = Image.new("RGB", over.size, PAPER)
        paper.paste(over, mask=over.getchannel("A"))
        return paper
    return picture if picture.mode in {"RGB", "L", "CMYK"} else picture.convert("RGB")


def in_srgb(picture: Image.Image, profile: bytes | None) -> Image.Image:
    """`picture` in sRGB; one without a profile, or with one that is not right, is taken as it is."""
    if profile:
        with suppress(ImageCms.PyCMSError, OSError, TypeError, ValueError):
            theirs = ImageCms.ImageCmsProfile(BytesIO(profile))
            ours = ImageCms.createProfile("sRGB")
            if converted := ImageCms.profileToProfile(picture, theirs, ours, outputMode="RGB"):
                return converted
    return picture.convert("RGB")


def encoded(picture: Image.Image, format: Format) -> bytes:
    """The bytes of a file of `format`. Pixels alone are taken over, so that no metadata can come along."""
    bare, file = Image.new("RGB", picture.size), BytesIO()
    bare.paste(picture)
    bare.save(file, format.name, **format.options)
    return file.getvalue()


def _tell(file: str, message: Message) -> None:
    print(message.at(f"content/pictures/{file}", 1).in_(language()), file=sys.stderr)


_CHANGED = error(
    "picture-changed",
    "图片在生成网站时变了，没有发布",
    "The picture was changed while the site was built; nothing was published",
    ("再生成一次", "build again"),
)
