"""Vocabularies on their way in, and what changed between versions."""

from typing import Literal

from pydantic import Field

from thesaury.web.api.models.shapes import Moment, Next, Sent, Told, Whole, example, sent_example

ImportState = Literal["reading", "ready", "refused", "keeping", "kept"]
ChangeKind = Literal["added", "removed", "deprecated", "moved", "relabelled", "described"]


class Import(Told):
    """A vocabulary that waits to be kept as the next version. Where it is `ready`, what was found and what it changes stands beside it."""

    model_config = example(
        id="0f3c0f3c0f3c0f3c",
        name="terms",
        file="terms.ttl",
        by="ada@example.org",
        at="2026-11-28T10:00:00+00:00",
        until="2026-12-05T10:00:00+00:00",
        state="ready",
        back_to=0,
        message="",
        version=0,
        run=0,
        annotated=None,
        columns={},
        stage="",
        done=0,
        total=0,
        report={"concepts": 812, "findings": 1, "by_rule": {"white-space": 1}},
        changes={"added": 3, "moved": 1},
        current=2,
        touched=40,
    )

    id: str
    name: str
    file: str
    by: str
    at: Moment
    until: Moment = Field(description="When it is forgotten if nobody says anything.")
    state: ImportState
    back_to: int = Field(description="The earlier version it is, 0 for an upload.")
    message: str = Field(description="Why it was refused, or why it could not be kept.")
    version: int = Field(description="The version it became, 0 before.")
    run: int
    annotated: int | None
    columns: dict[str, str] = Field(description="What the columns of a table are taken for, where somebody said so.")
    stage: str = Field(description="What is done now; empty where nothing is.")
    done: int
    total: int
    report: "Report | None"
    changes: dict[str, int] | None = Field(description="How many concepts changed, by kind.")
    current: int | None = Field(description="The version it was compared with; `keep` has to name it.")
    touched: int | None = Field(description="How many assets are annotated again.")


class Report(Told):
    """What the checks of an import say: concepts that are kept, and findings by rule."""

    concepts: int
    findings: int
    by_rule: dict[str, int]


class Imports(Told):
    """Vocabularies that wait for a word, the newest first."""

    model_config = example(imports=[])

    imports: list[Import]


class Finding(Told):
    """One thing an import found: where, by which rule, and about what."""

    line: int | None
    rule: str
    severity: Literal["info", "mended", "refused"]
    subject: str
    message: str


class Findings(Told):
    """A page of findings, as they stand in the file."""

    model_config = example(findings=[], next=None)

    findings: list[Finding]
    next: Next


class KeepImport(Sent):
    """The version that was current when the report was read: `current` of the import."""

    model_config = sent_example(current=2)

    current: Whole = Field(ge=0)


class Columns(Sent):
    """What each column of a table is: preferred, alternative, broader, id ..., as `label:en` where it is in one language."""

    model_config = sent_example(columns={"Name": "preferred:en"})

    columns: dict[str, str] = Field(max_length=1000)


class FieldChange(Told):
    """What one field of a concept lost and gained."""

    field: str
    removed: list[str]
    added: list[str]


class ChangedConcept(Told):
    """One concept that came, went or changed, and how."""

    iri: str
    label: str
    kinds: list[ChangeKind]
    fields: list[FieldChange]


class Difference(Told):
    """A page of what changed between two versions; `counts` are of the whole."""

    model_config = example(name="terms", old=1, new=2, counts={"added": 3}, changes=[], next=None)

    name: str
    old: int
    new: int
    counts: dict[str, int]
    changes: list[ChangedConcept]
    next: Next


class ConceptStep(Told):
    """A version in which a concept came, changed or went."""

    version: int
    imported_at: Moment
    kinds: list[ChangeKind]
    fields: list[FieldChange]


class ConceptHistory(Told):
    """The history of a concept, the newest version first; `looked_at` is how many of the newest versions were looked at."""

    model_config = example(iri="https://terms.example/refill", vocabulary="terms", looked_at=2, steps=[])

    iri: str
    vocabulary: str
    looked_at: int
    steps: list[ConceptStep]


class QualityNotice(Told):
    """A concept that is worth a second look, by which rule, and what else it is about."""

    scheme: str
    rule: str
    concept: str
    others: list[str]
    label: str
    languages: list[str]


class ScoredVersion(Told):
    """What a scheme scored in one version."""

    version: int
    score: float = Field(ge=0, le=100)


class SchemeQuality(Told):
    """How good one scheme is: a score from 0 to 100, how many of its concepts no notice names, and what it scored in the last versions.

    The trend has the versions whose scores are worked out by now, oldest first; those missing are being worked out.
    """

    scheme: str
    score: float = Field(ge=0, le=100)
    concepts: int
    clean: int
    counts: dict[str, int]
    trend: list[ScoredVersion]


class Quality(Told):
    """A page of what is worth a second look; `ready` is false while it is looked for: ask again in a moment."""

    model_config = example(
        ready=True,
        counts={"orphan": 2},
        scores=[
            {
                "scheme": "https://terms.example/topics",
                "score": 98.7,
                "concepts": 40,
                "clean": 38,
                "counts": {"orphan": 2},
                "trend": [{"version": 1, "score": 96.2}, {"version": 2, "score": 98.7}],
            }
        ],
        notices=[],
        next=None,
    )

    ready: bool
    counts: dict[str, int]
    scores: list[SchemeQuality]
    notices: list[QualityNotice]
    next: Next
