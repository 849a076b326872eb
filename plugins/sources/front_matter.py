"""A Markdown file is front matter and text. Two styles are read: YAML between `---`, and `Key: value`."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from plugins.newsroom.problem import Message, error, warning

from .text import Found
from .yaml import Values, field_twice, read_yaml

_FENCE = re.compile(r"^---[ \t]*\n", re.MULTILINE)
_WIDE_COLON = re.compile(r"^([ \t]*(?:- )?[A-Za-z_]+)[ \t]*：[ \t]*", re.MULTILINE)
_CLASSIC = re.compile(r"([A-Za-z_][\w-]*)[ \t]*[:：][ \t]*(.*)")
LIMIT = 64_000
"""Characters of front matter; also keeps the YAML parser from being fed nonsense."""


@dataclass(frozen=True, slots=True)
class Document:
    """A Markdown file taken apart: the fields with their lines, and the text with its first line."""

    fields: Values
    body: str
    body_line: int
    head: str = ""
    """Everything above the text, as it was written."""


def read_document(text: str) -> Document:
    """Take `text` apart. What is wrong is in `fields.found`; never raises."""
    if _FENCE.match(text):
        return _yaml_document(text)
    return _classic_document(text)


def write_fields(fields: Mapping[str, Any]) -> str:
    """Front matter between its fences, as `read_document` reads it back; empty values are left out.

    A value is text on one line, a list of texts, or a mapping of texts.
    """
    lines = (
        f"{key}: {_written(value)}\n" for key, value in fields.items() if value not in ("", (), [], {}, None)
    )
    return "".join(["---\n", *lines, "---\n"])


def _written(value: Any) -> str:
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {_scalar(str(part), 'mapping')}" for key, part in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(_scalar(str(part), "list") for part in value) + "]"
    return _scalar(str(value), "line")


def _scalar(text: str, within: str) -> str:
    """`text` without quotes where YAML reads it back as it is; else as JSON has it, which is YAML."""
    around = {"line": "k: {}", "list": "k: [{}, {}]", "mapping": "k: {{a: {}, b: {}}}"}[within]
    meant: dict[str, Any] = {"line": text, "list": [text, text], "mapping": {"a": text, "b": text}}
    read = read_yaml(around.format(text, text))
    plain = read.value == {"k": meant[within]} and not read.found and "\t" not in text
    return text if plain else json.dumps(text, ensure_ascii=False)


def _yaml_document(text: str) -> Document:
    closing = _FENCE.search(text, 4) or re.compile(r"^---[ \t]*\Z", re.MULTILINE).search(text, 4)
    opening_end = text.index("\n") + 1
    if closing is None or closing.start() - opening_end > LIMIT:
        return Document(Values(None, {}, [(1, _NOT_CLOSED)]), text, 1)
    header = text[opening_end : closing.start()]
    repaired, found = repair(header)
    fields = read_yaml(repaired, first_line=2)
    fields.found[:0] = found
    if not isinstance(fields.value, dict):
        if fields.value is not None or not fields.found:
            fields.found.append((2, _NO_FIELDS))
        fields.value = None
    end = closing.end()
    return Document(fields, text[end:], text.count("\n", 0, end) + 1, text[:end])


def repair(header: str) -> tuple[str, list[Found]]:
    """Read what is safe to read: a full-width colon after a key, and tabs for spaces."""
    found: list[Found] = []
    for colon in _WIDE_COLON.finditer(header):
        found.append((header.count("\n", 0, colon.start()) + 2, _wide_colon(colon[1].strip(" -"))))
    for tab in re.finditer(r"^.*\t", header, re.MULTILINE):
        found.append((header.count("\n", 0, tab.start()) + 2, _TAB_READ))
    return _WIDE_COLON.sub(r"\1: ", header).replace("\t", "  "), found


def _classic_document(text: str) -> Document:
    """Pelican's own header: `Key: value` lines up to the first blank one, continued by indented lines."""
    fields = Values({}, {(): 1}, [])
    key, lines = "", text.split("\n")
    number = 0
    for number, line in enumerate(lines, 1):
        if key and line[:1] in {" ", "\t"} and line.strip():
            _append(fields, key, line.strip())
        elif found := _CLASSIC.fullmatch(line.rstrip()):
            key = found[1].lower()
            _add(fields, key, found[2].strip(), number, wide="：" in line[: found.start(2)])
        else:
            break
    if not fields.value:
        return Document(Values(None, {}, [(1, _NO_HEADER)]), text, 1)
    skip = number if not lines[number - 1].strip() else number - 1
    body = "\n".join(lines[skip:])
    return Document(fields, body, skip + 1, text.removesuffix(body))


def _add(fields: Values, key: str, value: str, line: int, wide: bool) -> None:
    if wide:
        fields.found.append((line, _wide_colon(key)))
    if (key,) in fields.lines:
        first = fields.lines[(key,)]
        fields.found.append((line, field_twice(key, first)))
        return
    fields.lines[(key,)] = line
    if value:
        fields.value[key] = value


def _append(fields: Values, key: str, more: str) -> None:
    fields.value[key] = f"{fields.value.get(key, '')} {more}".strip()


def _wide_colon(key: str) -> Message:
    return warning(
        "wide-colon",
        f"“{key}”后面是全角冒号，已按半角读取",
        f"A full-width colon stands after “{key}”; it was read as a plain one",
        (f"{key}: ", f"{key}: "),
    )


_TAB_READ = warning(
    "tab", "有制表符（Tab），已按空格读取", "A tab was read as spaces", ("换成空格", "use spaces")
)
_NOT_CLOSED = error(
    "front-matter-not-closed",
    "开头的 --- 没有配对的结束 ---",
    "The front matter has no closing ---",
    ("在字段之后、正文之前加一行 ---", "add a line --- after the fields"),
)
_NO_FIELDS = error(
    "no-front-matter",
    "两个 --- 之间不是“字段: 值”",
    "Between the --- lines there are no fields",
    ("每行写一个“字段: 值”，冒号后空一格", "one “field: value” a line"),
)
_NO_HEADER = error(
    "no-front-matter",
    "文件开头没有字段",
    "The file does not begin with fields",
    (
        "第一行写 ---，然后是 title、slug、date、category，再写一行 ---",
        "begin with ---, the fields, and --- again",
    ),
)
