"""Words in two languages, and the one way Chinese print is normalised before it is read."""

import re
from typing import Literal

from .model import Field, Model

Lang = Literal["zh", "en"]
LANGS: tuple[Lang, ...] = ("zh", "en")


class Text(Model):
    """The same words in Chinese and in English: a name in a registry, a message to an editor."""

    zh: str = Field(min_length=1, description="中文")
    en: str = Field(min_length=1, description="英文")

    def in_(self, lang: str) -> str:
        """The words in `lang`; a language we do not have reads the Chinese."""
        return self.en if lang == "en" else self.zh


# U+3000 and U+00A0 are spaces; ASCII has a full-width twin 0xFEE0 above it. Punctuation that
# Chinese print really uses in full width (，。！？；) is left alone on purpose.
_NARROW = str.maketrans(
    {
        "\u3000": " ",
        "\u00a0": " ",
        "\ufeff": None,
        "•": "·",
        "‧": "·",
        "・": "·",
        **{chr(code + 0xFEE0): chr(code) for code in range(0x21, 0x7F) if chr(code) not in ",.!?;"},
    }
)
_SPACES = re.compile(r"[ \t]+")


def normalise(text: str) -> str:
    """Full-width digits, letters, brackets, colons and slashes to half width; one kind of space and dot.

    Doing it twice changes nothing. Rule: docs/domain.md §3.
    """
    return _SPACES.sub(" ", text.translate(_NARROW)).strip()


_BREAKS = str.maketrans("", "", "|｜")


def unbroken(headline: str) -> str:
    """A headline as plain text, without the bars (`|`) by which an editor says where a line may end."""
    return headline.translate(_BREAKS)
