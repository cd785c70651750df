"""What the site holds: media, terms, nodes and files, with the fields that each bundle has; filters and included things."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid5

from thesaury.sandbox.drupal.refusal import Refusal

Json = dict[str, Any]
MISSING, ROOT = "missing", "virtual"
NAME, ALT = 255, 512
"""The most characters of a name and of an alternative text."""

_SPACE = UUID("5a5c2f9e-7a34-5f31-8d0c-2f4f1c0b6d11")


@dataclass(frozen=True, slots=True)
class Bundle:
    """A bundle: its attributes, its relationships (each with whether it holds many), and what must be there."""

    attributes: tuple[str, ...]
    relationships: Mapping[str, bool]
    label: str
    required: tuple[str, ...] = ()


_OURS = (
    "field_thesaury_asset",
    "field_thesaury_file",
    "field_caption",
    "field_credit",
    "field_copyright",
    "field_licence",
)
BUNDLES = {
    "media/image": Bundle(
        ("name", "status", "langcode", *_OURS, "field_usage", "field_until"),
        {"field_media_image": False, "field_thesaury_concepts": True},
        "name",
        ("field_media_image",),
    ),
    "taxonomy_term/thesaury": Bundle(
        ("name", "langcode", "description", "field_thesaury_uri"), {"parent": True}, "name"
    ),
    "node/article": Bundle(
        ("title", "status", "langcode", "body", "path"),
        {"field_hero": False, "field_gallery": True, "field_image": False},
        "title",
    ),
    "node/page": Bundle(("title", "status", "langcode", "body", "path"), {"field_hero": False}, "title"),
    "file/file": Bundle(("filename", "uri", "status"), {}, "filename"),
}


@dataclass
class Site:
    """All content by path and id."""

    now: Callable[[], str]
    things: dict[str, dict[str, Json]] = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)
    number: int = 0

    def clear(self) -> None:
        """Everything as at first: nothing."""
        self.things, self.files = {path: {} for path in BUNDLES}, {}

    def find(self, path: str, id: str) -> Json:
        """One thing. Raises Refusal (404)."""
        if id not in self.things.get(path, {}):
            raise Refusal(404, f'The "entity" parameter was not converted for the path "/jsonapi/{path}/{{entity}}"')
        return self.things[path][id]

    def bundle(self, path: str) -> Bundle:
        """A bundle. Raises Refusal (404)."""
        if path not in BUNDLES:
            raise Refusal(404, f'No route found for "/jsonapi/{path}"')
        return BUNDLES[path]

    def create(self, path: str, told: Json) -> Json:
        """A new thing, under the id it names. Raises Refusal (409, 422)."""
        bundle = self.bundle(path)
        self._named(path, told)
        id = str(told.get("id") or self._uuid())
        if id in self.things[path]:
            raise Refusal(409, "Conflict: Entity already exists.")
        self.number += 1
        blank: Json = dict.fromkeys(bundle.attributes) | {"langcode": "en"}
        if "status" in bundle.attributes:
            blank["status"] = True
        kind = path.partition("/")[0]
        numbered = {"node": "drupal_internal__nid", "media": "drupal_internal__mid", "file": "drupal_internal__fid"}
        blank[numbered.get(kind, "drupal_internal__tid")] = self.number
        relationships: Json = {name: {"data": [] if many else None} for name, many in bundle.relationships.items()}
        made: Json = {"type": path.replace("/", "--"), "id": id, "attributes": blank, "relationships": relationships}
        self._change(path, made, told)
        if missing := [name for name in bundle.required if not made["relationships"][name]["data"]]:
            raise Refusal(422, f"{missing[0]}: This value should not be null.")
        self.things[path][id] = made
        return made

    def update(self, path: str, id: str, told: Json) -> Json:
        """Change what is named. Raises Refusal (404, 409, 422)."""
        there = self.find(path, id)
        self._named(path, told)
        if told.get("id") != id:
            raise Refusal(409, "The selected entity does not match the ID in the payload.")
        changed = {**there, "attributes": {**there["attributes"]}, "relationships": {**there["relationships"]}}
        self._change(path, changed, told)
        self.things[path][id] = changed
        return changed

    def relate(self, path: str, id: str, name: str, others: list[Json], away: bool) -> None:
        """Add to a relationship with many, or take away. Raises Refusal."""
        there = self.find(path, id)
        if not self.bundle(path).relationships.get(name):
            raise Refusal(409, "You can only POST to to-many relationships.")
        ids = [one["id"] for one in others]
        before = [one for one in there["relationships"][name]["data"] if one["id"] not in ids]
        data = before if away else [*before, *others]
        self.update(path, id, {"type": there["type"], "id": id, "relationships": {name: {"data": data}}})

    def delete(self, path: str, id: str) -> None:
        """Remove a thing; a file with its content. What referred to it refers to nothing."""
        gone = self.find(path, id)
        del self.things[path][id]
        if path == "file/file":
            self.files.pop(gone["attributes"]["uri"]["url"], None)

    def keep_file(self, name: str, content: bytes) -> Json:
        """A file; another name where it is taken."""
        stem, dot, ending = name.rpartition(".")
        url, count = f"/sites/default/files/{name}", 0
        while url in self.files:
            url, count = f"/sites/default/files/{stem}_{count}{dot}{ending}", count + 1
        self.files[url] = content
        uri = {"value": url.replace("/sites/default/files/", "public://"), "url": url}
        return self.create(
            "file/file", {"type": "file--file", "attributes": {"filename": name, "uri": uri, "status": False}}
        )

    def matching(self, path: str, conditions: Iterable[tuple[str, str, list[str]]]) -> list[Json]:
        """The things for which every condition (field, operator, values) holds. Raises Refusal (400) for a field that is none."""
        bundle, found = self.bundle(path), list(self.things[path].values())
        for name, operator, values in conditions:
            if name not in bundle.attributes and name not in bundle.relationships:
                raise Refusal(
                    400, f"Invalid nested filtering. The field `{name}`, given in the path `{name}`, does not exist."
                )
            found = [one for one in found if _fits(one, name, operator, values)]
        return found

    def shown(self, thing: Json) -> Json:
        """A thing as it is answered: what it refers to and is gone is called missing."""
        told = {name: self._link(value["data"]) for name, value in thing["relationships"].items()}
        return {**thing, "relationships": {name: {"data": data} for name, data in told.items()}}

    def included(self, things: Iterable[Json], names: Iterable[str]) -> list[Json]:
        """What these things refer to by these relationships, once each."""
        found: dict[str, Json] = {}
        for thing in things:
            for name in names:
                data = thing["relationships"].get(name, {}).get("data")
                for link in data if isinstance(data, list) else [data] if data else []:
                    other = self.things.get(link["type"].replace("--", "/"), {}).get(link["id"])
                    if other is not None:
                        found[link["id"]] = self.shown(other)
        return list(found.values())

    def _link(self, data: Any) -> Any:
        if isinstance(data, list):
            return [self._link(one) for one in data]
        if data is None or data["id"] == ROOT or data["id"] in self.things[data["type"].replace("--", "/")]:
            return data
        return {**data, "id": MISSING}

    def _change(self, path: str, thing: Json, told: Json) -> None:
        bundle = self.bundle(path)
        for name, value in told.get("attributes", {}).items():
            if name not in bundle.attributes:
                raise Refusal(
                    422, f"The attribute {name} does not exist on the {path.replace('/', '--')} resource type."
                )
            if name == bundle.label and (not value or len(value) > NAME):
                raise Refusal(422, f"{name}: This value is too long. It should have {NAME} characters or less.")
            thing["attributes"][name] = value
        for name, value in told.get("relationships", {}).items():
            if name not in bundle.relationships:
                raise Refusal(
                    422, f"The relationship {name} does not exist on the {path.replace('/', '--')} resource type."
                )
            self._related(name, value["data"], name in bundle.required)
            thing["relationships"][name] = {"data": value["data"]}
        thing["attributes"]["changed"] = self.now()

    def _related(self, name: str, data: Any, required: bool) -> None:
        links = data if isinstance(data, list) else [data] if data else []
        if required and not links:
            raise Refusal(422, f"{name}: This value should not be null.")
        for link in links:
            if link["id"] != ROOT and link["id"] not in self.things.get(link["type"].replace("--", "/"), {}):
                raise Refusal(
                    404,
                    f"The resource identified by `{link['type']}:{link['id']}` (given as a relationship item) could not be found.",
                )
            if len(link.get("meta", {}).get("alt") or "") > ALT:
                raise Refusal(422, f"{name}.0.alt: This value is too long. It should have {ALT} characters or less.")

    def _named(self, path: str, told: Json) -> None:
        if told.get("type") != path.replace("/", "--"):
            raise Refusal(409, f"Incorrect resource type: {told.get('type')}")

    def _uuid(self) -> str:
        self.number += 1
        return str(uuid5(_SPACE, str(self.number)))


def _fits(thing: Json, name: str, operator: str, values: list[str]) -> bool:
    value = thing["attributes"].get(name, thing["relationships"].get(name, {}).get("data"))
    match operator:
        case "IS NOT NULL":
            return value not in (None, [])
        case "IS NULL":
            return value in (None, [])
        case "IN" | "=":
            return str(value).casefold() in [one.casefold() for one in values]  # as MySQL compares
        case "STARTS_WITH":
            return str(value).casefold().startswith(values[0].casefold())
        case _:
            raise Refusal(400, f"The '{operator}' operator is not allowed in a filter parameter.")
