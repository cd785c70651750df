"""Brand terms as people give them: one by one in their form, and all of them beside each other."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from thesaury.model.brand_term import BrandStanding, BrandTerm
from thesaury.vocabulary.brand.problems import TermProblem
from thesaury.vocabulary.brand.words import keys, speaks
from thesaury.vocabulary.languages import canonical
from thesaury.vocabulary.thesaurus import Thesaurus

MOST, MOST_SAID = 200, 2000
"""So many characters a word has at most, and so many what is said about it."""
ANY, EXACT = "any", "exact"
"""Whether capitals count, as tables and people say it."""

_Trait = tuple[str, str]


def term_of(given: Mapping[str, str], by: str, at: str) -> BrandTerm:
    """A term from texts: `term` and `standing`, and, each where it is there, `language`, `concept`, `instead`, `reason`, `from`, `note` and
    `case`.

    Raises TermProblem for the first thing that is wrong with it, beside no other terms and no vocabulary.
    """
    text, instead = _spaced(given.get("term")), _spaced(given.get("instead"))
    concept, reason, note = (str(given.get(name) or "").strip() for name in ("concept", "reason", "note"))
    if not any(keys(text)):
        raise TermProblem("no-word", text=text)
    if max(len(text), len(instead)) > MOST or max(map(len, (concept, reason, note))) > MOST_SAID:
        raise TermProblem("long", most=MOST, most_said=MOST_SAID)
    standing = _standing(given.get("standing"))
    if standing is not BrandStanding.FORBIDDEN and not concept:
        raise TermProblem("no-concept", text=text, standing=standing.value)
    if standing is not BrandStanding.FORBIDDEN and instead:
        raise TermProblem("needless-instead", text=text, standing=standing.value)
    language, since, exact = _language(given.get("language")), _day(given.get("from")), _exact(given.get("case"))
    if instead == text or (not exact and keys(instead) == keys(text)):
        raise TermProblem("instead-itself", text=text)
    return BrandTerm(text, standing, language, concept, instead, reason, since, note, exact, by, at)


def agree(new: Sequence[BrandTerm], kept: Iterable[BrandTerm], thesaurus: Thesaurus) -> None:
    """Raise TermProblem where one of the new terms cannot stand beside the others and those kept, or means no concept in use.

    Of terms with the same key the new one counts.
    """
    beside = TermsBeside({term.key: term for term in (*kept, *new)}.values())
    for term in new:
        check_beside(term, [one for one in beside.near(term) if one.key != term.key], thesaurus)


class TermsBeside:
    """Terms by what another one may contradict them in: of many, each is checked beside the few that speak of its words or its concept."""

    def __init__(self, terms: Iterable[BrandTerm] = ()) -> None:
        """Take these terms; more may follow."""
        self._terms: list[BrandTerm] = []
        self._places: dict[_Trait, list[int]] = defaultdict(list)
        for term in terms:
            self.add(term)

    def add(self, term: BrandTerm) -> None:
        """Take one more."""
        for trait in (*_of("text", term.text), *_of("instead", term.instead), *_preferred(term)):
            self._places[trait].append(len(self._terms))
        self._terms.append(term)

    def near(self, term: BrandTerm) -> list[BrandTerm]:
        """Those that this term may contradict, itself among them, in the order in which they were taken."""
        sought = (
            *_of("text", term.text),
            *_of("text", term.instead),
            *_of("instead", term.text),
            *_preferred(term),
        )
        return [
            self._terms[place] for place in sorted({place for one in sought for place in self._places.get(one, ())})
        ]


def check_beside(term: BrandTerm, others: Sequence[BrandTerm], thesaurus: Thesaurus) -> None:
    """Raise TermProblem where this term cannot stand beside these others, or means no concept in use."""
    if term.concept and not thesaurus.approved(term.concept):
        raise TermProblem("unknown-concept", text=term.text, concept=term.concept)
    _check_elsewhere(term, (one for one in others if not speaks(one, term.language)))
    for other in (one for one in others if speaks(one, term.language)):
        same = not set(keys(other.text)).isdisjoint(keys(term.text))
        if same and not (term.exact and other.exact and term.text != other.text):
            raise TermProblem("twice", text=term.text, other=other.text)
        if _forbids(other, term.instead):
            raise TermProblem("instead-forbidden", text=term.text, instead=term.instead)
        if _forbids(term, other.instead):
            raise TermProblem("instead-forbidden", text=other.text, instead=other.instead)
        preferred = BrandStanding.PREFERRED
        if term.standing is preferred is other.standing and term.concept == other.concept:
            raise TermProblem("two-preferred", text=term.text, other=other.text)


def _check_elsewhere(term: BrandTerm, others: Iterable[BrandTerm]) -> None:
    """Raise TermProblem where what stands instead is forbidden in another language: tags, and most texts, do not say theirs."""
    for other in others:
        for one, forbidding in ((term, other), (other, term)):
            if _forbids(forbidding, one.instead):
                about = {"text": one.text, "language": one.language, "instead": one.instead}
                raise TermProblem("instead-elsewhere", **about, other=forbidding.text, elsewhere=forbidding.language)


def _of(part: str, text: str) -> Iterator[_Trait]:
    return ((part, key) for key in keys(text)) if text else iter(())


def _preferred(term: BrandTerm) -> Iterator[_Trait]:
    if term.standing is BrandStanding.PREFERRED:
        yield "preferred", term.concept


def _forbids(term: BrandTerm, instead: str) -> bool:
    if not (term.forbidden and instead):
        return False
    return term.text == instead or (not term.exact and not set(keys(term.text)).isdisjoint(keys(instead)))


def _spaced(given: object) -> str:
    return " ".join(str(given or "").split())


def _standing(given: object) -> BrandStanding:
    said = str(given or "").strip().casefold()
    try:
        return BrandStanding(said)
    except ValueError:
        raise TermProblem("standing", given=said) from None


def _language(given: object) -> str:
    said = str(given or "").strip()
    if said and not canonical(said):
        raise TermProblem("language", given=said)
    return canonical(said)


def _day(given: object) -> str:
    said = str(given or "").strip()
    try:
        return date.fromisoformat(said).isoformat() if said else ""
    except ValueError:
        raise TermProblem("day", given=said) from None


def _exact(given: object) -> bool:
    said = str(given or ANY).strip().casefold()
    if said not in (ANY, EXACT):
        raise TermProblem("case", given=said)
    return said == EXACT
