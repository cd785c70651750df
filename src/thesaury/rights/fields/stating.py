"""A licence of fields and texts as one statement. It permits only what all of it together really states."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import islice, product

from thesaury.model.licensing import Axis, LicenceModel, Statement, Term, Unresolved
from thesaury.model.rights_record import Purchase
from thesaury.ports.licences import FieldedLicence
from thesaury.rights.fields.beside import Text, read_texts
from thesaury.rights.fields.drawn import Drawn, words_of
from thesaury.rights.fields.meeting import Met, meet
from thesaury.rights.fields.reading import purchase_of, read_fields, texts_of, unreleased
from thesaury.rights.fields.silence import NO_CHANNEL, NO_END, NO_REGION
from thesaury.rights.parsing import Context
from thesaury.rights.vocabulary import Tables, shipped

_NOTHING, _UNKNOWN = Context(), LicenceModel.UNKNOWN
_MOST = 64
"""Grants of several texts together that are told apart; where there are more, a person has to look."""
_NEWS = ("editorial",)
"""What may be printed of people and of properties without their release."""
_SAYS_NOTHING = frozenset({"no_grant_stated", "empty", "placeholder_text"})
"""Reasons of texts that are understood and grant nothing; in a file they forbid nothing either."""


def stated(
    licence: FieldedLicence, tables: Tables | None = None, context: Context = _NOTHING
) -> tuple[Statement, Purchase]:
    """What the fields and texts of one licence state together, and how it came about. Nothing is raised for any value.

    Fields and texts all have to allow. What one does not speak of the others say; where two speak the stricter holds, and where nobody
    can tell which that is the axis is unclear. Values that are not understood are unresolved, with the name of their field. `tables` are
    those the rights are asked by (None: the shipped ones), and `context` has what is known beside the licence, such as a client's own
    words for regions.
    """
    words = tables or shipped()
    drawn = [one for one in read_fields(licence, words, context) if one != Drawn()]
    texts = read_texts(texts_of(licence), context)
    read: list[Text | Drawn] = [*texts, *drawn]
    if stops := [one for one in read if one.prohibits]:
        spans = tuple(span for one in stops for span in one.spans)
        return Statement(_UNKNOWN, True, (), (), spans), purchase_of(licence)
    grants = list(islice(product(*(text.terms for text in texts if text.terms)), _MOST + 1))
    fields = _together([one.term for one in drawn], words)
    met = [_together((*grant, fields.term), words) for grant in grants if grant or drawn]
    terms = _doubted(tuple(one.term for one in met), texts, licence.embedded)
    refused = unreleased(licence) if any(term.purposes.allow != _NEWS for term in terms) else ()
    if refused:
        terms = tuple(map(_left_open, terms))
    clashing = (
        [] if any(not one.unresolved for one in met) else met
    )  # a grant without a clash holds beside one that has one
    told: list[Text | Drawn | Met] = [*read, fields, *clashing]
    said = (each for one in told for each in one.unresolved)
    many = [Unresolved("contradiction", 0, 0, "(more grants than can be told apart)")] if len(grants) > _MOST else []
    model = next((m for m in (one.model for one in read) if m is not _UNKNOWN), _UNKNOWN)
    without = (words_of(field, "no_grant_stated") for field in refused)
    unresolved = dict.fromkeys((*said, *without, *many, *_missing(terms, texts)))
    spans = tuple(dict.fromkeys(span for term in terms for span in term.spans))
    return Statement(model, False, terms, tuple(unresolved), spans), purchase_of(licence)


def _together(terms: Iterable[Term], tables: Tables) -> Met:
    """All of them as one term."""
    found, unresolved = Term(), tuple[Unresolved, ...]()
    for term in terms:
        met = meet(found, term, tables)
        found, unresolved = met.term, (*unresolved, *met.unresolved)
    return Met(found, unresolved)


def _doubted(terms: tuple[Term, ...], texts: Sequence[Text], embedded: bool) -> tuple[Term, ...]:
    """A text without a term of which something was not understood leaves everything open; in a file too, where it is the only
    thing that could restrict."""
    words = [one for text in texts if not text.terms for one in text.unresolved]
    if not any(one.reason not in _SAYS_NOTHING or not embedded for one in words):
        return terms
    told = terms or ((Term(),) if embedded else ())
    return tuple(map(_left_open, told))


def _left_open(term: Term) -> Term:
    return replace(term, unclear_axes=tuple(dict.fromkeys((*term.unclear_axes, Axis.OTHER))))


def _missing(terms: tuple[Term, ...], texts: Sequence[Text]) -> Iterable[Unresolved]:
    """The axes on which nothing is stated. What a text began to say and did not grant, nothing beside it completes."""
    if not terms and not any(text.unresolved for text in texts):
        yield NO_CHANNEL
    if any(not term.perpetual and not term.valid_until and Axis.DATE not in term.unclear_axes for term in terms):
        yield NO_END
    if any(term.regions.allow is None and Axis.REGION not in term.unclear_axes for term in terms):
        yield NO_REGION
    if any(term.channels.allow is None and Axis.CHANNEL not in term.unclear_axes for term in terms):
        yield NO_CHANNEL
    yield from (each for text in texts for each in text.begun)
