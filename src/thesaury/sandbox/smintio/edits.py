"""What people do behind the interfaces' back, for the control plane: buy, change, cancel, tag, remove, switch, nudge."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from thesaury.sandbox.smintio.enrichment import Enrichment
from thesaury.sandbox.smintio.estate import Estate
from thesaury.sandbox.smintio.licensing import binaries_of
from thesaury.sandbox.smintio.pusher import Pusher
from thesaury.sandbox.smintio.synthetic import default, portal_asset, purchase, texts


@dataclass(frozen=True, slots=True)
class Behind:
    """The edits of one tenant. Each takes the value of its key in the payload and says what was done."""

    estate: Estate
    pusher: Pusher
    enrichment: Enrichment

    def edit(self, payload: dict[str, Any]) -> dict[str, Any]:
        """Carries out every edit of the payload in order. Raises ValueError and KeyError for what does not exist."""
        actions: dict[str, Callable[[Any], Any]] = {
            "purchase": self.purchase,
            "buy": self.buy,
            "cancel": self.cancel,
            "binary": self.binary,
            "asset": self.asset,
            "add_asset": self.add_asset,
            "remove_asset": self.remove_asset,
            "concepts": self.concepts,
            "account": self.account,
            "revoke": self.revoke,
            "dialect": self.dialect,
            "nudge": self.nudge,
        }
        wrong = payload.keys() - actions.keys()
        if wrong:
            raise ValueError(f"No edit {', '.join(sorted(wrong))}. Known: {', '.join(actions)}.")
        return {name: actions[name](value) for name, value in payload.items()}

    def purchase(self, asked: dict[str, Any]) -> int:
        """{"uuid", "name"|"description": {culture: text}, "set": {...}}: changed and told again at the end of the stream."""
        document = self._bought(asked["uuid"])
        content = dict(document.get("content_element") or {})
        for member in ("name", "description"):
            if member in asked:
                content[member] = texts({**_by_culture(content.get(member)), **asked[member]})
        return self._put({**document, "content_element": content, **asked.get("set", {})})

    def buy(self, asked: dict[str, Any]) -> str:
        """{"number": n, "set": {...}}: a new purchase at the end of the stream; its id is returned."""
        document = {**purchase(self.estate.tenant, int(asked.get("number", 800_000))), **asked.get("set", {})}
        self._put(document)
        return str(document["uuid"])

    def cancel(self, uuid: str) -> int:
        """The purchase is cancelled."""
        return self._put({**self._bought(uuid), "state": "cancelled"})

    def binary(self, uuid: str) -> int:
        """The first file of the purchase is replaced: a higher version of it, and the purchase is told again."""
        document = self._bought(uuid)
        first = binaries_of(document)[0]
        return self._put({**document, "binaries": {first["uuid"]: (first["version"] or 1) + 1}})

    def asset(self, asked: dict[str, Any]) -> str:
        """{"id", "name"|"description": {culture: text}, "set": {...}, "only": "eTag"}: the new eTag is returned."""
        document = self._shown(asked["id"])
        for member in ("name", "description"):
            if member in asked:
                document = {**document, member: default({**_without_default(document.get(member)), **asked[member]})}
        self.estate.shelf.put(
            {**document, **asked.get("set", {})}, self.estate.sandbox.clock.now(), asked.get("only", "")
        )
        return str(self._shown(asked["id"])["eTag"])

    def add_asset(self, asked: dict[str, Any]) -> str:
        """{"externalId", "name": {culture: text}, "adapter": "12"}: its id is returned."""
        stamp = self.estate.sandbox.clock.now().isoformat()
        names, dates = asked.get("name", {"en": asked["externalId"]}), {"createdAt": stamp, "modifiedAt": stamp}
        texts_, tags = asked.get("description", {}), asked.get("tags", {})
        made = portal_asset(asked.get("adapter", "12"), asked["externalId"], names, texts_, tags, dates)
        self.estate.shelf.put(made, self.estate.sandbox.clock.now())
        return str(made["smintIoId"])

    def remove_asset(self, uuid: str) -> str:
        """The asset is gone from every portal."""
        self._shown(uuid)
        self.estate.shelf.remove(uuid)
        return uuid

    def concepts(self, asked: dict[str, Any]) -> list[str]:
        """{"asset", "add": [iri], "remove": [iri]}: a person's edit of the concepts."""
        return self.enrichment.by_person(asked["asset"], asked.get("add", []), asked.get("remove", []))

    def account(self, state: str) -> str:
        """ "enabled" or "disabled"."""
        self.estate.tokens.switch(state == "enabled")
        return state

    def revoke(self, asked: Any) -> bool:
        """Every token is worthless from now on: a person has to sign in again."""
        self.estate.tokens.revoke_all()
        return True

    def dialect(self, asked: dict[str, Any]) -> dict[str, Any]:
        """{switch: value}."""
        self.estate.dialect = self.estate.dialect.changed(asked)
        return asked

    def nudge(self, times: int) -> int:
        """So many nudges on the push channel; how many sockets heard them is returned."""
        return self.pusher.nudge(int(times))

    def _put(self, document: dict[str, Any]) -> int:
        self.estate.stream.put(document, self.estate.sandbox.clock.now())
        self.pusher.nudge()
        kept = self.estate.stream.get(str(document["uuid"])) or {}
        return int(kept["version"])

    def _bought(self, uuid: str) -> dict[str, Any]:
        document = self.estate.stream.get(str(uuid))
        if document is None:
            raise KeyError(f"There is no purchase {uuid}.")
        return document

    def _shown(self, uuid: str) -> dict[str, Any]:
        document = self.estate.shelf.get(uuid)
        if document is None:
            raise KeyError(f"There is no asset {uuid}.")
        return document


def _by_culture(localised: list[dict[str, str]] | None) -> dict[str, str]:
    return {entry["culture"]: entry["value"] for entry in localised or []}


def _without_default(localised: dict[str, str] | None) -> dict[str, str]:
    return {culture: text for culture, text in (localised or {}).items() if culture != "x-default"}
