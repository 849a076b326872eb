"""The Traditional Chinese edition: each Chinese page once more, made of its own bytes by OpenCC and the editors' list."""

from collections.abc import Mapping
from functools import cached_property
from hashlib import blake2b
from pathlib import Path
from re import split
from typing import Any, ClassVar
from uuid import UUID, uuid5

from plugins.newsroom import addresses
from plugins.newsroom.traditional import Overrides

from .converter import Converter
from .interface import TAGS
from .markup import Rewriter
from .twins import TRADITIONAL

_BETWEEN = "\x1f"
"""Stands between texts that are converted together. No HTML may contain it, and no list of words does."""

_URN = "urn:uuid:"
_CODE = [Path(__file__), Path(__file__).with_name("markup.py"), Path(addresses.__file__)]


class TraditionalEdition:
    """See `fastbuild.derived.Derivation` and `markup.Edition`. `settings` are those of the site."""

    before: ClassVar[str] = TAGS["zh"]
    tag: ClassVar[str] = TRADITIONAL
    locale: ClassVar[dict[str, str]] = {"zh_CN": "zh_TW"}

    def __init__(self, settings: Mapping[str, Any], overrides: Overrides) -> None:
        self._converter = Converter(overrides)
        self._base: str = settings["SITEURL"]
        self._origin: str = settings["SITE_ORIGIN"]
        self._rewriter = Rewriter(self)

    @cached_property
    def made_of(self) -> bytes:
        """What words are converted by, our code, and where the site is."""
        made = blake2b(self._converter.made_of)
        made.update(repr((self._origin, self._base)).encode())
        for path in _CODE:
            made.update(path.read_bytes())
        return made.digest()

    def name_of(self, source: str) -> str | None:
        """The file of this edition that is made of `source`."""
        return addresses.traditional(source)

    def prepare(self) -> None:
        """See `Converter.prepare`."""
        self._converter.prepare()

    def make(self, source: str, data: bytes) -> bytes:
        """A page or feed of this edition, made of the bytes of the simplified one."""
        return self._rewriter.rewrite(data.decode()).encode()

    # -- what is said

    def texts(self, texts: list[str]) -> list[str]:
        """Each in Traditional Chinese; all at once, which is faster, unless they hold what stands between them."""
        joined = _BETWEEN.join(texts)
        if not texts or joined.count(_BETWEEN) != len(texts) - 1:
            return [self.convert(text) for text in texts]
        return self.convert(joined).split(_BETWEEN)

    def convert(self, text: str) -> str:
        """One text."""
        return self._converter.convert(text)

    # -- where it leads

    def link(self, address: str) -> str:
        """The address of the page in this edition; the same address where there is none."""
        root, path, more = self._parts(address)
        own = addresses.traditional(path) if root else None
        return address if own is None else f"{root}{own}{more}"

    def back(self, address: str) -> str:
        """The address of the simplified page that one of this edition was made of."""
        root, path, more = self._parts(address)
        return f"{root}{path.removeprefix(addresses.TRADITIONAL)}{more}" if root else address

    def _parts(self, address: str) -> tuple[str, str, str]:
        """Where the site begins in a link, the address in it, and what follows that; only the last if it leads elsewhere."""
        for root in dict.fromkeys((f"{self._origin}{self._base}/", f"{self._base}/")):
            if address.startswith(root) and not address.startswith("//"):
                path = split("[?#]", address[len(root) :], maxsplit=1)[0]
                return root, path, address[len(root) + len(path) :]
        return "", "", address

    def identity(self, urn: str) -> str:
        """RFC 4287 §4.2.6: an id of its own for what is said in this edition, and the same for ever."""
        if not urn.startswith(_URN):
            return urn
        return uuid5(UUID(urn.removeprefix(_URN)), self.tag).urn
