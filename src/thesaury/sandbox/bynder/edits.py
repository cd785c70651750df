"""What people do behind the interfaces' back, for the control plane: write, tag, choose, remove, search, publish, withdraw rights."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from thesaury.sandbox.bynder import seeds, synthetic, times
from thesaury.sandbox.bynder.collection_calls import collection
from thesaury.sandbox.bynder.estate import CREATED, Estate
from thesaury.sandbox.bynder.portals import INTEGRATION_USER
from thesaury.sandbox.bynder.setup import Switches

PERSON = "ida.brennholt"
_SCRATCH = 900_000  # running numbers of assets that were added by hand begin here


@dataclass(frozen=True, slots=True)
class Behind:
    """The edits of one portal. Each takes the value of its key in the payload and says what was done."""

    estate: Estate
    turn: Callable[[dict[str, Any]], Switches]

    def edit(self, payload: dict[str, Any]) -> dict[str, Any]:
        """Carries out every edit of the payload in order. Raises ValueError and KeyError for what does not exist."""
        actions: dict[str, Callable[[Any], Any]] = {
            "asset": self.asset,
            "add_asset": self.add_asset,
            "touch": self.touch,
            "delete_asset": self.delete_asset,
            "restore_asset": self.restore_asset,
            "add_option": self.add_option,
            "remove_option": self.remove_option,
            "option": self.option,
            "search": self.search,
            "view": self.view,
            "download": self.download,
            "collection": self.collection,
            "roles": self.roles,
            "scopes": self.scopes,
            "revoke": self.revoke,
            "switches": self.switches,
            "event": self.event,
            "subscribe": self.subscribe,
        }
        wrong = payload.keys() - actions.keys()
        if wrong:
            raise ValueError(f"No edit {', '.join(sorted(wrong))}. Known: {', '.join(actions)}.")
        return {name: actions[name](value) for name, value in payload.items()}

    def asset(self, asked: dict[str, Any]) -> str:
        """{"id", "tags": [..], "add_tags", "remove_tags", any member, "values": {property name: option names or a text}}."""
        identifier = str(asked["id"]).upper()
        known = self.estate.shelf.get(identifier)
        if known is None:
            raise KeyError(f"There is no asset {identifier}.")
        special = ("id", "add_tags", "remove_tags", "values")
        changes: dict[str, Any] = {name: value for name, value in asked.items() if name not in special}
        if asked.keys() & {"add_tags", "remove_tags"}:
            tags = [*changes.get("tags", known["tags"]), *asked.get("add_tags", ())]
            changes["tags"] = [tag for tag in dict.fromkeys(tags) if tag not in asked.get("remove_tags", ())]
        if "values" in asked:
            changes["values"] = dict(self._value(name, value) for name, value in asked["values"].items())
        return str(self.estate.change(identifier, changes, PERSON)["dateModified"])

    def add_asset(self, asked: dict[str, Any]) -> str:
        """{any member}: a new asset; its id is returned."""
        number = _SCRATCH + len(self.estate.store.all(self.estate.named("asset")))
        made, now = synthetic.asset(self.estate.portal, number), self.estate.now()
        plain = {"limited": False, "isPublic": False, "watermarked": False, "values": {}}
        dates = {"dateCreated": now, "dateModified": now, "datePublished": now}
        given = {**asked, "id": str(asked.get("id", made["id"])).upper()}
        if "values" in asked:
            given["values"] = dict(self._value(name, value) for name, value in asked["values"].items())
        self.estate.add({**made, **plain, **dates, **given}, PERSON)
        return str(given["id"])

    def touch(self, asked: dict[str, Any]) -> int:
        """{"first": place, "count": n}: so many assets, counted from that place of the order by last change, are saved anew."""
        handles = self.estate.shelf.ordered("dateModified")
        first = int(asked.get("first", 0))
        found = [self.estate.shelf.at(handle) for handle in handles[first : first + int(asked["count"])]]
        for asset in found:
            self.estate.change(asset["id"], {"description": f"{asset['description']} Seen again."}, PERSON)
        return len(found)

    def delete_asset(self, identifier: str) -> str:
        """The asset goes into the trash."""
        self.estate.remove(identifier.upper(), PERSON)
        return identifier

    def restore_asset(self, identifier: str) -> str:
        """The asset comes back from the trash."""
        asset = self.estate.shelf.restore(identifier.upper())
        self.estate.tell(CREATED, asset["id"])
        return identifier

    def add_option(self, asked: dict[str, Any]) -> str:
        """{"property": name, "name", "labels": {locale: text}, "externalReference", "parent": name}: the id is returned."""
        entry, name = self._property(asked["property"]), str(asked["name"])
        known, parent = self.estate.vocabulary.option_named(entry["id"], name), asked.get("parent", "")
        labels = asked.get("labels") or {"en_US": name}
        made = {
            "id": known["id"] if known else seeds.option_id(self.estate.portal, entry["name"], name),
            "property": entry["id"],
            "name": name,
            "label": next(iter(labels.values())),
            "labels": labels,
            "isSelectable": bool(asked.get("isSelectable", True)),
            "parentId": self._option(entry, parent)["id"] if parent else "",
            "externalReference": asked.get("externalReference", ""),
            "zindex": len(self.estate.vocabulary.options) + 1,
            "date": self.estate.now(),
            "needs": {},
        }
        self.estate.vocabulary.put_option(made)
        return str(made["id"])

    def remove_option(self, asked: dict[str, Any]) -> str:
        """{"property": name, "name"}: the option is gone."""
        option = self._option(self._property(asked["property"]), asked["name"])
        self.estate.vocabulary.remove_option(option["id"])
        return str(option["id"])

    def option(self, asked: dict[str, Any]) -> str:
        """{"property": name, "name", "set": {label, labels, active, isSelectable, externalReference}}."""
        option = self._option(self._property(asked["property"]), asked["name"])
        fixed = {"id": option["id"], "name": option["name"], "property": option["property"]}
        self.estate.vocabulary.put_option({**option, **asked["set"], **fixed})
        return str(option["id"])

    def search(self, asked: dict[str, Any]) -> int:
        """{"terms": [..], "found": n, "times": n, "hours_ago": n}: somebody searched."""
        times_, moment = int(asked.get("times", 1)), self._ago(asked)
        further = {"terms": list(asked["terms"]), "found": int(asked.get("found", 0))}
        for _ in range(times_):
            self.estate.events.record("search", "", PERSON, moment, filters=asked.get("filters", []), **further)
        return times_

    def view(self, asked: dict[str, Any]) -> int:
        """{"id", "times": n, "hours_ago": n}: somebody looked at an asset."""
        return self._used("view", asked)

    def download(self, asked: dict[str, Any]) -> int:
        """{"id", "times": n, "hours_ago": n, "reasons": [..]}: somebody downloaded an asset."""
        return self._used("download", asked, reasons=list(asked.get("reasons", ())))

    def collection(self, asked: dict[str, Any]) -> str:
        """{"name", "description", "media": [ids]}: a new collection; its id is returned."""
        media = tuple(str(key).upper() for key in asked.get("media", ()))
        return str(collection(self.estate, asked["name"], asked.get("description", ""), media)["id"])

    def roles(self, asked: dict[str, Any]) -> list[str]:
        """{"add": [..], "remove": [..]}: the security roles of the integration's user."""
        kept = (self.estate.roles(INTEGRATION_USER) | set(asked.get("add", ()))) - set(asked.get("remove", ()))
        self.estate.store.put(self.estate.named("roles"), INTEGRATION_USER, sorted(kept))
        return sorted(kept)

    def scopes(self, asked: list[str]) -> list[str]:
        """The scopes that the client may have from now on."""
        self.estate.store.put(self.estate.named("client"), "scopes", list(asked))
        return asked

    def revoke(self, asked: str) -> str:
        """ "oauth" or "permanent": these tokens are worthless from now on."""
        self.estate.tokens.revoke(asked == "permanent")
        return asked

    def switches(self, asked: dict[str, Any]) -> dict[str, Any]:
        """{switch: value}, for both portals."""
        self.turn(asked)
        return asked

    def event(self, asked: dict[str, Any]) -> int:
        """{"event", "id", "times": n, "forged": bool, further}: a message to the webhooks; how many heard it."""
        content = {"media_id": str(asked.get("id", "")), **asked.get("content", {})}
        times_, forged = int(asked.get("times", 1)), bool(asked.get("forged"))
        return self.estate.webhooks.publish(asked["event"], content, times_, forged)

    def subscribe(self, asked: dict[str, Any]) -> str:
        """{"endpoint", "base": this server's URL, "events": [..]}: an administrator makes a webhook by hand; its id is returned."""
        if not re.match(r"https?://", str(asked.get("base", ""))):
            raise ValueError("base has to be this server's URL, which the messages link to.")
        return str(self.estate.webhooks.subscribe(asked, str(asked["base"]).rstrip("/"))["configId"])

    def _used(self, kind: str, asked: dict[str, Any], **further: Any) -> int:
        identifier, times_ = str(asked["id"]).upper(), int(asked.get("times", 1))
        if self.estate.shelf.get(identifier) is None:
            raise KeyError(f"There is no asset {identifier}.")
        for _ in range(times_):
            self.estate.events.record(kind, identifier, PERSON, self._ago(asked), **further)
        return times_

    def _ago(self, asked: dict[str, Any]) -> str:
        return times.iso(self.estate.sandbox.clock.now() - timedelta(hours=float(asked.get("hours_ago", 0))))

    def _property(self, name: str) -> dict[str, Any]:
        entry = self.estate.vocabulary.named(name)
        if entry is None:
            raise KeyError(f"There is no metaproperty {name}.")
        return entry

    def _option(self, entry: dict[str, Any], name: str) -> dict[str, Any]:
        option = self.estate.vocabulary.option_named(entry["id"], name)
        if option is None:
            raise KeyError(f"{entry['name']} has no option {name}.")
        return option

    def _value(self, name: str, value: Any) -> tuple[str, Any]:
        entry = self._property(name)
        return entry["id"], value if isinstance(value, str) else [self._option(entry, one)["id"] for one in value]
