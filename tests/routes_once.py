"""What FastAPI reads from the functions that answer at addresses, read once for a process of pytest.

An application has some six hundred such functions, made anew for each one from the same lines. What is read from a function is kept by
those lines and by all that stands in its signature, so that a function with another signature is read anew. What it depends on is looked
up in the function itself.
"""

from collections.abc import Callable
from copy import copy
from types import FunctionType
from typing import Annotated, Any, get_origin

import fastapi.dependencies.utils as reading
import fastapi.routing as routing
import pytest
from fastapi.dependencies.models import Dependant
from fastapi.params import Depends, Security
from pydantic.fields import FieldInfo

_LISTS = ("path_params", "query_params", "header_params", "cookie_params", "body_params")


def reading_routes_once(patch: pytest.MonkeyPatch) -> None:
    """Until `patch` is undone, FastAPI reads equal functions once."""
    dependant = reading_once(reading.get_dependant)
    patch.setattr(reading, "get_dependant", dependant)
    patch.setattr(routing, "get_dependant", dependant)
    patch.setattr(routing, "_get_body_field", joining_once(routing._get_body_field))
    patch.setattr(routing, "get_typed_return_annotation", returned(routing.get_typed_return_annotation))


def reading_once(read: Callable[..., Dependant]) -> Callable[..., Dependant]:
    """The same reader, which remembers what it read from functions; of anything else that can be called it remembers nothing."""
    kept: dict[Any, Dependant] = {}

    def give(**asked: Any) -> Dependant:
        call, scopes = asked["call"], (asked.pop("own_oauth_scopes", None), asked.pop("parent_oauth_scopes", None))
        key = None if any(scopes) else _key(call, asked)
        if key is None:
            return read(own_oauth_scopes=scopes[0], parent_oauth_scopes=scopes[1], **asked)
        if key not in kept:
            made = read(own_oauth_scopes=scopes[0], parent_oauth_scopes=scopes[1], **asked)
            kept[key] = _copied(made, None, [Dependant(name=inner.name) for inner in made.dependencies])
            return made
        inner = [_asked(call, str(one.name)) for one in kept[key].dependencies]
        return _copied(kept[key], call, [give(path=asked["path"], parent_oauth_scopes=[], **one) for one in inner])

    return give


def _copied(one: Dependant, call: Any, dependencies: list[Dependant]) -> Dependant:
    made = copy(one)
    for name in _LISTS:
        setattr(made, name, [*getattr(one, name)])
    made.call, made.dependencies = call, dependencies
    return made


def _key(call: Any, asked: dict[str, Any]) -> Any:
    """What a function is known by again; None where it cannot be."""
    if not isinstance(call, FunctionType) or hasattr(call, "__wrapped__"):
        return None
    signature = (
        *((name, _told(one)) for name, one in call.__annotations__.items()),
        *map(_told, call.__defaults__ or ()),
        *((name, _told(one)) for name, one in (call.__kwdefaults__ or {}).items()),
    )
    further = tuple((name, one) for name, one in asked.items() if name != "call")
    key = (call.__code__, call.__code__.co_filename, further, signature)
    try:
        hash(key)
    except TypeError:  # a default that cannot be looked up
        return None
    return key


def _told(one: Any) -> Any:
    if get_origin(one) is Annotated:
        return (one.__origin__, *map(_told, one.__metadata__))
    if isinstance(one, Depends):
        plain = one.dependency is not None and not isinstance(one, Security)
        return (Depends, one.use_cache, one.scope) if plain else []  # which nothing can be looked up by
    if isinstance(one, FieldInfo):
        return type(one), repr(one._attributes_set), getattr(one, "media_type", "")
    return type(one), one


def _asked(call: FunctionType, name: str) -> dict[str, Any]:
    """What is asked of the reader about the dependency that a parameter of this name stands for."""
    annotation = call.__annotations__.get(name)
    marks = annotation.__metadata__ if get_origin(annotation) is Annotated else ()
    code = call.__code__
    places = code.co_varnames[: code.co_argcount]
    defaults = dict(zip(reversed(places), reversed(call.__defaults__ or ()), strict=False)) | (
        call.__kwdefaults__ or {}
    )
    depends = [one for one in (*marks, defaults.get(name)) if isinstance(one, Depends)][-1]
    return {
        "call": depends.dependency,
        "name": name,
        "own_oauth_scopes": [],
        "use_cache": depends.use_cache,
        "scope": depends.scope,
        "concurrency": depends._concurrency,
    }


def joining_once(join: Callable[..., Any]) -> Callable[..., Any]:
    """The same maker of bodies; for the very same parameters it gives the same body."""
    kept: dict[Any, tuple[Any, Any]] = {}

    def give(*, body_params: list[Any], name: str, embed_body_fields: bool) -> Any:
        key = (name, embed_body_fields, *map(id, body_params))
        if key not in kept:
            kept[key] = ([*body_params], join(body_params=body_params, name=name, embed_body_fields=embed_body_fields))
        return kept[key][1]

    return give


def returned(read: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """The same reader of what a function returns; where that stands there as a type it is not looked for."""

    def give(call: Any) -> Any:
        plain = isinstance(call, FunctionType) and not hasattr(call, "__wrapped__")
        annotation = call.__annotations__.get("return") if plain else ""
        return read(call) if isinstance(annotation, str) else annotation

    return give
