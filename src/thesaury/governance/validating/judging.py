"""One tag that is no list and no path: how it stands by its labels, before a profile."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from thesaury.governance.terms import Bearer, Terms
from thesaury.governance.terms.lookup import narrowed
from thesaury.governance.validating.uses import Uses
from thesaury.governance.wording import keys
from thesaury.model.concept import Concept, LabelKind
from thesaury.model.profile import Profile, Unknowns
from thesaury.model.validation import Standing, TagAnswer, Use
from thesaury.vocabulary.brand.words import NO_BRAND, BrandWords
from thesaury.vocabulary.words.stems import primary

_KINDS = list(LabelKind)
MOST_OFFERS = 5
"""A person looks through no more near misses."""


@dataclass(frozen=True, slots=True)
class Judge:
    """Judges tags by the labels of all concepts and the rules of one profile."""

    terms: Terms
    profile: Profile
    uses: Uses
    brand: BrandWords = NO_BRAND

    def certain(self, tag: str) -> TagAnswer | None:
        """The answer where labels say what the tag is, be it ambiguous, deprecated, forbidden or outside; else None."""
        if forbidden := self.forbidden(tag):
            return forbidden
        bearers = self.bearers(tag)
        return self.among(tag, bearers) if bearers else None

    def bearers(self, tag: str) -> tuple[Bearer, ...]:
        """Who bears this label (`Terms.bearers`), without those that the word does not mean to the client."""
        found = self.terms.bearers(tag)
        if not self.brand.own:
            return found
        return tuple(one for one in found if self.brand.may_mean(one.concept.iri, tag, one.label.text))

    def forbidden(self, tag: str) -> TagAnswer | None:
        """The answer where the client does not use this word, with the concepts that what stands instead is a label of."""
        term = self.brand.forbidding(tag, self.profile.languages) if self.brand else None
        if term is None:
            return None
        meant = self.terms.concept(term.concept) if term.concept else None
        named = self._uses(self.terms.bearers(term.instead)) if term.instead else ()
        uses = (self.uses.of(meant),) if meant and not meant.deprecated else named
        allowed = tuple(use for use in uses if self.allows_in(use.schemes))
        instead = term.instead or (allowed[0].label.text if allowed else "")
        return TagAnswer(tag, Standing.FORBIDDEN, allowed, (), Unknowns.REFUSED, instead, term.reason)

    def unknown(self, tag: str) -> TagAnswer:
        """The answer where nothing is known."""
        return TagAnswer(tag, Standing.UNKNOWN, fate=self.profile.unknowns)

    def offered(self, tag: str, alike: Iterable[tuple[Bearer, float]]) -> TagAnswer | None:
        """The answer that offers what is most like the tag, as far as the profile allows it; None where nothing is left."""
        offers: dict[str, Use] = {}
        for bearer, likeness in sorted(alike, key=lambda one: (-one[1], one[0].concept.iri)):
            living = self.terms.living(bearer.concept)
            if living and living.iri not in offers and self.allows(living):
                offers[living.iri] = self._in_language_of(bearer).of(living, likeness, bearer.label)
            if len(offers) == MOST_OFFERS:
                break
        uses = tuple(offers.values())
        return TagAnswer(tag, Standing.NEAR_MISS, uses, fate=self.profile.unknowns) if uses else None

    def among(self, tag: str, bearers: Sequence[Bearer]) -> TagAnswer:
        """The answer where these bear the label."""
        if not bearers:
            return self.unknown(tag)
        if all(one.concept.deprecated for one in bearers):
            return self._deprecated(tag, bearers)
        allowed = [one for one in bearers if self.allows(one.concept)]
        if not allowed:
            return TagAnswer(tag, Standing.OUTSIDE, self._uses(bearers))
        spoken = narrowed(allowed, self._spoken) if self.profile.languages else tuple(allowed)
        spoken = tuple(sorted(spoken, key=lambda one: self._rank(tag, one)))
        uses = self._uses(spoken)
        if len(uses) > 1:
            return TagAnswer(tag, Standing.AMBIGUOUS, uses)
        if preferred := next((one for one in spoken if self._approved(tag, one)), None):
            return TagAnswer(
                tag, Standing.APPROVED, (replace(uses[0], label=preferred.label, matched=preferred.label),)
            )
        return TagAnswer(tag, Standing.SYNONYM, uses)

    def allows(self, concept: Concept) -> bool:
        """Whether the profile allows a concept of these schemes."""
        return self.allows_in(concept.schemes)

    def allows_in(self, schemes: Sequence[str]) -> bool:
        """Whether the profile allows concepts of one of these schemes."""
        allowed = self.profile.allowed
        return allowed is None or not allowed.isdisjoint(schemes)

    def concept(self, iri: str) -> TagAnswer:
        """The answer for a concept by its IRI."""
        concept = self.terms.concept(iri)
        if concept is None:
            return TagAnswer(iri, Standing.UNKNOWN)
        if concept.deprecated:
            living = self.terms.living(concept)
            return TagAnswer(
                iri, Standing.DEPRECATED, (self.uses.of(living),) if living and self.allows(living) else ()
            )
        standing = Standing.APPROVED if self.allows(concept) else Standing.OUTSIDE
        return TagAnswer(iri, standing, (self.uses.of(concept),))

    def _rank(self, tag: str, bearer: Bearer) -> tuple[bool, int]:
        """Of labels that are the same word in several languages: the one written so, then the one of the reader."""
        known = [primary(language) for language in self.uses.languages]
        place = known.index(bearer.language) if bearer.language in known else len(known)
        return bearer.label.text != tag, place

    def _in_language_of(self, bearer: Bearer) -> Uses:
        """Where the profile names no languages, people keep to the one they wrote."""
        spoken = () if self.profile.languages else (bearer.label.language,)
        return replace(self.uses, languages=(*spoken, *self.uses.languages))

    def _approved(self, tag: str, bearer: Bearer) -> bool:
        written = not set(keys(tag)).isdisjoint(keys(bearer.label.text))
        languages = self.profile.languages
        kind = bearer.kind is LabelKind.PREFERRED or self._allowed(tag, bearer.concept)
        return written and kind and (not languages or self._spoken(bearer))

    def _allowed(self, tag: str, concept: Concept) -> bool:
        """Whether the client approved of this word for the concept, beside what it is called."""
        return any(one.concept == concept.iri and not one.forbidden for one in self.brand.of(tag))

    def _spoken(self, bearer: Bearer) -> bool:
        return not bearer.language or bearer.language in map(primary, self.profile.languages)

    def _deprecated(self, tag: str, bearers: Sequence[Bearer]) -> TagAnswer:
        """What took their place; of a tag whose concepts were replaced by several, one has to be chosen."""
        living = [replace(one, concept=taken) for one in bearers if (taken := self.terms.living(one.concept))]
        uses = self._uses([one for one in living if self.allows(one.concept)])
        return TagAnswer(tag, Standing.AMBIGUOUS if len(uses) > 1 else Standing.DEPRECATED, uses)

    def _uses(self, bearers: Sequence[Bearer]) -> tuple[Use, ...]:
        """Each concept once: those whose preferred label it is come first."""
        first: dict[str, Bearer] = {}
        for one in sorted(bearers, key=lambda one: (_KINDS.index(one.kind), one.concept.iri)):
            first.setdefault(one.concept.iri, one)
        return tuple(self._in_language_of(one).of(one.concept, matched=one.label) for one in first.values())
