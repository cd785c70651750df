"""Where an answer has no rows because the tallies leave out the concepts of its slice, and not because there is nothing."""

from collections.abc import Mapping

from thesaury.analytics.asking import narrowed_to
from thesaury.analytics.definitions import Definition
from thesaury.model.question import LEFT_OUT
from thesaury.model.statement import THY, Literal

NOTES: Mapping[str, str] = {
    LEFT_OUT: (
        "There is so much here that concepts of one market or channel are told by year, not by quarter: ask for a year, or for all of them "
        "together."
    )
}
"""What each note says."""

SLICE = f"""
SELECT ?slice
WHERE {{
  ?slice <{THY}cube> $cube ; <{THY}period> $period ; <{THY}market> $market ; <{THY}channel> $channel ; <{THY}detail> "totals" .
}}
LIMIT 1
"""
"""Finds the slice if its concepts are left out."""


def doubted(definition: Definition, values: Mapping[str, str]) -> dict[str, Literal]:
    """What to ask for `SLICE` with where an answer to this has no rows; nothing where that is all there is to know."""
    if not definition.cube or not narrowed_to(definition, values):
        return {}
    told = {"cube": definition.cube} | {name: values[name] for name in ("period", "market", "channel")}
    return {name: Literal(value) for name, value in told.items()}
