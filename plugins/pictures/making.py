"""Making products: those that were made before are found again; the darkroom is opened for the others."""

from functools import cached_property
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING

import PIL

from plugins.fastbuild.kept import Kept
from plugins.newsroom.original import Original

from .products import Product

if TYPE_CHECKING:  # a build in which no picture is new needs no darkroom
    from .darkroom import Darkroom

_HERE = Path(__file__).parent
_CODE = (_HERE / "darkroom.py", _HERE / "products.py", _HERE.parent / "sources" / "pictures.py")
"""What decides how an original is developed."""


class Maker:
    """Makes products of the originals below `content`, with what earlier builds have `kept`."""

    def __init__(self, content: Path, kept: Kept) -> None:
        self._content, self._kept = content, kept
        self._craft = blake2b(PIL.__version__.encode())
        for path in _CODE:
            self._craft.update(path.read_bytes())

    def key(self, original: Original) -> str:
        """Stands for all that decides what products of `original` are: its bytes, our code and the encoders' version."""
        made_of = self._craft.copy()
        made_of.update(original.digest)
        return made_of.hexdigest()[:32]

    def make(self, file: str, original: Original, product: Product) -> bytes:
        """The bytes of `product`. Raises `OriginalChanged`."""
        key, name = self.key(original), f"{product.width}.{product.format.ending}"
        made = self._kept.load(key, name)
        if made is None:
            made = self._darkroom.make(file, original, product)
            self._kept.save(key, name, made)
        return made

    @cached_property
    def _darkroom(self) -> "Darkroom":
        from .darkroom import Darkroom

        return Darkroom(self._content)
