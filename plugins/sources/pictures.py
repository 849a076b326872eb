"""Originals of pictures: files below `content/pictures/`, looked at before anything is made of them.

A file may be anything at all, made to do harm too. What can be told from its first bytes is told before it is
decoded; what a decoder raises is a problem of the file, never of the build.
"""

import os
import re
import stat
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from difflib import get_close_matches
from hashlib import blake2b
from io import BytesIO
from pathlib import Path

from PIL import (
    AvifImagePlugin,
    Image,
    JpegImagePlugin,
    PngImagePlugin,
    UnidentifiedImageError,
    WebPImagePlugin,
)
from PIL.ExifTags import Base

from plugins.newsroom.original import Original
from plugins.newsroom.problem import Message, error

FOLDER = "pictures"
"""Below `content/`."""

LARGEST = 30_000_000
"""Bytes of a file."""

PIXELS = 60_000_000
"""Of a picture: 180 MB of memory while it is made smaller. The largest cameras of newsrooms have 45 million."""

TALLEST = 10
"""Times as tall as wide; WebP ends at 16,383 pixels, and pictures are made up to 1,600 wide."""

SCANS = 100
"""Of a JPEG, which usually has ten: a small file with thousands takes minutes to decode."""

_PLUGINS = (JpegImagePlugin, PngImagePlugin, WebPImagePlugin, AvifImagePlugin)
"""Those of Pillow that are needed; it would import all fifty."""

_FORMATS = ("JPEG", "PNG", "WEBP", "AVIF")
_BEGINNINGS = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")
_SCAN, _END = b"\xff\xda", b"\xff\xd9"
_MARKER = re.compile(rb"\xff[^\x00\x01\xd0-\xd7\xff]")
"""The beginning of a segment that tells its length; others belong to the data of a scan."""

_SIDEWAYS = range(5, 9)
"""Orientations (EXIF 0x0112) that swap width and height."""


class Refused(Exception):
    """The file cannot be used; `message` says why."""

    def __init__(self, message: Message) -> None:
        super().__init__(message.code)
        self.message = message


def look(content: Path, file: str) -> Original | Message:
    """What `file`, a path below `content/pictures/`, is; or what is wrong with it. Never raises for what is there."""
    try:
        data = read(content, file)
        with opened(data) as picture:
            width, height = picture.size
            # One eighth of the width and height is enough to find what is missing, and is the quickest.
            picture.draft(None, (max(width // 8, 1), max(height // 8, 1)))
            picture.load()
            if orientation(picture) in _SIDEWAYS:
                width, height = height, width
    except Refused as refused:
        return refused.message
    if height > TALLEST * width:
        return _too_tall(file, width, height)
    return Original(width, height, fingerprint(data))


def fingerprint(data: bytes) -> bytes:
    """What stands for the bytes of an original, in 16 bytes."""
    return blake2b(data, digest_size=16).digest()


@contextmanager
def opened(data: bytes) -> Iterator[Image.Image]:
    """The picture whose bytes are `data`, not decoded yet. Raises `Refused`, also for what is raised inside."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # Pillow's complaints about metadata, which are not published
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        try:
            if data.startswith(_BEGINNINGS[0]) and _has_too_many_scans(data):
                raise Refused(_BROKEN)
            with Image.open(BytesIO(data), formats=_FORMATS) as picture:
                if picture.width * picture.height > PIXELS:
                    raise Refused(_TOO_MANY_PIXELS)
                yield picture
        except (Image.DecompressionBombError, Image.DecompressionBombWarning):
            raise Refused(_TOO_MANY_PIXELS) from None
        except UnidentifiedImageError:
            raise Refused(_BROKEN if _looks_allowed(data) else _NO_FORMAT) from None
        except Refused:
            raise
        except Exception:  # decoders raise nearly anything for bytes that are not what they say
            raise Refused(_BROKEN) from None


def _has_too_many_scans(data: bytes) -> bool:
    """Whether a JPEG has more than `SCANS`, counted from marker to marker (ITU-T T.81, annex B) up to its end.

    Behind the end there may be anything: telephones append a film.
    """
    if data.count(_SCAN) <= SCANS:
        return False
    scans, place = 0, 2
    while scans <= SCANS and (found := _MARKER.search(data, place)) and found[0] != _END:
        scans += found[0] == _SCAN
        place = found.end() + max(int.from_bytes(data[found.end() : found.end() + 2], "big"), 2)
    return scans > SCANS


def orientation(picture: Image.Image) -> int:
    """How it has to be turned (EXIF 0x0112), 1 to 8; 1 where it does not say, or nothing that can be understood."""
    with suppress(Exception):  # metadata that cannot be read are left out, as all of them are
        said = int(picture.getexif().get(Base.Orientation, 1))
        return said if said in range(1, 9) else 1
    return 1


def read(content: Path, file: str) -> bytes:
    """The bytes of `file`, which is below `content/pictures/`. Raises `Refused`."""
    folder = content / FOLDER
    try:
        if _is_linked(folder, file):
            raise Refused(_LINKED)
        found = os.stat(folder / file)
        if not stat.S_ISREG(found.st_mode):
            raise Refused(_missing(folder, file))
        if found.st_size > LARGEST:
            raise Refused(_too_large(found.st_size))
        return (folder / file).read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        raise Refused(_missing(folder, file)) from None
    except OSError as failure:
        raise Refused(_unreadable(failure)) from None


def _is_linked(folder: Path, file: str) -> bool:
    """Whether the folder of pictures, the file, or a folder between them, is a link."""
    return any((folder / part).is_symlink() for part in (Path(file), *Path(file).parents))


def _looks_allowed(data: bytes) -> bool:
    """Whether it begins like a picture of an allowed format."""
    webp = data[:4] == b"RIFF" and data[8:12] == b"WEBP"
    return webp or data.startswith(_BEGINNINGS) or data[4:12] == b"ftypavif"


def _missing(folder: Path, file: str) -> Message:
    names = [path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()]
    near = next(iter(get_close_matches(file, names, n=1)), "")
    return error(
        "missing-picture",
        f"content/pictures/ 里没有“{file}”",
        f"There is no “{file}” in content/pictures/",
        (near, near) if near else ("先放入图片，再写文件名", "put the picture there first"),
    )


def _too_large(size: int) -> Message:
    return error(
        "picture-too-large",
        f"图片文件有 {size / 1e6:.0f} MB，超过 {LARGEST / 1e6:.0f} MB",
        f"The picture's file has {size / 1e6:.0f} MB, more than {LARGEST / 1e6:.0f} MB",
        ("另存为 JPEG，长边 4000 像素就够了", "save it as a JPEG; 4,000 pixels on the long side are enough"),
    )


def _too_tall(file: str, width: int, height: int) -> Message:
    return error(
        "picture-too-tall",
        f"图片“{file}”太长：宽 {width}，高 {height} 像素，高最多是宽的 {TALLEST} 倍",
        f"The picture “{file}” is too tall: {width} by {height} pixels, more than {TALLEST} times as tall as wide",
        ("裁成几张", "cut it into several"),
    )


def _unreadable(failure: OSError) -> Message:
    reason = failure.strerror or type(failure).__name__
    return error("unreadable", f"图片读不了：{reason}", f"The picture cannot be read: {reason}")


_TOO_MANY_PIXELS = error(
    "picture-too-large",
    f"图片超过 {PIXELS // 10_000:,} 万像素",
    f"The picture has more than {PIXELS // 1_000_000} million pixels",
    ("缩小后再放入，长边 4000 像素就够了", "make it smaller; 4,000 pixels on the long side are enough"),
)
_BROKEN = error(
    "broken-picture",
    "图片打不开：文件不完整或已损坏",
    "The picture cannot be opened: the file is cut short or damaged",
    ("从相机或来源重新复制一份", "copy it again from where it came"),
)
_NO_FORMAT = error(
    "picture-format",
    "图片不是 JPEG、PNG、WebP 或 AVIF",
    "The picture is no JPEG, PNG, WebP or AVIF",
    (
        "另存为 JPEG；苹果手机的 HEIC 和其他格式都要先转换",
        "save it as a JPEG; HEIC of an iPhone has to be converted too",
    ),
)
_LINKED = error(
    "linked-file",
    "图片或它的文件夹是一个链接",
    "The picture or its folder is a link",
    (
        "放入文件本身：链接可能指向 content/ 之外",
        "put the file itself there: a link may lead out of content/",
    ),
)
