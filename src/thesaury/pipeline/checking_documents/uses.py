"""The use each picture in a document is asked about, and the one it was placed for."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from thesaury.model.errors import BadInput, Usage
from thesaury.model.placement import Placement
from thesaury.model.use import Use
from thesaury.pipeline.checking_documents.found import Found
from thesaury.pipeline.checking_documents.judging import from_now
from thesaury.pipeline.checking_documents.recognising import Recognised
from thesaury.pipeline.placing.recording import use_named, use_of
from thesaury.pipeline.rights.facets import today
from thesaury.rights.vocabulary import Tables

_SHOWN = 100


@dataclass(frozen=True, slots=True)
class Asked:
    """What is left of a use; `guessed` where nobody said it of this document: it is the one the picture was last placed for, anywhere."""

    use: Use
    guessed: bool = False


def asked_in(found: Found, known: Recognised, use: Use | None, tables: Tables, document: str) -> Asked | None:
    """The use of the whole document, else that of the picture, else that of its placement; None where nobody knows one.

    Raises BadInput for half a use and days that cannot be read, Usage for names that are in no table.
    """
    if told := use or own_use(found, tables):
        return Asked(from_now(told, today()))
    placed = placed_use(known.placed.get(found.named), tables)
    return Asked(from_now(placed, today()), guessed=not document) if placed else None


def own_use(found: Found, tables: Tables, on: date | None = None) -> Use | None:
    """The use that stands with a picture, as it was on a day; None where none does. Raises as `asked_in`."""
    try:
        return use_named(found.channel, found.regions, found.first_day, found.last_day, tables, on)
    except (BadInput, Usage) as error:
        raise type(error)(f"{found.named[:_SHOWN]}: {error.message}") from error


def placed_use(placed: Placement | None, tables: Tables, on: date | None = None) -> Use | None:
    """The use of a placement, as it was on a day; None where it has none, or one that the tables know no more."""
    try:
        return use_of(placed, tables, on) if placed else None
    except (BadInput, Usage):
        return None


def uses_then(found: Found, known: Recognised, use: Use | None, tables: Tables) -> Sequence[Use]:
    """The uses of which one was decided on when the picture was placed: that of its placement; where the document itself says under which
    decision, also those it tells."""
    placed = known.placed.get(found.named)
    there = placed_use(placed, tables, _day(placed.at) if placed else None)
    on = _day(found.placed_at)
    whole = replace(use, first_day=on) if use and on and use.last_day is None else use
    told = (whole, use, None if use else own_use(found, tables, on)) if found.rights else ()
    return tuple(dict.fromkeys(one for one in (there, *told) if one))


def _day(moment: str) -> date | None:
    try:
        return date.fromisoformat(moment[:10])
    except ValueError:
        return None
