"""Clean-ups as plain data of a stable shape: one form for commands and interface."""

from typing import Any

from thesaury.model.cleanup import Cleanup, Entry, Step, Tallies


def cleanup_dict(cleanup: Cleanup, tallies: Tallies) -> dict[str, Any]:
    """A plan with how it stands."""
    scope = cleanup.scope
    return {
        "id": cleanup.id,
        "name": cleanup.name,
        "state": cleanup.state.value,
        "made_by": cleanup.made_by,
        "made_at": cleanup.made_at,
        "connections": list(scope.connections),
        "properties": {name: list(values) for name, values in scope.properties},
        "least": scope.least,
        "tags": list(scope.tags),
        "run": cleanup.run,
        "revert_run": cleanup.revert_run,
        "entries": tallies.entries,
        "undecided": tallies.undecided,
        "decisions": {treatment.value: count for treatment, count in tallies.treatments},
        "records": {state.value: count for state, count in tallies.steps},
    }


def entry_dict(entry: Entry) -> dict[str, Any]:
    """One old tag with what is suggested and what is decided."""
    return {
        "id": entry.id,
        "tags": list(entry.tags),
        "assets": entry.assets,
        "records": dict(entry.records),
        "standing": entry.standing.value,
        "suggested": entry.suggested.value,
        "certainty": round(entry.certainty, 4),
        "worth": round(entry.worth, 2),
        "use": [
            {"concept": use.concept, "label": use.label.text, "likeness": round(use.likeness, 4)} for use in entry.use
        ],
        "decision": entry.treatment.value if entry.treatment else "",
        "concept": entry.concept,
        "decided_by": entry.decided_by,
        "decided_at": entry.decided_at,
    }


def step_dict(step: Step) -> dict[str, Any]:
    """What was done at one record."""
    return {
        "connection": step.connection,
        "external_id": step.external_id,
        "asset": step.asset,
        "replaced": [{"tag": one.tag, "concept": one.concept, "by": one.who} for one in step.replaced],
        "state": step.state.value,
        "message": step.message,
    }
