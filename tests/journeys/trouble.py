"""The trial every kind of upstream fault is put to: troubled runs over real HTTP, a calm one, and a look at what is left.

The journey runs it in its own process; the drill runs the real command and measures it. What the kinds are: `faults.py`.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from threading import Event, Thread
from typing import Any

from tests.journeys.systems import CONCEPT, System, Systems, content
from thesaury.bootstrap import EmbeddedWorkspace, open_workspace
from thesaury.model.concept import Concept
from thesaury.model.connection import Failure, Run, RunState
from thesaury.model.outbox import WriteState

WRITE = "setAssetConceptsAsync"
_MOST_OF_TINY = 10
SENTENCE = re.compile(r"\S+ \S+ \S.*")
FEW_WORDS = Path(__file__).parent / "few_words.ttl"
SWEEPING = {"sweep_hours": "0", "details": "single"}
"""Every id is compared in every run: whatever lies about what there is would be believed at once."""


def nothing(trial: "Trial") -> None:
    """Nobody does anything."""


def calm(trial: "Trial") -> None:
    """No fault is left at either system."""
    trial.systems.smintio.calm()
    trial.systems.poolparty.calm()


def usual_changes(systems: Systems) -> None:
    """One more label, and one more sentence in two descriptions: nothing that was found before is lost, whatever was read when."""
    systems.poolparty.control("clock", {"advance": 10})
    added = {"concept": f"{CONCEPT}presentation", "property": "skos:altLabel", "label": "shop window", "language": "en"}
    systems.poolparty.edit(do="literal", **added)
    changed_texts(systems)


def changed_texts(systems: Systems) -> None:
    """One more sentence in the descriptions of one asset and of one purchase."""
    asset, purchase = _first(systems)
    text = f"{asset['description']['en']} A soap bar on a meadow."
    systems.smintio.edit(asset={"id": asset["smintIoId"], "description": {"en": text}})
    said = {text["culture"]: text["value"] for text in purchase["content_element"]["description"]}
    systems.smintio.edit(
        purchase={"uuid": purchase["uuid"], "description": {"en": f"{said['en']} Lavender in a shop window."}}
    )


def _first(systems: Systems) -> tuple[dict[str, Any], dict[str, Any]]:
    """The first asset and the first purchase as they are at the start."""
    from thesaury.sandbox.smintio import branded, synthetic
    from thesaury.sandbox.smintio.tenants import FENNMOOR

    if systems.smintio.control("state")[FENNMOOR.name]["assets"] > _MOST_OF_TINY:
        return branded.asset(0), branded.purchase(0)
    return synthetic.asset(FENNMOOR, 0), synthetic.purchase(FENNMOOR, 0)


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of fault: how it begins and ends, and what people change in the middle of it.

    A `settled` one strikes a workspace that has read everything before. `said` has to be in a reason that a troubled run records
    (empty: it may need none). `settings` (of both connections to Smint.io) and `words` (of PoolParty) hold while it lasts. With `more`
    another annotator helped out, so that more concepts may be accepted in the end, but none fewer.
    """

    name: str
    begin: Callable[["Trial"], object]
    end: Callable[["Trial"], object] = calm
    changes: Callable[[Systems], object] = usual_changes
    said: str = ""
    settled: bool = False
    settings: Mapping[str, str] = field(default_factory=dict)
    words: Mapping[str, str] = field(default_factory=dict)
    annotators: tuple[str, ...] = ("own",)
    patience: float = 0.0
    more: bool = False
    check: Callable[["Trial"], object] = nothing


CALM = Kind("no fault", nothing)


@dataclass(frozen=True, slots=True)
class Told:
    """How one run ended, every sentence it left, how long it took and the most memory its process had (MiB, 0 where not measured)."""

    run: Run
    failures: tuple[Failure, ...]
    seconds: float
    mebibytes: float = 0.0

    @property
    def reasons(self) -> list[str]:
        """The run's message and the reasons of its failures."""
        return [text for text in (self.run.message, *(failure.reason for failure in self.failures)) if text]

    @property
    def flawless(self) -> bool:
        """Whether the run says that nothing failed."""
        return self.run.state is RunState.FINISHED and not self.failures


Runner = Callable[[Path, float], Told]
"""Runs the flow in this workspace; the number is how old a write without visible effect has to be before it is repeated."""


@dataclass
class Trial:
    """One workspace connected to two systems as they are at their start, and one kind of fault."""

    systems: Systems
    root: Path
    kind: Kind
    runner: Runner
    told: list[Told] = field(default_factory=list)
    troubled: list[Told] = field(default_factory=list)
    lasting: ExitStack = field(default_factory=ExitStack)
    """What goes on until the fault ends."""

    def __post_init__(self) -> None:
        """Everything as at the first start."""
        self.systems.smintio.control("reset", {})
        self.systems.poolparty.control("reset", {})
        self.systems.smintio.edit(dialect={"polls": 0})
        self.systems.workspace(self.root, **SWEEPING).close()
        if self.kind.annotators != ("own",):
            with (self.root / "thesaury.toml").open("a") as settings:
                settings.write(f"\nannotators = {list(self.kind.annotators)}\n")

    def fault(self, fault: str, route: str = "", words: str = "", **further: Any) -> None:
        """The same at both systems, or `words` at PoolParty; the login of Smint.io is spared."""
        self.systems.smintio.fault(fault, f"^(?!.*/connect/).*{route}", **further)
        self.systems.poolparty.fault(words or fault, "", **further)

    def run(self) -> Told:
        """One run of the flow."""
        self.told.append(self.runner(self.root, self.kind.patience))
        return self.told[-1]

    @contextmanager
    def opened(self) -> Iterator[EmbeddedWorkspace]:
        """The workspace, for a look or a change."""
        workspace = open_workspace(self.root)
        try:
            yield workspace
        finally:
            workspace.close()

    def passing(self) -> bool:
        """Whether a pass over one of the connections was cut off and will be gone on with."""
        with self.opened() as workspace:
            records = workspace.catalogue.records
            return any(records.passing(connection.name) for connection in records.connections())

    def retried(self) -> None:
        """A person mended what was refused, and has the failed items of every run done again."""
        from thesaury import dispatch

        with self.opened() as workspace:
            for told in self.told:
                refused = [failure.item for failure in told.failures if failure.stage == "push" and failure.item]
                if refused:
                    mended, failing = dispatch.retry(workspace, told.run.id, refused, patience=0)
                    assert not failing, failing
                    assert len(mended) >= len(refused)

    def log_in(self) -> None:
        """A person logs in again at Smint.io."""
        with self.opened() as workspace:
            for connection, secrets in self.systems.connections():
                if connection.connector == "smintio":
                    workspace.catalogue.secrets.put(connection.name, secrets)

    @contextmanager
    def ticking(self, system: System, seconds: float, every: float) -> Iterator[None]:
        """The clock of a system leaps ahead time and again."""
        over = Event()

        def leap() -> None:
            while not over.wait(every):
                system.control("clock", {"advance": seconds})

        thread = Thread(target=leap, name="clock")
        thread.start()
        try:
            yield
        finally:
            over.set()
            thread.join()

    def reconnected(self, settings: Mapping[str, str] = {}, words: Mapping[str, str] = {}) -> None:
        """The connections with other settings: those of the two to Smint.io, and those of PoolParty."""
        with self.opened() as workspace:
            for kept, _ in self.systems.connections(**{**SWEEPING, **settings}):
                further = words if kept.connector == "poolparty" else {}
                workspace.catalogue.records.put_connection(replace(kept, settings=(*kept.settings, *further.items())))


@dataclass(frozen=True, slots=True)
class Undisturbed:
    """What a workspace holds that no fault struck: before people changed anything, and afterwards."""

    before: Mapping[str, Any]
    after: Mapping[str, Any]


def undisturbed(systems: Systems, root: Path, kind: Kind, runner: Runner) -> Undisturbed:
    """What this kind's workspace would hold without the fault."""
    trial = Trial(systems, root, Kind("none", nothing, changes=kind.changes, annotators=kind.annotators), runner)
    assert trial.run().flawless, trial.told[-1]
    before = lasting(root)
    kind.changes(systems)
    assert trial.run().flawless, trial.told[-1]
    return Undisturbed(before, lasting(root))


def withstood(trial: Trial, expected: Undisturbed) -> None:
    """Troubled runs say what failed, and the calm one after them leaves everything as if nothing had been."""
    kind = trial.kind
    if kind.settled:
        assert trial.run().flawless, trial.told[-1]
    before = len(trial.told)
    trial.reconnected(kind.settings, kind.words)
    kind.begin(trial)
    try:
        if not kind.settled:
            _troubled(trial, expected.before)
        kind.changes(trial.systems)
        _troubled(trial, expected.after)
    finally:
        trial.lasting.close()
        kind.end(trial)
        trial.reconnected()
    reasons = [reason for told in trial.told[before:] for reason in told.reasons]
    assert not kind.said or any(kind.said in reason for reason in reasons), (kind.said, reasons)
    kind.check(trial)
    for _ in range(2 if trial.passing() else 1):  # what changed behind a pass that was cut off is seen by the next one
        assert trial.run().flawless, trial.told[-1]
    assert (_at_least if kind.more else lambda found, _: found)(lasting(trial.root), expected.after) == expected.after
    _written_once(trial)
    assert trial.systems.smintio.control("violations")["violations"] == []
    assert trial.systems.poolparty.control("violations")["violations"] == []


def lasting(root: Path) -> dict[str, Any]:
    """The content of a workspace without what depends on when it was read: signed addresses, times of changes, marks of
    extraction models, and what spoke for a concept at the moment it was accepted."""
    found = content(root)
    for asset in found["assets"]:
        for record in asset["records"]:
            del record["file"]
            record["properties"].pop("modified", None)
        for policy in asset["policies"]:
            policy["fields"].pop("last_updated_at", None)
        asset["concepts"] = [(one["iri"], one["label"], one["origin"], one["by"]) for one in asset["concepts"]]
        for suggestion in asset["suggestions"]:
            suggestion["annotator"] = suggestion["annotator"].partition("+")[0]
    return {**found, "words": _words(root)}


def _at_least(found: Mapping[str, Any], wanted: Mapping[str, Any]) -> dict[str, Any]:
    """What was found, without concepts that are more than wanted."""
    assets = []
    for one, other in zip(found["assets"], wanted["assets"], strict=True):
        kept = [concept for concept in one["concepts"] if concept in other["concepts"]]
        assets.append({**one, "concepts": kept, "suggestions": other["suggestions"]})
    ours = {id: [iri for iri in iris if iri in wanted["ours"].get(id, [])] for id, iris in found["ours"].items()}
    return {**found, "assets": assets, "ours": ours}


def _words(root: Path) -> list[Concept]:
    workspace = open_workspace(root)
    try:
        return sorted(workspace.catalogue.vocabularies.get("words").concepts, key=lambda concept: concept.iri)
    finally:
        workspace.close()


def _troubled(trial: Trial, complete: Mapping[str, Any]) -> None:
    """The run ends, with a sentence for whatever failed; one that says nothing has to have done everything."""
    resumed = trial.passing()
    told = trial.run()
    trial.troubled.append(told)
    assert told.run.state in (RunState.FINISHED, RunState.FAILED), told
    assert told.run.state is RunState.FINISHED or told.run.message, told
    assert all(SENTENCE.fullmatch(reason) and "unforeseen" not in reason for reason in told.reasons), told
    refused = any(failure.stage == "push" and failure.item for earlier in trial.told for failure in earlier.failures)
    # What was refused before waits for a person and is not said again; a pass that goes on sees only what is ahead of it.
    if told.flawless and not refused and not resumed and not _noted(trial):
        assert lasting(trial.root) == complete, "something is missing, and nobody said so"


def _noted(trial: Trial) -> bool:
    """Whether the copy of the words says of itself that it is not whole yet, as `thesaury status` shows."""
    with trial.opened() as workspace:
        return any(
            "read whole again" in note for pull in workspace.catalogue.vocabularies.pulls() for note in pull.notes
        )


def _written_once(trial: Trial) -> None:
    """Every write took effect once, and the system holds exactly what is ours."""
    seen = trial.systems.smintio.effects(WRITE)
    assert seen["repeated"] == {}
    held: dict[str, set[str]] = {}
    for effect in (one["what"] for one in seen["effects"]):
        held[effect["asset"]] = (held.get(effect["asset"], set()) | set(effect["add"])) - set(effect["remove"])
        assert effect["changed"], effect
    with trial.opened() as workspace:
        rows = workspace.catalogue.outbox.rows((WriteState.DONE,), "portal", limit=100_000)
        assert len(seen["effects"]) == sum(bool(row.change.add or row.change.remove) for row in rows)
    ours = content(trial.root)["ours"]
    assert {asset: sorted(iris) for asset, iris in held.items() if iris} == {
        a: iris for a, iris in ours.items() if iris
    }
