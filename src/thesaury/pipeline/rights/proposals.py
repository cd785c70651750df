"""Proposals of a language model for one rights record, clause by clause. Nothing of it is kept, and no decision looks at it."""

from dataclasses import dataclass
from typing import Any

from thesaury.model.licensing import Unresolved
from thesaury.model.rights_record import RightsRecord
from thesaury.ports.progress import Progress, unheard
from thesaury.ports.proposer import Proposer
from thesaury.ports.workspace import Workspace
from thesaury.rights import proposing
from thesaury.rights.vocabulary.client import tables_of


@dataclass(frozen=True, slots=True)
class ClauseProposals:
    """One clause with what a person may look at, what was dropped and why, and what could not be read at all."""

    clause: Unresolved
    kept: tuple[proposing.Kept, ...]
    dropped: tuple[proposing.Dropped, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RecordProposals:
    """All of it for one version of a record, with the draft a person may correct and confirm; `left`: clauses nobody was asked about."""

    record: RightsRecord
    clauses: tuple[ClauseProposals, ...]
    draft: proposing.Draft
    left: tuple[Unresolved, ...]
    model: str
    prompt: str


def propose(
    workspace: Workspace, record: RightsRecord, proposer: Proposer, progress: Progress = unheard
) -> RecordProposals:
    """Ask about every clause of this record that no rule understood. Raises what the proposer raises; nothing is changed."""
    tables = tables_of(workspace.root)
    asked, left = proposing.clauses_of(record.source.text, record.statement.unresolved)
    found: list[ClauseProposals] = []
    for clause in asked:
        question = proposing.asked(record.source.text, clause, tables)
        answer = proposer.propose(question.instructions, question.question)
        checked = proposing.checked(answer.values, clause, tables)
        found.append(ClauseProposals(clause, checked.kept, checked.dropped, tuple(answer.notes)))
        progress("propose", len(found), len(asked))
    kept = [one for clause in found for one in clause.kept]
    draft = proposing.draft(record.statement, kept, tables)
    return RecordProposals(record, tuple(found), draft, tuple(left), proposer.version, proposing.version())


def told(proposals: RecordProposals) -> dict[str, Any]:
    """All of it as plain data."""
    record = proposals.record
    return {
        "record": f"{record.source.record}#{record.source.place}",
        "version": record.version,
        "status": record.status.value,
        "model": proposals.model,
        "prompt": proposals.prompt,
        "clauses": [_told(one) for one in proposals.clauses],
        "left": [_place(one) for one in proposals.left],
        "draft": proposals.draft.says,
        "notes": list(proposals.draft.notes),
    }


def _told(one: ClauseProposals) -> dict[str, Any]:
    proposed = [
        {"field": k.field, "value": k.value, "words": k.words, "start": k.start, "end": k.end, "wide": k.wide}
        for k in one.kept
    ]
    dropped = [{"field": d.field, "value": d.value, "why": d.why} for d in one.dropped]
    return {**_place(one.clause), "proposals": proposed, "dropped": dropped, "notes": list(one.notes)}


def _place(clause: Unresolved) -> dict[str, Any]:
    return {"words": clause.words, "reason": clause.reason, "start": clause.start, "end": clause.end}
