"""Decisions follow concepts that were replaced, once, and come back when these are in use again."""

from dataclasses import replace

import pytest

from tests.contract.catalogue_values import AT, enrich, fill, found, record, suggested
from tests.fakes.workspace import FakeWorkspace
from thesaury.model.annotation import Decision, Review
from thesaury.model.concept import Concept, Label, Vocabulary
from thesaury.pipeline.following import REPLACED, follow_replacements
from thesaury.ports.enrichments import Decisions

OLD, NEW, NEWER = (Concept(iri, preferred=(Label(iri, "en"),)) for iri in ("old", "new", "newer"))


@pytest.fixture
def workspace() -> FakeWorkspace:
    made = FakeWorkspace()
    kept(made, OLD, NEW)
    return made


def kept(workspace: FakeWorkspace, *concepts: Concept) -> None:
    workspace.catalogue.vocabularies.put(Vocabulary("words", (), concepts), "a file", AT)


def decided(workspace: FakeWorkspace, asset: str, concept: str, decision: Decision, by: str = "ana") -> None:
    workspace.catalogue.enrichments.review([Review(asset, concept, decision, by, AT)])


def replaced(workspace: FakeWorkspace) -> None:
    kept(workspace, replace(OLD, deprecated=True, replaced_by="new"), NEW)


def holding(workspace: FakeWorkspace, asset: str) -> dict[str, str]:
    return {a.concept: a.attributed_to for a in found(workspace.catalogue, asset).annotations}


def led(concept: Concept, successor: str) -> Concept:
    return replace(concept, deprecated=True, replaced_by=successor)


def asset_with_old(workspace: FakeWorkspace, number: str = "1") -> str:
    [asset] = fill(workspace.catalogue, record(number))
    enrich(workspace.catalogue, asset, suggested("old"))
    decided(workspace, asset, "old", Decision.ACCEPTED)
    return asset


def test_nothing_is_done_while_nothing_is_replaced(workspace: FakeWorkspace):
    asset = asset_with_old(workspace)
    assert follow_replacements(workspace) == 0
    assert holding(workspace, asset) == {"old": "ana"}


def test_an_accepted_concept_is_carried_over_once_and_says_by_whom(workspace: FakeWorkspace):
    asset = asset_with_old(workspace)
    replaced(workspace)
    assert follow_replacements(workspace) == 2
    assert holding(workspace, asset) == {"new": REPLACED}
    newest = workspace.catalogue.enrichments.latest(limit=1)[0][1]
    assert "accepted by ana" in newest.reason
    assert follow_replacements(workspace) == 0


def test_what_a_person_said_of_the_successor_stays(workspace: FakeWorkspace):
    asset = asset_with_old(workspace)
    decided(workspace, asset, "new", Decision.REJECTED, "ben")
    replaced(workspace)
    follow_replacements(workspace)
    assert holding(workspace, asset) == {}


def test_a_rejected_concept_says_nothing_of_its_successor(workspace: FakeWorkspace):
    [asset] = fill(workspace.catalogue, record("1"))
    decided(workspace, asset, "old", Decision.REJECTED)
    replaced(workspace)
    assert follow_replacements(workspace) == 0


def test_a_chain_leads_to_what_is_in_use(workspace: FakeWorkspace):
    asset = asset_with_old(workspace)
    ends = replace(NEW, deprecated=True, replaced_by="newer")
    kept(workspace, replace(OLD, deprecated=True, replaced_by="new"), ends, NEWER)
    follow_replacements(workspace)
    assert set(holding(workspace, asset)) == {"newer"}


def test_a_circle_and_a_successor_that_is_not_here_change_nothing(workspace: FakeWorkspace):
    asset = asset_with_old(workspace)
    for successor in ("old", "elsewhere"):
        kept(workspace, replace(OLD, deprecated=True, replaced_by=successor), NEW)
        assert follow_replacements(workspace) == 0
    assert set(holding(workspace, asset)) == {"old"}


def test_a_concept_that_is_in_use_again_has_its_decisions_back(workspace: FakeWorkspace):
    asset = asset_with_old(workspace)
    replaced(workspace)
    follow_replacements(workspace)
    kept(workspace, OLD, NEW)
    assert follow_replacements(workspace) == 2
    assert holding(workspace, asset) == {"old": "ana"}
    assert follow_replacements(workspace) == 0


def test_what_a_person_decided_since_stays_when_the_concept_comes_back(workspace: FakeWorkspace):
    asset = asset_with_old(workspace)
    replaced(workspace)
    follow_replacements(workspace)
    decided(workspace, asset, "new", Decision.ACCEPTED, "ben")
    kept(workspace, OLD, NEW)
    follow_replacements(workspace)
    assert holding(workspace, asset) == {"old": "ana", "new": "ben"}


def test_a_corrected_successor_is_followed_and_what_a_person_said_of_the_first_stays(workspace: FakeWorkspace):
    plain, said = asset_with_old(workspace), asset_with_old(workspace, "2")
    replaced(workspace)
    follow_replacements(workspace)
    decided(workspace, said, "new", Decision.ACCEPTED, "ben")
    kept(workspace, led(OLD, "newer"), NEW, NEWER)
    follow_replacements(workspace)
    assert holding(workspace, plain) == {"newer": REPLACED}
    assert holding(workspace, said) == {"newer": REPLACED, "new": "ben"}
    newest = workspace.catalogue.enrichments.latest(Decisions(asset=plain, concept="newer"))[0][1]
    assert "accepted by ana" in newest.reason
    assert follow_replacements(workspace) == 0


def test_what_was_carried_on_goes_too_when_the_first_of_a_chain_is_in_use_again(workspace: FakeWorkspace):
    plain, said = asset_with_old(workspace), asset_with_old(workspace, "2")
    replaced(workspace)
    follow_replacements(workspace)
    decided(workspace, said, "new", Decision.ACCEPTED, "ben")
    kept(workspace, led(OLD, "new"), led(NEW, "newer"), NEWER)
    follow_replacements(workspace)
    assert holding(workspace, plain) == holding(workspace, said) == {"newer": REPLACED}
    kept(workspace, OLD, led(NEW, "newer"), NEWER)
    follow_replacements(workspace)
    assert holding(workspace, plain) == {"old": "ana"}
    assert holding(workspace, said) == {"old": "ana", "newer": REPLACED}
    assert follow_replacements(workspace) == 0


def test_what_a_person_said_no_to_is_not_carried_on_by_a_longer_chain(workspace: FakeWorkspace):
    asset = asset_with_old(workspace)
    replaced(workspace)
    follow_replacements(workspace)
    decided(workspace, asset, "new", Decision.REJECTED, "ben")
    kept(workspace, led(OLD, "new"), led(NEW, "newer"), NEWER)
    assert follow_replacements(workspace) == 0
    assert holding(workspace, asset) == {}


@pytest.mark.parametrize("first", ["old", "new"])
def test_of_two_that_led_to_one_each_comes_back_alone(workspace: FakeWorkspace, first: str):
    asset = asset_with_old(workspace)
    decided(workspace, asset, "new", Decision.ACCEPTED)
    kept(workspace, led(OLD, "newer"), led(NEW, "newer"), NEWER)
    follow_replacements(workspace)
    kept(workspace, *(one if one.iri == first else led(one, "newer") for one in (OLD, NEW)), NEWER)
    follow_replacements(workspace)
    assert set(holding(workspace, asset)) == {first, "newer"}
    kept(workspace, OLD, NEW, NEWER)
    follow_replacements(workspace)
    assert holding(workspace, asset) == {"old": "ana", "new": "ana"}


def test_where_nothing_moved_no_decision_is_read(workspace: FakeWorkspace, monkeypatch: pytest.MonkeyPatch):
    asset_with_old(workspace)
    replaced(workspace)
    follow_replacements(workspace)

    def read(*_: object) -> None:
        raise AssertionError("The log is read.")

    monkeypatch.setattr(workspace.catalogue.enrichments, "latest", read)
    assert follow_replacements(workspace) == 0
