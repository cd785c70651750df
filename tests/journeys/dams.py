"""DAMs over real HTTP that a workspace reads and writes: what the suites of crashes, lost replies and faults stand on.

Each is told of by its own interface (`held`) and edited behind it, never through the connector.
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from functools import cache
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import urlencode
from urllib.request import Request, urlopen

from tests.journeys.systems import CONCEPT, System
from tests.made_once import copied
from thesaury.bootstrap import EmbeddedWorkspace, init_workspace, open_workspace
from thesaury.model.connection import Connection
from thesaury.model.flow import Flow
from thesaury.pipeline import keep_vocabulary
from thesaury.sandbox.serving.kernel import Sandbox
from thesaury.sandbox.serving.server import running
from thesaury.vocabulary.importing import import_vocabulary

FEW_WORDS = Path(__file__).parent / "few_words.ttl"
TOPIC = "Topic"
QUICK = {
    "requests_per_second": "2000",
    "retry_attempts": "3",
    "retry_first_seconds": "0.01",
    "retry_longest_seconds": "0.02",
    "request_seconds": "1.5",
    "patience_seconds": "3",
    "circuit_failures": "100000",
}


class Dam(Protocol):
    """One DAM with a field for concepts, and how people work in it."""

    name: str
    system: System
    writes: str
    """Which requests write concepts, as a regular expression over paths; only those with a method that writes."""

    def connection(self) -> tuple[Connection, Mapping[str, str]]:
        """A connection to it named `dam`, and its secrets."""

    def describe(self, external_id: str, words: str) -> None:
        """A person describes an asset anew."""

    def choose(self, external_id: str, iri: str, label: str) -> None:
        """A person puts a concept that the field knows into it."""

    def drop(self, external_id: str, iri: str, label: str) -> None:
        """A person takes a concept out."""

    def held(self, external_id: str) -> list[str]:
        """The IRIs of the concepts in the field, each as often as it is there."""

    def rested(self) -> None:
        """So much time goes by that no refusal is held against us any more."""


def workspace(dam: Dam, root: Path, words: Path = FEW_WORDS) -> EmbeddedWorkspace:
    """A workspace with these words, connected to the DAM, with a flow named `all`; nothing is read yet."""
    made = open_workspace(copied(_knowing(words), root))
    connection, secrets = dam.connection()
    made.catalogue.records.put_connection(connection)
    made.catalogue.secrets.put(connection.name, secrets)
    made.catalogue.flows.put(Flow("all", ("dam",), accept_above=0.05), "")
    return made


@cache
def _knowing(words: Path) -> Callable[[Path], None]:
    def make(root: Path) -> None:
        with closing(init_workspace(root)) as made:
            kept, _ = import_vocabulary(words, "words", made.rdf, made.tables)
            keep_vocabulary(made, kept, words.name)

    make.__qualname__ = f"knowing {words.stem}"
    return make


class BynderDam:
    """The Bynder sandbox with a metaproperty for topics."""

    name = "bynder"
    writes = r"/api/media/options|/api/v4/metaproperties/[^/]+/options"

    def __init__(self, url: str) -> None:
        self.system = System(url)
        self._token = {"Authorization": f"Bearer {self.system.where['permanent_token']}"}
        made = {"name": TOPIC, "label": TOPIC, "type": "select2", "isMultiselect": 1, "isApiField": 1, "isEditable": 1}
        self._property = self._call("/api/v4/metaproperties/", {"data": json.dumps(made)})["id"]

    def connection(self) -> tuple[Connection, Mapping[str, str]]:
        settings = {"portal": self.system.url, "fields": f"*={TOPIC}", "create_options": "yes", "usage": "no", **QUICK}
        secrets = {"token": self.system.where["permanent_token"]}
        return Connection("dam", "bynder", tuple(sorted(settings.items()))), secrets

    def describe(self, external_id: str, words: str) -> None:
        self.system.edit(asset={"id": external_id, "description": words})

    def choose(self, external_id: str, iri: str, label: str) -> None:
        self._change(external_id, {*self._options(external_id), self._id(iri)})

    def drop(self, external_id: str, iri: str, label: str) -> None:
        self._change(external_id, {*self._options(external_id)} - {self._id(iri)})

    def held(self, external_id: str) -> list[str]:
        names = {option["id"]: option["externalReference"] for option in self._all()}
        return [names[id] for id in self._options(external_id) if id in names]

    def labels(self, external_id: str) -> list[str]:
        """The topics of an asset as people read them."""
        options = self._call("/api/v4/metaproperties/?options=1")[TOPIC]["options"]
        called = {one["id"].lower().replace("-", ""): one["label"] for one in options}
        return sorted(called[id] for id in self._options(external_id) if id in called)

    def rested(self) -> None:
        self.system.control("clock", {"advance": 301})

    def _options(self, external_id: str) -> list[str]:
        return [id.lower().replace("-", "") for id in self._call(f"/api/v4/media/{external_id}/")["propertyOptions"]]

    def _all(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = []
        uuid = self._property.replace("-", "").lower()
        shape = "-".join((uuid[:8], uuid[8:12], uuid[12:16], uuid[16:20], uuid[20:]))
        start = ""
        while True:
            query = urlencode({"limit": 100, **({"start": start} if start else {})})
            page = self._call(f"/api/1/taxonomy/metaproperties/{shape}/options?{query}")
            found += [{**one, "id": one["id"].replace("-", "").lower()} for one in page["options"]]
            start = page["metadata"].get("nextPage") or ""
            if not start:
                return found

    def _id(self, iri: str) -> str:
        return next(option["id"] for option in self._all() if option["externalReference"] == iri)

    def _change(self, external_id: str, options: set[str]) -> None:
        names = {option["id"]: option["name"] for option in self._all()}
        chosen = [names[id] for id in options if id in names]
        self.system.edit(asset={"id": external_id, "values": {TOPIC: chosen}})

    def _call(self, path: str, form: Mapping[str, str] | None = None) -> Any:
        data = None if form is None else urlencode(form).encode()
        with urlopen(Request(f"{self.system.url}{path}", data, self._token), timeout=60) as reply:
            return json.load(reply)


class BrandfolderDam:
    """The Brandfolder sandbox with a custom field for topics and one for their IRIs."""

    name = "brandfolder"
    writes = r"/custom_field_keys/[^/]+/custom_field_values|/custom_field_values/"

    def __init__(self, url: str) -> None:
        self.system = System(url)
        where = self.system.where
        self._api, self._brandfolder = where["api"], where["brandfolder"]
        self._headers = {"Authorization": f"Bearer {where['api_key']}", "Content-Type": "application/json"}
        attributes = [{"name": TOPIC, "allowed_values": [], "restricted": False}, {"name": "Concept URIs"}]
        self._call(f"brandfolders/{self._brandfolder}/custom_field_keys", {"data": {"attributes": attributes}})

    def connection(self) -> tuple[Connection, Mapping[str, str]]:
        settings = {
            "brandfolder": self._brandfolder,
            "base_url": self._api,
            "fields": f"*={TOPIC}",
            "language": "en",
            "dates": "no",
            **QUICK,
        }
        return Connection("dam", "brandfolder", tuple(sorted(settings.items()))), {
            "api_key": self.system.where["api_key"]
        }

    def describe(self, external_id: str, words: str) -> None:
        self.system.edit(asset={"id": external_id, "description": words})

    def choose(self, external_id: str, iri: str, label: str) -> None:
        self.system.edit(values={"asset": external_id, "key": self._key(), "add": [label]})

    def drop(self, external_id: str, iri: str, label: str) -> None:
        self.system.edit(values={"asset": external_id, "key": self._key(), "remove": [label]})

    def held(self, external_id: str) -> list[str]:
        return [_iris()[value] for value in self.values(external_id)]

    def values(self, external_id: str, key: str = TOPIC) -> list[str]:
        """The values of one custom field."""
        found = self._call(f"assets/{external_id}/custom_field_values?include=custom_field_key")["data"]
        return [one["attributes"]["value"] for one in found if one["attributes"]["key"] == key]

    def value(self, external_id: str) -> str:
        """One of the values of the field of topics."""
        return self.values(external_id)[0]

    def noted(self, external_id: str) -> list[str]:
        """The IRIs in the field beside it."""
        return sorted(value.partition(" ")[0] for value in self.values(external_id, "Concept URIs"))

    def rested(self) -> None:
        self.system.control("clock", {"advance": 301})

    def _key(self) -> str:
        return str(self.system.where["custom_field_keys"][TOPIC])

    def _call(self, path: str, body: Any = None) -> Any:
        data = None if body is None else json.dumps(body).encode()
        with urlopen(Request(f"{self._api}/{path}", data, self._headers), timeout=60) as reply:
            return json.load(reply)


@cache
def _iris() -> Mapping[str, str]:
    """The concepts of the few words by their English label."""
    text = FEW_WORDS.read_text()
    return {
        label: f"{CONCEPT}{name}" for name, label in re.findall(r'^c:(\w+) .*?skos:prefLabel "([^"]+)"@en', text, re.M)
    }


@contextmanager
def bynder(size: str = "tiny", **switches: Any) -> Iterator[BynderDam]:
    """A Bynder in this process."""
    from thesaury.sandbox.bynder.server import Setup, Switches, create

    with _served(create(Setup(size=size, switches=Switches(**switches)))) as url:
        yield BynderDam(url)


@contextmanager
def brandfolder(size: str = "tiny", **switches: Any) -> Iterator[BrandfolderDam]:
    """A Brandfolder in this process."""
    from thesaury.sandbox.brandfolder.server import Setup, create
    from thesaury.sandbox.brandfolder.switches import Switches

    with _served(create(Setup(size=size, switches=Switches(**{"delay": 0, **switches})))) as url:
        yield BrandfolderDam(url)


@contextmanager
def _served(sandbox: Sandbox) -> Iterator[str]:
    with running(sandbox) as server:
        yield server.url
