"""Offers of the agency in memory."""

from dataclasses import replace

from tests.fakes.vocabularies import FakeVocabularies
from thesaury.model.concept import Vocabulary, VocabularyVersion
from thesaury.model.errors import Usage
from thesaury.model.offer import FROM_AGENCY, Offer, TakenOver


class FakeOffers:
    def __init__(self, vocabularies: FakeVocabularies) -> None:
        self._vocabularies = vocabularies
        self._offers: dict[str, tuple[Offer, Vocabulary]] = {}
        self._taken: dict[str, TakenOver] = {}

    def put(self, offer: Offer, content: Vocabulary) -> None:
        self._offers[offer.vocabulary] = offer, content

    def all(self) -> list[Offer]:
        return [self._offers[name][0] for name in sorted(self._offers)]

    def content(self, vocabulary: str) -> Vocabulary:
        if vocabulary not in self._offers or not self._offers[vocabulary][0].waits:
            raise Usage(f"No version of {vocabulary!r} is offered here.")
        return self._offers[vocabulary][1]

    def decline(self, offer: Offer, by: str, at: str) -> bool:
        if not self._is(offer):
            return False
        content = self._offers[offer.vocabulary][1]
        self._offers[offer.vocabulary] = replace(offer, declined_at=at, declined_by=by), content
        return True

    def withdraw(self, vocabulary: str) -> bool:
        return self._offers.pop(vocabulary, None) is not None

    def take(self, offer: Offer, by: str, at: str) -> VocabularyVersion | None:
        if not self._is(offer):
            return None
        _, content = self._offers.pop(offer.vocabulary)
        self._taken[offer.vocabulary] = TakenOver(offer.vocabulary, offer.version, offer.digest, at, by)
        return self._vocabularies.put(content, FROM_AGENCY, at)

    def taken(self) -> list[TakenOver]:
        return [self._taken[name] for name in sorted(self._taken)]

    def followed(self, taken: TakenOver) -> None:
        if self._taken.get(taken.vocabulary) == taken:
            self._taken[taken.vocabulary] = replace(taken, followed=True)

    def release(self, vocabulary: str) -> bool:
        self._offers.pop(vocabulary, None)
        return self._taken.pop(vocabulary, None) is not None

    def _is(self, offer: Offer) -> bool:
        held = self._offers.get(offer.vocabulary)
        return held is not None and held[0].waits and (held[0].at, held[0].digest) == (offer.at, offer.digest)
