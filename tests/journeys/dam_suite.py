"""What write-back to every DAM withstands: people who edit in between, lost replies, kills, faults of the upstream.

Inherit it as `Test...` and define the fixture `dam`; each test begins with the DAM as `dams.py` serves it.
"""

import random
import signal
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.journeys.dams import Dam, workspace
from tests.journeys.quick import Quick
from tests.journeys.systems import CONCEPT, started
from tests.journeys.trouble import SENTENCE
from tests.long_form import LONG
from thesaury import dispatch
from thesaury.bootstrap import EmbeddedWorkspace, open_workspace
from thesaury.connectors.budget import VARIABLE
from thesaury.connectors.pacing import forget_circuits
from thesaury.model.annotation import Decision, Review
from thesaury.model.connection import Run, RunState
from thesaury.model.outbox import WriteState

WORDS = {
    "soap": "soap bar",
    "brush": "wooden brush",
    "bottle": "steel bottle",
    "cup": "paper cup",
    "kitchen": "kitchen",
}
KILLS = 3 if LONG else 1
FAULTS = ("status:401", "html200", "reset_after", "hang_after:1.8")
FURTHER = (
    *("status:403", "status:500", "truncate", "stale"),
    *("status:404", "status:409", "status:502", "status:503", "empty", "garbage", "cut", "content_type:text/html"),
    *("reset", "redirect_loop", "slow:0.4", "oversized:70"),
)
"""Kinds so like another one that only the drill takes the time for them."""


@dataclass
class Place:
    """The DAM, a workspace over it, and the assets that were described with our words."""

    dam: Dam
    root: Path
    ids: list[str]

    def run(self, durable: bool = False) -> Run:
        """One run, as if it had waited until open circuits are closed again; the `durable` queue takes up what was left in it."""
        forget_circuits()
        opened = open_workspace(self.root) if durable else Quick(self.root.absolute())
        try:
            return dispatch.run_now(opened, "all", 0.0)
        finally:
            opened.close()

    def opened(self) -> EmbeddedWorkspace:
        return open_workspace(self.root)

    def accepted(self) -> dict[str, list[str]]:
        """What is accepted of each asset."""
        opened = self.opened()
        try:
            named = {record.external_id: asset for asset, record in opened.catalogue.records.named("dam", self.ids)}
            found = opened.catalogue.enrichments.findings(list(named.values()))
            return {id: [a.concept for a in found[asset].annotations] for id, asset in named.items()}
        finally:
            opened.close()

    def held(self) -> dict[str, list[str]]:
        """What the DAM holds of each asset."""
        return {id: sorted(self.dam.held(id)) for id in self.ids}

    def states(self) -> set[WriteState]:
        opened = self.opened()
        try:
            return {row.state for row in opened.catalogue.outbox.rows((), "dam", "", 100_000)}
        finally:
            opened.close()


@pytest.fixture
def place(dam: Dam, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Place:
    """A workspace over the DAM, whose budgets are its own."""
    monkeypatch.setenv(VARIABLE, str(tmp_path / "state"))
    return placed(dam, tmp_path / "work")


def placed(dam: Dam, root: Path) -> Place:
    """A workspace over the DAM, six of whose assets are described in our words."""
    made = workspace(dam, root)
    ids = sorted(made.source(made.connection("dam")).keys())[:6]
    made.close()
    for number, id in enumerate(ids):
        dam.describe(id, described(number))
    return Place(dam, root, ids)


def described(number: int) -> str:
    words = list(WORDS.values())
    return f"A {words[number % 5]} and a {words[(number + 1) % 5]}."


class DamSuite:
    def test_accepted_concepts_land_in_the_field_and_a_second_run_does_nothing(self, place: Place):
        run = place.run()
        assert (run.state, run.message) == (RunState.FINISHED, "")
        assert place.held() == {id: sorted(found) for id, found in place.accepted().items()}
        assert all(place.held().values())
        before = len(place.dam.system.effects()["effects"])
        assert "pushed" not in dict(place.run().counts)
        assert len(place.dam.system.effects()["effects"]) == before
        assert place.dam.system.control("violations")["violations"] == []

    def test_a_persons_edits_survive_and_a_concept_leaves_only_where_we_had_written_it(self, place: Place):
        place.run()
        one, two, three = place.ids[:3]
        ours = place.held()
        spare = next(iri for name in WORDS if (iri := f"{CONCEPT}{name}") not in ours[one])
        place.dam.choose(one, spare, label(spare))
        place.dam.drop(two, ours[two][0], label(ours[two][0]))
        gone = next(iri for iri in ours[three] if iri.removeprefix(CONCEPT) in WORDS)
        others = [id for id in place.ids if id not in (one, three) and gone not in ours[id]]
        place.dam.choose(others[0], gone, label(gone))
        self._rejected(place, gone)
        place.run()
        held = place.held()
        assert spare in held[one]
        assert ours[two][0] not in held[two]
        assert gone not in held[three]
        assert gone in held[others[0]], "a person's own choice of the rejected concept stays"

    def test_lost_replies_leave_no_second_effect(self, place: Place):
        dam = place.dam.system
        dam.fault("reset_after", place.dam.writes, times=None)
        place.run()
        dam.calm()
        for number in range(12):
            dam.fault("reset" if number % 2 else "reset_after", place.dam.writes)
        for number, id in enumerate(place.ids):
            place.dam.describe(id, described(number + 2))
        place.run()
        dam.calm()
        place.run()
        assert place.held() == {id: sorted(found) for id, found in place.accepted().items()}
        assert place.states() <= {WriteState.DONE, WriteState.SUPERSEDED}

    def test_killed_again_and_again_it_ends_whole(self, place: Place):
        chance, hits = random.Random(11), 0
        place.dam.system.fault("slow:0.2", place.dam.writes, times=None)
        while hits < KILLS:
            process = started(place.root, "flow", "run", "all", "--quiet", THESAURY_SETTLE_SECONDS="0.1")
            try:
                process.wait(1.3 + chance.uniform(0, 2.5))
            except subprocess.TimeoutExpired:
                process.send_signal(signal.SIGKILL)
                hits += 1
            _, words = process.communicate()
            assert process.returncode in (0, -signal.SIGKILL), words
            for number, id in enumerate(place.ids):
                place.dam.describe(id, described(number + hits))
        place.dam.system.calm()
        for _ in range(2):
            place.run(durable=True)
        assert place.held() == {id: sorted(found) for id, found in place.accepted().items()}
        assert place.states() <= {WriteState.DONE, WriteState.SUPERSEDED}

    def _rejected(self, place: Place, concept: str) -> None:
        opened = place.opened()
        try:
            assets = [asset for asset, _ in opened.catalogue.records.named("dam", place.ids)]
            made = [Review(asset, concept, Decision.REJECTED, "ana", "2026-11-24T00:00:00+00:00") for asset in assets]
            opened.catalogue.enrichments.review(made)
        finally:
            opened.close()


def withstands(place: Place, fault: str) -> None:
    """A run in which many requests go wrong, then calm ones: nothing is lost, and whatever failed is said."""
    dam = place.dam.system
    # Each request that hangs is waited for, so a few of them have to do.
    times = 3 if fault.startswith("hang") else None
    for route, often in (("/api/", 0.15), (place.dam.writes, 0.5)):
        dam.fault(fault, route, times=times, probability=often, seed=sum(fault.encode()))
    troubled = place.run()
    dam.calm()
    place.dam.rested()
    _said(place, troubled)
    for id in place.ids:
        _forgiven(place, id)
    for _ in range(2):
        calm = place.run()
    assert calm.message == ""
    assert place.held() == {id: sorted(found) for id, found in place.accepted().items()}


def _said(place: Place, run: Run) -> None:
    opened = place.opened()
    try:
        reasons = [failure.reason for failure in opened.catalogue.runs.failures(run.id)]
    finally:
        opened.close()
    assert run.state in (RunState.FINISHED, RunState.FAILED)
    assert run.state is RunState.FINISHED or run.message
    assert all(SENTENCE.fullmatch(reason) and "unforeseen" not in reason for reason in reasons), reasons


def _forgiven(place: Place, external_id: str) -> None:
    """What was refused is sent once more, as `thesaury runs retry` does."""
    opened = place.opened()
    try:
        for row in opened.catalogue.outbox.rows((WriteState.REFUSED,), "dam", "", 1000):
            if row.change.external_id == external_id:
                opened.catalogue.outbox.settle(row.change.key, WriteState.PENDING, "2026-11-24T00:00:00+00:00")
    finally:
        opened.close()


def label(iri: str) -> str:
    return WORDS.get(iri.removeprefix(CONCEPT), iri.removeprefix(CONCEPT))
