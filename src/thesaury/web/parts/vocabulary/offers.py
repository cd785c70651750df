"""What the agency offers, weighed and taken over beside the pages."""

from thesaury.model.offer import Offer
from thesaury.pipeline import shared_model
from thesaury.pipeline.shared_model import Impact, Taken
from thesaury.ports.workspace import Workspace
from thesaury.web.parts.working import At, Works

_State = tuple[str, str, int]


class OfferKeeper:
    """The offers of one workspace, by vocabulary: what each would change is worked out once, and taking goes on by itself."""

    def __init__(self, workspace: Workspace) -> None:
        """Nothing is worked out yet."""
        self._workspace = workspace
        self._weighing = Works[tuple[_State, Impact]]("weighing the offer of")
        self._taking = Works[Taken]("taking over")

    def waiting(self) -> list[Offer]:
        """The offers that wait for somebody's word, by vocabulary."""
        return [offer for offer in self._workspace.catalogue.offers.all() if offer.waits]

    def weighed(self, offer: Offer) -> At[Impact]:
        """What this offer would change; where nobody knows yet, it is being worked out."""
        state = self._state(offer)
        at = self._weighing.at(offer.vocabulary)
        fits = at.came is not None and at.came[0] == state
        if not at.stage and not at.message and not fits:
            name = offer.vocabulary
            impact = shared_model.impact
            at = self._weighing.begin(name, lambda heard: (state, impact(self._workspace, name, heard)))
            fits = False
        came = at.came[1] if at.came and fits else None
        return At(at.stage, at.done, at.total, at.message, came)

    def taking(self, vocabulary: str) -> At[Taken]:
        """How far taking is, or how the last one ended."""
        return self._taking.at(vocabulary)

    def take(self, vocabulary: str, seen: str) -> At[Taken]:
        """Begin to take what is offered. Raises Usage where nothing is, Outdated where it is not what was `seen`."""
        shared_model.check_seen(self._workspace, vocabulary, seen)
        self._weighing.forget(vocabulary)
        take = shared_model.take
        return self._taking.begin(vocabulary, lambda heard: take(self._workspace, vocabulary, seen, heard))

    def decline(self, vocabulary: str, seen: str) -> Offer:
        """Say no to it. Raises as `take`."""
        declined = shared_model.decline(self._workspace, vocabulary, seen)
        self._weighing.forget(vocabulary)
        self._taking.forget(vocabulary)
        return declined

    def _state(self, offer: Offer) -> _State:
        current = self._workspace.catalogue.vocabularies.current()
        number = next((version.number for version in current if version.name == offer.vocabulary), 0)
        return offer.digest, offer.at, number
