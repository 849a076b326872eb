"""Simplified Chinese in Traditional characters: OpenCC, and the editors' list, which knows better."""

from functools import cache, cached_property
from hashlib import blake2b
from importlib.metadata import version
from pathlib import Path
from typing import Any

from plugins.newsroom import traditional
from plugins.newsroom.traditional import Overrides

CONFIG = "s2tw"
"""Characters as Taiwan writes them, and the mainland's words (docs/domain.md §4). It changes no number of characters."""

_CODE = [Path(__file__), Path(traditional.__file__)]


class Converter:
    """Converts by `overrides`, the editors' list, and by OpenCC what that does not say."""

    def __init__(self, overrides: Overrides) -> None:
        self._overrides = overrides

    @cached_property
    def made_of(self) -> bytes:
        """Stands for the list, OpenCC's version and our code."""
        words = sorted(self._overrides.words.items()), self._overrides.names
        made = blake2b(repr(words).encode("utf-8", "surrogatepass"))
        made.update(repr((version("opencc"), CONFIG)).encode())
        for path in _CODE:
            made.update(path.read_bytes())
        return made.digest()

    def prepare(self) -> None:
        """Load the dictionaries, which take 40 MB."""
        _opencc()

    def convert(self, text: str) -> str:
        """One text."""
        return self._overrides.convert(text, _opencc().convert)

    def by_character(self, text: str) -> list[str]:
        """The same, by the characters of `text` (see `Overrides`)."""
        return self._overrides.by_character(text, _opencc().convert)


@cache
def _opencc() -> Any:
    from opencc import OpenCC  # takes a tenth of a second: not needed by a build that converts nothing

    return OpenCC(CONFIG)
