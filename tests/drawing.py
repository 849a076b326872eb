"""Pictures for tests, drawn when they are needed: with everything that a camera writes into a file."""

import struct
import zlib
from functools import cache
from io import BytesIO

from PIL import Image, ImageCms
from PIL.ExifTags import GPS, IFD, Base
from PIL.TiffImagePlugin import IFDRational

CORNERS = {"top left": (220, 30, 30), "top right": (30, 180, 40), "bottom left": (30, 60, 220)}
"""Of every picture that is drawn, as it is looked at; the fourth corner is grey. A turned picture shows."""

CAMERA = b"TestCam 9000"
PLACE = b"here it was taken"
"""Bytes in the metadata of every JPEG, that must not be found in any file of a site."""


@cache
def photograph(
    width: int = 640, height: int = 480, format: str = "JPEG", orientation: int = 1, seed: int = 0
) -> bytes:
    """The bytes of a picture that is `width` by `height` when it is upright; another `seed`, another picture."""
    picture = _stored(_scene(width, height, seed), orientation)
    file = BytesIO()
    picture.save(
        file,
        format,
        exif=_metadata(orientation),
        icc_profile=ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes(),
        **({"xmp": b"<x:xmpmeta>%s</x:xmpmeta>" % PLACE, "quality": 90} if format != "PNG" else {}),
    )
    return file.getvalue()


def _scene(width: int, height: int, seed: int) -> Image.Image:
    picture = Image.new("RGB", (width, height), (120, 120, 120 + seed * 37 % 128))
    across, down = width // 2, height // 2
    picture.paste(CORNERS["top left"], (0, 0, across, down))
    picture.paste(CORNERS["top right"], (across, 0, width, down))
    picture.paste(CORNERS["bottom left"], (0, down, across, height))
    return picture


_STORED = {
    1: None,
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}
"""How a camera that was held so has stored the scene."""


def _stored(scene: Image.Image, orientation: int) -> Image.Image:
    turn = _STORED[orientation]
    return scene if turn is None else scene.transpose(turn)


def _metadata(orientation: int) -> bytes:
    exif = Image.Exif()
    exif[Base.Orientation] = orientation
    exif[Base.Model] = CAMERA.decode()
    exif[Base.ImageDescription] = PLACE.decode()
    degrees = tuple(IFDRational(number) for number in (34, 52, 30))
    exif.get_ifd(IFD.GPSInfo).update({GPS.GPSLatitudeRef: "N", GPS.GPSLatitude: degrees})
    return exif.tobytes()


def corners(data: bytes) -> dict[str, tuple[int, int, int]]:
    """The colours of a picture's corners, as they are looked at by who ignores metadata."""
    with Image.open(BytesIO(data)) as picture:
        plain = picture.convert("RGB")
    left, right = plain.width // 4, plain.width * 3 // 4
    top, bottom = plain.height // 4, plain.height * 3 // 4
    points = {"top left": (left, top), "top right": (right, top), "bottom left": (left, bottom)}
    return {name: plain.getpixel(point) for name, point in points.items()}


def is_upright(data: bytes) -> bool:
    """Whether its corners are those of the scene, as far as an encoder keeps colours."""
    found = corners(data)
    return all(
        abs(mine - theirs) < 40
        for name in CORNERS
        for mine, theirs in zip(CORNERS[name], found[name], strict=True)
    )


def bomb(width: int = 60_000, height: int = 60_000) -> bytes:
    """A PNG that says it is as large, black and white, and has next to nothing in it."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    rows = zlib.compress(bytes(1 + (width + 7) // 8) * 8)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")
