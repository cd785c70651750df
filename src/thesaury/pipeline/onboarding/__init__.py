"""Onboarding a client: what its fields, values and concepts are proposed to be, what people decide, and how much of it is done."""

from thesaury.pipeline.onboarding.beginning import begin, begin_with_table, remove, table_of
from thesaury.pipeline.onboarding.deciding import Ruling, decide, ready, undo
from thesaury.pipeline.onboarding.obstacles import Obstacles, obstacles
from thesaury.pipeline.onboarding.proposing import Proposed, propose, propose_round
from thesaury.pipeline.onboarding.rehearsal import Rehearsal
from thesaury.pipeline.onboarding.rehearsing import rehearse
from thesaury.pipeline.onboarding.rounds import every, fields_of, round_named
from thesaury.pipeline.onboarding.standing import Standing, standing
from thesaury.pipeline.onboarding.starting import Started, start

__all__ = [
    "Obstacles",
    "Proposed",
    "Rehearsal",
    "Ruling",
    "Standing",
    "Started",
    "begin",
    "begin_with_table",
    "decide",
    "every",
    "fields_of",
    "obstacles",
    "propose",
    "propose_round",
    "ready",
    "rehearse",
    "remove",
    "round_named",
    "standing",
    "start",
    "table_of",
    "undo",
]
