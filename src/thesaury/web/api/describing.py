"""Bodies that are read by their own rules and described all the same: by a model, or as a file."""

from typing import Any

from pydantic import BaseModel

ANY, FORM = "application/octet-stream", "multipart/form-data"
FILE: dict[str, Any] = {"schema": {"type": "string", "format": "binary"}}
"""The content of a file, in a body or in an answer."""

DESCRIBED: dict[str, type[BaseModel]] = {}
"""Models that stand in no signature, by name; the description takes them in."""


def body_of(model: type[BaseModel]) -> dict[str, Any]:
    """What an operation says of a body that it reads itself."""
    DESCRIBED[model.__name__] = model
    schema = {"$ref": f"#/components/schemas/{model.__name__}"}
    return {"requestBody": {"required": True, "content": {"application/json": {"schema": schema}}}}


def file_body(description: str, in_form: bool = False) -> dict[str, Any]:
    """What an operation says of a body that is a file, or with `in_form` may be the field `file` of a form."""
    content: dict[str, Any] = {ANY: FILE}
    if in_form:
        content[FORM] = {"schema": {"type": "object", "required": ["file"], "properties": {"file": FILE["schema"]}}}
    return {"requestBody": {"required": True, "description": description, "content": content}}
