"""Originals of pictures: what is known of a file without looking at it again."""

from typing import NamedTuple


class Original(NamedTuple):
    """A picture as it came from a camera. Small, so that a build can keep all of them."""

    width: int
    """In pixels, as it is looked at: after it has been turned upright."""
    height: int
    digest: bytes
    """Of all its bytes: an original that was replaced by another has another one."""
