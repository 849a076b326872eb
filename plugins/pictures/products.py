"""What is made of an original: which files, how large, and at which addresses. Sizes are in pixels."""

from collections.abc import Mapping
from hashlib import blake2b
from typing import NamedTuple

from plugins.newsroom.original import Original

WIDTHS = (320, 480, 800, 1200, 1600)
"""Of the files that browsers choose from. No picture is made wider than its original is."""

PLAIN_WIDTH = 800
"""Of the file for browsers that know neither AVIF nor WebP."""

FOLDER = "pictures/"
"""Where readers find them."""


class Format(NamedTuple):
    """A kind of file, and how it is written."""

    name: str
    """Pillow's."""
    type: str
    """The media type."""
    ending: str
    options: Mapping[str, int | bool]


# One thread, since pictures are made on all cores already: more of them would write other bytes on other machines.
AVIF = Format("AVIF", "image/avif", "avif", {"quality": 52, "speed": 6, "max_threads": 1})
WEBP = Format("WEBP", "image/webp", "webp", {"quality": 72, "method": 4})
JPEG = Format("JPEG", "image/jpeg", "jpg", {"quality": 75, "progressive": True, "optimize": True})
BETTER = (AVIF, WEBP)
"""The best one first."""

_RECIPE = repr([(made.name, sorted(made.options.items())) for made in (*BETTER, JPEG)]).encode()


class Product(NamedTuple):
    """A file that is made of an original."""

    address: str
    format: Format
    width: int
    height: int


class Products(NamedTuple):
    """Everything that is made of one original."""

    plain: Product
    """For browsers that know no better."""
    better: tuple[tuple[Product, ...], ...]
    """For each of `BETTER`, from small to large."""


def products(file: str, original: Original) -> Products:
    """What is made of `original`, which is `file` below `content/pictures/`.

    The addresses tell what the files are made of, so that a reader's browser may keep them for ever.
    """
    stem = FOLDER + stem_of(file)
    mark = blake2b(original.digest + _RECIPE, digest_size=4).hexdigest()

    def made(width: int, format: Format) -> Product:
        width = min(width, original.width)
        height = max(round(width * original.height / original.width), 1)
        return Product(f"{stem}-{width}-{mark}.{format.ending}", format, width, height)

    widths = sorted({min(width, original.width) for width in WIDTHS})
    better = tuple(tuple(made(width, format) for width in widths) for format in BETTER)
    return Products(made(PLAIN_WIDTH, JPEG), better)


def stem_of(file: str) -> str:
    """The path of a file without its ending."""
    folder, slash, name = file.rpartition("/")
    return folder + slash + (name.rpartition(".")[0] or name)
