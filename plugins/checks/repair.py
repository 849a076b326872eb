"""What `invoke check --fix` changes in a manuscript: punctuation, spaces, the style of fields, names of registers.

Nothing else: figures, letters and the names of people are the same afterwards, comments stay, and fields are edited
as text, never written anew. Doing it twice changes nothing.
"""

import re
from collections.abc import Callable
from typing import Any

from plugins.newsroom.prose import without_kept
from plugins.newsroom.punctuation import full_width
from plugins.newsroom.registries import Registries
from plugins.newsroom.registry import Registry
from plugins.newsroom.spaces import without_stray_spaces
from plugins.sources.front_matter import Document, read_document, repair

_LISTS = {"towns": "places", "topics": "topics", "project": "projects"}
_REFERENCES = {"category": "sections", "branch": "branches", **_LISTS}
_WORDS = ("title", "kicker", "subtitle", "summary", "alt", "caption")
"""Fields that readers read."""

_VALUE = r"(?P<value>[^\s#'\"\[{{&*!|>%@`-][^\n]*?)(?P<rest>[ ]*(?:[ ]#[^\n]*)?)$"
_REFERENCE = re.compile(rf"^(?P<key>{'|'.join(_REFERENCES)})(?P<colon>:[ ]+){_VALUE.format()}", re.MULTILINE)
_FLOW = re.compile(
    rf"^(?P<key>{'|'.join(_LISTS)})(?P<colon>:[ ]+)\[(?P<value>[^\[\]\"'\n#{{}}]*)\](?P<rest>[ ]*(?:[ ]#[^\n]*)?)$",
    re.MULTILINE,
)
_BLOCK = re.compile(rf"^(?P<key>{'|'.join(_LISTS)}):[ ]*\n(?P<items>(?:[ ]*-[ ]+[^\n]+\n?)+)", re.MULTILINE)
_ITEM = re.compile(rf"^(?P<dash>[ ]*-[ ]+){_VALUE.format()}", re.MULTILINE)
_WRITTEN = re.compile(
    rf"^(?P<key>[ ]*(?:{'|'.join(_WORDS)}):[ ]+)(?:(?P<quote>[\"'])(?P<quoted>[^\"'\\\n]*)(?P=quote)(?=[ ]*$)|{_VALUE.format()})",
    re.MULTILINE,
)
_SEPARATOR = re.compile(r"[、,，;；]\s*")
_PLAIN = re.compile(r"[\w·（）-]+")
_TWICE = re.compile(r"([，、；：])\1+")
_CAPTION = re.compile(r'^(!\[[^\n]*\]\([^\s"]+[ \t]+")([^"\\\n]*)("[ \t]*\)[ \t]*)$', re.MULTILINE)


def repaired(text: str, registries: Registries, lang: str) -> str:
    """The text of a manuscript with everything repaired that is safe to repair."""
    document = read_document(text)
    body = document.body
    if lang == "zh":
        body = _CAPTION.sub(lambda found: found[1] + _as_copy(found[2]) + found[3], _as_copy(body))
    return _head(document, registries, lang) + body


def _as_copy(text: str) -> str:
    """Punctuation and spaces as Chinese has them. One repair may make room for another."""
    while (better := without_stray_spaces(_once(full_width(text)))) != text:
        text = better
    return text


def _once(text: str) -> str:
    """A mark that was typed twice, once."""
    pieces, done = [], 0
    for found in _TWICE.finditer(without_kept(text)):
        pieces += [text[done : found.start()], found[1]]
        done = found.end()
    return "".join([*pieces, text[done:]])


def _head(document: Document, registries: Registries, lang: str) -> str:
    """The fields, if they can be read, in the same order and with the same comments."""
    head = document.head
    if not head.startswith("---"):
        return re.sub(r"^([A-Za-z_][\w-]*)[ \t]*：[ \t]*", r"\1: ", head, flags=re.MULTILINE)
    opening, header, closing = re.split(
        r"(?<=^---)[ \t]*\n|\n(?=---[ \t]*\n?\Z)", head, maxsplit=2, flags=re.MULTILINE
    )
    header, _ = repair(header)
    steps: list[Callable[[str], str]] = [lambda text: _with_ids(text, registries)]
    if lang == "zh":
        steps.append(lambda text: _WRITTEN.sub(_words, text))
    for step in steps:
        better = step(header)
        if _says_the_same(f"---\n{header}\n---\n", f"---\n{better}\n---\n"):
            header = better
    return f"{opening}\n{header}\n{closing}"


def _words(found: "re.Match[str]") -> str:
    if found["quote"]:
        return f"{found['key']}{found['quote']}{_as_copy(found['quoted'])}{found['quote']}"
    return f"{found['key']}{_as_copy(found['value'])}{found['rest']}"


def _with_ids(header: str, registries: Registries) -> str:
    """Names of places, sections, topics … by their ids; several in one line as a list."""

    def line(found: "re.Match[str]") -> str:
        parts = [part for part in _SEPARATOR.split(found["value"].strip()) if part]
        if found["key"] not in _LISTS:
            parts = [found["value"]]
        ids = [_id(part, _registry(found["key"], registries)) for part in parts]
        if not all(map(_PLAIN.fullmatch, ids)):
            return found[0]
        is_list = len(ids) > 1 or found[0].startswith(f"{found['key']}{found['colon']}[")
        value = f"[{', '.join(ids)}]" if is_list else "".join(ids)
        return f"{found['key']}{found['colon']}{value}{found['rest']}"

    def block(found: "re.Match[str]") -> str:
        registry = _registry(found["key"], registries)
        items = _ITEM.sub(
            lambda item: f"{item['dash']}{_id(item['value'], registry)}{item['rest']}", found["items"]
        )
        return found[0].removesuffix(found["items"]) + items

    return _BLOCK.sub(block, _FLOW.sub(line, _REFERENCE.sub(line, header)))


def _registry(field: str, registries: Registries) -> Registry[Any]:
    registry: Registry[Any] = registries.context[_REFERENCES[field]]
    return registry


def _id(written: str, registry: Registry[Any]) -> str:
    """The id of the one record that is meant; what cannot be known stays as it was written."""
    found = registry.find(written.strip())
    return found[0].id if len(found) == 1 else written.strip()


def _says_the_same(before: str, after: str) -> bool:
    """Whether two headers have the same fields, and every word that is no reference is the same but for its marks."""
    values = (_bare(read_document(head).fields.value) for head in (before, after))
    return bool(next(values) == next(values))


def _bare(value: Any, field: str = "") -> Any:
    if field in _REFERENCES:
        return None
    if isinstance(value, dict):
        return {key: _bare(part, key) for key, part in value.items()}
    if isinstance(value, list):
        return [_bare(part) for part in value]
    is_words = isinstance(value, str) and field in _WORDS
    return "".join(filter(str.isalnum, value)) if is_words else value
