"""Runs schemathesis over the interface: examples, edges of every parameter, wild data and chains of calls, with all its checks."""

import warnings
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from starlette.types import ASGIApp

ACCEPTED = ["2xx", "304", "400", "401", "403", "404", "409", "412", "428", "503"]
"""What a question that fits the description may be answered: a name in no table, or a day before the first one, is no matter of shape."""
MEANT = [*ACCEPTED, "422"]
"""Where a value has rules that a schema cannot say."""
REFUSED = ["400", "401", "403", "404", "405", "409", "412", "413", "415", "422", "428"]


@dataclass(slots=True)
class Found:
    """What was asked, how often by status, and what was wrong with the answers."""

    answers: Counter[int] = field(default_factory=Counter)
    checks: Counter[str] = field(default_factory=Counter)
    failures: dict[str, str] = field(default_factory=dict)


def checked(app: ASGIApp, examples: int, seconds: int, token: str = "") -> Found:
    """Ask every operation of this application; `examples` bounds the wild questions of each, `seconds` the whole.

    With a token the application has a lock: then examples and wild questions are asked with it, and once more without.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return _checked(app, examples, seconds, token)


def _checked(app: ASGIApp, examples: int, seconds: int, token: str) -> Found:
    import schemathesis
    from schemathesis.config import SchemathesisConfig
    from schemathesis.engine import events, from_schema

    config = SchemathesisConfig.from_dict(
        _config(examples, seconds) | (_locked(examples, seconds, token) if token else {})
    )
    schema = schemathesis.openapi.from_asgi(
        "/api/v1/openapi.json", app, config=config, headers={"Authorization": f"Bearer {token}"} if token else {}
    )
    found = Found()
    for event in from_schema(schema).execute():
        if isinstance(event, events.ScenarioFinished | events.FuzzScenarioFinished):
            _noted(event.recorder, found)
        elif isinstance(event, events.NonFatalError):
            found.failures.setdefault(f"error in {event.label}", f"{event.value!r}")
        elif isinstance(event, events.FatalError):
            raise event.exception
    return found


def _config(examples: int, seconds: int) -> dict[str, Any]:
    return {
        "seed": 1,
        "max-time": seconds,
        "continue-on-failure": True,
        "generation": {
            "max-examples": examples,
            "deterministic": True,
            "database": "none",
            "with-security-parameters": False,
        },
        "phases": {"stateful": {"generation": {"max-examples": examples}, "inference": {"algorithms": []}}},
        "checks": {
            "not_a_server_error": {"expected-statuses": ["2xx", "3xx", "4xx", "503"]},
            "positive_data_acceptance": {"expected-statuses": MEANT},
            "negative_data_rejection": {"expected-statuses": REFUSED},
            # The door of one's own machine lets everybody in; the lock has tests of its own.
            "ignored_auth": {"enabled": False},
        },
    }


def _locked(examples: int, seconds: int, token: str) -> dict[str, Any]:
    """What is otherwise where there is a lock: a stranger has to be told so by every operation."""
    plain = _config(examples, seconds)
    off = {"enabled": False}
    return {
        "headers": {"Authorization": f"Bearer {token}"},
        "phases": {"coverage": off, "stateful": off},
        "checks": {**plain["checks"], "ignored_auth": {"enabled": True}},
    }


def _noted(recorder: Any, found: Found) -> None:
    for one in recorder.interactions.values():
        if one.response is not None:
            found.answers[one.response.status_code] += 1
    for case_id, nodes in recorder.checks.items():
        for node in nodes:
            found.checks[node.name] += 1
            if node.failure_info is not None:
                info, case = node.failure_info, recorder.cases[case_id].value
                title = f"{recorder.label}: {node.name}: {info.failure.title}"
                found.failures.setdefault(
                    title, f"{info.failure.message}\n{info.code_sample}\n{case.method} {case.path}"
                )
