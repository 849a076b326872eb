"""Bytes to text, as files arrive in life (docs/domain.md §5)."""

import codecs
import os
import re
from pathlib import Path

from plugins.newsroom.problem import Message, error, warning

LIMIT = 2_000_000
"""Bytes. The longest story the seed's paper could print is a hundredth of this."""

Found = tuple[int, Message]
"""A line (1-based) and what is wrong with it."""

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def read_text(path: Path) -> tuple[str | None, list[Found]]:
    """The text of `path` with `\\n` line ends, or None with the reason. Never raises for what is in a file."""
    try:
        with open(path, "rb") as file:
            size = os.fstat(file.fileno()).st_size
            if size > LIMIT:
                return None, [(1, too_large(size, LIMIT))]
            data = file.read()
    except OSError as failure:
        return None, [(1, unreadable(failure))]
    return decode(data)


def decode(data: bytes) -> tuple[str | None, list[Found]]:
    """The text of a file's bytes, as `read_text` gives it."""
    text, message = _decode(data)
    found = [(1, message)] if message else []
    if text is None:
        return None, found
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if control := _CONTROL.search(text):
        line = text.count("\n", 0, control.start()) + 1
        return None, [*found, (line, _control_character(control[0]))]
    return text, found


def _decode(data: bytes) -> tuple[str | None, Message | None]:
    if data.startswith(_UTF16):
        return _attempt(data, "utf-16", "UTF-16")
    try:
        return data.decode("utf-8-sig"), None
    except UnicodeDecodeError:
        return _attempt(data, "gb18030", "GB18030")


def _attempt(data: bytes, codec: str, name: str) -> tuple[str | None, Message | None]:
    try:
        text = data.decode(codec)
    except UnicodeDecodeError:
        return None, error(
            "unknown-encoding",
            "文件的编码认不出来",
            "The file's encoding is unknown",
            ("用编辑器另存为 UTF-8", "save it as UTF-8"),
        )
    advice = ("另存为 UTF-8，以免别的程序读成乱码", "save it as UTF-8, which every program reads")
    return text, warning(
        "not-utf8", f"文件是 {name} 编码，已按它读取", f"The file is {name}; it was read as such", advice
    )


def too_large(size: int, limit: int) -> Message:
    """A file of `size` bytes, where `limit` are allowed."""
    return error(
        "file-too-large",
        f"文件有 {size / 1e6:.1f} MB，超过 {limit / 1e6:.0f} MB",
        f"The file has {size / 1e6:.1f} MB, more than {limit / 1e6:.0f} MB",
        ("文字稿不会这么大，检查是不是放错了文件", "no story is this long: is it the right file?"),
    )


def unreadable(failure: OSError) -> Message:
    """What the system says of a file that it does not open."""
    reason = failure.strerror or type(failure).__name__
    return error("unreadable", f"文件读不了：{reason}", f"The file cannot be read: {reason}")


def _control_character(char: str) -> Message:
    return error(
        "control-character",
        f"有看不见的控制字符 U+{ord(char):04X}",
        f"There is an invisible control character U+{ord(char):04X}",
        ("删去它；如果整个文件是乱码，请从原稿重新复制", "delete it, or copy the text again from its source"),
    )
