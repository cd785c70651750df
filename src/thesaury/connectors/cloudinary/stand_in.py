"""A small Cloudinary on loopback, written from the vendor's public documentation: the calls of the Admin API that are rehearsed."""

import json
import re
from base64 import b64encode
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import partial
from hashlib import md5, sha1
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

_COMPARISON = re.compile(r'([\w.]+)(>=|<=|>|<|=|:)"?([^"]*)"?')
_PAIR = re.compile(r"((?:[^=|\\]|\\.)+)=((?:[^|\\]|\\.)*)(?:\||$)")
_COMPARE: dict[str, Callable[[str, str], bool]] = {
    ">=": lambda a, b: a >= b,
    "<=": lambda a, b: a <= b,
    ">": lambda a, b: a > b,
    "<": lambda a, b: a < b,
    "=": lambda a, b: a == b,
    ":": lambda a, b: b.lower() in a.lower(),
}
Answer = tuple[int, Any]
Json = dict[str, Any]


class Cloud:
    """One product environment: its assets, its metadata fields, and how many requests it still takes (then it answers `too_many`)."""

    def __init__(self, name: str, key: str, secret: str) -> None:
        """An empty environment whose clock goes on a minute with every edit."""
        self.name, self.key, self.secret = name, key, secret
        self.assets: dict[str, Json] = {}
        self.fields: dict[str, Json] = {}
        self.now = datetime(2026, 8, 3, 9, tzinfo=UTC)
        self.remaining, self.too_many = 500_000, 420
        self.asked: list[str] = []

    def add(self, public_id: str, **further: Any) -> str:
        """Upload a picture; its asset id."""
        asset_id, at = md5(public_id.encode()).hexdigest(), self.tick()
        self.assets[asset_id] = {
            **{"asset_id": asset_id, "public_id": public_id, "resource_type": "image", "type": "upload"},
            **{"format": "jpg", "version": 1, "bytes": 2048, "width": 640, "height": 480},
            **{"created_at": at, "uploaded_at": at},
            **{"tags": [], "context": {}, "metadata": {}, "last_updated": {"updated_at": at}, **further},
            "secure_url": f"https://res.cloudinary.example/{self.name}/image/upload/v1/{public_id}.jpg",
        }
        return asset_id

    def edit(self, asset_id: str, **members: Any) -> Json:
        """Change an asset."""
        self.assets[asset_id].update(members, last_updated={"updated_at": self.tick()})
        return self.assets[asset_id]

    def add_field(self, external_id: str, kind: str, **entries: str) -> None:
        """Make a structured metadata field."""
        values = [{"external_id": one, "value": value, "state": "active"} for one, value in entries.items()]
        told = {"external_id": external_id, "type": kind, "label": external_id.title(), "mandatory": False}
        self.fields[external_id] = told | ({"datasource": {"values": values}} if kind in ("enum", "set") else {})

    def tick(self) -> str:
        """The next minute."""
        self.now += timedelta(minutes=1)
        return self.now.strftime("%Y-%m-%dT%H:%M:%SZ")

    def answer(self, method: str, path: str, query: dict[str, list[str]], body: bytes) -> Answer:
        """What a request below the cloud's name gets."""
        match method, *(unquote(part) for part in path.split("/")):
            case "POST", "resources", "search":
                return self._search(json.loads(body))
            case "GET", "resources", "by_asset_ids":
                found = [self.assets[one] for one in query.get("asset_ids[]", ())[:100] if one in self.assets]
                return 200, {"resources": [self._single(one, query) for one in found]}
            case "PUT", "resources", asset_id:
                return self._update(asset_id, parse_qs(body.decode(), keep_blank_values=True))
            case "GET", "metadata_fields":
                return 200, {"metadata_fields": list(self.fields.values())}
            case "GET", "metadata_fields", name if name in self.fields:
                return 200, self.fields[name]
            case "PUT", "metadata_fields", name, "datasource" if name in self.fields:
                return self._datasource(self.fields[name], json.loads(body)["values"])
            case "POST", str(kind), "tags":
                return self._tags(kind, parse_qs(body.decode()))
        return _error(404, f"Resource not found - {path}")

    def _search(self, asked: Json) -> Answer:
        found = [one for one in self.assets.values() if _fits(asked.get("expression", ""), one)]
        for sort in reversed(asked.get("sort_by", [{"created_at": "desc"}])):
            [(name, direction)] = sort.items()
            found.sort(key=partial(_member, name=name), reverse=direction == "desc")
        start, most = asked.get("next_cursor", "0"), asked.get("max_results", 50)
        if not start.isdecimal() or most > 500:
            return _error(400, "Invalid value for parameter next_cursor or max_results")
        end = int(start) + most
        hidden = {"tags", "context", "metadata"} - set(asked.get("with_field", ()))
        shown = [{name: value for name, value in one.items() if name not in hidden} for one in found[int(start) : end]]
        following = {"next_cursor": str(end)} if end < len(found) else {}
        return 200, {"total_count": len(found), "time": 7, "resources": shown, **following}

    def _single(self, asset: Json, query: dict[str, list[str]]) -> Json:
        """An asset as it comes by id: without its dates of change, and with context one level deeper."""
        hidden = {name for name in ("tags", "context", "metadata") if query.get(name) != ["true"]} | {"last_updated"}
        shown = {name: value for name, value in asset.items() if name not in hidden}
        return shown | ({"context": {"custom": asset["context"]}} if asset["context"] and "context" in shown else {})

    def _update(self, asset_id: str, form: dict[str, list[str]]) -> Answer:
        if asset_id not in self.assets:
            return _error(404, f"Resource not found - {asset_id}")
        values = dict(self.assets[asset_id]["metadata"])
        for name, text in _PAIR.findall(form["metadata"][0]):
            field, text = self.fields.get(_plain(name), {}), _plain(text)
            value = json.loads(text) if field.get("type") == "set" else text
            entries = field.get("datasource", {}).get("values", ())
            allowed = {"", *(one["external_id"] for one in entries if one["state"] == "active")}
            chosen = value if isinstance(value, list) else [value]
            if not field or ("datasource" in field and not allowed.issuperset(chosen)):
                return _error(400, f"The value of the field {_plain(name)} is not valid")
            values[_plain(name)] = value
        kept = {name: value for name, value in values.items() if value not in ("", [])}
        return 200, self.edit(asset_id, metadata=kept)

    def _datasource(self, field: Json, entries: list[Json]) -> Answer:
        values = {one["external_id"]: one for one in field["datasource"]["values"]}
        values |= {one["external_id"]: {**one, "state": "active"} for one in entries}
        field["datasource"]["values"] = list(values.values())
        return 200, field["datasource"]

    def _tags(self, kind: str, form: dict[str, list[str]]) -> Answer:
        told = {name.removesuffix("[]"): ",".join(found) for name, found in form.items()}
        credential = told.pop("api_key", ""), told.pop("signature", "")
        signed = "&".join(f"{name}={value}" for name, value in sorted(told.items()))
        if credential != (self.key, sha1(f"{signed}{self.secret}".encode()).hexdigest()):
            return _error(401, "Invalid Signature")
        named = [one for one in self.assets.values() if one["public_id"] in told["public_ids"].split(",")]
        for asset in (one for one in named if (one["resource_type"], one["type"]) == (kind, told["type"])):
            rest = [tag for tag in asset["tags"] if tag not in told["tag"].split(",")]
            self.edit(asset["asset_id"], tags=rest + (told["tag"].split(",") if told["command"] == "add" else []))
        return 200, {"public_ids": [one["public_id"] for one in named]}


def _fits(expression: str, asset: Json) -> bool:
    """Comparisons, AND, OR and brackets; nothing else of the language."""
    for word, together in ((" OR ", any), (" AND ", all)):
        if len(parts := _parted(expression, word)) > 1:
            return together(_fits(part, asset) for part in parts)
    if expression.startswith("("):
        return _fits(expression[1:-1], asset)
    found = _COMPARISON.fullmatch(expression)
    return not expression or (found is not None and _COMPARE[found[2]](_member(asset, found[1]), found[3]))


def _parted(expression: str, word: str) -> list[str]:
    """The parts between this word, where it stands in no brackets."""
    parts, depth = [""], 0
    for piece in re.split(rf"([()]|{word})", expression.strip()):
        depth += (piece == "(") - (piece == ")")
        parts = [*parts, ""] if piece == word and not depth else [*parts[:-1], parts[-1] + piece]
    return parts


def _member(asset: Json, name: str) -> str:
    return str(asset["last_updated"]["updated_at"] if name == "updated_at" else asset.get(name, ""))


def _plain(text: str) -> str:
    return re.sub(r"\\([=|])", r"\1", text)


def _error(status: int, message: str) -> Answer:
    return status, {"error": {"message": message}}


@contextmanager
def served(cloud: Cloud) -> Iterator[tuple[str, Callable[[], None]]]:
    """The base address of the cloud's interface for the time of the block, and how to make it vanish before."""
    credential = f"Basic {b64encode(f'{cloud.key}:{cloud.secret}'.encode()).decode()}"

    class Handler(BaseHTTPRequestHandler):
        def _reply(self) -> None:
            parts, prefix = urlsplit(self.path), f"/v1_1/{cloud.name}/"
            body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
            path = parts.path.removeprefix(prefix)
            cloud.asked.append(f"{self.command} {path}")
            known = path.endswith("/tags") or self.headers.get("Authorization") == credential  # tags are signed
            cloud.remaining -= 1
            if cloud.remaining < 0:
                status, answer = _error(cloud.too_many, "Rate Limit Exceeded. Limit of 500 api operations reached.")
            elif not parts.path.startswith(prefix) or not known:
                status, answer = _error(401, "Invalid credentials")
            else:
                status, answer = cloud.answer(self.command, path, parse_qs(parts.query), body)
            data = json.dumps(answer).encode()
            self.send_response(status)
            told = {"Limit": "500", "Remaining": str(max(0, cloud.remaining)), "Reset": "Mon, 03 Aug 2026 10:00:00 GMT"}
            headers = {f"X-FeatureRateLimit-{name}": value for name, value in told.items()}
            for name, value in {
                **headers,
                "Content-Type": "application/json",
                "Content-Length": str(len(data)),
            }.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(data)

        do_GET = do_POST = do_PUT = _reply  # noqa: N815 - the names of the standard library

        def log_message(self, format: str, *args: Any) -> None:
            """Nothing is printed."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()

    def vanish() -> None:
        if thread.is_alive():
            server.shutdown()
            thread.join()
            server.server_close()

    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/v1_1", vanish
    finally:
        vanish()
