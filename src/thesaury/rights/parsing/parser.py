"""Licence texts to statements. What is not understood is not guessed: it is named, and a person has to read it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from thesaury.model.licensing import Axis, LicenceModel, Statement, Term, Unresolved
from thesaury.rights.parsing.clauses import clauses_of, grants_of, together
from thesaury.rights.parsing.context import Context
from thesaury.rights.parsing.drafts import Draft, draft_of, span
from thesaury.rights.parsing.folding import Token
from thesaury.rights.parsing.intersecting import intersected, is_head, pieces_of
from thesaury.rights.parsing.layout import laid_out
from thesaury.rights.parsing.licences import Template, named
from thesaury.rights.parsing.meanings import Found, Kind, Meaning
from thesaury.rights.parsing.naming import with_names
from thesaury.rights.parsing.places import towns
from thesaury.rights.parsing.reading import read
from thesaury.rights.parsing.signs import Clause, Sign, signed
from thesaury.rights.parsing.terms import NO_USE, missing, term_of
from thesaury.rights.parsing.timing import ALSO_PLAIN, ROLES, times_of

VERSION = "1"
"""Changes with every change of what the parser understands."""

_EMPTY = Context()
_PREPOSITION = Meaning(Kind.PLAIN, rule="preposition")
_LONGEST = 20_000
"""Code points of the longest text that is read; a longer one is for a person."""
_RESIDUE = frozenset({Kind.UNKNOWN, Kind.QUOTE, Kind.NUMBER, Kind.REFERENCE})
"""What no rule has consumed."""


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
        tokens, found = read(text if not self.too_long else "", context.locale)
        self.tokens = tokens
        self.found = _placed_events(with_names(laid_out(found, tokens), tokens, text), tokens)
        self.found = _timed(self.found, tokens)
        self.words = {f.first: " ".join(token.text for token in tokens[f.first : f.after]) for f in self.found}
        self.clauses: list[tuple[list[Found], Clause]] = [(clause, signed(clause)) for clause in clauses_of(self.found)]

    def statement(self) -> Statement:
        if self.too_long:
            return Statement(unresolved=(Unresolved("not_a_grant", 0, len(self.text), self.text[:200]),))
        if not self.tokens:
            return Statement(unresolved=(Unresolved("empty", 0, len(self.text), self.text),))
        template = self._template()
        times = [times_of(clause.signed, self.words) for _, clause in self.clauses]
        drafts = [draft_of(clause, time, self.text) for (_, clause), time in zip(self.clauses, times, strict=True)]
        for draft, (findings, _) in zip(drafts, self.clauses, strict=True):
            draft.only = any(f.kind is Kind.ONLY or f.meaning.only for f in findings)
            draft.agency_out = any(f.kind is Kind.AGENCY_OUT for f in findings)
        anchors = {name: day for time in reversed(times) for name, (day, _) in time.anchors.items()}
        problems = [*self._residue(), *self._anchor_clashes(anchors)]
        stop = next((clause.stop for _, clause in self.clauses if clause.stop), None)
        heads = [is_head([f.kind for f in findings]) for findings, _ in self.clauses]
        pieces = pieces_of(drafts, heads, False) if any(heads[1:]) or self._composed() else []
        if pieces:
            grants = [draft for piece in pieces if self._says_something(draft := together(piece), template)]
        else:
            grants = [draft for draft in grants_of(drafts) if self._says_something(draft, template)]
        if stop is not None and not any(draft.grants for draft in grants):
            return self._finished(
                Statement(LicenceModel.UNKNOWN, True, (), (), (span(stop, Axis.OTHER, self.text),)), template
            )
        known = {**dict(self.context.anchors), **anchors}
        terms, unresolved = self._terms(grants, known, template)
        if pieces and len(terms) > 1:
            terms, unresolved = self._intersected(terms, unresolved)
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
            unresolved.extend(each for each in open_ if each not in unresolved)
        if self._asks() and not any(draft.grants for draft in grants):
            unresolved = [each for each in unresolved if each.start != each.end]
        return tuple(terms), unresolved

    def _finished(self, statement: Statement, template: Template | None, doubt: bool = False) -> Statement:
        """With its model, its unresolved places in order, and doubt on every term where something was not understood."""
        unresolved = list(
            dict.fromkeys(sorted(statement.unresolved, key=lambda each: (each.start == each.end, each.start)))
        )
        if not statement.terms and not statement.prohibit_all and not unresolved:
            unresolved = [Unresolved("not_a_grant", 0, len(self.text), self.text)]
        doubt = doubt or any(each.start != each.end for each in unresolved if each.reason not in _ON_AN_AXIS)
        terms = statement.terms
        if doubt:
            terms = tuple(
                replace(term, unclear_axes=tuple(dict.fromkeys((*term.unclear_axes, Axis.OTHER)))) for term in terms
            )
        spans = (*statement.spans, *(each for term in terms for each in term.spans))
        model = LicenceModel(template.model) if template else self._model(terms)
        return Statement(model, statement.prohibit_all, terms, tuple(unresolved), spans)

    def _model(self, terms: Sequence[Term]) -> LicenceModel:
        """An editorial licence says no more than that; a picture bought by size, page or insertion is rights-managed."""
        if any(term.purposes.allow == ("editorial",) and term.channels.allow == ("*",) for term in terms):
            return LicenceModel.EDITORIAL
        bought = {"page_fraction", "screen_fraction", "insertions", "placements", "width_px", "circulation"}
        if any(limit.kind in bought for term in terms for limit in term.limits):
            return LicenceModel.RIGHTS_MANAGED
        return LicenceModel.UNKNOWN

    def _template(self) -> Template | None:
        """The named licence; of several the one that restricts most: a known one yields to one that has to be spelled out."""
        signs = {each.found.first: each.sign for _, clause in self.clauses for each in clause.signed}
        found = [named(f.meaning.names) for f in self.found if f.kind is Kind.MODEL and signs.get(f.first) is Sign.YES]
        if not found:
            return None
        if len({template.id for template in found}) == 1:
            return found[0]
        found.sort(
            key=lambda template: (
                template.known,
                -len(template.limits),
                -len(template.purposes_denied),
                not template.channels_denied,
            )
        )
        return found[0]

    def _says_something(self, draft: Draft, template: Template | None) -> bool:
        if template is not None and (template.known or template.channels or draft.grants):
            return True
        said = any(part.allow or part.deny or part.open for part in draft.parts.values()) or any(
            times.said() for times in draft.times
        )
        kinds = {each.found.kind for each in draft.others} - {Kind.OPEN}
        asked = any(reason not in ("nothing",) for f in draft.of(Kind.OPEN) for reason in f.meaning.names)
        return (
            said
            or asked
            or bool(draft.approval)
            or bool(
                kinds
                & {Kind.UNBOUNDED, Kind.LIMIT, Kind.SCOPE, Kind.CREDIT, Kind.DUTY, Kind.LANGUAGE, Kind.NO_PUBLICATION}
            )
        )

    def _composed(self) -> bool:
        return any(f.kind is Kind.PARTS for f in self.found)

    def _intersected(
        self, terms: tuple[Term, ...], unresolved: list[Unresolved]
    ) -> tuple[tuple[Term, ...], list[Unresolved]]:
        term = intersected(terms)
        if term.channels.allow is not None:
            unresolved = [each for each in unresolved if each.words != NO_USE]
        if Axis.REGION in term.unclear_axes and not any(Axis.REGION in each.unclear_axes for each in terms):
            unresolved = [*unresolved, missing("contradiction", "(different regions for different parts)")]
        return (term,), unresolved

    def _asks(self) -> bool:
        return any(
            f.kind is Kind.OPEN and f.meaning.reason in ("permission_on_request", "refers_to_external_document")
            for f in self.found
        )

    def _residue(self) -> list[Unresolved]:
        """Clauses with words that no rule consumed, or that contradict themselves, and whole phrases that send a person elsewhere."""
        problems: list[Unresolved] = []
        granted = any(f.kind in (Kind.CHANNEL, Kind.REGION, Kind.PURPOSE, Kind.PERPETUAL) for f in self.found)
        for findings, clause in self.clauses:
            problems.extend(self._point(reason, found) for reason, found in clause.problems)
            for f in findings:
                if f.kind is Kind.OPEN and f.meaning.names[0] in ("other", "nothing"):
                    problems.append(self._point(f.meaning.reason, f))
                elif f.kind is Kind.REFERENCE and granted and findings is self.clauses[0][0] and _is_heading(findings):
                    continue
                elif f.kind in _RESIDUE or (f.kind is Kind.SCOPE and not f.meaning.names[-1]):
                    elsewhere = f.kind in (Kind.REFERENCE, Kind.SCOPE) and granted
                    problems.append(self._point("refers_to_external_document" if elsewhere else "not_a_grant", f))
        return problems

    def _anchor_clashes(self, anchors: dict[str, date]) -> list[Unresolved]:
        return [
            missing("contradiction", f"({name.replace('_', ' ')}: {day} in the text, {known} beside it)")
            for name, day in anchors.items()
            if (known := self.context.anchor(name)) is not None and known != day
        ]  # fmt: skip

    def _point(self, reason: str, found: Found) -> Unresolved:
        return Unresolved(reason, found.start, found.end, self.text[found.start : found.end])


_ON_AN_AXIS = frozenset({
    "ambiguous_date_format", "impossible_date", "fiscal_year_undefined", "open_event_end", "relative_date_without_anchor",
    "revocable_term", "term_not_stated", "region_not_stated", "undefined_region",
})  # fmt: skip
"""Reasons that leave one axis open and no other."""


def _is_heading(findings: Sequence[Found]) -> bool:
    """Whether a first clause is the title of a contract and no more."""
    return all(f.kind in (Kind.PLAIN, Kind.REFERENCE, Kind.COLON, Kind.PART, Kind.JOIN) for f in findings)


def _timed(found: list[Found], tokens: Sequence[Token]) -> list[Found]:
    """Small words of time that no date follows are prepositions."""
    timed: list[Found] = []
    for at, f in enumerate(found):
        if f.kind in ROLES and not _dates_follow(found, at):
            word = " ".join(token.text for token in tokens[f.first : f.after])
            f = f.as_(_PREPOSITION) if f.kind in (Kind.FROM, Kind.WITHIN) or word in ALSO_PLAIN else f
        timed.append(f)
    return timed


def _dates_follow(found: Sequence[Found], at: int) -> bool:
    for f in found[at + 1 : at + 6]:
        if f.kind in (Kind.DATE, Kind.DURATION, Kind.ANCHOR):
            return True
        if f.kind not in ROLES and f.kind not in (Kind.PLAIN, Kind.COLON, Kind.JOIN):
            return False
    return False


def _placed_events(found: list[Found], tokens: Sequence[Token]) -> list[Found]:
    """A town beside an event that has a name says in which country it is."""
    if not any(f.kind is Kind.SCOPE and f.meaning.names[0] == "event" for f in found):
        return found
    placed: list[Found] = []
    for f in found:
        town = towns().longest(tokens, f.first) if f.kind in (Kind.UNKNOWN, Kind.REGION) else None
        placed.append(f.as_(town[0]) if town and town[1] == f.after else f)
    return placed
