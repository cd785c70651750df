"""The residue: words that no rule consumed, contradictions, conditions, and phrases that send a person elsewhere."""

from collections.abc import Callable, Iterator, Sequence, Set

from thesaury.model.licensing import Term, Unresolved
from thesaury.rights.parsing.bound_phrases import bounds_among
from thesaury.rights.parsing.bounds import bounded_in
from thesaury.rights.parsing.conditions import conditions_in, idle_only, may_have_conditions, releases_in_doubt
from thesaury.rights.parsing.folding import Token
from thesaury.rights.parsing.marks import marked
from thesaury.rights.parsing.meanings import Found, Kind
from thesaury.rights.parsing.named_people import named_people_in
from thesaury.rights.parsing.restrictions import narrowed_elsewhere, only_of_nothing, restricting
from thesaury.rights.parsing.signs import Clause

_RESIDUE = frozenset({Kind.UNKNOWN, Kind.QUOTE, Kind.NUMBER, Kind.REFERENCE})
"""What no rule has consumed."""
_LEFT = _RESIDUE | {Kind.OPEN, Kind.SCOPE}
_GRANTING = frozenset({Kind.CHANNEL, Kind.REGION, Kind.PURPOSE, Kind.PERPETUAL})
ON_AN_AXIS = frozenset({
    "ambiguous_date_format", "impossible_date", "fiscal_year_undefined", "open_event_end", "relative_date_without_anchor",
    "revocable_term", "term_not_stated", "region_not_stated", "undefined_region",
})  # fmt: skip
"""Reasons that leave one axis open and no other."""

Clauses = Sequence[tuple[list[Found], Clause]]
"""The clauses of a text: what stands in each, and how it is signed."""


def residue_of(
    clauses: Clauses, tokens: Sequence[Token], point: Callable[[str, Found], Unresolved]
) -> Iterator[Unresolved]:
    """Everything in clauses that a person has to read, in order."""
    said = [findings for findings, _ in clauses]
    kinds = [{f.kind for f in findings} for findings in said]
    granted = not all(map(_GRANTING.isdisjoint, kinds))
    words = {token.text for token in tokens}
    unread = _Unread(tokens, words, released=any(Kind.RELEASED in each for each in kinds))
    yield from (point("not_a_grant", found) for found in marked(said, tokens, words))
    yield from (point("contradiction", found) for found in narrowed_elsewhere(said))
    for number, (findings, clause) in enumerate(clauses):
        yield from (point(reason, found) for reason, found in clause.problems)
        behind = said[number + 1] if number + 1 < len(said) else ()
        yield from (point("not_a_grant", found) for found in unread.of(findings, kinds[number], behind))
        if kinds[number].isdisjoint(_LEFT):
            continue
        heading = granted and not number and _is_heading(findings)
        for f in findings:
            if f.kind is Kind.OPEN and f.meaning.names[0] in ("other", "nothing"):
                yield point(f.meaning.reason, f)
            elif f.kind is Kind.REFERENCE and heading:
                continue
            elif f.kind in _RESIDUE or (f.kind is Kind.SCOPE and not f.meaning.names[-1]):
                elsewhere = f.kind in (Kind.REFERENCE, Kind.SCOPE) and granted
                yield point("refers_to_external_document" if elsewhere else "not_a_grant", f)


class _Unread:
    """What may be said in a text between the words that are understood; what no word of the text hints at is not looked for."""

    def __init__(self, tokens: Sequence[Token], words: Set[str], released: bool) -> None:
        self.tokens = tokens
        self.conditional = may_have_conditions(words)
        self.bounds = bounds_among(words)
        self.restricting = restricting(words)
        self.released = released

    def of(self, findings: Sequence[Found], kinds: Set[Kind], behind: Sequence[Found]) -> Iterator[Found]:
        """Where a clause says something that nobody may read past; `kinds` are those of its findings."""
        if Kind.ONLY in kinds:
            yield from idle_only(findings)
        if self.conditional:
            yield from conditions_in(findings, self.tokens)
        if self.bounds:
            yield from bounded_in(findings, self.tokens, self.bounds)
        if Kind.ONLY in kinds:
            yield from only_of_nothing(findings, self.tokens)
        for rule in self.restricting:
            yield from rule(findings, behind, self.tokens)
        yield from named_people_in(findings, self.tokens)
        if self.released:
            yield from releases_in_doubt(findings, self.tokens)


def _is_heading(findings: Sequence[Found]) -> bool:
    """Whether a first clause is the title of a contract and no more."""
    return all(f.kind in (Kind.PLAIN, Kind.REFERENCE, Kind.COLON, Kind.PART, Kind.JOIN) for f in findings)


def unreleased(
    found: Sequence[Found], terms: Sequence[Term], point: Callable[[str, Found], Unresolved]
) -> list[Unresolved]:
    """What nobody has released may be printed as news all the same, and is for a person wherever anything else is allowed."""
    if terms and all(term.purposes.allow == ("editorial",) for term in terms):
        return []
    return [point(f.meaning.reason, f) for f in found if f.kind is Kind.UNRELEASED]


def asks(found: Sequence[Found]) -> bool:
    """Whether a text sends its reader to somebody or to something else."""
    return any(
        f.kind is Kind.OPEN and f.meaning.reason in ("permission_on_request", "refers_to_external_document")
        for f in found
    )
