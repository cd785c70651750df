"""A client of the demo agency on whose fields and values everything is decided as a careful person does, and what became of it."""

import shutil
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

from thesaury.bootstrap import EmbeddedWorkspace, open_workspace
from thesaury.model.audit import acting_as
from thesaury.model.concept import MappingRelation
from thesaury.model.onboarding import Meaning, Subject, SubjectKind
from thesaury.pipeline.onboarding import Ruling, decide, round_named
from thesaury.sandbox.agency import field_gold, value_gold, write_agency
from thesaury.sandbox.agency.pack import CONCEPTS

WHO = "ana@studio.example"
SPEAKING = ("exact", "close", "broad")
"""Relations of the gold by which an asset is about the concept."""


def brought(folder: Path, thesaury: Callable[..., Any]) -> Path:
    """A workspace with the shared model and everything of the client proposed."""
    pack = write_agency(folder / "agency", pictures=False)
    thesaury("init", folder / "work", "--languages", "fr,en")
    thesaury("vocabulary", "import", pack.shared, cwd=folder / "work")
    shutil.copy(pack.assets, folder / "work" / "ormevaux.csv")
    thesaury("onboard", "propose", "--table", "ormevaux.csv", "--quiet", cwd=folder / "work")
    return folder / "work"


def decide_as_the_gold(root: Path) -> None:
    """All fields in one batch, all values in another."""
    with closing(open_workspace(root)) as workspace, acting_as(WHO):
        fields = {
            Subject(SubjectKind.FIELD, one.field): Ruling(meaning=Meaning.ROLE, target=one.role, language=one.language)
            for one in field_gold()
        }
        decide(workspace, round_named(workspace), fields)
        values = {
            Subject(SubjectKind.VALUE, one.field, one.value): _ruling(one.relation, one.concept) for one in value_gold()
        }
        decide(workspace, round_named(workspace), values)


def carried(workspace: EmbeddedWorkspace) -> dict[str, tuple[frozenset[str], frozenset[str]]]:
    """What each asset carries, and what waits on it, by the external id of its record."""
    assets = workspace.catalogue.records.asset_page("", 1000)
    findings = workspace.catalogue.enrichments.findings([asset.id for asset in assets])
    return {
        asset.records[0].external_id: (
            frozenset(one.concept for one in findings[asset.id].annotations),
            frozenset(one.concept for one in findings[asset.id].suggestions),
        )
        for asset in assets
    }


def _ruling(relation: str, concept: str) -> Ruling:
    if not concept:
        return Ruling(meaning=Meaning.OWN if relation == "own" else Meaning.NOTHING)
    return Ruling(meaning=Meaning.CONCEPT, target=f"{CONCEPTS}{concept}", relation=MappingRelation(f"{relation}Match"))
