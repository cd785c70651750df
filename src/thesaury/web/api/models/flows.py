"""Flows and their runs."""

from typing import Literal

from pydantic import Field

from thesaury.web.api.models.shapes import Flag, Moment, Name, Next, Number, Sent, Told, example, sent_example

State = Literal["waiting", "running", "finished", "failed", "interrupted"]
Step = Literal["pull", "enrich", "review", "push"]


def _all_steps() -> list[Step]:
    return ["pull", "enrich", "review", "push"]


class Flow(Told):
    """A flow: which connections, in which steps, and when."""

    model_config = example(
        name="nightly",
        connections=["dam"],
        steps=["pull", "enrich", "review", "push"],
        schedule="cron 0 3 * * *",
        due="2026-11-29T03:00:00Z",
        accept_above=0.9,
        filters={"market": ["DE"]},
        fields={"": "topics"},
        enabled=True,
        hook=False,
    )

    name: str
    connections: list[str]
    steps: list[Step]
    schedule: str
    due: Moment
    accept_above: float | None
    filters: dict[str, list[str]]
    fields: dict[str, str]
    enabled: bool
    hook: bool = Field(description="Whether a secret address starts it.")


class Flows(Told):
    """All flows, by name."""

    model_config = example(flows=[])

    flows: list[Flow]


class PutFlow(Sent):
    """A flow to keep. `name`, `due` and `hook` may stand as they were read, and are not looked at."""

    model_config = sent_example(connections=["dam"], schedule="every 15m", accept_above=0.9)

    connections: list[Name] = Field(default_factory=list)
    steps: list[Step] = Field(default_factory=_all_steps)
    schedule: str = Field(
        "manual", max_length=200, description="`manual`, `every 15m`, `cron 0 3 * * *`, `webhook`, `changes` ..."
    )
    accept_above: Number | None = Field(
        None, ge=0, le=1, description="Suggestions of at least this score are accepted by rule."
    )
    filters: dict[str, list[str]] = Field(default_factory=dict)
    fields: dict[str, str] = Field(default_factory=dict)
    enabled: Flag = True
    name: str = ""
    due: str = ""
    hook: Flag = False


class Failure(Told):
    """One thing a run could not do."""

    stage: str
    connection: str
    item: str
    reason: str


class Progress(Told):
    """Where a run stands: `step` of `steps` stages, from 0, and how far that is; `total` is null where nobody knows it."""

    stage: str
    connection: str
    step: int
    steps: int
    done: int
    total: int | None
    since: Moment


class Run(Told):
    """A run of a flow: how it stands, what it did and what it could not do."""

    model_config = example(
        run=12,
        flow="nightly",
        connections=["dam"],
        state="running",
        started_at="2026-11-29T03:00:02Z",
        finished_at=None,
        counts={"new": 120, "enriched": 100},
        seconds={"pull": 4.2},
        message="",
        progress={
            "stage": "enrich",
            "connection": "",
            "step": 1,
            "steps": 4,
            "done": 100,
            "total": 120,
            "since": "2026-11-29T03:00:07Z",
        },
        failures=[],
    )

    run: int
    flow: str
    connections: list[str]
    state: State
    started_at: Moment
    finished_at: str | None
    counts: dict[str, int]
    seconds: dict[str, float]
    message: str
    progress: Progress | None
    failures: list[Failure]


class Runs(Told):
    """A page of runs, the newest first."""

    model_config = example(runs=[], next=None)

    runs: list[Run]
    next: Next


class Accepted(Told):
    """A run that waits for a worker, or one that waited already."""

    model_config = example(run=12, state="waiting")

    run: int
    state: State


class Retry(Sent):
    """What to try again: the items of failures, or none for all of a run with no more than 25."""

    model_config = sent_example(items=["77"])

    items: list[str] = Field(default_factory=list, max_length=25)


class Retried(Told):
    """What is mended, and what fails still."""

    model_config = example(
        mended=[{"stage": "pull", "connection": "dam", "item": "77", "reason": "timed out"}], failing=[]
    )

    mended: list[Failure]
    failing: list[Failure]
