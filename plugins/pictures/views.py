"""What templates are given of a picture. Sizes are in pixels; addresses are below the site, without a leading slash."""

from typing import NamedTuple


class Variant(NamedTuple):
    """A file of one width."""

    address: str
    width: int


class Source(NamedTuple):
    """A picture in one format, from small to large (`<source type srcset>`)."""

    type: str
    """The media type: image/avif."""
    variants: tuple[Variant, ...]


class PictureView(NamedTuple):
    """A picture as a page shows it."""

    address: str
    """The file for browsers that know no better: a JPEG, or an SVG drawing."""
    width: int
    height: int
    alt: str
    """What it shows, for who cannot see it; empty only where it is decoration."""
    sources: tuple[Source, ...] = ()
    """Better formats, the best one first."""
    caption: str | None = None
    credit: str | None = None
    focus: tuple[int, int] = (50, 50)
    """What has to stay in sight where it is cropped: percent from the left and from the top, in steps of 25."""
