"""Text and JSON inside HTML."""

import json
import re
from collections.abc import Iterable
from typing import Any

from markupsafe import Markup, escape

from .views import Tag

_UNSAFE = re.compile("[<>&\u2028\u2029]")
"""None of these can stand in JSON outside a string, and in a string each may be written by its number."""


def elements(tags: Iterable[Tag], properties: Iterable[Tag]) -> Markup:
    """`<meta>` elements, one a line; `properties` are those of Open Graph."""
    lines = [f'<meta name="{name}" content="{escape(content)}">\n' for name, content in tags]
    lines += [f'<meta property="{name}" content="{escape(content)}">\n' for name, content in properties]
    return Markup("".join(lines))


def in_script(value: Any) -> Markup:
    """`value` as JSON that can stand in a script element: no text in it can end the element or begin a comment."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return Markup(_UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", text))
