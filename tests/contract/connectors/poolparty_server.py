"""A PoolParty sandbox over real HTTP, and connections to it: what the tests of the connector share."""

import base64
import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.request import Request, urlopen

from tests.fakes.secrets import FakeSecrets
from tests.fakes.tools import lent
from thesaury.connectors.manifest import manifests
from thesaury.connectors.pacing import forget_circuits
from thesaury.engines.rdf import SafeRdfReader
from thesaury.model.connection import Connection
from thesaury.ports.source import Tools
from thesaury.sandbox.poolparty.server import create
from thesaury.sandbox.serving.server import running

QUICK = {"per_second": "5000", "attempts": "3", "first_wait": "0.01"}


class Bench:
    """One sandbox with its control plane, and connections to its demo project."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.where = self.control("where")
        self.touched = True
        self._options = self.control("state")["options"]

    def control(self, call: str, body: Any = None, method: str = "") -> Any:
        """A call of the control plane."""
        data = None if body is None else json.dumps(body).encode()
        request = Request(f"{self.url}/__sandbox__/{call}", data, method=method or ("GET" if data is None else "POST"))
        with urlopen(request, timeout=30) as reply:
            return json.load(reply)

    def do(self, what: str, **members: Any) -> Any:
        """An edit behind the interface's back."""
        self.touched = self.touched or what != "options"
        return self.control("data", {"do": what, **members})["done"]

    def options(self, **changes: Any) -> None:
        """Switch options of the server."""
        self.do("options", set=changes)

    def fault(self, fault: str, route: str = "", times: int | None = 1, **further: Any) -> None:
        """Let requests go wrong."""
        self.control("faults", {"fault": fault, "route": route, "times": times, **further})

    def asked(self) -> list[dict[str, Any]]:
        """Every request since the log was cleared, in order."""
        return list(self.control("log?newest=100000")["requests"])

    def fresh(self) -> bool:
        """Everything as at first for the next test; whether the data were changed and so began anew."""
        forget_circuits()
        if anew := self.touched:
            self.control("reset", {})
            self.touched = False
        else:
            self.options(**self._options)
        self.control("violations", method="DELETE")
        self.forget()
        return anew

    def fresh_circuits(self) -> None:
        """The faults mended and the circuits closed, by a person."""
        self.control("faults", method="DELETE")
        forget_circuits()

    def forget(self) -> None:
        """Clear the log and the faults."""
        self.control("log", method="DELETE")
        self.control("faults", method="DELETE")

    def imported(self, turtle: str) -> None:
        """Import a file, as an administrator does: without any event."""
        path = f"/PoolParty/api/projects/{self.where['project']}/import?overwrite=false&defaultGraph=concepts"
        admin = self.where["users"][-1]
        token = base64.b64encode(f"{admin['username']}:{admin['password']}".encode()).decode()
        headers = {"Authorization": f"Basic {token}", "Content-Type": "text/turtle"}
        with urlopen(Request(self.url + path, turtle.encode(), headers, method="POST"), timeout=30):
            pass

    def connection(self, user: int = 0, **settings: str) -> Connection:
        """A connection of one of the users to the demo project."""
        given = {"url": self.url, "project": self.where["project"], "user": self.where["users"][user]["username"]}
        return Connection("words", "poolparty", tuple((given | QUICK | settings).items()))

    def tools(self, user: int = 0, password: str = "") -> Tools:
        """Tools with that user's secrets and the real RDF reader."""
        secrets = FakeSecrets()
        kept = {
            "password": password or self.where["users"][user]["password"],
            "graph_password": self.where["graphstore_password"],
        }
        clients = self.where["clients"]
        secrets.put("words", {**kept, "client_secret": clients.get("ppt", "")})
        return lent(secrets, SafeRdfReader())

    def opened(self, role: str, *further: Any, user: int = 0, password: str = "", **settings: str) -> Any:
        """One role of the connection."""
        factory = manifests()["poolparty"].factory(role)
        return factory(self.connection(user, **settings), self.tools(user, password), *further)


WORDS = "https://vocabulary.fennmoor.example/"
CONCEPT = f"{WORDS}concept/"
_HEAD = f"""
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix s: <{WORDS}scheme/> .
@prefix : <{CONCEPT}> .
s:products a skos:ConceptScheme ; skos:prefLabel "Products"@en, "Produkte"@de, "Produits"@fr .
s:themes a skos:ConceptScheme ; skos:prefLabel "Themes"@en .
:care a skos:Concept ; skos:topConceptOf s:products ; skos:prefLabel "care"@en, "Pflege"@de, "soins"@fr .
:green a skos:Concept ; skos:topConceptOf s:themes ; skos:prefLabel "green"@en, "grün"@de, "vert"@fr .
:soap a skos:Concept ; skos:broader :care, :green ; skos:prefLabel "soap"@en, "Seife"@de, "savon"@fr ;
  skos:altLabel "bar of soap"@en, "Seifenstück"@de ; skos:hiddenLabel "sope"@en ; skos:definition "For washing."@en .
:hand-cream a skos:Concept ; skos:broader :care ; skos:related :soap ; skos:prefLabel "hand cream"@en, "Handcreme"@de ;
  skos:scopeNote "Not for feet."@en ; skos:notation "HC" ; skos:exactMatch <https://other.example/cream> .
:hand-lotion a skos:Concept ; dct:isReplacedBy :hand-cream ; owl:deprecated true ; skos:prefLabel "hand lotion"@en .
"""


def words() -> str:
    """A small SKOS file in three languages with two schemes, polyhierarchy, a merged concept and forty leaves."""
    leaves = (
        f':leaf-{n} a skos:Concept ; skos:broader :green ; skos:prefLabel "leaf {n}"@en, "Blatt {n}"@de .\n'
        for n in range(40)
    )
    return _HEAD + "".join(leaves)


@contextmanager
def served(dialect: str = "10", small: bool = True) -> Iterator[Bench]:
    """A sandbox for the time of the block, with the small vocabulary or the demo brand's."""
    forget_circuits()
    with TemporaryDirectory() as folder:
        path = Path(folder, "fennmoor.ttl")
        path.write_text(words(), "utf-8")
        with running(create(None, dialect, path if small else None)) as server:
            yield Bench(server.url)
    forget_circuits()
