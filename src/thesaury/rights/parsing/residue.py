"""The residue: words that no rule consumed, contradictions, conditions, and phrases that send a person elsewhere."""

from collections.abc import Callable, Iterator, Sequence

from thesaury.model.licensing import Term, Unresolved
from thesaury.rights.parsing.bounds import bounded_in
from thesaury.rights.parsing.conditions import conditions_in, idle_only, may_have_conditions, releases_in_doubt
from thesaury.rights.parsing.folding import Token
from thesaury.rights.parsing.marks import marked
from thesaury.rights.parsing.meanings import Found, Kind
from thesaury.rights.parsing.named_people import named_people_in
from thesaury.rights.parsing.restrictions import narrowed_elsewhere, restrictions_in
from thesaury.rights.parsing.signs import Clause

_RESIDUE = frozenset({Kind.UNKNOWN, Kind.QUOTE, Kind.NUMBER, Kind.REFERENCE})
"""What no rule has consumed."""
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
    granted = any(f.kind in _GRANTING for findings, _ in clauses for f in findings)
    words = {token.text for token in tokens}
    conditional = may_have_conditions(words)
    released = any(f.kind is Kind.RELEASED for findings, _ in clauses for f in findings)
    said = [findings for findings, _ in clauses]
    yield from (point("not_a_grant", found) for found in marked(said, tokens, words))
    yield from (point("contradiction", found) for found in narrowed_elsewhere(said))
    for number, (findings, clause) in enumerate(clauses):
        yield from (point(reason, found) for reason, found in clause.problems)
        yield from (point("not_a_grant", found) for found in idle_only(findings))
        if conditional:
            yield from (point("not_a_grant", found) for found in conditions_in(findings, tokens))
        yield from (point("not_a_grant", found) for found in bounded_in(findings, tokens, words))
        behind = clauses[number + 1][0] if number + 1 < len(clauses) else ()
        yield from (point("not_a_grant", found) for found in restrictions_in(findings, behind, tokens, words))
        yield from (point("not_a_grant", found) for found in named_people_in(findings, tokens))
        if released:
            yield from (point("not_a_grant", found) for found in releases_in_doubt(findings, tokens))
        heading = granted and not number and _is_heading(findings)
        for f in findings:
            if f.kind is Kind.OPEN and f.meaning.names[0] in ("other", "nothing"):
                yield point(f.meaning.reason, f)
            elif f.kind is Kind.REFERENCE and heading:
                continue
            elif f.kind in _RESIDUE or (f.kind is Kind.SCOPE and not f.meaning.names[-1]):
                elsewhere = f.kind in (Kind.REFERENCE, Kind.SCOPE) and granted
                yield point("refers_to_external_document" if elsewhere else "not_a_grant", f)


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
