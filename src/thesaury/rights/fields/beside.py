"""The text of a licence that has fields as well: what it says, and what it leaves to them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from thesaury.model.licensing import ANY, Axis, LicenceModel, Modification, Span, Term, Unresolved
from thesaury.rights.fields.conditions import brought_by, licence_named
from thesaury.rights.fields.silence import NO_CHANNEL, NO_END, NO_REGION, SILENT, affirmed, without_notices
from thesaury.rights.parsing import Context, parse
from thesaury.rights.parsing.meanings import Kind

_BY_SILENCE = (Axis.CHANNEL, Axis.DATE)
"""What the parser leaves unclear where a text does not speak of it."""


@dataclass(frozen=True, slots=True)
class Text:
    """`terms` are silent where the text is; `unresolved` are words that stand there; `begun` are axes it speaks of without an end."""

    terms: tuple[Term, ...] = ()
    unresolved: tuple[Unresolved, ...] = ()
    begun: tuple[Unresolved, ...] = ()
    model: LicenceModel = LicenceModel.UNKNOWN
    prohibits: bool = False
    spans: tuple[Span, ...] = ()


def read_texts(texts: Sequence[str], context: Context) -> tuple[Text, ...]:
    """Each text of a licence by itself, with the places it has where they stand one below the other."""
    places = accumulate((len(text) + 1 for text in texts), initial=0)
    return tuple(_moved(read_text(text, context), place) for text, place in zip(texts, places, strict=False))


def read_text(text: str, context: Context) -> Text:
    """The text by the parser. A line that only names an owner says nothing, and a name of a licence alone restricts what fields say."""
    cleared = without_notices(text)
    if not cleared.strip():
        return Text()
    statement = parse(cleared, context)
    if not statement.terms and not statement.prohibit_all and (template := licence_named(cleared)) is not None:
        return Text((brought_by(template),), model=LicenceModel(template.model))
    words = tuple(one for one in statement.unresolved if one not in SILENT)
    said = affirmed(cleared, context) if statement.terms else frozenset[Kind]()
    terms = tuple(_as_said(term, said, bool(words)) for term in statement.terms)
    begun = tuple(_begun(terms, said))
    return Text(terms, words, begun, statement.model, statement.prohibit_all, statement.spans)


def _as_said(term: Term, said: frozenset[Kind], doubtful: bool) -> Term:
    """The term without the doubts that only come of silence; what it says of purposes and changes stays said."""
    purposes, modification = term.purposes, term.modification
    if purposes.allow is None and Kind.PURPOSE in said:
        purposes = replace(purposes, allow=(ANY,))
    if modification is None and Kind.MODIFICATION in said:
        modification = Modification.MINOR
    silent = () if doubtful else _BY_SILENCE
    unclear = tuple(axis for axis in term.unclear_axes if axis not in silent)
    return replace(term, purposes=purposes, modification=modification, unclear_axes=unclear)


def _begun(terms: tuple[Term, ...], said: frozenset[Kind]) -> Iterator[Unresolved]:
    """Axes the text speaks of, but not for every grant in it: nobody knows whether the fields mean the others."""
    ended = [term.perpetual or term.valid_until is not None for term in terms]
    if any(ended) and not all(ended):
        yield NO_END
    if Kind.REGION in said and any(term.regions.allow is None for term in terms):
        yield NO_REGION
    if Kind.CHANNEL in said and any(term.channels.allow is None for term in terms):
        yield NO_CHANNEL


def _moved(text: Text, by: int) -> Text:
    """The same with its places so much further on; what stands nowhere stays so."""
    if not by:
        return text

    def span(one: Span) -> Span:
        return replace(one, start=one.start + by, end=one.end + by)

    terms = tuple(replace(term, spans=tuple(map(span, term.spans))) for term in text.terms)
    words = (replace(u, start=u.start + by, end=u.end + by) if u.start != u.end else u for u in text.unresolved)
    return replace(text, terms=terms, unresolved=tuple(words), spans=tuple(map(span, text.spans)))
