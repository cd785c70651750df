"""What a client's fields, values and concepts are proposed to be, kept as soon as it is known: cut off, it goes on by proposing again."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from thesaury.model.mapping import MappingStatus
from thesaury.model.onboarding import KeptMapping, OnboardingRound, SourceKind, Subject, SubjectKind
from thesaury.model.time import instant
from thesaury.onboarding.fields import FieldConflict, FieldRole, propose_fields
from thesaury.onboarding.fields.name_table import SPOKEN
from thesaury.onboarding.matching.matching import match
from thesaury.onboarding.profiling import FieldProfile, Profiler, cells_of, readings_of
from thesaury.onboarding.value_proposals import propose_values
from thesaury.onboarding.values import own_names, value_uses
from thesaury.pipeline.onboarding.beginning import begin, table_of, worked_at
from thesaury.pipeline.onboarding.rounds import fields_of, named_in
from thesaury.pipeline.onboarding.wordings import of_concept, of_field, of_value
from thesaury.ports.audit import note
from thesaury.ports.progress import Progress, unheard
from thesaury.ports.table import Table
from thesaury.ports.workspace import Workspace

_PAGE = 500
_STEPS = {"own": (0.0, 0.1), "learn words": (0.1, 0.6), "look": (0.1, 0.4), "compare": (0.5, 0.4)}
"""When each step of matching begins, and how much of the time it takes; where words are learned, that comes first and takes longest."""


@dataclass(frozen=True, slots=True)
class Proposed:
    """How many rows or records were read, what is proposed of them, by kind, and what a person has to decide on fields.

    `cut` are fields with so many different values that the rarest have no proposal, `notes` sentences on how a table is read.
    """

    round: OnboardingRound
    rows: int
    fields: int = 0
    values: int = 0
    concepts: int = 0
    conflicts: tuple[FieldConflict, ...] = ()
    cut: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def propose(
    workspace: Workspace,
    kind: SourceKind,
    source: str,
    name: str = "",
    vocabulary: str = "",
    progress: Progress = unheard,
) -> Proposed:
    """Propose everything of this source anew, as the round of this name, or of that of the source; what a person decided stands.

    Values are proposed by the roles that fields have now, so what changed of these shows when it is called again. A table may lie
    elsewhere the next time.

    Raises Usage for an unknown source or vocabulary and for a round of another source, and what the reader of tables raises.
    """
    return propose_round(workspace, begin(workspace, kind, source, name, vocabulary), progress)


def propose_round(workspace: Workspace, round: OnboardingRound, progress: Progress = unheard) -> Proposed:
    """Propose everything of a round that has begun, anew. Raises WorkspaceBusy where somebody else does, and what the reader of tables
    raises."""
    with worked_at(workspace, round.name):
        round = replace(round, done_at="")
        workspace.catalogue.mappings.put_round(round)
        kind = SourceKind(round.kind)
        if kind is SourceKind.VOCABULARY:
            proposed = _concepts(workspace, round, progress)
        else:
            proposed = _fields_and_values(workspace, round, kind, progress)
        done = replace(round, done_at=instant())
        workspace.catalogue.mappings.put_round(done)
    found = {"rows": proposed.rows, "fields": proposed.fields, "values": proposed.values, "concepts": proposed.concepts}
    told = {"kind": round.kind, "source": round.source, **found}
    note(workspace.catalogue.audit, "onboarding.propose", f"onboarding:{round.name}", None, told)
    return replace(proposed, round=done)


def _fields_and_values(workspace: Workspace, round: OnboardingRound, kind: SourceKind, progress: Progress) -> Proposed:
    mappings, spoken = workspace.catalogue.mappings, workspace.languages[0]
    profiler = Profiler(separators=_separators(workspace, round))
    table = workspace.tables.outline(table_of(workspace, round)) if kind is SourceKind.TABLE else None
    for row in _rows(workspace, round, table, progress):
        profiler.add(row)
    profiles = profiler.profiles()
    found = propose_fields(profiles, detect=lambda text: workspace.detector.detect(text, SPOKEN))
    readings, of = readings_of(profiles), {one.name: one for one in profiles}
    fields = [
        of_field(one, of[one.field].label, of[one.field].filled, spoken, readings[one.field]) for one in found.fields
    ]
    mappings.propose(round.name, (SubjectKind.FIELD,), fields)
    kept = mappings.of(round.name, [one.subject for one in fields])
    values = _values(workspace, round, profiles, {subject.field: _role(one) for subject, one in kept.items()}, progress)
    mappings.propose(round.name, (SubjectKind.VALUE,), values)
    rows = profiles[0].rows if profiles else 0
    cut = {one.name for one in profiles if not one.exact}.intersection(one.subject.field for one in values)
    return Proposed(
        round,
        rows,
        len(fields),
        len(values),
        conflicts=_open(found.conflicts, kept),
        cut=tuple(sorted(cut)),
        notes=table.notes if table else (),
    )


def _separators(workspace: Workspace, round: OnboardingRound) -> dict[str, str]:
    """What parts the values of fields that a person decided on."""
    fields = fields_of(workspace, round)
    decided = ((one.subject.field, one.said.reading.separator) for one in fields if one.by_person)
    return {name: separator for name, separator in decided if separator is not None}


def _rows(
    workspace: Workspace, round: OnboardingRound, table: Table | None, progress: Progress
) -> Iterator[Mapping[str, Any]]:
    if table:
        told: Iterator[Mapping[str, Any]] = (row.cells for row in workspace.tables.read(table.path))
        total = table.rows
    else:
        told, total = _records(workspace, round.source), workspace.catalogue.records.count(round.source)
    for done, row in enumerate(told, 1):
        yield row
        progress("profile", done, total)


def _records(workspace: Workspace, connection: str) -> Iterator[Mapping[str, Any]]:
    after = ""
    while page := workspace.catalogue.records.records(connection, after, _PAGE):
        yield from (cells_of(record) for _, record in page)
        after = page[-1][1].external_id


def _values(
    workspace: Workspace,
    round: OnboardingRound,
    profiles: Sequence[FieldProfile],
    roles: Mapping[str, FieldRole],
    progress: Progress,
) -> list[KeptMapping]:
    uses, names = value_uses(profiles, roles), own_names(profiles, roles)
    progress("values", 0, len(uses))
    shared = workspace.catalogue.vocabularies.get(round.vocabulary)
    named = named_in(shared, workspace.languages)
    proposed = propose_values(uses, names, shared, progress=_stepped(progress, "values", len(uses)))
    progress("values", len(uses), len(uses))
    return [of_value(one, named, workspace.languages[0]) for one in proposed]


def _role(kept: KeptMapping) -> FieldRole:
    """The role by which a field is read now; one that a person refused is none."""
    return FieldRole.IGNORED if kept.said.status is MappingStatus.REJECTED else FieldRole(kept.said.target)


def _open(conflicts: Sequence[FieldConflict], kept: Mapping[Subject, KeptMapping]) -> tuple[FieldConflict, ...]:
    """Those that no person settled yet."""
    roles = {_role(one) for one in kept.values()}
    undecided = {subject.field for subject, one in kept.items() if not one.by_person}
    return tuple(
        one
        for one in conflicts
        if (one.fields and not undecided.isdisjoint(one.fields)) or (not one.fields and one.role not in roles)
    )


def _concepts(workspace: Workspace, round: OnboardingRound, progress: Progress) -> Proposed:
    vocabularies = workspace.catalogue.vocabularies
    own, shared = vocabularies.get(round.source), vocabularies.get(round.vocabulary)
    progress("concepts", 0, len(own.concepts))
    heard = _stepped(progress, "concepts", len(own.concepts))
    found, spoken = match(own, shared, progress=heard), workspace.languages[0]
    concepts = list(of_concept(found, named_in(shared, workspace.languages), spoken))
    progress("concepts", len(own.concepts), len(own.concepts))
    workspace.catalogue.mappings.propose(round.name, (SubjectKind.CONCEPT,), concepts)
    return Proposed(round, 0, concepts=len(concepts))


def _stepped(progress: Progress, whole: str, every: int) -> Progress:
    """The steps of matching as one stage: how many of all are done as far as it takes time, never fewer than before."""
    reached = 0

    def heard(stage: str, done: int, total: int | None) -> None:
        nonlocal reached
        begins, share = _STEPS.get(stage, (0.0, 0.0))
        reached = max(reached, int(every * (begins + share * done / (total or 1))))
        progress(whole, reached, every)

    return heard
