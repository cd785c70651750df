"""The tallies: from the catalogue to facts, from facts to cubes, from cubes to statements."""

from collections.abc import Mapping
from datetime import date

from thesaury.analytics.tallying.cube import Slices
from thesaury.analytics.tallying.cubes import slices
from thesaury.model.statement import Statement
from thesaury.model.use import TIME_ZONE
from thesaury.pipeline.measuring.facts import facts_of
from thesaury.ports.progress import Progress, unheard
from thesaury.ports.workspace import Workspace


def tally_statements(
    workspace: Workspace, day: date, progress: Progress = unheard, zone: str = TIME_ZONE
) -> Mapping[str, list[Statement]]:
    """The statements of all tallies on this day by the IRIs of their slices; those of one slice are made when they are looked up, so that
    millions of them need not be held. Reads the catalogue alone, and may be told long before the graph is written.

    Raises BadInput where the tables of campaigns, rates or rights are wrong.
    """
    return Slices(slices(facts_of(workspace, day, progress, zone)))
