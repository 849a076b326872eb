"""What the pages of a listing show, as bytes: equal bytes, equal pages."""

from functools import cached_property
from hashlib import blake2b

from .later import Later
from .listings import Listing
from .stories import finished


class ListingKeys:
    """What the pages of a listing show, as bytes, worked out for those that ask; `work` is what is beside its stories."""

    def __init__(self, listing: Listing, work: Later | None) -> None:
        self._listing, self._work = listing, work

    @cached_property
    def about(self) -> bytes:
        """Stands for what it says of itself."""
        return digest(_about(self._listing))

    @cached_property
    def beside(self) -> bytes:
        """Stands for what its front shows beside stories."""
        return digest(_beside(self._listing) + (self._work.key if self._work else b""))

    @cached_property
    def shown(self) -> bytes:
        """Stands for all that all of its pages show."""
        return digest(b"".join([self.about, self.beside, *[story.shown for story in self._listing.stories]]))


def digest(key: bytes) -> bytes:
    """Stands for a long key: each page has one. (This room does not know fastbuild, which has the like.)"""
    return blake2b(key, digest_size=16).digest()


def _about(listing: Listing) -> bytes:
    """Stands for what a listing says of itself on each of its pages."""
    return repr((listing.kind, listing.folder, listing.period, listing.roles, listing.record)).encode()


def _beside(listing: Listing) -> bytes:
    """Stands for what the front of a year or month shows beside its newest stories."""
    if not listing.period:
        return b""
    days = []
    if listing.kind == "year":
        for story in finished(listing.stories, listing.running):
            day = story.original.date
            days.append((day.month, day.day, story.filing.mark))  # a day leads to a page
    return repr((listing.older, listing.newer, listing.running, days)).encode()
