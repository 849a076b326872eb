"""What models are written in: fields with a type, rules and words for editors, as in pydantic, which validates them.

pydantic is imported when something is validated, and schemas are made of the models that are: the build after a story was
deleted reads nothing, and needs neither (validation.py; decision 006).
"""

from collections.abc import Callable, Mapping, Sequence
from inspect import get_annotations
from typing import TYPE_CHECKING, Any, ClassVar, NoReturn, Self, dataclass_transform

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler
    from pydantic_core import CoreSchema

Details = Mapping[str, Any]
"""What is wrong with one value: `type` is the reason, `loc` its place in the data, `input` the value, `ctx` more about it."""

REQUIRED: Any = ...
"""The default of a field that has none."""


class Refused(ValueError):
    """Data that a model refuses, and all that is wrong with it."""

    def __init__(self, model: "type[Model]", errors: Sequence[Details]) -> None:
        super().__init__(f"{model.__name__}: {', '.join(error['type'] for error in errors)}")
        self.errors = errors


def refusal(reason: str, **context: str) -> ValueError:
    """What a rule raises; `context` is what there is to say about it (refusals.py)."""
    from pydantic_core import PydanticCustomError

    return PydanticCustomError(reason, "", context)


class _Rule:
    """In `Annotated[…]`: what values of a field go through. `check` is given a value, or a value and its `ValidationInfo`; it
    returns the value that is kept, or raises a `refusal`.
    """

    def __init__(self, check: Callable[..., Any]) -> None:
        self.check = check


class Before(_Rule):
    """A rule that sees what is written, before it is looked at as a value of the type."""

    def __get_pydantic_core_schema__(self, source: Any, handler: "GetCoreSchemaHandler") -> "CoreSchema":
        from .validation import before

        return before(self.check, source, handler)


class After(_Rule):
    """A rule that sees a value of the type."""

    def __get_pydantic_core_schema__(self, source: Any, handler: "GetCoreSchemaHandler") -> "CoreSchema":
        from .validation import after

        return after(self.check, source, handler)


class Instead(_Rule):
    """A rule that makes the value of the type, of nothing but what is written."""

    def __get_pydantic_core_schema__(self, source: Any, handler: "GetCoreSchemaHandler") -> "CoreSchema":
        from .validation import instead

        return instead(self.check)


class Limits:
    """In `Annotated[…]`: `min_length`, `max_length`, `pattern`, `strip_whitespace`, `ge`, `le`."""

    def __init__(self, **limits: Any) -> None:
        self.limits = limits

    def __get_pydantic_core_schema__(self, source: Any, handler: "GetCoreSchemaHandler") -> "CoreSchema":
        from .validation import limited

        return limited(handler(source), self.limits)


class FieldInfo:
    """A field of a model: its type without rules, its default, and what it is called and told in a form."""

    __slots__ = "annotation", "default", "description", "hint", "limits", "title"

    def __init__(self, default: Any, title: str, description: str, limits: Mapping[str, Any]) -> None:
        self.default, self.title, self.description, self.limits = default, title, description, limits
        self.hint: Any = None
        """The type with its rules."""
        self.annotation: Any = None

    def is_required(self) -> bool:
        """Whether it has to be written."""
        return self.default is REQUIRED


def Field(*, default: Any = REQUIRED, title: str = "", description: str = "", **limits: Any) -> Any:
    """A field of a model, with `Limits` of its own; the name is pydantic's."""
    return FieldInfo(default, title, description, limits)


@dataclass_transform(kw_only_default=True, frozen_default=True, field_specifiers=(Field,))
class Model:
    """Data with a schema. It never changes; two are equal if they are of one class and say the same.

    `before` of a class sees data before its fields do, and `after` a model that was made of it. What is not a field is
    refused.
    """

    model_fields: ClassVar[Mapping[str, FieldInfo]] = {}
    before: "ClassVar[Callable[[type[Model], Any], Any] | None]" = None
    after: "ClassVar[Callable[[Any], None] | None]" = None

    def __init_subclass__(
        cls,
        before: "Callable[[type[Model], Any], Any] | None" = None,
        after: Callable[[Any], None] | None = None,
    ) -> None:
        fields = dict(cls.model_fields)
        for name, hint in get_annotations(cls).items():
            said = cls.__dict__.get(name, REQUIRED)
            field = fields[name] = said if isinstance(said, FieldInfo) else Field(default=said)
            if said is not REQUIRED:
                delattr(cls, name)
            field.hint = hint
            field.annotation = hint.__origin__ if hasattr(hint, "__metadata__") else hint
        cls.model_fields = fields
        cls.before, cls.after = before or cls.before, after or cls.after

    def __init__(self, **values: Any) -> None:
        """By hand: nothing is validated but the names."""
        for name, field in self.model_fields.items():
            vars(self)[name] = values.pop(name, field.default)
        if values or any(value is REQUIRED for value in vars(self).values()):
            raise TypeError(f"{type(self).__name__} has the fields {', '.join(self.model_fields)}")

    @classmethod
    def model_validate(cls, data: Any, context: Any = None) -> Self:
        """What `data` says. Raises `Refused`."""
        from .validation import validated

        made: Self
        made, errors = validated(cls, data, context)
        if errors:
            raise Refused(cls, errors)
        return made

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: "GetCoreSchemaHandler") -> "CoreSchema":
        from .validation import schema

        return schema(cls, handler)

    def __fastbuild__(self) -> dict[str, Any]:
        """What pages see of it."""
        return vars(self)

    def __repr__(self) -> str:
        return f"{type(self).__name__}({vars(self)})"

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and vars(self) == vars(other)

    def __hash__(self) -> int:
        return hash((type(self), *vars(self).values()))

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise AttributeError(f"{type(self).__name__} never changes")
