"""Clean-ups, their entries and steps as rows and back, exactly."""

import json
from typing import Any

from sqlalchemy import Row

from thesaury.model.cleanup import Cleanup, CleanupState, Entry, Replaced, Scope, Step, StepState, Treatment
from thesaury.model.concept import Label
from thesaury.model.validation import Standing, Use


def cleanup_row(made: Cleanup) -> dict[str, Any]:
    """The columns of a plan."""
    scope = made.scope
    told = {
        "connections": scope.connections,
        "properties": scope.properties,
        "least": scope.least,
        "tags": scope.tags,
    }
    return {
        "id": made.id,
        "name": made.name,
        "scope": json.dumps(told),
        "made_by": made.made_by,
        "made_at": made.made_at,
        "state": made.state,
        "run": made.run,
        "revert_run": made.revert_run,
    }


def read_cleanup(row: Row[Any]) -> Cleanup:
    """The plan again."""
    told = json.loads(row.scope)
    properties = tuple((name, tuple(values)) for name, values in told["properties"])
    scope = Scope(tuple(told["connections"]), properties, told["least"], tuple(told["tags"]))
    state = CleanupState(row.state)
    return Cleanup(row.id, row.name, scope, row.made_by, row.made_at, state, row.run, row.revert_run)


def entry_row(entry: Entry) -> dict[str, Any]:
    """The columns of an entry, without its place."""
    return {
        "id": entry.id,
        "tags": json.dumps(entry.tags),
        "records": json.dumps(entry.records),
        "standing": entry.standing,
        "use": json.dumps([_plain(one) for one in entry.use]),
        "suggested": entry.suggested,
        "assets": entry.assets,
        "certainty": entry.certainty,
        "treatment": entry.treatment or "",
        "concept": entry.concept,
        "decided_by": entry.decided_by,
        "decided_at": entry.decided_at,
    }


def read_entry(row: Row[Any]) -> Entry:
    """The entry again."""
    return Entry(
        row.id,
        tuple(json.loads(row.tags)),
        row.assets,
        tuple((name, count) for name, count in json.loads(row.records)),
        Standing(row.standing),
        tuple(_use(*told) for told in json.loads(row.use)),
        Treatment(row.suggested),
        row.certainty,
        Treatment(row.treatment) if row.treatment else None,
        row.concept,
        row.decided_by,
        row.decided_at,
    )


def step_row(step: Step) -> dict[str, Any]:
    """The columns of a step."""
    return {
        "cleanup": step.cleanup,
        "connection": step.connection,
        "external_id": step.external_id,
        "asset": step.asset,
        "replaced": json.dumps([[one.tag, one.concept, one.who, one.at] for one in step.replaced]),
        "at": step.at,
        "state": step.state,
        "message": step.message,
    }


def read_step(row: Row[Any]) -> Step:
    """The step again."""
    replaced = tuple(Replaced(*one) for one in json.loads(row.replaced))
    place = (row.cleanup, row.connection, row.external_id)
    return Step(*place, row.asset, replaced, row.at, StepState(row.state), row.message)


def _plain(use: Use) -> list[Any]:
    named = [[label.text, label.language] for label in (use.label, *use.path)]
    return [use.concept, use.likeness, use.schemes, named]


def _use(concept: str, likeness: float, schemes: list[str], named: list[list[str]]) -> Use:
    label, *path = (Label(*one) for one in named)
    return Use(concept, label, likeness, tuple(schemes), tuple(path))
