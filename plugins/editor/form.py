"""The article schema as a form of Decap CMS: labels, hints, choices and limits are said in the schema and nowhere else.

A field of a type that the form does not know is an error, found by a test: no field is left out in silence.
"""

from collections.abc import Iterable, Iterator, Mapping
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from plugins.newsroom.article import Day, Moment, Names, OldAddress
from plugins.newsroom.fields import Flag, Line, SafePath, Summary
from plugins.newsroom.model import FieldInfo, Model
from plugins.newsroom.person import People
from plugins.newsroom.picture import FOCUS, Focus
from plugins.newsroom.printed import Amount, Headcount
from plugins.newsroom.references import BranchId, PlaceId, ProjectId, SectionId, TopicId
from plugins.newsroom.registries import Registries
from plugins.newsroom.registry import SLUG_PATTERN, Listed, Slug
from plugins.newsroom.work import KINDS

Field = dict[str, Any]
"""A field as Decap's configuration has it."""

LEFT_OUT = {
    "lang": "the name of the file says it",
    "translation_of": "twins that the editor makes have one slug",
    "sample": "is for the stories of a demonstration",
}
"""Fields of the schema that the form does not ask for, and why. What a file says in them stays."""

TRANSLATED = {
    "title",
    "kicker",
    "subtitle",
    "summary",
    "byline",
    "source",
    "dateline",
    "updated",
    "reviewed",
    "aliases",
    "alt",
    "caption",
    "credit",
    "name",
}
"""What the English version has of its own; the rest is that of the Chinese."""

CHOICES: dict[str, str] = {
    "published": "发布",
    "draft": "草稿",
    "hidden": "隐藏：只有知道网址的人能看到",
    **dict(zip(KINDS.values(), KINDS, strict=True)),
}
"""What the words of the schema are called in the form."""

_REFERENCES = {
    SectionId: "sections",
    PlaceId: "places",
    TopicId: "topics",
    BranchId: "branches",
    ProjectId: "projects",
}


def form(model: type[Model], registries: Registries, unregistered: Iterable[str] = ()) -> list[Field]:
    """The fields of `model`, those that are required first. Raises `TypeError` for a type that has no widget.

    `unregistered` are names that stories have and the register has not: without them a choice would lose them.
    """
    return list(_Form(registries, tuple(unregistered)).fields(model))


class _Form:
    def __init__(self, registries: Registries, unregistered: tuple[str, ...]) -> None:
        self.registries = registries
        self.unregistered = unregistered

    def fields(self, model: type[Model]) -> Iterator[Field]:
        hints = get_type_hints(model, include_extras=True)
        asked = [name for name in model.model_fields if name not in LEFT_OUT]
        for name in sorted(asked, key=lambda name: not model.model_fields[name].is_required()):
            field = self._field(name, model.model_fields[name], hints[name])
            if field.get("options") != []:  # a register without records offers nothing to choose
                yield field

    def _field(self, name: str, info: FieldInfo, hint: Any) -> Field:
        said = {
            "name": name,
            "label": info.title or name,
            "required": info.is_required(),
            "i18n": True if name in TRANSLATED else "duplicate",
        }
        if info.description:
            said["hint"] = info.description
        if get_origin(hint) is Literal and not info.is_required():
            said["default"] = info.default
        return said | self._widget(name, hint)

    def _widget(self, name: str, hint: Any) -> Field:
        kind, many = _plain(hint)
        if kind in _REFERENCES:
            return _choice(choices(getattr(self.registries, _REFERENCES[kind])), many)
        if kind == Names:
            return _choice(names(self.registries.people, self.unregistered), many=True)
        if get_origin(kind) is Literal:
            return _choice([{"label": CHOICES[word], "value": word} for word in get_args(kind)])
        if isinstance(kind, type) and issubclass(kind, Model):
            fields = list(self.fields(kind))
            if not many:  # one that is empty must not keep a story
                fields = [{**field, "required": False} for field in fields]
            # Its fields say which of them are translated.
            return {
                "widget": "list" if many else "object",
                "i18n": True,
                "collapsed": True,
                "fields": fields,
            }
        if many:
            return {"widget": "list", "allow_add": True}
        if kind not in _WIDGETS:
            raise TypeError(f"The form has no widget for the type of {name}: {hint}")
        return dict(_WIDGETS[kind])


def _plain(hint: Any) -> tuple[Any, bool]:
    """The type that a field is made of, without “or nothing”; and whether it is a list of it."""
    if get_origin(hint) in (Union, UnionType):
        (hint,) = (part for part in get_args(hint) if part is not type(None))
    if hint in _WIDGETS or hint in _REFERENCES or hint == Names:
        return hint, False
    inner = get_args(hint)[0] if hasattr(hint, "__metadata__") else hint
    if get_origin(inner) is tuple:
        return get_args(inner)[0], True
    return _plain(inner) if inner is not hint else (hint, False)


def _choice(options: list[dict[str, str]], many: bool = False) -> Field:
    return {"widget": "select", "options": options, **({"multiple": True} if many else {})}


def choices(records: Iterable[Listed]) -> list[dict[str, str]]:
    """The records of a registry, in its order: ids, shown as today's names."""
    return [{"label": record.name.zh, "value": record.id} for record in records]


def names(people: People, unregistered: Iterable[str] = ()) -> list[dict[str, str]]:
    """Who may sign: by name as in print, by id where two share a name; then who signs and is not registered."""
    known = [
        {"label": f"{person.name.zh}（{person.id}）", "value": person.id}
        if len(people.find(person.name.zh)) > 1
        else {"label": person.name.zh, "value": person.name.zh}
        for person in people
    ]
    return known + [{"label": f"{name}（未登记）", "value": name} for name in unregistered]


_WIDGETS: Mapping[Any, Field] = {
    Line: {"widget": "string"},
    Amount: {"widget": "string"},
    Headcount: {"widget": "string"},
    Summary: {"widget": "text"},
    Slug: {
        "widget": "string",
        "pattern": [SLUG_PATTERN, "只用小写字母、数字和单个连字符，如 dangjian-yun"],
    },
    Moment: {"widget": "datetime", "format": "YYYY-MM-DD HH:mm", "default": ""},
    Day: {"widget": "datetime", "date_format": "YYYY-MM-DD", "time_format": False, "default": ""},
    Flag: {"widget": "boolean", "default": False},
    int: {"widget": "number", "value_type": "int"},
    Focus: _choice([{"label": word, "value": word} for word in FOCUS]),
    SafePath: {"widget": "image", "choose_url": False},
    OldAddress: {"widget": "string"},
}
