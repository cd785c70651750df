"""The envelope of the portal interface: arguments in their accepted spellings, background tasks, layouts of asset objects."""

import json
from typing import Any

from thesaury.sandbox.smintio.refusal import Refusal

_SLOTS = {str: "string", bool: "boolean", int: "int32", float: "decimal"}


def arguments(body: bytes) -> list[dict[str, Any]]:
    """The arguments of a call, keys in lower case: an array of JSON texts or of objects, which may itself be wrapped in a
    string, with or without stray single quotes. Raises Refusal."""
    try:
        value = json.loads(body.strip().strip(b"'").strip() or b"[]")
        if isinstance(value, str):
            value = json.loads(value.strip().strip("'"))
        if not isinstance(value, list):
            raise ValueError("not an array")
        found = [json.loads(item) if isinstance(item, str) else item for item in value]
    except ValueError as error:
        raise Refusal(400, "argument_invalid", f"The body is not an array of JSON texts: {error}.") from error
    return [lowered(item) if isinstance(item, dict) else {"value": item} for item in found]


def lowered(value: Any) -> Any:
    """The value with every key in lower case, since the server does not mind their case."""
    if isinstance(value, dict):
        return {str(key).lower(): lowered(member) for key, member in value.items()}
    return [lowered(member) for member in value] if isinstance(value, list) else value


def task(uuid: str, state: str, result: Any, quoted: bool) -> dict[str, Any]:
    """A background task; only a finished one says its result."""
    ended = state in ("completed", "error")
    text = json.dumps(result, ensure_ascii=False) if ended else None
    return {
        "uuid": uuid,
        "state": state,
        "finished_percentage": 100 if ended else 50 if state == "in_progress" else 0,
        "total_steps": 1,
        "succeeded_steps": 1 if state == "completed" else 0,
        "failed_steps": 1 if state == "error" else 0,
        "result_string": f"'{text}'" if quoted and text is not None else text,
    }


def laid_out(asset: dict[str, Any], layout: str) -> dict[str, Any]:
    """An asset object in one of the three layouts."""
    if layout == "flat":
        return asset
    uuid = asset["smintIoId"]
    if layout == "map":
        return {
            "uuid": uuid,
            "properties": _older_keys({key: value for key, value in asset.items() if key != "smintIoId"}),
        }
    properties = [_property(key, value) for key, value in asset.items() if key != "smintIoId"]
    return {"uuid": uuid, "properties": properties}


def _property(key: str, value: Any) -> dict[str, Any]:
    kind = _kind(key, value)
    return {"key": key, "data_type": kind, f"{kind}_value": value}


def _kind(key: str, value: Any) -> str:
    if isinstance(value, list):
        return "string_array" if all(isinstance(item, str) for item in value) else "data_object_array"
    if key == "contentType":
        return "enum"
    if isinstance(value, dict):
        localised = {"name": "localized_strings_model", "description": "localized_strings_model"}
        return localised.get(key, "localized_strings_array_model" if key == "localizedTags" else "data_object")
    return _SLOTS.get(type(value), "string")


def _older_keys(value: Any) -> Any:
    names = {
        "smintIoId": "id",
        "smintIoListDisplayName": "listDisplayName",
        "smintIoDetailDisplayName": "detailDisplayName",
    }
    if isinstance(value, dict):
        return {names.get(key, key): _older_keys(member) for key, member in value.items()}
    return [_older_keys(member) for member in value] if isinstance(value, list) else value
