"""What the agency shows of a client: a few numbers, each counted inside the client's workspace by what its own pages count with."""

from dataclasses import dataclass

from thesaury.bootstrap import EmbeddedWorkspace
from thesaury.bootstrap.agency.offering import NONE_HELD, HeldVocabularies, held_by
from thesaury.model.connection import RunState
from thesaury.model.proposal import ProposalState
from thesaury.web.pages.home.rights_days import counted

LOOKED_AT = 10
"""The newest runs, among which failed ones are counted."""


@dataclass(frozen=True, slots=True)
class Figures:
    """The numbers of one client at one moment."""

    assets: int
    accepted: int
    """Annotations that hold."""
    review: int
    """Suggestions that wait for a person."""
    proposals: int
    """Proposed terms that people talk about."""
    failed: int
    """Failed ones among the newest runs."""
    soon: int
    """Licences that end within 30 days."""
    shares: bool
    """Whether the client's settings let its numbers into averages over the agency."""
    title: str = ""
    """What the client calls its pages, if anything."""
    held: HeldVocabularies = NONE_HELD
    """What it has of the agency's vocabularies, for who administers the agency."""


def figures(workspace: EmbeddedWorkspace) -> Figures:
    """The numbers of this moment. Raises what the catalogue raises."""
    catalogue = workspace.catalogue
    counts, runs = catalogue.enrichments.counts(), catalogue.runs.recent(LOOKED_AT)
    return Figures(
        assets=counts.assets,
        accepted=counts.accepted,
        review=counts.suggestions,
        proposals=catalogue.proposals.counts().get(ProposalState.OPEN, 0),
        failed=sum(run.state is RunState.FAILED for run in runs),
        soon=counted(workspace).in_30,
        shares=workspace.settings.agency_statistics,
        title=workspace.settings.brand_name,
        held=held_by(workspace),
    )
