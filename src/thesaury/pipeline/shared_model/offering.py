"""Offers as they are put into a workspace, and as they are found in it."""

from enum import StrEnum

from thesaury.model.audit import acting
from thesaury.model.concept import Vocabulary, VocabularyVersion
from thesaury.model.errors import Usage
from thesaury.model.offer import Offer
from thesaury.model.time import now
from thesaury.pipeline.edited_elsewhere import require_free, shared
from thesaury.ports.audit import note
from thesaury.ports.workspace import Workspace


class Outcome(StrEnum):
    """What became of an offer: it waits now, or the client has this content already; then what else waited is withdrawn."""

    OFFERED = "offered"
    THERE = "there"


def offer(workspace: Workspace, version: VocabularyVersion, content: Vocabulary, said: str = "") -> Outcome:
    """Let a version of the agency's wait here for somebody's word, in the place of the one that waits.

    Raises Usage where a vocabulary of that name is here that is not the agency's.
    """
    require_free(workspace, version.name)
    offers = workspace.catalogue.offers
    held = shared(workspace, version.name)
    if held and held.digest == version.digest:
        offers.withdraw(version.name)
        return Outcome.THERE
    made = Offer(version.name, version.number, version.digest, version.concepts, now(), acting.get(), said.strip())
    offers.put(made, content)
    told = {"version": made.version, "concepts": made.concepts, "note": made.note}
    note(workspace.catalogue.audit, "vocabulary.offer", f"vocabulary:{made.vocabulary}", None, told)
    return Outcome.OFFERED


def waiting(workspace: Workspace, vocabulary: str) -> Offer:
    """The offer of this vocabulary that waits. Raises Usage, with those that do, where there is none."""
    offers = [one for one in workspace.catalogue.offers.all() if one.waits]
    if found := next((one for one in offers if one.vocabulary == vocabulary), None):
        return found
    names = ", ".join(one.vocabulary for one in offers) or "nothing"
    raise Usage(f"No version of {vocabulary!r} is offered here. Offered: {names}.")
