"""The benches of the contract suites over the stand-in: a Cloudinary that is filled, changed, written to by hand and made to vanish."""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, nullcontext
from dataclasses import replace
from pathlib import Path
from typing import Any, cast
from unittest.mock import patch

from thesaury.connectors.budget import VARIABLE
from thesaury.connectors.cloudinary.sink import open_sink
from thesaury.connectors.cloudinary.source import CloudinarySource, open_source
from thesaury.connectors.cloudinary.stand_in import Cloud, served
from thesaury.model.connection import Connection
from thesaury.model.outbox import ConceptTag
from thesaury.ports.sink import AssetSink
from thesaury.ports.source import Tools

_KEPT = {"api_key": "214365870921436", "api_secret": "canary-heronsgate"}
_FOREIGN = "heather"
_QUICK = {"requests_per_second": "5000", "requests_per_hour": "100000", "retry_attempts": "1", "request_seconds": "5"}


class _Secrets:
    def get(self, connection: str, name: str) -> str:
        return _KEPT.get(name, "")

    def put(self, connection: str, secrets: Mapping[str, str]) -> None:
        raise AssertionError("a connector with a key has nothing to keep")

    def put_first(self, connection: str, name: str, value: str) -> str:
        raise AssertionError("a connector with a key has nothing to keep")

    def names(self, connection: str) -> tuple[str, ...]:
        return tuple(_KEPT)


class Rehearsal:
    """Both benches: `field` is what a flow writes; each asset holds a value of a person's own, which nobody may take away."""

    field = "concepts"

    def __init__(self, cloud: Cloud, base_url: str, vanish: Any) -> None:
        """`vanish` makes the stand-in unreachable."""
        self.cloud, self._base_url, self.vanish = cloud, base_url, vanish
        nowhere = cast(Any, None)  # this connector reads no tables and no RDF, and opens no other sink
        self.tools = Tools(nowhere, nowhere, _Secrets(), lambda name: nullcontext(), nowhere)
        cloud.add_field("subject", "set", **{_FOREIGN: "Heather"})
        cloud.add("elsewhere/private", type="private")

    def connection(self, **settings: str) -> Connection:
        """A connection to the stand-in."""
        usual = {"cloud_name": self.cloud.name, "base_url": self._base_url, "expression": "type:upload"}
        return Connection("c", "cloudinary", tuple({**usual, "field": "subject", **_QUICK, **settings}.items()))

    def source(self, **settings: str) -> CloudinarySource:
        """A source with a page limit of three."""
        source = open_source(self.connection(**settings), self.tools)
        return replace(source, capabilities=replace(source.capabilities, page_limit=3))

    def sink(self, **settings: str) -> AssetSink:
        """A sink opened anew."""
        return open_sink(self.connection(**settings), self.tools)

    def fill(self, count: int) -> list[str]:
        """So many pictures."""
        metadata = {"subject": [_FOREIGN]}
        return [self.cloud.add(f"shelf/picture-{number}", metadata=dict(metadata)) for number in range(count)]

    def alter(self, external_id: str) -> None:
        """Give a picture another title."""
        self.cloud.edit(external_id, context={"caption": "Another title"})

    def remove(self, external_id: str) -> None:
        """Delete a picture."""
        del self.cloud.assets[external_id]

    def tag_by_hand(self, external_id: str, *tags: str) -> None:
        """Tag a picture as a person would in the console."""
        self.cloud.edit(external_id, tags=[*self.tags(external_id), *tags])

    def tags(self, external_id: str) -> list[str]:
        """The tags of a picture."""
        return list(self.cloud.assets[external_id]["tags"])

    def by_hand(self, external_id: str, *concepts: ConceptTag) -> None:
        """Choose concepts as a person would in the console."""
        held, values = self.cloud.assets[external_id]["metadata"], self.cloud.fields["subject"]["datasource"]["values"]
        there = {one["external_id"] for one in values}
        values += [
            {"external_id": one.iri, "value": one.labels[0].text, "state": "active"}
            for one in concepts
            if one.iri not in there
        ]
        chosen = dict.fromkeys((*held.get("subject", ()), *(one.iri for one in concepts)))
        self.cloud.edit(external_id, metadata={**held, "subject": list(chosen)})

    def carried(self, external_id: str) -> set[str]:
        """What the field holds but the person's own value; where that was lost, its name."""
        return set(self.cloud.assets[external_id]["metadata"].get("subject", ())) ^ {_FOREIGN}


@contextmanager
def bench(place: Path) -> Iterator[Rehearsal]:
    """A stand-in for the time of the block, with its budget of requests in this place."""
    cloud = Cloud("heronsgate", _KEPT["api_key"], _KEPT["api_secret"])
    with patch.dict(os.environ, {VARIABLE: str(place)}), served(cloud) as (base_url, vanish):
        yield Rehearsal(cloud, base_url, vanish)


desk = bench
