"""Judges the answers of a sandbox by OpenAPI definitions: the vendor's own files, corrected by an overlay, and a small schema of ours.

    judge = Judge.of(SHARED / "contracts/openapi/bynder", overlay=HERE / "overlays/bynder.json")
    assert judge.answer(client.get("/api/v4/media/")) == []          # an httpx response
    assert judge.complaints("GET", "/api/v4/media/", 200, body) == []  # or its parts

A definition is OpenAPI 3.0 or 3.1, JSON or YAML (YAML needs PyYAML; the test is skipped without it). Paths are matched below the base path
of the definition's servers, templates segment by segment, a trailing slash on either side ignored, the most literal path first.
An answer draws a complaint when its path, method, status or media type is not defined, when its body does not fit the schema, and when
it has members the schema does not list (schemas with `properties` are closed unless they say otherwise, so that no misspelt member hides).

An overlay is never a change of the vendor's file. It is JSON beside the tests:

    {"corrections": [{"why": "a sentence", "file": "glob, default every file", "at": "/paths/**/format",
                      "equals": "uuid", "remove": true}],
     "undefined": [{"why": "no definition is published", "path": "^/api/v4/tags"}]}

`at` is a JSON pointer in which `*` stands for any one member and `**` for any number of them; `equals` keeps to places with that value.
What is done there is one of `remove: true`, `set: value`, `merge: {members}` (into an object, made where it is missing),
`add: {members}` (the same, but members that are there stay) and `copy: "/pointer"` (the value found there in the same file).
A correction that finds no place is reported by `unused`: assert that it is empty. Answers on `undefined` paths draw no complaint;
with `partial=True` neither do operations and statuses that are not defined. A body without a schema is accepted as it is.
"""

import copy
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatch
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest

_METHODS = ("get", "post", "put", "patch", "delete", "head", "options")
_MOST = 8  # complaints about one body; the rest says nothing new


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation of a definition: where it stands, and its document for the references in it."""

    name: str
    path: re.Pattern[str]
    literal: int
    method: str
    responses: Mapping[str, Any]
    document: Mapping[str, Any]


@dataclass
class Judge:
    """The operations of some definitions. `undefined` are paths nobody defined, `unused` corrections that found no place."""

    operations: list[Operation]
    undefined: list[re.Pattern[str]] = field(default_factory=list)
    unused: list[str] = field(default_factory=list)
    partial: bool = False

    @classmethod
    def of(cls, place: Path, overlay: Path | None = None, partial: bool = False) -> "Judge":
        """The judge by one definition, or by every JSON and YAML file of a folder, corrected by the overlay."""
        files = [place] if place.is_file() else sorted(place.glob("*.[jy]*"))
        told = json.loads(overlay.read_text(encoding="utf-8")) if overlay else {}
        documents = {file.name: _read(file) for file in files}
        unused = [entry["why"] for entry in told.get("corrections", []) if not _corrected(documents, entry)]
        operations = [operation for document in documents.values() for operation in _operations(_closed(document))]
        operations.sort(key=lambda operation: -operation.literal)
        undefined = [re.compile(entry["path"]) for entry in told.get("undefined", [])]
        return cls(operations, undefined, unused, partial)

    def answer(self, response: httpx.Response) -> list[str]:
        """What is wrong with an answer of a server, as sentences; empty when nothing is."""
        media = response.headers.get("content-type", "").partition(";")[0].strip()
        body: Any = response.text
        if media == "application/json" or media.endswith("+json"):
            try:
                body = response.json()
            except ValueError:
                return [f"{response.request.method} {response.url.path}: the body is no JSON."]
        elif not response.content:
            media, body = "", None
        request = response.request
        return self.complaints(request.method, request.url.path, response.status_code, body, media)

    def complaints(
        self, method: str, path: str, status: int, body: Any = None, media: str = "application/json"
    ) -> list[str]:
        """What is wrong with a body for that method, path and status, as sentences; empty when nothing is."""
        where = f"{method.upper()} {path} {status}"
        if any(pattern.search(path) for pattern in self.undefined):
            return []
        operation = self._operation(method.lower(), path)
        if operation is None:
            return [] if self.partial else [f"{where}: no definition has this operation."]
        answer = _resolved(_response(operation.responses, status), operation.document)
        if answer is None:
            return [] if self.partial else [f"{where}: {operation.name} defines no status {status}."]
        content = answer.get("content") or {}
        if not content or (body is None and status == 204):  # nothing is promised, or the status itself forbids a body
            return [] if body is None or status != 204 else [f"{where}: {status} has no body, one came."]
        if body is None and not media:
            return [f"{where}: a body is defined, none came."]
        kind = next((entry for entry in content if fnmatch(media, entry.partition(";")[0])), None)
        if kind is None:
            return [f"{where}: the media type {media or 'none'} is not among {', '.join(content)}."]
        schema = content[kind].get("schema")
        return [] if schema is None else [f"{where}: {text}" for text in _misfits(schema, operation.document, body)]

    def _operation(self, method: str, path: str) -> Operation | None:
        asked = path.rstrip("/") or "/"
        fitting = (entry for entry in self.operations if entry.method == method and entry.path.fullmatch(asked))
        return next(fitting, None)


def _read(file: Path) -> dict[str, Any]:
    text = file.read_text(encoding="utf-8")
    if file.suffix == ".json":
        return dict(json.loads(text))
    yaml = pytest.importorskip("yaml", reason="PyYAML is needed to read this definition.")
    # dates stay texts, as they are in JSON; the loader's own table would make date objects of them
    loader = type("Plain", (yaml.SafeLoader,), {"yaml_implicit_resolvers": _without_dates(yaml.SafeLoader)})
    return dict(yaml.load(text, loader))


def _without_dates(loader: Any) -> dict[str, Any]:
    resolvers = loader.yaml_implicit_resolvers
    return {first: [pair for pair in pairs if not pair[0].endswith("timestamp")] for first, pairs in resolvers.items()}


def _operations(document: dict[str, Any]) -> Iterator[Operation]:
    for path, item in (document.get("paths") or {}).items():
        for method in _METHODS:
            if method not in item:
                continue
            servers = item[method].get("servers") or item.get("servers") or document.get("servers") or [{"url": ""}]
            for base in {urlsplit(server["url"]).path.rstrip("/") for server in servers}:
                template = f"{base}{path}".rstrip("/") or "/"
                parts = [re.sub(r"\\{[^/]*?\\}", "[^/]+", re.escape(part)) for part in template.split("/")]
                literal = sum(not part.count("{") for part in template.split("/"))
                pattern, responses = re.compile("/".join(parts)), item[method].get("responses") or {}
                keyed = {str(status): answer for status, answer in responses.items()}
                yield Operation(f"{method.upper()} {path}", pattern, literal, method, keyed, document)


def _response(responses: Mapping[str, Any], status: int) -> Any:
    names = (str(status), f"{status // 100}XX", "default")
    return next((responses[name] for name in names if name in responses), None)


def _resolved(node: Any, document: Mapping[str, Any]) -> Any:
    while isinstance(node, dict) and "$ref" in node:
        node = _at(document, _parts(node["$ref"].removeprefix("#")))
    return node


def _misfits(schema: Any, document: Mapping[str, Any], body: Any) -> list[str]:
    from openapi_schema_validator import OAS30Validator, OAS31Validator, oas30_format_checker, oas31_format_checker

    old = str(document.get("openapi", "")).startswith("3.0")
    kind, formats = (OAS30Validator, oas30_format_checker) if old else (OAS31Validator, oas31_format_checker)
    # references are "#/components/...": the schema stands in a document of its own that has the same components
    whole = {**schema, "components": document.get("components") or {}}
    errors = sorted(kind(whole, format_checker=formats).iter_errors(body), key=lambda error: list(map(str, error.path)))
    return [f"at /{'/'.join(map(str, error.path))}: {error.message[:300]}" for error in errors[:_MOST]]


def _closed(node: Any, inside: bool = False) -> Any:
    """Object schemas that list their members are closed, but not inside allOf and its like, where another part may list more."""
    if isinstance(node, list):
        return [_closed(entry, inside) for entry in node]
    if not isinstance(node, dict):
        return node
    parts = {key: _closed(value, key in ("allOf", "anyOf", "oneOf")) for key, value in node.items()}
    members = node.get("properties")
    if isinstance(members, dict):
        parts["properties"] = {name: _closed(member) for name, member in members.items()}  # a map, no schema itself
        if not inside and not node.keys() & {"allOf", "anyOf", "oneOf", "additionalProperties"}:
            parts["additionalProperties"] = False
    return parts


def _corrected(documents: Mapping[str, dict[str, Any]], entry: Mapping[str, Any]) -> bool:
    done, written = False, bool(entry.keys() & {"merge", "add", "set", "copy"})
    for document in (document for name, document in documents.items() if fnmatch(name, entry.get("file", "*"))):
        for holder, key in list(_places(document, _parts(entry["at"]), written)):
            if "equals" not in entry or _member(holder, key) == entry["equals"]:
                _correct(document, holder, key, entry)
                done = True
    return done


def _correct(document: dict[str, Any], holder: Any, key: Any, entry: Mapping[str, Any]) -> None:
    if entry.get("remove"):
        del holder[key]
    elif "copy" in entry:
        holder[key] = copy.deepcopy(_at(document, _parts(entry["copy"])))
    elif "add" in entry:
        holder[key] = {**copy.deepcopy(entry["add"]), **(_member(holder, key) or {})}
    elif "merge" in entry:
        holder[key] = {**(_member(holder, key) or {}), **copy.deepcopy(entry["merge"])}
    else:
        holder[key] = copy.deepcopy(entry["set"])


def _places(node: Any, parts: list[str], may_miss: bool) -> Iterator[tuple[Any, Any]]:
    """(holder, key) of every place a pointer with wildcards fits; the last member may be missing where it is to be written."""
    first, rest = parts[0], parts[1:]
    if first == "**":
        yield from _places(node, rest, may_miss)
        for child in _children(node):
            yield from _places(child, parts, may_miss)
        return
    for key in list(_keys(node, first, may_miss and not rest)):
        if not rest:
            yield node, key
        else:
            yield from _places(node[key], rest, may_miss)


def _keys(node: Any, part: str, may_miss: bool) -> Iterable[Any]:
    if isinstance(node, dict):
        return node.keys() if part == "*" else [part] if part in node or may_miss else []
    if isinstance(node, list):
        return range(len(node)) if part == "*" else [int(part)] if part.isdecimal() and int(part) < len(node) else []
    return []


def _children(node: Any) -> Iterable[Any]:
    return node.values() if isinstance(node, dict) else node if isinstance(node, list) else ()


def _member(holder: Any, key: Any) -> Any:
    return holder.get(key) if isinstance(holder, dict) else holder[key]


def _parts(pointer: str) -> list[str]:
    return [part.replace("~1", "/").replace("~0", "~") for part in pointer.strip("/").split("/")] if pointer else []


def _at(node: Any, parts: Iterable[str]) -> Any:
    for part in parts:
        node = node[int(part)] if isinstance(node, list) else node[part]
    return node
