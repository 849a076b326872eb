"""What a picture really is, whatever its name or its file say."""

import re

_BEGINNINGS = {
    b"\xff\xd8\xff": "JPEG",
    b"\x89PNG\r\n\x1a\n": "PNG",
    b"GIF8": "GIF",
    b"BM": "BMP",
    b"II*\x00": "TIFF",
    b"MM\x00*": "TIFF",
    b"\x01\x00\x00\x00": "EMF",
    b"\xd7\xcd\xc6\x9a": "WMF",
    b"\x01\x00\x09\x00": "WMF",
}
ENDINGS = {"JPEG": "jpg", "PNG": "png", "WebP": "webp", "AVIF": "avif"}
"""Formats that the site can use, with the endings of their names."""

_BRANDS = {b"avif": "AVIF", b"avis": "AVIF", b"heic": "HEIC", b"heix": "HEIC", b"mif1": "HEIC"}

_FILE_NAME = re.compile(
    r"(?:.*[\\/])?[^\\/。，]*\.(?:jpe?g|png|gif|bmp|tiff?|webp|heic|emf|wmf)"
    r"|(?:图片|图像|Picture|Image|IMG)[\s_\d]*",
    re.IGNORECASE,
)


def alternative(said: str) -> str:
    """What a file gives as the text alternative of a picture; "" where it is the name of a file."""
    words = " ".join(said.split())
    return "" if _FILE_NAME.fullmatch(words) else words


def picture_format(data: bytes) -> str:
    """The format that its first bytes tell, such as `JPEG`; "" where they tell none."""
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "WebP"
    if data[4:8] == b"ftyp":
        return _BRANDS.get(data[8:12], "")
    if b"<svg" in data[:1000]:
        return "SVG"
    return next((name for beginning, name in _BEGINNINGS.items() if data.startswith(beginning)), "")


class Pictures:
    """The pictures of a file, under names of our own; the same bytes have one name."""

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}

    def add(self, data: bytes) -> str | None:
        """The name of the picture, such as `picture-1.jpg`; None where the site cannot use its format."""
        ending = ENDINGS.get(picture_format(data))
        if ending is None:
            return None
        for name, known in self.files.items():
            if known == data:
                return name
        name = f"picture-{len(self.files) + 1}.{ending}"
        self.files[name] = data
        return name
