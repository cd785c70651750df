"""Flows: which connections are read and written, in which steps, and when."""

from dataclasses import dataclass
from enum import StrEnum


class Step(StrEnum):
    """The steps of a flow, always taken in this order; a step left out is skipped."""

    PULL = "pull"
    ENRICH = "enrich"
    REVIEW = "review"
    PUSH = "push"


class ScheduleKind(StrEnum):
    """What starts a flow."""

    MANUAL = "manual"
    INTERVAL = "interval"
    CRON = "cron"
    ONCE = "once"
    WEBHOOK = "webhook"
    CHANGES = "changes"


@dataclass(frozen=True, slots=True)
class Schedule:
    """When a flow runs: `value` is seconds (interval), five cron fields in UTC (cron), a moment in ISO 8601 (once), else empty.

    `webhook` flows are started by a call of their own address, `changes` ones when a system or a watcher hints at a change.
    """

    kind: ScheduleKind = ScheduleKind.MANUAL
    value: str = ""


@dataclass(frozen=True, slots=True)
class Flow:
    """One durable flow.

    `accept_above` is the review policy: suggestions with at least this score are accepted by rule, None leaves all to people.
    `filters` restrict what is pushed: an asset passes when for every (name, values) one of its property values is among them;
    the name `scheme` restricts the concepts that are written to those concept schemes.
    `fields` map a concept scheme's IRI to the field it is written to; the empty IRI stands for every other scheme.
    """

    name: str
    connections: tuple[str, ...]
    steps: tuple[Step, ...] = (Step.PULL, Step.ENRICH, Step.REVIEW, Step.PUSH)
    schedule: Schedule = Schedule()
    accept_above: float | None = None
    filters: tuple[tuple[str, tuple[str, ...]], ...] = ()
    fields: tuple[tuple[str, str], ...] = ()
    enabled: bool = True

    def field(self, scheme: str) -> str:
        """The field that concepts of this scheme are written to."""
        named = dict(self.fields)
        return named.get(scheme, named.get("", "concepts"))


@dataclass(frozen=True, slots=True)
class FlowState:
    """A flow as it is kept: when it is due next (UTC in ISO 8601, empty when nothing is due) and the digest of its hook."""

    flow: Flow
    due: str = ""
    hook: str = ""
