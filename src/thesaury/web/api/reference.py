"""The reference of the interface, made from its description: for the documentation and for the page at `/api/v1`."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

from thesaury.web.api.app import api_app
from thesaury.web.api.openapi import BASE, TAGS
from thesaury.web.api.problems import KINDS, Kind
from thesaury.web.desk import Desk


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter: where it stands, what may stand there, and what it means."""

    name: str
    place: str
    kind: str
    needed: bool
    text: str


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation: what it does, what it takes, an example with curl, and what it answers."""

    name: str
    method: str
    path: str
    title: str
    text: str
    parameters: tuple[Parameter, ...]
    body: str
    curl: str
    status: str
    answer: str
    problems: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """The operations of one capability."""

    name: str
    text: str
    operations: tuple[Operation, ...]


def whole_description() -> dict[str, Any]:
    """The description of the interface, which is the same for every workspace."""
    return dict(api_app(cast(Desk, SimpleNamespace(workspace=SimpleNamespace(root=Path())))).openapi())


def groups(description: Mapping[str, Any]) -> list[Group]:
    """Every operation, by capability."""
    found = [
        one for path, operations in description["paths"].items() for one in _operations(path, operations, description)
    ]
    return [
        Group(name, text, tuple(operation for tag, operation in found if tag == name))
        for name, text in TAGS.items()
        if any(tag == name for tag, _ in found)
    ]


def kinds() -> list[Kind]:
    """Every kind of problem."""
    return list(KINDS.values())


def _operations(
    path: str, operations: Mapping[str, Any], description: Mapping[str, Any]
) -> Iterator[tuple[str, Operation]]:
    for method, told in operations.items():
        schema = _schema(told.get("requestBody", {}), description)
        status = next(status for status in told["responses"] if status.startswith("2"))
        answer = told["responses"][status]
        yield (
            told["tags"][0],
            Operation(
                name=told["operationId"],
                method=method.upper(),
                path=f"{BASE}{path}",
                title=told["summary"],
                text=told["description"] if told["description"].rstrip(".") != told["summary"] else "",
                parameters=tuple(_parameter(one, description) for one in told.get("parameters", ())),
                body=_example(schema),
                curl=_curl(method.upper(), path, _example(schema), told),
                status=status,
                answer=_answer(answer, description),
                problems=tuple(code for code in told["responses"] if code >= "400"),
            ),
        )


def _parameter(one: Mapping[str, Any], description: Mapping[str, Any]) -> Parameter:
    told = _resolved(one, description)
    schema = told["schema"]
    text = told.get("description") or schema.get("description", "")
    return Parameter(told["name"], told["in"], _kind(schema, description), bool(told.get("required")), text)


def _kind(schema: Mapping[str, Any], description: Mapping[str, Any]) -> str:
    """What may stand there, in words."""
    told = _resolved(schema, description)
    if "anyOf" in told:
        return " or ".join(kind for kind in (_kind(one, description) for one in told["anyOf"]) if kind != "null")
    if "enum" in told:
        return ", ".join(f"`{value}`" for value in told["enum"] if value != "")
    if told.get("type") == "array":
        return f"list of {_kind(told['items'], description)}"
    ends = [f"{word} {told[name]}" for name, word in (("minimum", "from"), ("maximum", "to")) if name in told]
    return " ".join([told.get("format") or told.get("type", "any"), *ends])


def _curl(method: str, path: str, body: str, told: Mapping[str, Any]) -> str:
    parts = ["curl"]
    parts += [f"-X {method}"] if method not in ("GET", "POST") or (method == "POST" and not body) else []
    parts += ['-H "Authorization: Bearer $TOKEN"'] if told.get("security") != [] else []
    if any(one.get("$ref", "").endswith("IfMatch") for one in told.get("parameters", ())):
        parts.append("-H 'If-Match: \"...\"'")
    if body:
        parts.append(f"-H 'Content-Type: application/json' -d '{json.dumps(json.loads(body))}'")
    needed = [one["name"] for one in told.get("parameters", ()) if one.get("required") and one.get("in") == "query"]
    asked = "?" + "&".join(f"{name}=..." for name in needed) if needed else ""
    return " ".join([*parts, f"'http://127.0.0.1:8520{BASE}{path}{asked}'"])


def _answer(answer: Mapping[str, Any], description: Mapping[str, Any]) -> str:
    for kind, content in answer.get("content", {}).items():
        if kind == "application/json":
            schema = content["schema"].get("anyOf", [content["schema"]])[0]
            return _example(_resolved(schema, description))
        if "example" in content:
            return str(content["example"]).rstrip()
    return ""


def _schema(body: Mapping[str, Any], description: Mapping[str, Any]) -> Mapping[str, Any]:
    content = body.get("content", {}).get("application/json")
    return _resolved(content["schema"], description) if content else {}


def _example(schema: Mapping[str, Any]) -> str:
    examples = schema.get("examples")
    return json.dumps(examples[0], indent=2, ensure_ascii=False) if examples else ""


def _resolved(part: Mapping[str, Any], description: Mapping[str, Any]) -> Mapping[str, Any]:
    if "$ref" not in part:
        return part
    found: Any = description
    for name in part["$ref"].removeprefix("#/").split("/"):
        found = found[name]
    return cast(Mapping[str, Any], found)
