"""Licence texts to statements. What is not understood is not guessed: it is named, and a person has to read it."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise

from thesaury.model.licensing import Axis, LicenceModel, Statement, Term, Unresolved
from thesaury.rights.parsing.clauses import by_paragraph, clauses_of, grants_of, together, too_many
from thesaury.rights.parsing.context import Context
from thesaury.rights.parsing.drafts import Draft, draft_of, span
from thesaury.rights.parsing.findings import findings_of
from thesaury.rights.parsing.intersecting import intersected, is_head, pieces_of
from thesaury.rights.parsing.licences import Template
from thesaury.rights.parsing.meanings import Found, Kind
from thesaury.rights.parsing.models import model_of, says_something, template_of
from thesaury.rights.parsing.residue import ON_AN_AXIS, asks, residue_of, unreleased
from thesaury.rights.parsing.signing import signed
from thesaury.rights.parsing.signs import Clause
from thesaury.rights.parsing.terms import NO_USE, held_back, missing, term_of
from thesaury.rights.parsing.timing import ROLES, Times, times_of

VERSION = "3"
"""Changes with every change of what the parser understands."""

_EMPTY = Context()
_COMING_OUT = frozenset(("first_publication", "first_airing", "first_use"))
"""The days on which something comes out, which may hold a use back."""
_LONGEST = 200_000
"""Code points of the longest text that is read; a longer one is for a person."""


def parse(text: str, context: Context = _EMPTY) -> Statement:
    """What a licence text in English, German or French states.

    Every value has the code points of `text` it was read from. A clause with a word that no rule knows, with two readings or with
    none, is unresolved, and then every term says so on its axis OTHER. Nothing is raised for any text.
    """
    return _Parsing(text, context).statement()


class _Parsing:
    """One text on its way to a statement."""

    def __init__(self, text: str, context: Context) -> None:
        self.text, self.context = text, context
        self.too_long = len(text) > _LONGEST
        self.tokens, self.found = findings_of("" if self.too_long else text, context)
        self.words = {
            f.first: " ".join(token.text for token in self.tokens[f.first : f.after])
            for f in self.found
            if f.kind in ROLES
        }
        self.clauses: list[tuple[list[Found], Clause]] = [(clause, signed(clause)) for clause in clauses_of(self.found)]

    def statement(self) -> Statement:
        if self.too_long:
            return _unread(f"(the text has {len(self.text):,} characters, and more than {_LONGEST:,} are not read)")
        if not self.tokens:
            return Statement(unresolved=(Unresolved("empty", 0, len(self.text), self.text),))
        times = [times_of(clause.signed, self.words) for _, clause in self.clauses]
        _unused_anchors(times)
        drafts = [draft_of(clause, time, self.text) for (_, clause), time in zip(self.clauses, times, strict=True)]
        for draft, (findings, _) in zip(drafts, self.clauses, strict=True):
            draft.only = any(f.kind is Kind.ONLY or f.meaning.only for f in findings)
            draft.agency_out = any(f.kind is Kind.AGENCY_OUT for f in findings)
        anchors = {name: day for time in reversed(times) for name, (day, _) in time.anchors.items()}
        known = {**self.context.days(), **anchors}
        template = template_of(self.clauses, known.get("purchased"))
        problems = [*residue_of(self.clauses, self.tokens, self._point), *self._anchor_clashes(anchors)]
        stop = next((clause.stop for _, clause in self.clauses if clause.stop), None)
        heads = [is_head([f.kind for f in findings]) for findings, _ in self.clauses]
        pieces = (
            pieces_of(drafts, heads, False) if any(heads[1:]) or any(f.kind is Kind.PARTS for f in self.found) else []
        )
        if pieces:
            grants = [draft for piece in pieces if says_something(draft := together(piece), template)]
        else:
            drafts = by_paragraph(drafts, self._paragraphs())
            if too_many(drafts):
                return _unread("(more grants, with more that holds for all of them, than are read in one text)")
            grants = [draft for draft in grants_of(drafts) if says_something(draft, template)]
        if stop is not None and not any(draft.grants for draft in grants):
            return self._finished(
                Statement(LicenceModel.UNKNOWN, True, (), (), (span(stop, Axis.OTHER, self.text),)), template
            )
        terms, unresolved = self._terms(grants, known, template)
        if not pieces:
            terms = held_back(terms, [day for time in times for day in time.embargoes])
        if pieces and len(terms) > 1:
            terms, unresolved = self._intersected(terms, unresolved)
        problems.extend(unreleased(self.found, terms, self._point))
        return self._finished(
            Statement(LicenceModel.UNKNOWN, stop is not None, terms, (*problems, *unresolved)), template, bool(problems)
        )

    def _terms(
        self, grants: Sequence[Draft], known: dict[str, date], template: Template | None
    ) -> tuple[tuple[Term, ...], list[Unresolved]]:
        terms: list[Term] = []
        unresolved: list[Unresolved] = []
        for draft in grants:
            term, open_ = term_of(draft, known, template, self._point)
            terms.append(term)
            unresolved.extend(open_)
        unresolved = list(dict.fromkeys(unresolved))
        if not any(draft.grants for draft in grants) and asks(self.found):
            unresolved = [each for each in unresolved if each.start != each.end]
        return tuple(terms), unresolved

    def _finished(self, statement: Statement, template: Template | None, doubt: bool = False) -> Statement:
        """With its model, its unresolved places in order, and doubt on every term where something was not understood."""
        unresolved = list(
            dict.fromkeys(sorted(statement.unresolved, key=lambda each: (each.start == each.end, each.start)))
        )
        if not statement.terms and not statement.prohibit_all and not unresolved:
            unresolved = [Unresolved("not_a_grant", 0, len(self.text), self.text)]
        doubt = doubt or any(each.start != each.end for each in unresolved if each.reason not in ON_AN_AXIS)
        terms = statement.terms
        if doubt:
            terms = tuple(
                replace(term, unclear_axes=tuple(dict.fromkeys((*term.unclear_axes, Axis.OTHER)))) for term in terms
            )
        spans = (*statement.spans, *(each for term in terms for each in term.spans))
        model = LicenceModel(template.model) if template else model_of(terms)
        return Statement(model, statement.prohibit_all, terms, tuple(unresolved), spans)

    def _intersected(
        self, terms: tuple[Term, ...], unresolved: list[Unresolved]
    ) -> tuple[tuple[Term, ...], list[Unresolved]]:
        term = intersected(terms)
        if term.channels.allow is not None:
            unresolved = [each for each in unresolved if each.words != NO_USE]
        if Axis.REGION in term.unclear_axes and not any(Axis.REGION in each.unclear_axes for each in terms):
            unresolved = [*unresolved, missing("contradiction", "(different regions for different parts)")]
        return (term,), unresolved

    def _paragraphs(self) -> list[int]:
        """The number of the paragraph in which each clause stands."""
        if "\n" not in self.text:
            return [0] * len(self.clauses)
        ends = [at for at, (one, two) in enumerate(pairwise(self.tokens)) if one.text == two.text == "\n"]
        return [bisect_right(ends, findings[0].first) for findings, _ in self.clauses]

    def _anchor_clashes(self, anchors: dict[str, date]) -> list[Unresolved]:
        return [
            missing("contradiction", f"({name.replace('_', ' ')}: {day} in the text, {known} beside it)")
            for name, day in anchors.items()
            if (known := self.context.anchor(name)) is not None and known != day
        ]  # fmt: skip

    def _point(self, reason: str, found: Found) -> Unresolved:
        return Unresolved(reason, found.start, found.end, self.text[found.start : found.end])


def _unused_anchors(times: Sequence[Times]) -> None:
    """ "Release: 1 May 2027" from which nothing is counted: nobody knows whether anything may be used before."""
    if any(time.lengths or time.counted_from for time in times):
        return
    for time in times:
        told = [found for name, (_, found) in time.anchors.items() if name in _COMING_OUT]
        time.problems.extend(("relative_date_without_anchor", found) for found in told)


def _unread(words: str) -> Statement:
    return Statement(unresolved=(missing("not_a_grant", words),))
