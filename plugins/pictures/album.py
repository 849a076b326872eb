"""The album: the pictures of a site as pages show them."""

from collections.abc import Iterable, Mapping
from hashlib import blake2b
from typing import TYPE_CHECKING

from plugins.newsroom.original import Original

from .products import BETTER, products
from .views import PictureView, Source, Variant

if TYPE_CHECKING:  # a build in which no picture is shown anew needs none
    from plugins.newsroom.picture import Picture


class Album:
    """What is known of every picture that a site shows; `originals` are by file below `content/pictures/`."""

    def __init__(self, originals: Mapping[str, Original]) -> None:
        self.originals = originals

    def view(self, picture: "Picture") -> PictureView:
        """`picture` as a page shows it."""
        plain, better = products(picture.file, self.originals[picture.file])
        return PictureView(
            address=plain.address,
            width=plain.width,
            height=plain.height,
            alt=picture.alt,
            sources=tuple(
                Source(format.type, tuple(Variant(each.address, each.width) for each in made))
                for format, made in zip(BETTER, better, strict=True)
            ),
            caption=picture.caption,
            credit=picture.credit,
            focus=picture.focus,
        )

    def shown(self, files: Iterable[str]) -> bytes:
        """Stands for what these originals are, in 16 bytes: equal as long as all are the same."""
        return blake2b(b"".join([self.originals[file].digest for file in files]), digest_size=16).digest()
