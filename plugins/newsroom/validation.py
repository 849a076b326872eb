"""Schemas of pydantic's, which validates, for models and what is in them (model.py)."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, cast

from pydantic import AfterValidator, BeforeValidator, GetCoreSchemaHandler, TypeAdapter, ValidationError
from pydantic_core import CoreSchema, core_schema

_adapters: dict[type, TypeAdapter[Any]] = {}
"""Made when a model is validated for the first time: to make all would take longer than most builds need."""


def validated(model: type, data: Any, context: Any) -> tuple[Any, list[Any]]:
    """What `data` says, as `model`; or None, and all that is wrong with it, as pydantic tells it."""
    try:
        return adapter(model).validate_python(data, context=context), []
    except ValidationError as failure:
        return None, failure.errors(include_url=False)


def adapter(model: type) -> TypeAdapter[Any]:
    """What validates data as `model`."""
    if model not in _adapters:
        _adapters[model] = TypeAdapter(model)
    return _adapters[model]


def schema(model: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
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


def _looked_over(check: Callable[[Any], None], made: Any) -> Any:
    check(made)
    return made


def _of_field(field: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
    made = handler.generate_schema(field.hint)
    made = limited(made, field.limits) if field.limits else made
    return made if field.is_required() else core_schema.with_default_schema(made, default=field.default)


def before(check: Callable[..., Any], source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
    """That of `source`, whose values go through `check` first."""
    return BeforeValidator(check).__get_pydantic_core_schema__(source, handler)


def after(check: Callable[..., Any], source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
    """That of `source`, whose values go through `check` last."""
    return AfterValidator(check).__get_pydantic_core_schema__(source, handler)


def instead(check: Callable[[Any], Any]) -> CoreSchema:
    """That of what `check` returns."""
    return core_schema.no_info_plain_validator_function(check)


def limited(schema: CoreSchema, limits: Mapping[str, Any]) -> CoreSchema:
    """`schema` with limits for the values that stand where it says what they are: behind rules, or nothing."""
    inner = cast(Any, schema).get("schema")
    more = limits if inner is None else {"schema": limited(inner, limits)}
    return cast(CoreSchema, {**schema, **more})
