"""A client that takes a version over is killed, at each moment that matters: going on ends where an undisturbed one ends."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.journeys.agency.test_shared_model import FIRST, SECOND, brought, kept, mapped
from tests.journeys.conftest import prepared
from tests.long_form import usually
from tests.made_once import copied
from tests.patience import PATIENCE
from thesaury.bootstrap.agency import Agency, init_agency, open_agency
from thesaury.bootstrap.agency.offering import offer

KILLED = """
import os, signal, sys
from pathlib import Path
from thesaury.bootstrap import open_workspace
from thesaury.engines.sql.mappings import SqlMappings
from thesaury.engines.sql.offers import SqlOffers
from thesaury.pipeline import shared_model
from thesaury.pipeline.shared_model import taking
def dies(*_, **__):
    os.kill(os.getpid(), signal.SIGKILL)
def dies_after(done):
    return lambda *given, **named: (done(*given, **named), dies())
moment, workspace = sys.argv[2], open_workspace(Path(sys.argv[1]))
if moment == "before the version":
    SqlOffers.take = dies
elif moment == "after the version":
    SqlOffers.take = dies_after(SqlOffers.take)
elif moment == "after the mappings":
    SqlMappings.decide = dies_after(SqlMappings.decide)
else:
    taking.annotate_outdated = dies
shared_model.take(workspace, "model")
"""


def made(root: Path) -> None:
    """A client with assets and a round, to whom the second version is offered."""
    agency = init_agency(root, ("en",))
    agency.create("north").close()
    kept(agency, FIRST)
    offer(agency, "model")
    prepared("vocabulary", "take", "model", "--quiet", "-w", agency.folder("north"))
    beside = root.with_name(f"{root.name}-tables")  # which stays there: a copy of the agency reads no file of this one
    beside.mkdir()
    brought(agency, beside)
    kept(agency, SECOND)
    offer(agency, "model")


def ended(agency: Agency) -> dict[str, object]:
    """Everything that taking over is to come to."""
    north = agency.open("north")
    catalogue = north.catalogue
    try:
        return {
            "versions": [one.number for one in catalogue.vocabularies.versions("model")],
            "taken": [(one.version, one.followed) for one in catalogue.offers.taken()],
            "waits": [one.version for one in catalogue.offers.all() if one.waits],
            "mapped": mapped(north),
            "carried": {iri: one.accepted for iri, one in catalogue.enrichments.carried().items()},
            "steps": len(list(catalogue.mappings.steps("desk"))),
        }
    finally:
        north.close()


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> dict[str, object]:
    """What it comes to undisturbed."""
    calm = open_agency(copied(made, tmp_path_factory.mktemp("calm") / "agency"))
    prepared("vocabulary", "take", "model", "--quiet", "-w", calm.folder("north"))
    return ended(calm)


@pytest.mark.parametrize(
    "moment", usually(["before the version", "after the mappings"], ["after the version", "before annotating"])
)
def test_taking_over_that_is_killed_is_made_whole(tmp_path: Path, whole: dict[str, object], moment: str):
    agency = open_agency(copied(made, tmp_path / "agency"))
    root = agency.folder("north")
    done = subprocess.run([sys.executable, "-c", KILLED, str(root), moment], capture_output=True, timeout=PATIENCE)
    assert done.returncode == -signal.SIGKILL, done.stderr
    again = ("vocabulary", "take", "model") if moment == "before the version" else ("sync",)
    prepared(*again, "--quiet", "-w", root)
    assert ended(agency) == whole
    assert (whole["versions"], whole["mapped"]) == ([1, 2], {"Sails": "canvas", "Masts": ""})
