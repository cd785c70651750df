"""Bodies that are read by their own rules and described by a model all the same."""

from typing import Any

from pydantic import BaseModel

DESCRIBED: dict[str, type[BaseModel]] = {}
"""Models that stand in no signature, by name; the description takes them in."""


def body_of(model: type[BaseModel]) -> dict[str, Any]:
    """What an operation says of a body that it reads itself."""
    DESCRIBED[model.__name__] = model
    schema = {"$ref": f"#/components/schemas/{model.__name__}"}
    return {"requestBody": {"required": True, "content": {"application/json": {"schema": schema}}}}
