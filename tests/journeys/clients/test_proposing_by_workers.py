"""A round is proposed by workers: one is killed in the middle, the next one goes on; a person stops it, and removes it."""

import signal
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from time import monotonic, sleep

from tests.journeys.conftest import TERMS, prepared
from tests.journeys.systems import started
from tests.patience import PATIENCE
from thesaury.bootstrap import EmbeddedWorkspace, open_workspace
from thesaury.dispatch.onboarding import ProposingState, drop, let_propose, proposing, stop_proposing
from thesaury.dispatch.triggering import utc_now
from thesaury.dispatch.turns import wants_turn
from thesaury.model.onboarding import OnboardingRound, SourceKind
from thesaury.pipeline.onboarding import (
    Ruling,
    begin_with_table,
    decide,
    every,
    propose,
    round_named,
    table_of,
)

ROWS = 1500
"""Half a second of work: long enough to be in the middle of it."""


@contextmanager
def worker(root: Path) -> Iterator[Callable[[], None]]:
    """A worker in a process of its own, and how to kill it."""
    process = started(root, "worker", "--quiet")
    try:
        yield lambda: process.send_signal(signal.SIGKILL)
    finally:
        process.terminate()
        process.communicate(timeout=PATIENCE)


def comes(true: Callable[[], bool]) -> bool:
    until = monotonic() + PATIENCE
    while not true() and monotonic() < until:
        sleep(0.02)
    return true()


def said(opened: EmbeddedWorkspace, round: OnboardingRound) -> list[object]:
    """What is kept of a round, but for places: these go on with each time."""
    return [(one.subject, one.said, one.assets, one.choices) for one in every(opened, round.name)]


def test_what_a_killed_worker_proposed_the_next_one_does_and_a_person_stops_and_removes_it(tmp_path: Path):
    root, sent = tmp_path / "work", tmp_path / "client.csv"
    (tmp_path / "terms.ttl").write_text(TERMS)
    rows = (f"Scène {number};winter, refill pouch, mot {number % 40};a{number}.jpg\n" for number in range(ROWS))
    sent.write_text("Titre;Mots;Fichier\n" + "".join(rows))
    prepared("init", root)
    prepared("vocabulary", "import", tmp_path / "terms.ttl", "-w", root)
    with closing(open_workspace(root)) as opened:
        round = begin_with_table(opened, sent)
        assert not sent.exists()
        assert not wants_turn(opened, utc_now())
        first = let_propose(opened, round)
        assert let_propose(opened, round) == first
        assert wants_turn(opened, utc_now())

        def state() -> ProposingState:
            return proposing(opened.catalogue, round_named(opened, "client")).state

        def stage() -> str:
            return proposing(opened.catalogue, round).stage

        with worker(root) as kill:
            assert comes(lambda: stage() == "profile")
            kill()
        assert said(opened, round) == []
        with worker(root):
            assert comes(lambda: state() is ProposingState.DONE)
            whole = propose(opened, SourceKind.TABLE, str(table_of(opened, round)), "whole").round
            assert said(opened, round) == said(opened, whole)
            assert opened.catalogue.runs.failures(first.id) == []

            field = next(iter(every(opened, "client"))).subject
            decide(opened, round, {field: Ruling()})
            decided = said(opened, round)
            let_propose(opened, round)
            assert comes(lambda: stage() == "profile")
            assert stop_proposing(opened, round_named(opened, "client"), "ada").message.startswith("Stopped by ada")
            let_propose(opened, round)
            assert comes(lambda: state() is ProposingState.DONE)
            assert said(opened, round) == decided

            let_propose(opened, round)
            assert comes(lambda: stage() == "profile")
            drop(opened, round, "ada")
        assert [one.name for one in opened.catalogue.mappings.rounds()] == ["whole"]
        assert said(opened, round) == []
        assert not table_of(opened, round).exists()
