"""Pulling over fakes: hints one of which is refused, and what the comparison of all ids makes of what it finds."""

from collections.abc import Sequence

import pytest

from tests.fakes.source import FakeSource
from tests.fakes.workspace import FakeWorkspace
from thesaury.model.asset import Record
from thesaury.model.connection import Capabilities, Connection
from thesaury.model.errors import Refused
from thesaury.ports.hints import Hint
from thesaury.ports.source import Known, Page
from thesaury.sync import pulling
from thesaury.sync.pulling import pull


class Feed(FakeSource):
    """A source with a feed of changes, compared every so often; `hidden` records are listed and given by no pass."""

    hidden: frozenset[str] = frozenset()
    forbidden: frozenset[str] = frozenset()
    reads = 0

    @property
    def capabilities(self) -> Capabilities:
        return Capabilities(page_limit=2, sweep_hours=1)

    def changes(self, cursor: str, known: Known):
        for page in super().changes(cursor, known):
            kept = tuple(record for record in page.records if record.external_id not in self.hidden)
            yield Page(kept, page.cursor, page.last, (), page.unchanged, page.total, page.refused)

    def read(self, external_ids: Sequence[str], known: Known) -> Page:
        self.reads += 1
        if self.forbidden.intersection(external_ids):
            raise Refused("The portal does not show this.", 403)
        return super().read(external_ids, known)


@pytest.fixture
def dam() -> Feed:
    return Feed([Record("dam", id, "1") for id in "123"])


@pytest.fixture
def made(dam: Feed) -> FakeWorkspace:
    return FakeWorkspace(dam=dam)


def live(made: FakeWorkspace) -> list[str]:
    return sorted(made.catalogue.records.etags("dam", list("123456")))


def again(made: FakeWorkspace) -> pulling.Pulled:
    """A pull in which the comparison of all ids is due."""
    made.catalogue.records.reconcile("dam", live(made), "2020-01-01T00:00:00+00:00")
    return pull(made, Connection("dam", "fake"))


def test_a_hint_that_is_refused_hides_no_other_and_blocks_nothing(made: FakeWorkspace, dam: Feed):
    dam.forbidden = frozenset("2")
    made.catalogue.hints.put("dam", [Hint(id) for id in ("1", "2", "3")], "now")
    pulled = pull(made, Connection("dam", "fake"))
    assert ("2", "The portal does not show this.") in pulled.refused
    assert live(made) == ["1", "2", "3"]
    assert made.catalogue.hints.waiting("dam") == []


def test_hints_take_no_longer_than_the_pull_may(made: FakeWorkspace, dam: Feed):
    made.catalogue.hints.put("dam", [Hint(f"no {n}") for n in range(3 * pulling.HINTS)], "now")
    pull(made, Connection("dam", "fake"), seconds=0)
    assert dam.reads == 1
    assert len(made.catalogue.hints.waiting("dam")) == 2 * pulling.HINTS


def test_what_is_listed_and_no_pass_gave_is_read_by_the_next_one(made: FakeWorkspace, dam: Feed):
    dam.hidden = frozenset("3")
    pull(made, Connection("dam", "fake"))
    assert live(made) == ["1", "2"]
    again(made)
    pull(made, Connection("dam", "fake"))
    assert live(made) == ["1", "2", "3"]


def test_an_empty_list_is_a_question_of_rights_and_nothing_is_gone(made: FakeWorkspace, dam: Feed):
    pull(made, Connection("dam", "fake"))
    dam.records.clear()
    pulled = again(made)
    assert live(made) == ["1", "2", "3"]
    assert [item for item, _ in pulled.refused] == ["(everything)"]
    assert again(FakeWorkspace(dam=Feed())).refused == ()
