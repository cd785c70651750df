"""Every vocabulary source keeps the promises of the port."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from tests.contract.connectors.poolparty_server import Bench, served
from tests.contract.vocabulary_source_suite import VocabularySourceSuite
from tests.fakes.vocabulary_source import FakeVocabularyServer, FakeVocabularySource
from thesaury.model.concept import Label
from thesaury.ports.vocabulary_source import VocabularySource


class FakeBench(FakeVocabularyServer):
    def source(self) -> VocabularySource:
        return FakeVocabularySource(self)

    def pass_time(self) -> None:
        self.due = True

    def vanish(self) -> None:
        self.reachable = False


class TestFake(VocabularySourceSuite):
    @pytest.fixture
    def bench(self) -> FakeBench:
        made = FakeBench()
        for word in ("cup", "lid", "straw"):
            made.add(Label(word, "en"))
        return made


class PoolPartyBench:
    """The sandbox; the source's own clock is moved on before each pass, as passes are minutes apart."""

    def __init__(self, server: Bench, export: str) -> None:
        self._server, self._export = server, export
        self._ahead = timedelta()

    def source(self) -> VocabularySource:
        self._ahead += timedelta(minutes=1)
        moment = datetime.now(UTC) + self._ahead
        return replace(self._server.opened("vocabulary", export=self._export), clock=lambda: moment)  # type: ignore[no-any-return]

    def relabel(self, iri: str, label: Label) -> None:
        self._do("label", concept=iri, label=label.text, language=label.language)

    def add(self, label: Label) -> str:
        return str(self._do("add", label=label.text))

    def remove(self, iri: str) -> None:
        self._do("remove", concept=iri)

    def merge(self, iri: str, into: str) -> None:
        self._do("merge", concept=iri, into=into)

    def suggest(self, label: Label) -> None:
        self._do("suggest", label=label.text)

    def bring_in(self, count: int) -> None:
        self._do("import", count=count)

    def pass_time(self) -> None:
        self._ahead += timedelta(hours=25)

    def vanish(self) -> None:
        self._server.fault("reset", "/(PoolParty|extractor)/", times=None)

    def _do(self, what: str, **members: object) -> object:
        self._server.control("clock", {"advance": 10})
        return self._server.do(what, **members)


@pytest.fixture(scope="module")
def newer() -> Iterator[Bench]:
    with served("10") as made:
        yield made


@pytest.fixture(scope="module")
def older() -> Iterator[Bench]:
    with served("6") as made:
        yield made


class TestPoolPartyByExport(VocabularySourceSuite):
    @pytest.fixture
    def bench(self, newer: Bench) -> PoolPartyBench:
        newer.fresh()
        return PoolPartyBench(newer, "auto")


class TestOlderPoolPartyByPage(VocabularySourceSuite):
    @pytest.fixture
    def bench(self, older: Bench) -> PoolPartyBench:
        older.fresh()
        return PoolPartyBench(older, "no")
