"""Models as schemas of pydantic's, which validates."""

from collections.abc import Mapping
from functools import partial
from typing import Any, TypeVar, cast

from pydantic import AfterValidator, BeforeValidator, GetCoreSchemaHandler, TypeAdapter, ValidationError
from pydantic_core import CoreSchema, core_schema

from .model import After, FieldInfo, Instead, Model, Refused, Rule

M = TypeVar("M", bound=Model)


def validated(model: type[M], data: Any, context: Any) -> M:
    """What `data` says, as `model`. Raises `Refused`."""
    try:
        if model not in _adapters:
            _adapters[model] = TypeAdapter(model)
        made: M = _adapters[model].validate_python(data, context=context)
    except ValidationError as failure:
        raise Refused(model, failure.errors(include_url=False)) from None
    return made


_adapters: dict[type[Model], TypeAdapter[Any]] = {}
"""Made when a model is validated for the first time: to make all would take longer than most builds need."""


def schema(model: type[Model], handler: GetCoreSchemaHandler) -> CoreSchema:
    """That of a model. pydantic makes it an object of its class as it makes one of a dataclass."""
    fields = [
        core_schema.dataclass_field(name, _of_field(field, handler), kw_only=True)
        for name, field in model.model_fields.items()
    ]
    arguments = core_schema.dataclass_args_schema(model.__name__, fields)
    strict = core_schema.CoreConfig(extra_fields_behavior="forbid")
    made: CoreSchema = core_schema.dataclass_schema(model, arguments, [*model.model_fields], config=strict)
    if model.before:
        made = core_schema.no_info_before_validator_function(partial(model.before, model), made)
    if model.after:
        made = core_schema.no_info_after_validator_function(partial(_looked_over, model.after), made)
    return made


def _looked_over(check: Any, made: Model) -> Model:
    check(made)
    return made


def _of_field(field: FieldInfo, handler: GetCoreSchemaHandler) -> CoreSchema:
    made = limited(handler.generate_schema(field.hint), field.limits)
    return made if field.is_required() else core_schema.with_default_schema(made, default=field.default)


def ruled(rule: Rule, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
    """That of `source`, whose values go through `rule`."""
    if isinstance(rule, Instead):
        return core_schema.no_info_plain_validator_function(rule.check)
    way = AfterValidator if isinstance(rule, After) else BeforeValidator
    return way(rule.check).__get_pydantic_core_schema__(source, handler)


def limited(schema: CoreSchema, limits: Mapping[str, Any]) -> CoreSchema:
    """`schema` with limits for the values that stand where it says what they are: behind rules, or nothing."""
    inner = cast(Any, schema).get("schema")
    more = limits if inner is None else {"schema": limited(inner, limits)}
    return cast(CoreSchema, {**schema, **more})
