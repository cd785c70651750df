"""Flows, runs and intended writes as plain data of a stable shape, and flows back from it: one form for commands and interface."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from thesaury.model.connection import Failure, Run
from thesaury.model.errors import BadInput
from thesaury.model.flow import Flow, FlowState, Step
from thesaury.model.outbox import ConceptTag, OutboxRow
from thesaury.sync.scheduling import parsed, spoken

_KEYS: Mapping[str, tuple[type, ...]] = {
    "connections": (list,),
    "steps": (list,),
    "schedule": (str,),
    "accept_above": (int, float, type(None)),
    "filters": (dict,),
    "fields": (dict,),
    "enabled": (bool,),
}


def flow_dict(state: FlowState) -> dict[str, Any]:
    """A flow; `flow_of` reads it."""
    flow = state.flow
    return {
        "name": flow.name,
        "connections": list(flow.connections),
        "steps": [step.value for step in flow.steps],
        "schedule": spoken(flow.schedule),
        "due": state.due if flow.enabled else "",
        "accept_above": flow.accept_above,
        "filters": {name: list(values) for name, values in flow.filters},
        "fields": dict(flow.fields),
        "enabled": flow.enabled,
        "hook": bool(state.hook),
    }


def flow_of(name: str, data: Mapping[str, Any]) -> Flow:
    """A flow from plain data; what is left out has its default. Raises BadInput, naming the member, or Usage for a wrong schedule."""
    for key, kinds in _KEYS.items():
        if key in data and (not isinstance(data[key], kinds) or (kinds != (bool,) and isinstance(data[key], bool))):
            raise BadInput(
                f"The member {key!r} of a flow has the wrong form. Look at GET /api/v1/flows for a right one."
            )
    if unknown := set(data) - set(_KEYS) - {"name", "due", "hook"}:
        raise BadInput(f"A flow has no member {min(unknown)!r}; it has {', '.join(_KEYS)}.")
    above = data.get("accept_above")
    if above is not None and not 0 <= above <= 1:
        raise BadInput("The member 'accept_above' of a flow lies between 0 and 1.")
    return Flow(
        name,
        tuple(str(one) for one in data.get("connections", ())),
        steps_of([str(step) for step in data.get("steps", list(Step))]),
        parsed(data.get("schedule", "manual")),
        None if above is None else float(above),
        tuple((str(key), tuple(str(v) for v in values)) for key, values in data.get("filters", {}).items()),
        tuple((str(scheme), str(field)) for scheme, field in data.get("fields", {}).items()),
        bool(data.get("enabled", True)),
    )


def steps_of(names: Sequence[str]) -> tuple[Step, ...]:
    """Steps by name, in their order. Raises BadInput that lists the right names."""
    if wrong := [name for name in names if name not in list(Step)]:
        raise BadInput(f"There is no step {wrong[0]!r}. The steps are {', '.join(Step)}.")
    return tuple(step for step in Step if step in names)


def run_dict(run: Run, failures: Sequence[Failure]) -> dict[str, Any]:
    """A run with what it could not do."""
    return {
        "run": run.id,
        "flow": run.flow,
        "connections": list(run.connections),
        "state": run.state.value,
        "started_at": run.started_at,
        "finished_at": run.finished_at,
        "counts": dict(run.counts),
        "seconds": dict(run.timings),
        "message": run.message,
        "progress": asdict(run.progress) if run.progress else None,
        "failures": [failure_dict(failure) for failure in failures],
    }


def failure_dict(failure: Failure) -> dict[str, str]:
    """One thing a run could not do."""
    return {
        "stage": failure.stage,
        "connection": failure.connection,
        "item": failure.item,
        "reason": failure.reason,
    }


def row_dict(row: OutboxRow) -> dict[str, Any]:
    """An intended write."""
    change = row.change
    return {
        "key": change.key,
        "connection": change.connection,
        "external_id": change.external_id,
        "field": change.field,
        "add": [_tag(tag) for tag in change.add],
        "remove": [_tag(tag) for tag in change.remove],
        "clear": list(change.clear),
        "restore": list(change.restore),
        "state": row.state.value,
        "attempts": row.attempts,
        "sent_at": row.sent_at,
        "message": row.message,
    }


def _tag(tag: ConceptTag) -> dict[str, str]:
    return {"iri": tag.iri, "label": tag.labels[0].text if tag.labels else ""}
