"""Proposals as rows and back, exactly."""

import json
from dataclasses import astuple
from typing import Any

from sqlalchemy import Row

from thesaury.model.candidate import Example
from thesaury.model.proposal import (
    Closeness,
    Errand,
    Gathered,
    Neighbour,
    Proposal,
    ProposalState,
    ProposalStep,
    Ruling,
    StepKind,
    Use,
)

PLAIN = ("id", "form", "term", "language", "by", "at", "revision", "into", "concept")


def decided_row(proposal: Proposal) -> dict[str, Any]:
    """The columns that people decide."""
    return {name: getattr(proposal, name) for name in PLAIN} | {
        "sorted_term": proposal.term.casefold(),
        "state": proposal.state.value,
        "to": proposal.errand.to if proposal.errand else "",
        "ruling": _dumps(astuple(proposal.ruling) if proposal.ruling else None),
        "errand": _dumps(astuple(proposal.errand) if proposal.errand else None),
    }


def gathered_row(proposal: Proposal) -> dict[str, Any]:
    """The columns that are worked out anew."""
    found = proposal.gathered
    spelled = dict.fromkeys((proposal.term, *(text for text, _ in found.spellings)))
    return {
        "assets": found.assets,
        "worth": found.worth,
        "words": "\n".join(text.casefold() for text in spelled),
        "gathered": _dumps(astuple(found)),
    }


def read(row: Row[Any]) -> Proposal:
    """The proposal of a row."""
    ruling, errand = json.loads(row.ruling), json.loads(row.errand)
    return Proposal(
        **{name: getattr(row, name) for name in PLAIN},
        state=ProposalState(row.state),
        ruling=Ruling(*ruling) if ruling else None,
        errand=Errand(errand[0], errand[1], errand[2], tuple(errand[3]), *errand[4:]) if errand else None,
        gathered=_gathered(json.loads(row.gathered)),
    )


def step_row(id: str, step: ProposalStep) -> dict[str, Any]:
    """A step as a row."""
    return {"proposal": id, "at": step.at, "who": step.who, "kind": step.kind.value, "text": step.text}


def read_step(row: Row[Any]) -> ProposalStep:
    """The step of a row."""
    return ProposalStep(row.at, row.who, StepKind(row.kind), row.text)


def _gathered(parts: list[Any]) -> Gathered:
    assets, tagged, worth, spellings, languages, uses, examples, neighbours, broader, at = parts
    return Gathered(
        assets,
        tagged,
        worth,
        tuple((text, count) for text, count in spellings),
        tuple((language, count) for language, count in languages),
        tuple(Use(*use) for use in uses),
        tuple(Example(*example) for example in examples),
        tuple(_neighbour(one) for one in neighbours),
        tuple(_neighbour(one) for one in broader),
        at,
    )


def _neighbour(parts: list[Any]) -> Neighbour:
    concept, label, language, why, weight = parts
    return Neighbour(concept, label, language, Closeness(why), weight)


def _dumps(value: Any) -> str:
    return json.dumps(value, separators=(",", ":"))
