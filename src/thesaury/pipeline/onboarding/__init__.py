"""Onboarding a client: what its fields, values and concepts are proposed to be, what people decide, and how much of it is done."""

from thesaury.pipeline.onboarding.beginning import SourceKind, begin, begin_with_table, remove, table_of
from thesaury.pipeline.onboarding.deciding import Ruling, decide, ready, undo
from thesaury.pipeline.onboarding.proposing import Proposed, propose, propose_round
from thesaury.pipeline.onboarding.rounds import every, round_named
from thesaury.pipeline.onboarding.standing import Standing, standing

__all__ = [
    "Proposed",
    "Ruling",
    "SourceKind",
    "Standing",
    "begin",
    "begin_with_table",
    "decide",
    "every",
    "propose",
    "propose_round",
    "ready",
    "remove",
    "round_named",
    "standing",
    "table_of",
    "undo",
]
