"""An offer taken over, or declined."""

from dataclasses import dataclass

from thesaury.model.audit import acting
from thesaury.model.errors import Outdated
from thesaury.model.offer import Offer
from thesaury.model.time import now
from thesaury.pipeline import annotate_outdated
from thesaury.pipeline.following_taken import follow_taken
from thesaury.pipeline.new_versions import keep_offer
from thesaury.pipeline.shared_model.offering import waiting
from thesaury.ports.audit import note
from thesaury.ports.progress import Progress, unheard
from thesaury.ports.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Taken:
    """What came of taking an offer: the version here, the one at the agency, the run in the log, and how many assets were annotated
    again."""

    vocabulary: str
    version: int
    offered: int
    run: int
    annotated: int


def take(workspace: Workspace, vocabulary: str, seen: str = "", progress: Progress = unheard) -> Taken:
    """Keep what is offered as the next version, carry mappings over, and annotate the assets that it touches.

    `seen` is the digest of what somebody looked at. Cut off before the version is kept, nothing happened; after that, the next sync does
    what is left. Raises Usage where nothing is offered or the name is taken, Outdated where another version is offered by now, and
    WorkspaceBusy.
    """
    offer = check_seen(workspace, vocabulary, seen)
    version = keep_offer(workspace, offer, progress)
    follow_taken(workspace)
    run, annotated = annotate_outdated(workspace, progress)
    return Taken(vocabulary, version.number, offer.version, run, annotated)


def decline(workspace: Workspace, vocabulary: str, seen: str = "") -> Offer:
    """Say no to an offer: it is not shown any more, and the agency sees that. Raises as `take`."""
    offer = check_seen(workspace, vocabulary, seen)
    if not workspace.catalogue.offers.decline(offer, acting.get(), now()):
        raise Outdated(f"The offer of {vocabulary} is another one by now. Look at it, then decide.")
    note(workspace.catalogue.audit, "vocabulary.decline", f"vocabulary:{vocabulary}", None, {"offered": offer.version})
    return offer


def check_seen(workspace: Workspace, vocabulary: str, seen: str) -> Offer:
    """The offer that waits. Raises Usage where none does, Outdated where it is not the one that somebody looked at."""
    offer = waiting(workspace, vocabulary)
    if seen and seen != offer.digest:
        raise Outdated(
            f"Version {offer.version} of {vocabulary} is offered by now, not the one that you looked at. Look at what it changes."
        )
    return offer
