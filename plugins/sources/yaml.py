"""YAML as editors may write it: text, lists and mappings, each with its line. Nothing else is understood.

Anchors, tags and deep nesting are refused: they have no use in a story and can be used to do harm. Scalars
stay text (no dates, numbers or booleans made by YAML itself): the schema decides what they mean.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import yaml as pyyaml

from plugins.newsroom.problem import Message, error
from plugins.newsroom.refusals import Location

from .text import Found

try:
    from yaml import CSafeLoader as _Loader
except ImportError:  # a PyYAML built without libyaml reads the same, slower
    from yaml import SafeLoader as _Loader  # type: ignore[assignment]

DEPTH = 6
"""Levels of nesting that a registry can need."""

_NULLS = {"", "~", "null", "Null", "NULL"}


class _Refused(Exception):
    def __init__(self, line: int, message: Message) -> None:
        super().__init__(message.code)
        self.line, self.message = line, message


@dataclass(slots=True)
class Values:
    """What a YAML text says, where each part stands, and what was refused."""

    value: Any = None
    lines: dict[Location, int] = field(default_factory=dict)
    found: list[Found] = field(default_factory=list)

    def line_of(self, location: Location) -> int:
        """The line of the part at `location`, or of the nearest part around it."""
        for end in range(len(location), -1, -1):
            if location[:end] in self.lines:
                return self.lines[location[:end]]
        return 1


def read_yaml(text: str, first_line: int = 1) -> Values:
    """The values of `text`, whose first line is line `first_line` of its file. Never raises."""
    values = Values()
    try:
        _Reading(text, first_line, values).document()
    except _Refused as refused:
        values.value = None
        values.found.append((refused.line, refused.message))
    except pyyaml.YAMLError as failure:
        values.value = None
        values.found.append(_syntax(failure, text, first_line))
    return values


class _Reading:
    """One pass over the parser's events; keys without a value are dropped, as if they were not there."""

    def __init__(self, text: str, first_line: int, values: Values) -> None:
        self.next: Callable[[], Any] = _Loader(text).get_event
        self.first_line = first_line
        self.values = values

    def document(self) -> None:
        event = self.next()
        while isinstance(event, pyyaml.StreamStartEvent | pyyaml.DocumentStartEvent):
            event = self.next()
        if isinstance(event, pyyaml.StreamEndEvent):
            return
        self.values.value = self.node(event, ())
        while not isinstance(event := self.next(), pyyaml.StreamEndEvent):
            if isinstance(event, pyyaml.DocumentStartEvent):
                raise _Refused(self.line(event), _SECOND_DOCUMENT)

    def line(self, event: Any) -> int:
        return int(event.start_mark.line) + self.first_line

    def node(self, event: Any, location: Location) -> Any:
        line = self.line(event)
        if isinstance(event, pyyaml.AliasEvent) or event.anchor:
            raise _Refused(line, _ANCHOR)
        if event.tag:
            raise _Refused(line, _tag(event.tag))
        if len(location) > DEPTH:
            raise _Refused(line, _DEEP)
        self.values.lines.setdefault(location, line)
        if isinstance(event, pyyaml.MappingStartEvent):
            return self.mapping(location)
        if isinstance(event, pyyaml.SequenceStartEvent):
            return self.sequence(location)
        plain = event.implicit[0]
        return None if plain and event.value in _NULLS else event.value

    def mapping(self, location: Location) -> dict[str, Any]:
        result: dict[str, Any] = {}
        while not isinstance(event := self.next(), pyyaml.MappingEndEvent):
            line = self.line(event)
            if not isinstance(event, pyyaml.ScalarEvent):
                raise _Refused(line, _KEY)
            key = event.value
            if (*location, key) in self.values.lines:
                self.values.found.append((line, field_twice(key, self.values.lines[(*location, key)])))
            self.values.lines[(*location, key)] = line
            value = self.node(self.next(), (*location, key))
            if value is not None:
                result[key] = value
        return result

    def sequence(self, location: Location) -> list[Any]:
        result: list[Any] = []
        while not isinstance(event := self.next(), pyyaml.SequenceEndEvent):
            result.append(self.node(event, (*location, len(result))))
        return result


def _syntax(failure: pyyaml.YAMLError, text: str, first_line: int) -> Found:
    mark = getattr(failure, "problem_mark", None)
    line = (mark.line if mark else 0) + first_line
    if mark and any("\t" in shown for shown in text.split("\n")[mark.line : mark.line + 1]):
        return line, _TAB
    reason = getattr(failure, "problem", None) or getattr(failure, "reason", None) or str(failure)
    return line, error(
        "bad-yaml",
        f"这一行附近的格式读不懂（{reason}）",
        f"The format near this line cannot be read ({reason})",
        (
            "“字段: 值”，冒号用半角、后面空一格；值里有冒号、引号、# 时用英文引号括起来",
            "“field: value” with a space after the colon; quote a value that has colons, quotes or #",
        ),
    )


def _tag(tag: str) -> Message:
    return error(
        "yaml-tag",
        f"不能用 YAML 标签“{tag}”",
        f"The YAML tag “{tag}” is not allowed",
        ("值以 ! 开头时用引号括起来", "quote a value that starts with !"),
    )


def field_twice(key: str, first: int) -> Message:
    """The same key a second time: which one is meant cannot be known."""
    return error(
        "field-twice",
        f"“{key}”写了两次，第一次在第 {first} 行",
        f"“{key}” is given twice, first on line {first}",
        ("只留一个；几个值写成列表", "keep one; write several values as a list"),
    )


_TAB = error(
    "tab",
    "行首有制表符（Tab），YAML 不允许",
    "There is a tab where YAML allows only spaces",
    ("换成空格", "use spaces"),
)
_ANCHOR = error(
    "yaml-anchor",
    "不能用 YAML 的锚点和引用（& 和 *）",
    "YAML anchors and aliases (& and *) are not allowed",
    ("值以 & 或 * 开头时用引号括起来", "quote a value that starts with & or *"),
)
_DEEP = error(
    "yaml-too-deep", "嵌套太深", "The nesting is too deep", ("一般只有一两层", "one or two levels are enough")
)
_KEY = error(
    "bad-yaml", "字段名必须是文字", "A field name must be text", ("写成“字段: 值”", "write “field: value”")
)
_SECOND_DOCUMENT = error(
    "bad-yaml",
    "一个文件里只能有一份数据",
    "A file may hold one document only",
    ("删去多余的 --- 行", "remove the extra --- line"),
)
