"""Records to check as people write them to a file: JSON, one record or a list of them."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from thesaury.model.errors import BadInput
from thesaury.pipeline.validating.asking import RecordAsked

MOST_RECORDS = 10_000
_MEMBERS = ("tags", "concepts", "properties", "asset", "key")


def records_in(text: str, name: str) -> tuple[tuple[str, RecordAsked], ...]:
    """Each record with its own `key`, in their order. Raises BadInput, naming the file (or whatever `name` is), for anything else."""
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise BadInput(f"{name} is no JSON ({error}). A record looks like {_EXAMPLE}") from error
    listed = data if isinstance(data, list) else [data]
    if len(listed) > MOST_RECORDS:
        raise BadInput(f"{name} has more than {MOST_RECORDS:,} records. Split it.")
    return tuple(_record(one, f"{name}, record {number}") for number, one in enumerate(listed, 1))


_EXAMPLE = '{"tags": ["red"], "concepts": [], "properties": {"market": ["DE"]}}'


def _record(data: Any, where: str) -> tuple[str, RecordAsked]:
    if not isinstance(data, Mapping):
        raise BadInput(f"{where}, is no record. A record looks like {_EXAMPLE}")
    if unknown := sorted(set(data) - set(_MEMBERS)):
        raise BadInput(f"{where}, has a member {unknown[0]!r}; a record has {', '.join(_MEMBERS)}.")
    properties = data.get("properties", {})
    if not isinstance(properties, Mapping):
        raise BadInput(f"{where}: properties are named, each with a list of values.")
    told = {name: _texts(values, f"{where}, property {name}") or () for name, values in properties.items()}
    asked = RecordAsked(
        _texts(data.get("tags"), f"{where}, tags"),
        _texts(data.get("concepts"), f"{where}, concepts"),
        told,
        _text(data, "asset", where),
    )
    return _text(data, "key", where), asked


def _texts(given: Any, where: str) -> Sequence[str] | None:
    if given is None:
        return None
    if not isinstance(given, list) or not all(isinstance(one, str) for one in given):
        raise BadInput(f"{where}: a list of texts is expected.")
    return given


def _text(data: Mapping[str, Any], member: str, where: str) -> str:
    if not isinstance(given := data.get(member) or "", str):
        raise BadInput(f"{where}: {member} is a text.")
    return given
