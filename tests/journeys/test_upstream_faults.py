"""Kinds of upstream fault over real HTTP: nothing is lost, nothing is written twice, and whatever failed is said."""

import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.journeys.faults import ALIKE, kinds
from tests.journeys.quick import Quick
from tests.journeys.systems import Systems, served
from tests.journeys.trouble import FEW_WORDS, Kind, Told, Trial, Undisturbed, undisturbed, withstood
from thesaury import dispatch
from thesaury.connectors.pacing import forget_circuits
from thesaury.model.errors import Refused


def run_here(root: Path, patience: float) -> Told:
    """One run in this process, as if it had waited until open circuits are closed again."""
    forget_circuits()
    workspace = Quick(root.absolute())
    started = time.monotonic()
    try:
        run = dispatch.run_now(workspace, "all", patience=patience)
        return Told(run, tuple(workspace.catalogue.runs.failures(run.id)), time.monotonic() - started)
    finally:
        workspace.close()


@pytest.fixture(scope="module")
def systems() -> Iterator[Systems]:
    with served("tiny", vocabulary=FEW_WORDS) as both:
        yield both


@pytest.fixture(scope="module")
def expected(systems: Systems, tmp_path_factory: pytest.TempPathFactory) -> Callable[[Kind], Undisturbed]:
    """What a workspace holds that met no fault, for what people changed and who read the texts."""
    found: dict[object, Undisturbed] = {}

    def of(kind: Kind) -> Undisturbed:
        key = kind.changes, kind.annotators
        if key not in found:
            found[key] = undisturbed(systems, tmp_path_factory.mktemp("undisturbed") / "work", kind, run_here)
        return found[key]

    return of


@pytest.mark.parametrize("kind", [one for one in kinds() if one.name not in ALIKE], ids=lambda kind: kind.name)
def test_a_fault_loses_nothing_and_writes_nothing_twice_and_is_said(
    kind: Kind, systems: Systems, expected: Callable[[Kind], Undisturbed], tmp_path: Path
):
    wanted = expected(kind)
    withstood(Trial(systems, tmp_path / "work", kind, run_here), wanted)


def test_an_address_of_a_file_that_lapsed_is_asked_for_anew(systems: Systems, tmp_path: Path):
    trial = Trial(systems, tmp_path / "work", Kind("lapsed", lambda trial: None), run_here)
    trial.run()
    with trial.opened() as workspace:
        binaries = workspace.source(workspace.connection("bought")).binaries()  # type: ignore[attr-defined]
        (record,) = [record for _, record in workspace.catalogue.records.records("bought", "", 1)]
        raw = workspace.catalogue.records.raws("bought", [record.external_id])[record.external_id]
        (binary,) = binaries.of(replace(record, raw=raw))
        systems.smintio.fault("status:403", r"\.jpg$")
        assert binaries.download(binary, tmp_path / "picture.jpg").read_bytes()[:2] == b"\xff\xd8"
        systems.smintio.fault("status:403", r"\.jpg$", None)
        with pytest.raises(Refused):
            binaries.download(binary, tmp_path / "other.jpg")
    assert not (tmp_path / "other.jpg").exists()
