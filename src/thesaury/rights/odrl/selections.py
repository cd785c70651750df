"""The four axes of a term that are lists of names, by the name of the axis."""

from collections.abc import Iterable
from dataclasses import replace

from thesaury.model.licensing import Selection, Term
from thesaury.model.statement import Iri
from thesaury.rights.odrl.policy import Value
from thesaury.rights.odrl.profile import NOTHING, is_mark, name_in


def selections(term: Term) -> dict[str, Selection]:
    """Each axis with what the term says on it."""
    return {"channel": term.channels, "region": term.regions, "purpose": term.purposes, "party": term.parties}


def with_selection(term: Term, axis: str, selection: Selection) -> Term:
    """The term saying this on the axis instead."""
    match axis:
        case "channel":
            return replace(term, channels=selection)
        case "region":
            return replace(term, regions=selection)
        case "purpose":
            return replace(term, purposes=selection)
        case _:
            return replace(term, parties=selection)


def names_of(kind: str, values: Iterable[Value]) -> tuple[str, ...] | None:
    """Our names behind IRIs; None where one is not ours."""
    meant = [value for value in values if not is_mark(value, NOTHING)]
    found = [name_in(kind, value.value) if isinstance(value, Iri) else None for value in meant]
    names = tuple(name for name in found if name is not None)
    return names if len(names) == len(found) else None
