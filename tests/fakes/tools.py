"""What bootstrap would lend to a connector: the real table reader, and fakes for the rest."""

from collections.abc import Mapping
from contextlib import AbstractContextManager
from threading import Lock

from tests.fakes.rdf import FakeRdf
from tests.fakes.secrets import FakeSecrets
from thesaury.engines.tables import Tables
from thesaury.ports.rdf import RdfReader
from thesaury.ports.secrets import Secrets
from thesaury.ports.sink import AssetSink
from thesaury.ports.source import Tools


def lent(
    secrets: Secrets | None = None, rdf: RdfReader | None = None, sinks: Mapping[str, AssetSink] | None = None
) -> Tools:
    """Tools for a connector under test; `exclusive` locks within this process only."""
    locks: dict[str, Lock] = {}

    def exclusive(name: str) -> AbstractContextManager[object]:
        return locks.setdefault(name, Lock())

    return Tools(Tables(), rdf or FakeRdf({}), secrets or FakeSecrets(), exclusive, dict(sinks or {}).__getitem__)
