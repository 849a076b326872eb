"""Characters as search sees them: one width, one case, simplified; `theme/static/js/search.js` does the same."""

import unicodedata
from itertools import chain

from plugins.fastbuild.kept import Kept

HAN = "\u3005\u3007\u3021-\u3029\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
"""Chinese characters, as a range for regular expressions."""

BREAK = " "
"""Stands for everything that is neither a letter nor a number: no word goes on across it."""


_OF_BOTH = {"著": "着", "覆": "复", "瞭": "了", "藉": "借"}
"""Words of their own in simplified text, and what others become in Traditional: 沿着 is 沿著 there, and 答复 is 答覆. OpenCC
leaves them as they are; search takes them for the others, as whoever types them may mean either."""


CHARACTERS = "characters"
"""Where they are kept from build to build."""

_simplified: dict[str, str] = {}


def simplified() -> dict[str, str]:
    """Each traditional character of Unicode's first plane with the simplified one that OpenCC has for it, and `_OF_BOTH`."""
    if not _simplified:
        _simplified.update(_converted())
    return _simplified


def keep(kept: Kept) -> None:
    """Use what an earlier build has found out, or keep it for later ones: OpenCC takes long to load."""
    known = kept.load(CHARACTERS, "simplified")
    if known is None:
        kept.save(CHARACTERS, "simplified", "".join(chain.from_iterable(simplified().items())).encode())
    elif not _simplified:
        text = known.decode()
        _simplified.update(zip(text[::2], text[1::2], strict=True))


def _converted() -> dict[str, str]:
    from opencc import OpenCC  # only where something is indexed, for the first time

    every = [chr(code) for code in (*range(0x3400, 0x4DC0), *range(0x4E00, 0xA000))]
    converted = OpenCC("t2s").convert("\n".join(every)).split("\n")  # one by one: no phrase spans lines
    return {old: new for old, new in zip(every, converted, strict=True) if old != new} | _OF_BOTH


def is_usual(character: str) -> bool:
    """Whether GB 2312 has it, as it has nearly all that is typed in simplified Chinese."""
    try:
        return len(character.encode("gb2312")) == 2
    except UnicodeEncodeError:
        return False


def pairs(usual: bool) -> str:
    """Traditional characters, each followed by the simplified one: those that GB 2312 has, or all others.

    Readers who type simplified characters need the first few only.
    """
    return "".join(old + new for old, new in simplified().items() if is_usual(old) is usual)


class _Folded(dict[int, str]):
    """For `str.translate`: a character is folded when it is first seen."""

    def __missing__(self, code: int) -> str:
        table = simplified()
        written = unicodedata.normalize("NFKC", chr(code)).lower()
        folded = "".join(table.get(char, char) if char.isalnum() else BREAK for char in written)
        self[code] = folded
        return folded


_FOLDED = _Folded()


def fold(text: str) -> str:
    """`text` as search compares it, character by character (NFKC, lower case, simplified, `BREAK`)."""
    return text.translate(_FOLDED)
