"""What is counted from all that was done, in one reading of the catalogue: the purchases with their uses, and the tallies."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from thesaury.analytics.graph.gone import gone_statements
from thesaury.analytics.graph.purchases import purchase_statements
from thesaury.analytics.tallying.cube import Slice
from thesaury.analytics.tallying.cubes import slices
from thesaury.analytics.tallying.facts import Facts
from thesaury.analytics.tallying.spend import shared_cost
from thesaury.analytics.tallying.terms_used import TermUses, by_campaign
from thesaury.model.statement import Statement
from thesaury.pipeline.measuring.facts import facts_of
from thesaury.ports.progress import Progress, unheard
from thesaury.ports.workspace import Workspace

_DIGITS = 4
"""Behind the point of a price by a rate: a hundredth of a cent."""


@dataclass(frozen=True, slots=True, eq=False)
class Counted:
    """What was counted: the facts with their purchases, and the tallies as slices by IRI. `owners` are the assets of records."""

    facts: Facts
    owners: Mapping[str, str]
    slices: Mapping[str, Slice]

    def purchases(self) -> Iterator[Statement]:
        """Every purchase with its price in the currency of the workspace, its uses within the term and what falls to campaigns."""
        uses, currency = TermUses(self.facts), self.facts.currency
        for one in self.facts.bought:
            base = None if one.cost is None else (round(one.cost, _DIGITS), currency)
            used = uses.of(one.purchase)
            shares = by_campaign(Fraction(one.cost or 0), used)
            told = {self.facts.campaigns[code]: shared_cost(cost) for code, cost in shares.items()}
            yield from purchase_statements(one.purchase, base, sum(asset.uses for asset in used), self.owners, told)

    def gone(self) -> Iterator[Statement]:
        """What assets that are gone stood for."""
        return gone_statements(self.facts)


def counted(workspace: Workspace, day: date, progress: Progress = unheard) -> Counted:
    """Count on this day. Raises BadInput where the tables of campaigns, rates or rights are wrong."""
    facts = facts_of(workspace, day, progress)
    return Counted(facts, workspace.catalogue.records.owners(), {one.iri: one for one in slices(facts)})
