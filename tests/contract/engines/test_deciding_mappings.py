"""What is said of a client's words is kept and logged in one transaction, or nothing of it is."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.contract.catalogue_values import AT
from thesaury.engines.sql import mappings, open_catalogue
from thesaury.model.audit import Deed
from thesaury.model.errors import WorkspaceBusy
from thesaury.model.onboarding import (
    KeptMapping,
    MappingStep,
    Meaning,
    OnboardingRound,
    Said,
    SourceKind,
    Subject,
    SubjectKind,
)
from thesaury.ports.audit import deed

ECO = Subject(SubjectKind.VALUE, "tags", "eco")
OPEN, OWN = Said(Meaning.NOTHING), Said(Meaning.OWN)


def told(steps: Sequence[MappingStep]) -> list[Deed]:
    return [deed("onboarding.follow", "onboarding:dam")] * len(steps)


def test_cut_off_before_its_deed_nothing_was_said_and_doing_it_again_says_both(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def cut_off(*_: object) -> None:
        raise WorkspaceBusy("Another process is writing.")

    catalogue = open_catalogue(tmp_path / "catalogue.db")
    kept = catalogue.mappings
    kept.put_round(OnboardingRound("dam", SourceKind.TABLE, "a.csv", "model", AT))
    kept.propose("dam", (SubjectKind.VALUE,), [KeptMapping(ECO, OPEN, 1, "", (OPEN,))])

    def standing() -> tuple[Said, int, int]:
        return kept.of("dam", [ECO])[ECO].said, len(kept.steps("dam")), len(catalogue.audit.deeds())

    with monkeypatch.context() as cut:
        cut.setattr(mappings, "append_deeds", cut_off)
        with pytest.raises(WorkspaceBusy):
            kept.decide("dam", {ECO: OWN}, "rule:replaced", AT, deeds=told)
    assert standing() == (OPEN, 0, 0)
    for _ in range(2):  # the second time nothing is left to say
        kept.decide("dam", {ECO: OWN}, "rule:replaced", AT, deeds=told)
        assert standing() == (OWN, 1, 1)
    with monkeypatch.context() as cut:
        cut.setattr(mappings, "append_deeds", cut_off)
        with pytest.raises(WorkspaceBusy):
            kept.undo("dam", deeds=told)
    assert standing() == (OWN, 1, 1)
    kept.undo("dam", deeds=told)
    assert standing() == (OPEN, 1, 2)
    catalogue.close()
