"""Fields that name a record of a registry: written as id or name, kept as id."""

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING, Annotated, Any

from .model import After, refusal
from .registry import Listed, Registry

if TYPE_CHECKING:
    from pydantic import ValidationInfo

Context = Mapping[str, Registry[Any]]
"""Validation context: the registries by the names used below. Without one, references stay as written."""


def _resolve(registry_name: str, value: str, info: "ValidationInfo") -> str:
    if not info.context:
        return value
    registry: Registry[Listed] = info.context[registry_name]
    found = registry.find(value)
    if len(found) == 1:
        return found[0].id
    if found:
        ids = "、".join(record.id for record in found)
        raise refusal("ambiguous_reference", kind=registry_name, ids=ids)
    nearest = registry.nearest(value)
    names = {"nearest_zh": nearest.name.zh, "nearest_id": nearest.id} if nearest else {}
    raise refusal("unknown_reference", kind=registry_name, **names)


SectionId = Annotated[str, After(partial(_resolve, "sections"))]
PlaceId = Annotated[str, After(partial(_resolve, "places"))]
TopicId = Annotated[str, After(partial(_resolve, "topics"))]
BranchId = Annotated[str, After(partial(_resolve, "branches"))]
ProjectId = Annotated[str, After(partial(_resolve, "projects"))]
BatchId = Annotated[str, After(partial(_resolve, "batches"))]
