"""JSON inside HTML."""

import json
from typing import Any

from markupsafe import Markup

_ESCAPED = {ord(char): f"\\u{ord(char):04x}" for char in "<>&\u2028\u2029"}
"""None of these can stand in JSON outside a string, and in a string each may be written by its number."""


def in_script(value: Any) -> Markup:
    """`value` as JSON that can stand in a script element: no text in it can end the element or begin a comment."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return Markup(text.translate(_ESCAPED))
