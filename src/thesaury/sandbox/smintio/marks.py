"""Marks people and machines leave behind a portal: collections, shares, flags, comments, tasks. None of them is a tag."""

from collections.abc import Mapping
from typing import Any

from thesaury.sandbox.smintio.estate import Estate
from thesaury.sandbox.smintio.reading import identifier
from thesaury.sandbox.smintio.refusal import Refusal

_FLAGS = ("none", "level_3", "level_7", "level_10")


class Marks:
    """The marks of one tenant. Every change counts as an effect."""

    def __init__(self, estate: Estate) -> None:
        """Marks in an estate."""
        self._estate = estate

    def create_collection(self, asked: Mapping[str, Any], key: str) -> dict[str, Any]:
        """A new collection with assets in it."""
        definition = asked.get("definition") or {}
        if not definition.get("name"):
            raise Refusal(400, "argument_missing", "definition.name is missing.")
        assets = [self._known(asset) for asset in asked.get("assetids") or []]
        document = {**_collection(definition), "assets": assets, "flags": {}, "comments": []}
        return {"collectionId": self._add("collection", document, key)}

    def change_assets(self, method: str, asked: Mapping[str, Any], key: str) -> dict[str, Any]:
        """Adds, removes, moves or copies assets of collections."""
        uuid, document = self._collection(asked.get("collectionid"))
        assets = [self._known(asset) for asset in asked.get("assetids") or []]
        if method.startswith(("move", "copy")):
            target, other = self._collection(asked.get("targetcollectionid"))
            self._put(target, {**other, "assets": _joined(other["assets"], assets)})
        if method.startswith("add"):
            document = {**document, "assets": _joined(document["assets"], assets)}
        elif not method.startswith("copy"):
            document = {**document, "assets": [asset for asset in document["assets"] if asset not in assets]}
        self._put(uuid, document)
        self._estate.sandbox.applied(f"collection:{method}", key, {"collection": uuid, "assets": assets})
        return {"collectionId": uuid}

    def flag(self, asked: Mapping[str, Any], key: str) -> dict[str, Any]:
        """Sets or takes the flag of an asset in a collection."""
        uuid, document = self._collection(asked.get("collectionid"))
        asset, flag = self._known(asked.get("assetid")), asked.get("flagid")
        if flag not in _FLAGS:
            raise Refusal(400, "argument_invalid", f"flagId is one of {', '.join(_FLAGS)}.")
        self._put(uuid, {**document, "flags": {**document["flags"], asset: flag}})
        self._estate.sandbox.applied("flag", key, {"collection": uuid, "asset": asset, "flag": flag})
        return {"collectionId": uuid}

    def comment(self, asked: Mapping[str, Any], key: str) -> dict[str, Any]:
        """Adds a comment to a collection or to an asset in it."""
        uuid, document = self._collection(asked.get("collectionid"))
        if not asked.get("comment"):
            raise Refusal(400, "argument_missing", "comment is missing.")
        asset = self._known(asked["assetid"]) if asked.get("assetid") else None
        said = {"comment": asked["comment"], "anonymousUserName": asked.get("anonymoususername"), "assetId": asset}
        self._put(uuid, {**document, "comments": [*document["comments"], said]})
        self._estate.sandbox.applied("comment", key, {"collection": uuid, **said})
        return {"collectionId": uuid}

    def collections(self, asked: Mapping[str, Any]) -> dict[str, Any]:
        """Collections by words in their name, the newest first when asked so."""
        text, size = str(asked.get("querystring") or "").casefold(), int(asked.get("pagesize") or 20)
        start = int(asked.get("page") or 0) * size
        every = self._estate.sandbox.store.all(f"{self._estate.tenant.name}.collection")
        found = [(uuid, document) for uuid, document in every if text in document["name"].casefold()]
        ordered = found[::-1] if asked.get("sortdirection") == 1 else found
        shown = [_told(uuid, document) for uuid, document in ordered[start : start + size]]
        more = start + size < len(found)
        return {"collections": shown, "details": {"totalResults": len(found), "hasMoreResults": more, "errors": []}}

    def collection(self, asked: Mapping[str, Any]) -> dict[str, Any]:
        """One collection with its assets, flags and comments."""
        uuid, document = self._collection(asked.get("collectionid"))
        assets = [{"id": asset} for asset in document["assets"]]
        return {
            **_told(uuid, document),
            "assetIds": assets,
            "flags": document["flags"],
            "comments": document["comments"],
        }

    def delete_collection(self, asked: Mapping[str, Any], key: str) -> dict[str, Any]:
        """Takes a collection away."""
        uuid, _ = self._collection(asked.get("collectionid"))
        self._estate.sandbox.store.delete(f"{self._estate.tenant.name}.collection", uuid)
        self._estate.sandbox.applied("collection:delete", key, {"collection": uuid})
        return {"collectionId": uuid}

    def share(self, asked: Mapping[str, Any], key: str) -> dict[str, Any]:
        """A share of assets."""
        document = {
            "definition": asked.get("definition") or {},
            "assets": [self._known(asset) for asset in asked.get("assetids") or []],
        }
        return {"shareId": self._add("share", document, key)}

    def task(self, asked: Mapping[str, Any], key: str) -> dict[str, Any]:
        """A task for people."""
        if not asked.get("taskhandlerid"):
            raise Refusal(400, "argument_missing", "taskHandlerId is missing.")
        names = {"taskhandlerid": "taskHandlerId", "formfieldvalues": "formFieldValues", "customformid": "customFormId"}
        return {"taskId": self._add("task", {name: asked.get(member) for member, name in names.items()}, key)}

    def _add(self, kind: str, document: dict[str, Any], key: str) -> str:
        collection = f"{self._estate.tenant.name}.{kind}"
        uuid = self._estate.tenant.identifier(
            f"{kind} {self._estate.sandbox.store.count(collection)} {len(self._estate.sandbox.ledger.effects)}"
        )
        self._estate.sandbox.store.put(collection, uuid, document)
        self._estate.sandbox.applied(f"{kind}:create", key, {kind: uuid, **document})
        return uuid

    def _collection(self, uuid: Any) -> tuple[str, dict[str, Any]]:
        name = uuid.get("id") if isinstance(uuid, dict) else uuid
        document = self._estate.sandbox.store.get(f"{self._estate.tenant.name}.collection", str(name))
        if document is None:
            raise Refusal(404, "not_found", f"There is no collection {name}.", str(name))
        return str(name), document

    def _put(self, uuid: str, document: dict[str, Any]) -> None:
        self._estate.sandbox.store.put(f"{self._estate.tenant.name}.collection", uuid, document)

    def _known(self, asset: Any) -> str:
        uuid = identifier(asset)
        if self._estate.shelf.get(uuid) is None:
            raise Refusal(404, "asset_not_found", f"There is no asset {uuid}.", uuid)
        return uuid


def _collection(definition: Mapping[str, Any]) -> dict[str, Any]:
    starred, opted = bool(definition.get("isstarred")), bool(definition.get("isoptin"))
    return {"name": str(definition["name"]), "isStarred": starred, "isOptIn": opted}


def _told(uuid: str, document: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "collectionId": uuid,
        "name": document["name"],
        "previews": [],
        "totalCommentCount": len(document["comments"]),
    }


def _joined(first: list[str], second: list[str]) -> list[str]:
    return list(dict.fromkeys([*first, *second]))
