"""Kinds of text that fields are made of, each with what it refuses."""

import re
from typing import Annotated, Any

from .model import After, Before, Limits, refusal

# C0 and C1 controls, the marks that reverse the reading direction of what follows, and those of annotations.
_UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufff9-\ufffb]")
_SAFE_PATH = re.compile(r"(?!.*(?:^|/)\.)[\w./-]+", re.ASCII)


def one_line(value: str) -> str:
    """Must: no unseen control characters. Line breaks and runs of spaces become one space."""
    if found := _UNSEEN.search(value):
        raise refusal("unseen_character", char=f"U+{ord(found[0]):04X}")
    return " ".join(value.split())


def as_list(value: Any) -> Any:
    """One value means a list of one; `古荥镇、大河路街道` means two."""
    if isinstance(value, str):
        return [part for part in re.split(r"[、,，;；]\s*", value.strip()) if part]
    return value


def inside(value: str) -> str:
    """Must: a path of plain names below its root; no `..`, no leading slash, no hidden file."""
    if not _SAFE_PATH.fullmatch(value) or value.startswith("/") or "//" in value:
        raise refusal("path_outside")
    return value


Line = Annotated[str, Limits(strip_whitespace=True, min_length=1, max_length=200), After(one_line)]
Summary = Annotated[str, Limits(strip_whitespace=True, min_length=1, max_length=600), After(one_line)]
SafePath = Annotated[str, After(inside)]
Flag = Annotated[bool, Before(lambda value: {"是": True, "否": False}.get(value, value))]
