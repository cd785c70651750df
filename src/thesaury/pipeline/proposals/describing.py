"""Proposals as commands and the interface tell them: JSON values of a stable shape."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from thesaury.model.proposal import Neighbour, Proposal, ProposalStep


def described(proposal: Proposal, steps: Sequence[ProposalStep] | None = None) -> dict[str, Any]:
    """All of a proposal; with its steps where they are asked for."""
    found, ruling, errand = proposal.gathered, proposal.ruling, proposal.errand
    told = {
        name: getattr(proposal, name) for name in ("id", "term", "language", "by", "at", "revision", "into", "concept")
    }
    told |= {
        "state": proposal.state.value,
        "assets": found.assets,
        "tagged": found.tagged,
        "worth": found.worth,
        "spellings": dict(found.spellings),
        "languages": dict(found.languages),
        "uses": [asdict(use) for use in found.uses],
        "examples": [asdict(example) for example in found.examples],
        "neighbours": [_neighbour(one) for one in found.neighbours],
        "broader": [_neighbour(one) for one in found.broader],
        "gathered_at": found.at,
        "decided": {"by": ruling.by, "at": ruling.at, "reason": ruling.reason} if ruling else None,
        "errand": asdict(errand) | {"broader": list(errand.broader)} if errand else None,
    }
    if steps is not None:
        told["steps"] = [{"at": one.at, "who": one.who, "kind": one.kind.value, "text": one.text} for one in steps]
    return told


def _neighbour(one: Neighbour) -> dict[str, Any]:
    return asdict(one) | {"why": one.why.value}
