"""Whether words that were written say no more than they should: they are read again, and compared with what was meant."""

from collections.abc import Callable

from thesaury.model.licensing import ANY, Selection, Term
from thesaury.rights.vocabulary import Tables, shipped

_Expand = Callable[[tuple[str, ...]], frozenset[str]]


def within(read: Term, meant: Term) -> bool:
    """Whether what the parser reads in the words allows nothing that was not meant.

    Days, changes, products and that a credit is asked for stand in fields of their own and are not compared here.
    """
    tables = shipped()
    return (
        _listed(read.channels, meant.channels, tables.channels.expand)
        and _listed(read.regions, meant.regions, frozenset)
        and {*meant.regions.deny, *meant.regions.unclear} <= {*read.regions.deny, *read.regions.unclear}
        and _purposes(read.purposes, tables) <= _purposes(meant.purposes, tables)
        and _parties(read.parties, tables) <= _parties(meant.parties, tables)
        and all(any(_as_tight(cap.kind, cap.max, one.kind, one.max) for one in read.limits) for cap in meant.limits)
        and all(one.channels is None for one in read.limits)
        and (meant.first_use_by is None or read.first_use_by == meant.first_use_by)
        and set(read.duties) >= set(meant.duties) - {"attribution"}
        and set(read.scope) >= {one for one in meant.scope if one[0] != "product"}
        and (meant.perpetual or not read.perpetual)
        and read.modification is None
    )


def _listed(read: Selection, meant: Selection, expand: _Expand) -> bool:
    """A closed list has to lie in the one that was meant; one without an end has to keep every exception."""
    out = expand((*meant.deny, *meant.unclear))
    if read.allow is None or ANY in read.allow:
        kept = out <= expand((*read.deny, *read.unclear))
        return (read.allow is None or ANY in (meant.allow or ())) and kept
    sure = expand(read.allow) - expand((*read.deny, *read.unclear))
    return meant.allow is not None and (ANY in meant.allow or sure <= expand(meant.allow)) and not sure & out


def _purposes(chosen: Selection, tables: Tables) -> frozenset[str]:
    """The purposes that are surely allowed."""
    allow = frozenset((ANY,) if chosen.allow is None else chosen.allow)
    named = (allow - {ANY}) | (tables.ordinary if ANY in allow else frozenset())
    return named - frozenset((*chosen.deny, *chosen.unclear))


def _parties(chosen: Selection, tables: Tables) -> frozenset[str]:
    """The parties that are surely allowed."""
    allow = frozenset(tables.unstated) if chosen.allow is None else tables.parties.expand(chosen.allow)
    everybody = tables.parties.leaves if ANY in allow else allow
    return everybody - tables.parties.expand((*chosen.deny, *chosen.unclear))


def _as_tight(meant: str, most: float | None, read: str, found: float | None) -> bool:
    return meant == read and most is not None and found is not None and found <= most
