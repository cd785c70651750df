"""What people say of rights records: they read the licence, and this is what it states."""

from dataclasses import replace

from thesaury.model.errors import Outdated, Usage
from thesaury.model.licensing import Axis, Statement
from thesaury.model.policy import PolicyStatus
from thesaury.model.rights_record import RightsRecord
from thesaury.model.time import now
from thesaury.pipeline import project
from thesaury.pipeline.rights.named import newest
from thesaury.ports.audit import note
from thesaury.ports.workspace import A_MOMENT, Workspace
from thesaury.rights.keeping import can_be_confirmed, confirmed
from thesaury.rights.stating.shape import shape_of
from thesaury.rights.stating.spans import with_spans

_RECONFIRMED = "rights confirmed"
"""A stamp that no line has: what was found out of the asset is found out again, with the confirmed record."""


def confirm(
    workspace: Workspace,
    record: str,
    place: str,
    version: int,
    by: str,
    statement: Statement | None = None,
    nothing_else: bool = False,
) -> RightsRecord:
    """Keep that a person read this version and says that it states this (None: what was read from it); returns the new version.

    Index and graph have it at once. With `nothing_else` he also says that the passages nobody understood restrict nothing.

    Raises Usage where there is no such record, where nobody is named, where nothing is stated that could be confirmed, and where the
    same was confirmed before; Outdated where the version is not the newest: somebody should read that one first.
    """
    with workspace.writing(A_MOMENT):
        before = newest(workspace, record, place)
        if before.version != version:
            raise Outdated(
                f"Version {version} of {record}#{place} is not the newest: read version {before.version} and confirm that."
            )
        made = confirmation(before, by, statement, nothing_else)
        workspace.catalogue.rights.put([made])
        look_again(workspace, record)
        project(workspace)
    noted(workspace, before, made)
    return made


def confirmation(
    before: RightsRecord, by: str, statement: Statement | None = None, nothing_else: bool = False
) -> RightsRecord:
    """The version that says that a person read the one before and that it states this (None: what was read from it); nothing is kept.

    Raises Usage where nobody is named, where nothing is stated that could be confirmed, and where the same was confirmed before.
    """
    record, place = before.key
    if not by.strip():
        raise Usage("A confirmation needs the name of whoever read the licence.")
    says = _settled(before.statement if statement is None else with_spans(statement, before.statement))
    if nothing_else:
        says = _without_other(says)
    if not can_be_confirmed(says):
        raise Usage(
            f"Nothing was understood of {record}#{place}, so there is nothing to confirm. Say what it states: its terms, or that "
            "every use is prohibited."
        )
    if before.status is PolicyStatus.CONFIRMED and says == before.statement:
        raise Usage(
            f"Version {before.version} of {record}#{place} was confirmed by {before.confirmed_by} at {before.confirmed_at} already. "
            "There is nothing to do."
        )
    return confirmed(before, says, by.strip(), now())


def noted(
    workspace: Workspace, before: RightsRecord | None, made: RightsRecord, action: str = "rights.confirm"
) -> None:
    """Add to the audit log that somebody made this version."""
    record, place = made.key
    note(workspace.catalogue.audit, action, f"record:{record}#{place}", before and _told(before), _told(made))


def look_again(workspace: Workspace, record: str) -> None:
    """Let the next run find out again what it found out of this record's asset, with its new rights."""
    if asset := workspace.catalogue.records.find(record):
        workspace.catalogue.enrichments.advance([asset.id], _RECONFIRMED)
        workspace.catalogue.enrichments.touch([asset.id])


def _told(kept: RightsRecord) -> dict[str, object]:
    return {"version": kept.version, "status": kept.status.value, "says": shape_of(kept.statement)}


def _settled(statement: Statement) -> Statement:
    """What a person confirmed leaves nothing unresolved; axes he left unclear in a term stay unclear."""
    return Statement(statement.model, statement.prohibit_all, statement.terms, (), statement.spans)


def _without_other(statement: Statement) -> Statement:
    """What words nobody understood made unclear is unclear no longer; an axis whose words were understood as unclear stays so."""
    terms = (replace(t, unclear_axes=tuple(a for a in t.unclear_axes if a is not Axis.OTHER)) for t in statement.terms)
    return replace(statement, terms=tuple(terms))
