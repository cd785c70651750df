"""Onboarding a client: what its fields, values and concepts are proposed to be, what people decide, and how much of it is done."""

from thesaury.pipeline.onboarding.deciding import Ruling, decide, ready, undo
from thesaury.pipeline.onboarding.proposing import Proposed, SourceKind, propose
from thesaury.pipeline.onboarding.rounds import every, round_named
from thesaury.pipeline.onboarding.standing import Standing, standing

__all__ = [
    "Proposed",
    "Ruling",
    "SourceKind",
    "Standing",
    "decide",
    "every",
    "propose",
    "ready",
    "round_named",
    "standing",
    "undo",
]
