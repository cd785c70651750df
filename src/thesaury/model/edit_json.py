"""Edits as JSON values and back, exactly: what is read equals what was told."""

from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields
from typing import Any, get_args

from thesaury.model.concept import Label, LabelKind, MappingRelation
from thesaury.model.edit import Edit, TextField
from thesaury.model.errors import BadInput

KINDS: Mapping[str, type[Edit]] = {
    "".join(f"-{sign.lower()}" if sign.isupper() else sign for sign in kind.__name__)[1:]: kind
    for kind in get_args(Edit)
}
"""Every kind of edit by its name in JSON: `add-concept`, `rename`, `merge` ..."""

_NAMES = {kind: name for name, kind in KINDS.items()}


def kind_of(edit: Edit) -> str:
    """The name of an edit's kind in JSON."""
    return _NAMES[type(edit)]


def edit_json(edit: Edit) -> dict[str, Any]:
    """An edit as a JSON value; `edit` says its kind."""
    return {"edit": kind_of(edit)} | {field.name: _told(getattr(edit, field.name)) for field in fields(edit)}


def edit_of(value: Mapping[str, Any]) -> Edit:
    """The edit that a JSON value tells. Raises BadInput, naming what is wrong."""
    kind = KINDS.get(str(value.get("edit")))
    if kind is None:
        raise BadInput(f"There is no edit {value.get('edit')!r}. There are: {', '.join(KINDS)}.")
    known = {field.name: field for field in fields(kind)}
    if strange := sorted(value.keys() - known.keys() - {"edit"}):
        raise BadInput(f"An edit {_NAMES[kind]} has no {strange[0]!r}. It has: {', '.join(known)}.")
    if missing := [name for name, field in known.items() if field.default is MISSING and name not in value]:
        raise BadInput(f"An edit {_NAMES[kind]} needs {', '.join(missing)}.")
    made: Any = kind
    edit: Edit = made(**{name: _read(name, value[name]) for name in known if name in value})
    return edit


def _told(value: Any) -> Any:
    if isinstance(value, Label):
        return {"text": value.text, "language": value.language}
    return [_told(one) for one in value] if isinstance(value, tuple) else value


def _read(name: str, value: Any) -> Any:
    read: Callable[[Any], Any] = _READERS.get(name, _text)
    try:
        return read(value)
    except (ValueError, TypeError, KeyError) as error:
        raise BadInput(f"{value!r} cannot be read as {name} of an edit.") from error


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value


def _flag(value: Any) -> bool:
    if not isinstance(value, bool):
        raise TypeError(value)
    return value


def _label(value: Any) -> Label:
    return Label(_text(value["text"]), _text(value.get("language", "")))


def _each(read: Callable[[Any], Any]) -> Callable[[Any], tuple[Any, ...]]:
    def all_of(value: Any) -> tuple[Any, ...]:
        if not isinstance(value, list | tuple):
            raise TypeError(value)
        return tuple(map(read, value))

    return all_of


_READERS: Mapping[str, Callable[[Any], Any]] = {
    **dict.fromkeys(("preferred", "alternative", "definitions", "titles"), _each(_label)),
    **dict.fromkeys(("label", "title"), _label),
    **dict.fromkeys(("schemes", "broader", "texts", "notations"), _each(_text)),
    **dict.fromkeys(("keep", "remove"), _flag),
    "kind": LabelKind,
    "relation": MappingRelation,
    "field": TextField,
    "replacement": lambda value: None if value is None else _text(value),
}
